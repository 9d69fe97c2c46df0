"""What training changes, apart from the spec: what a checkpoint must hold."""

from dataclasses import dataclass

from engine.arrays import AnyArray, FloatArray
from engine.reports import Divergence


@dataclass(frozen=True)
class Memory:
    """State the sizes of what a learner remembers besides its weights.

    slots: Arrays of the size of the parameters.
    counts: Counters.
    """

    slots: int
    counts: int


@dataclass(frozen=True)
class LearnerState:
    """Hold copies of everything that a step changes.

    parameters: (parameters,) float64.
    memory: (slots, parameters) float64. The optimizer's moments, or a perceptron's own weights
        and the sum of all its lines.
    counts: What is counted: updates of each layer, or a perceptron's visits and mistakes.
    order: (train,) int64, or a smaller integer type that does, since runs keep many states. The
        epoch's permutation.
    streams: State of the random streams that training draws from.
    """

    epoch: int
    position: int
    parameters: FloatArray
    memory: FloatArray
    counts: list[int]
    order: AnyArray
    streams: dict[str, dict[str, str]]
    hidden_units: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class TrainerState:
    """Hold the state of a trainer.

    start: (parameters,) float64 that were put in; None if they came from the init stream.
    """

    step: int
    start: FloatArray | None
    divergence: Divergence | None
    learner: LearnerState

    @property
    def nbytes(self) -> int:
        """Return about how many bytes its arrays take."""
        learner = self.learner
        arrays = (learner.parameters, learner.memory, learner.order, self.start)
        return sum(each.nbytes for each in arrays if each is not None)
