"""Loss and accuracy over a whole split, in chunks, so that memory does not grow with the data."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import numpy as np

from engine.arrays import FloatArray
from engine.decision import Decision
from engine.head import Head
from engine.network import Network
from engine.passes import Pass

T = TypeVar("T")

CHUNK = 1024  # samples evaluated at once

PassFor: TypeAlias = Callable[[int], Pass]  # batch -> a pass of this size, which may be reused


@dataclass(frozen=True)
class Split:
    """Hold the preprocessed samples of one split.

    x: (features, samples) float64. Inputs.
    y: (outputs, samples) float64. Coded targets.
    w: (samples,) float64 sample weights, or None.
    """

    x: FloatArray
    y: FloatArray
    w: FloatArray | None

    def chunks(self) -> Iterator["Split"]:
        """Cut into views of at most CHUNK samples."""
        for start in range(0, self.x.shape[1], CHUNK):
            part = slice(start, start + CHUNK)
            w = None if self.w is None else self.w[part]
            yield Split(self.x[:, part], self.y[:, part], w)


def run_forward(network: Network, x: FloatArray) -> FloatArray:
    """Compute the output layer's pre-activations of any number of samples.

    Args:
        network: Only read.
        x: (features, samples) float64. Preprocessed inputs.

    Returns:
        (outputs, samples) float64. Logits; a new array.
    """
    z = np.empty((network.layers[-1].b.size, x.shape[1]))
    for start in range(0, x.shape[1], CHUNK):
        part = x[:, start : start + CHUNK]
        z[:, start : start + CHUNK] = Pass(network, part.shape[1]).forward(part)
    return z


def evaluate_split(
    head: Head | Decision, split: Split, pass_for: PassFor
) -> Generator[None, None, tuple[float, float | None]]:
    """Return mean loss and accuracy (None for regression); dropout off, penalty not included.

    Yields after each chunk, so that whoever must not wait for the whole can do other things.
    """
    total = weight = 0.0
    correct: int | None = 0
    for chunk in split.chunks():
        with np.errstate(all="ignore"):
            room = pass_for(chunk.x.shape[1])
            z = room.forward(chunk.x)
            head.evaluate(z, chunk.y, room)
            w = np.ones(room.batch) if chunk.w is None else chunk.w
            total += float(np.dot(room.values, w))
            weight += float(w.sum())
            right = head.correct(z, chunk.y)
        correct = None if correct is None or right is None else correct + int(right.sum())
        yield
    accuracy = None if correct is None else correct / split.x.shape[1]
    return total / weight, accuracy


def finish(measuring: Generator[None, None, T]) -> T:
    """Return what a generator returns in the end, without a break."""
    while True:
        try:
            next(measuring)
        except StopIteration as end:
            result: T = end.value
            return result
