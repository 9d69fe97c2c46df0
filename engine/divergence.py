"""Why training blew up, in a sentence, and what to try instead."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import FloatArray
from engine.evaluation import Split
from engine.models import MODELS
from engine.optimizers import OPTIMIZERS
from engine.reports import Divergence
from engine.spec import ExperimentSpec

# The learning rates that people try, as TensorFlow Playground lists them.
LADDER = (1e-5, 1e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
# Data as far out as this blows up plain gradient descent at the lowest of these rates, too: on a
# parabola of curvature c no rate beyond 2 / c holds, and c grows as the square of the data.
FAR = 1000.0
# What a cause can be, and the numbers that its sentence may hold.
CAUSES = ("rate", "starting_weights", "weights_put_in", "inputs", "targets", "points")
CAUSE_VALUES = ("learning_rate", "step", "reach")


@dataclass(frozen=True)
class Failure:
    """Hold what is known of an update that left all numbers.

    step: The update, counted from 1.
    learning_rate: The rate it was made with.
    is_first: Whether no update had been made since the weights were drawn or put in.
    parameters: (parameters,) float64. Weights and biases before it.
    train: What is trained on, preprocessed.
    """

    step: int
    learning_rate: float
    is_first: bool
    parameters: FloatArray
    train: Split


def explain_divergence(spec: ExperimentSpec, failure: Failure) -> Divergence:
    """Name the likely cause of a loss or weight that is not finite any more.

    Args:
        spec: Resolved.
        failure: What happened.
    """
    if MODELS[spec.model].value.is_neuron:
        return explain_overflow(failure.step)
    if (far := _explain_data(spec, failure)) is not None:
        return far
    if failure.is_first:
        is_start = failure.step == 1
        whose = "starting weights" if is_start else "weights that were put in"
        cause = f"The {whose} are too large for this data: the first step with them overflows."
        key = "starting_weights" if is_start else "weights_put_in"
        return Divergence(failure.step, cause, cause_key=key)
    default = OPTIMIZERS[spec.optimizer.key].defaults["learning_rate"]
    return explain_rate(failure.step, failure.learning_rate, default)


def _explain_data(spec: ExperimentSpec, failure: Failure) -> Divergence | None:
    """Blame data that is too far out, unless somebody put in weights that are further out."""
    weights = _reach(failure.parameters) if failure.is_first else 0.0
    reaches = {"inputs": _reach(failure.train.x), "targets": _reach(failure.train.y)}
    key = max(reaches, key=reaches.__getitem__)
    if not reaches[key] > max(FAR, weights):
        return None
    name = {"inputs": "inputs", "targets": "values to predict"}[key]
    cause = f"The {name} are too far from zero to be trained on as they are: up to"
    return Divergence(
        failure.step,
        f"{cause} {reaches[key]:.3g}.",
        {} if spec.standardize is True else {"standardize": True},
        key,
        {"reach": reaches[key]},
    )


def _reach(values: FloatArray) -> float:
    """Return how far from zero (any) float64 go."""
    return float(np.abs(values).max())


def explain_rate(step: int, learning_rate: float, default: float) -> Divergence:
    """Blame the learning rate, and suggest a lower one.

    Args:
        step: The update that failed, counted from 1.
        learning_rate: The rate it was made with.
        default: The optimizer's default rate.
    """
    cause = (
        f"Learning rate {learning_rate:g} is too large for this data: "
        f"the loss grew without bound at step {step}."
    )
    lower = [each for each in LADDER if each <= default and each < learning_rate / 2.0]
    suggestion = {"optimizer": {"learning_rate": lower[-1]}} if lower else {}
    values = {"learning_rate": learning_rate, "step": step}
    return Divergence(step, cause, suggestion, "rate", values)


def explain_overflow(step: int) -> Divergence:
    """Tell that a perceptron's weights would leave all numbers; only huge inputs do that.

    Args:
        step: The visit that failed, counted from 1.
    """
    cause = "The points are too far from zero: the weights would leave all numbers."
    return Divergence(step, cause, cause_key="points")
