"""The exact state of a trainer beyond its spec: what a checkpoint must hold."""

from dataclasses import dataclass

from engine.arrays import FloatArray, IntArray
from engine.reports import Divergence


@dataclass(frozen=True)
class TrainerState:
    """Hold copies of everything that training changes.

    parameters: (parameters,) float64.
    memory: (slots, parameters) float64. The optimizer's moments.
    start: (parameters,) float64, or None if the start was drawn from the init stream.
    order: (train,) int64. The epoch's permutation.
    streams: State of the random streams that training draws from.
    """

    step: int
    epoch: int
    position: int
    parameters: FloatArray
    memory: FloatArray
    counts: list[int]
    start: FloatArray | None
    order: IntArray
    streams: dict[str, dict[str, str]]
    divergence: Divergence | None
