"""What training changes, apart from the spec: what a checkpoint must hold."""

from dataclasses import dataclass

from engine.arrays import FloatArray, IntArray
from engine.reports import Divergence


@dataclass(frozen=True)
class LearnerState:
    """Hold copies of everything that a step changes.

    parameters: (parameters,) float64.
    memory: (slots, parameters) float64. The optimizer's moments.
    order: (train,) int64. The epoch's permutation.
    streams: State of the random streams that training draws from.
    """

    epoch: int
    position: int
    parameters: FloatArray
    memory: FloatArray
    counts: list[int]
    order: IntArray
    streams: dict[str, dict[str, str]]


@dataclass(frozen=True)
class TrainerState:
    """Hold the state of a trainer.

    start: (parameters,) float64 that were put in; None if they came from the init stream.
    """

    step: int
    start: FloatArray | None
    divergence: Divergence | None
    learner: LearnerState
