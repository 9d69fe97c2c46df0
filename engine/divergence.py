"""Why training blew up, in a sentence, and what to try instead."""

from engine.reports import Divergence

# The learning rates that people try, as TensorFlow Playground lists them.
LADDER = (1e-5, 1e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)


def explain_divergence(step: int, learning_rate: float, default: float) -> Divergence:
    """Name the likely cause of a loss or weight that is not finite any more.

    Args:
        step: The update that failed, counted from 1.
        learning_rate: The rate it was made with.
        default: The optimizer's default rate.
    """
    if step == 1:
        cause = "The starting weights are too large for this data: the first step overflows."
        return Divergence(step, cause)
    cause = (
        f"Learning rate {learning_rate:g} is too large for this data: "
        f"the loss grew without bound at step {step}."
    )
    lower = [each for each in LADDER if each <= default and each < learning_rate / 2.0]
    return Divergence(step, cause, {"optimizer": {"learning_rate": lower[-1]}} if lower else {})


def explain_overflow(step: int) -> Divergence:
    """Tell that a perceptron's weights would leave all numbers; only huge inputs do that.

    Args:
        step: The visit that failed, counted from 1.
    """
    return Divergence(
        step, "The points are too far from zero: the weights would leave all numbers."
    )
