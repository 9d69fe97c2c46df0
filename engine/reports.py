"""What a trainer tells: plain values without behavior."""

from dataclasses import dataclass, field
from typing import Any

from engine.arrays import FloatArray


@dataclass(frozen=True)
class Divergence:
    """Tell why training stopped at a step.

    step: The update that failed; the trainer stands at the one before.
    cause: One sentence for the learner.
    suggestion: A partial spec that should do better; empty where none is known.
    cause_key: What kind of cause it is, for those who say it in another language; "" if unknown.
    cause_values: The numbers in the sentence, by name.
    """

    step: int
    cause: str
    suggestion: dict[str, Any] = field(default_factory=dict)
    cause_key: str = ""
    cause_values: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class StepReport:
    """Tell the loss of each step in (step_from, step_to].

    losses: (steps,) float64. Mean over the step's batch before its update; a copy.
    """

    step_from: int
    step_to: int
    losses: FloatArray
    divergence: Divergence | None


@dataclass(frozen=True)
class Metrics:
    """Tell how good the network is on both splits, without dropout or penalty.

    None stands for what does not exist: no test split, no accuracy in regression.
    """

    train_loss: float
    test_loss: float | None
    train_accuracy: float | None
    test_accuracy: float | None
    penalty: float


@dataclass(frozen=True)
class Prediction:
    """Tell what the network makes of raw inputs.

    outputs: (samples, outputs) float64. Activated; in regression in the targets' units.
    probabilities: (samples, classes) float64, or None where the outputs are none.
    classes: The class of each sample by name, or None for regression.
    class_names: All classes, in the order of the probabilities; None for regression.
    """

    outputs: FloatArray
    probabilities: FloatArray | None
    classes: list[str] | None
    class_names: list[str] | None
