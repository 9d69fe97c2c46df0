"""What an optimizer must offer, and the registry of all of them.

An optimizer updates one flat parameter buffer in place. Layers that are frozen take no part: not
their weights, not their moments, not their count of updates.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from engine.arrays import FloatArray
from engine.registry import Hyperparameter, Registry


@dataclass
class Part:
    """Hold views on a run of neighboring layers that are updated together.

    p, g, scratch: (part,) float64. Parameters, gradients, and room to compute in.
    state: tuple of (part,) float64. The moments that the optimizer remembers.
    """

    layers: range
    count: int
    p: FloatArray
    g: FloatArray
    scratch: FloatArray
    state: tuple[FloatArray, ...]


class Optimizer(ABC):
    """Update parameters against their gradients; subclasses say how."""

    slots: ClassVar[int] = 0  # arrays of the size of the parameters that it remembers

    def __init__(
        self, parameters: FloatArray, gradients: FloatArray, layers: Sequence[slice]
    ) -> None:
        """Bind the buffers and start with an empty memory.

        Args:
            parameters: (parameters,) float64. Updated in place.
            gradients: (parameters,) float64. Read at each step.
            layers: Where each layer lies in the buffers.
        """
        self.state: FloatArray = np.zeros((self.slots, parameters.size))
        self.hyperparameters: Mapping[str, float] = {}
        self._parameters, self._gradients, self._layers = parameters, gradients, layers
        self._scratch = np.empty_like(parameters)
        self._counts = [0] * len(layers)
        self.parts: list[Part] = []
        self.restrict(frozenset())

    @property
    def counts(self) -> list[int]:
        """Return how often each layer was updated."""
        counts = list(self._counts)
        for part in self.parts:
            counts[part.layers.start : part.layers.stop] = [part.count] * len(part.layers)
        return counts

    def restrict(self, frozen: frozenset[int], counts: list[int] | None = None) -> None:
        """Leave the frozen layers out of every later step.

        Args:
            frozen: Indices of layers.
            counts: How often each layer was updated, if that changes too.
        """
        self._counts = self.counts if counts is None else counts
        self._frozen = frozen
        self.parts = []
        start = 0
        for end in range(1, len(self._layers) + 1):
            last = end == len(self._layers)
            if last or end in frozen or start in frozen or self._counts[end] != self._counts[start]:
                if start not in frozen:
                    self.parts.append(self._part(range(start, end)))
                start = end

    def _part(self, layers: range) -> Part:
        where = slice(self._layers[layers[0]].start, self._layers[layers[-1]].stop)
        p, g, scratch = (a[where] for a in (self._parameters, self._gradients, self._scratch))
        return Part(layers, self._counts[layers[0]], p, g, scratch, tuple(self.state[:, where]))

    def reset(self) -> None:
        """Forget all moments and counts."""
        self.state.fill(0.0)
        self.restrict(self._frozen, [0] * len(self._layers))

    def step(self, learning_rate: float) -> None:
        """Update every layer that is not frozen, once."""
        for part in self.parts:
            part.count += 1
            self.update(part, learning_rate)

    def undo_count(self) -> None:
        """Take back the count of a step whose outcome was thrown away."""
        for part in self.parts:
            part.count -= 1

    @abstractmethod
    def update(self, part: Part, learning_rate: float) -> None:
        """Update one part in place."""


OPTIMIZERS: Registry[type[Optimizer]] = Registry("optimizer")


def learning_rate_setting(default: float) -> Hyperparameter:
    """Describe the learning rate, whose default differs from optimizer to optimizer."""
    return Hyperparameter(
        "learning_rate",
        default=default,
        minimum=1e-5,
        maximum=10.0,
        scale="log",
        help="How far each step goes. Too small learns slowly, too large jumps about or blows up.",
    )
