"""Optimizers, in the order of growing complexity, as PyTorch defines them.

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


def _learning_rate(default: float) -> Hyperparameter:
    return Hyperparameter(
        "learning_rate",
        default=default,
        minimum=1e-5,
        maximum=10.0,
        scale="log",
        help="How far each step goes. Too small learns slowly, too large jumps about or blows up.",
    )


@OPTIMIZERS.register("sgd", label="SGD", hyperparameters=(_learning_rate(0.03),))
class Sgd(Optimizer):
    """Step straight downhill, as far as the learning rate says.

    p = p - learning_rate × g
    """

    def update(self, part: Part, learning_rate: float) -> None:
        """Update one part in place."""
        np.multiply(part.g, learning_rate, out=part.scratch)
        np.subtract(part.p, part.scratch, out=part.p)


@OPTIMIZERS.register(
    "momentum",
    label="Momentum",
    hyperparameters=(
        _learning_rate(0.01),
        Hyperparameter(
            "momentum",
            default=0.9,
            minimum=0.0,
            maximum=0.999,
            help="How much of its speed a step keeps; 0 is plain SGD.",
        ),
    ),
)
class Momentum(Optimizer):
    """Roll downhill like a ball that keeps some of its speed.

    v = momentum × v + g,  p = p - learning_rate × v (Polyak, 1964, as in PyTorch).
    The learning rate is outside the velocity; in Sutskever's form it is inside, which differs
    when the rate changes during a run.
    """

    slots = 1

    def update(self, part: Part, learning_rate: float) -> None:
        """Update one part in place."""
        (v,) = part.state
        np.multiply(v, self.hyperparameters["momentum"], out=v)
        np.add(v, part.g, out=v)
        np.multiply(v, learning_rate, out=part.scratch)
        np.subtract(part.p, part.scratch, out=part.p)


@OPTIMIZERS.register(
    "adam",
    label="Adam",
    hyperparameters=(
        _learning_rate(0.01),
        Hyperparameter(
            "beta1",
            default=0.9,
            minimum=0.0,
            maximum=0.999,
            label="Beta 1",
            help="How slowly the average of the gradients forgets.",
        ),
        Hyperparameter(
            "beta2",
            default=0.999,
            minimum=0.0,
            maximum=0.99999,
            label="Beta 2",
            help="How slowly the average of the squared gradients forgets.",
        ),
        Hyperparameter(
            "epsilon",
            default=1e-8,
            minimum=1e-12,
            maximum=1.0,
            scale="log",
            help="Keeps the division safe where gradients vanish.",
        ),
    ),
)
class Adam(Optimizer):
    """Give each weight its own pace, from averages of its gradients; a good first choice.

    m = beta1 m + (1 - beta1) g,  v = beta2 v + (1 - beta2) g²,  and at the t-th update
    p = p - learning_rate × (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
    (Kingma and Ba, 2015). epsilon stands outside the root and after the correction, as in
    PyTorch; TensorFlow and scikit-learn scale it, which shows when gradients are tiny.
    """

    slots = 2

    def update(self, part: Part, learning_rate: float) -> None:
        """Update one part in place."""
        m, v = part.state
        beta1, beta2 = self.hyperparameters["beta1"], self.hyperparameters["beta2"]
        np.multiply(m, beta1, out=m)
        np.multiply(part.g, 1.0 - beta1, out=part.scratch)
        np.add(m, part.scratch, out=m)
        np.multiply(v, beta2, out=v)
        np.multiply(part.g, part.g, out=part.scratch)
        np.multiply(part.scratch, 1.0 - beta2, out=part.scratch)
        np.add(v, part.scratch, out=v)
        np.divide(v, 1.0 - beta2**part.count, out=part.scratch)
        np.sqrt(part.scratch, out=part.scratch)
        np.add(part.scratch, self.hyperparameters["epsilon"], out=part.scratch)
        np.divide(m, part.scratch, out=part.scratch)
        np.multiply(part.scratch, learning_rate / (1.0 - beta1**part.count), out=part.scratch)
        np.subtract(part.p, part.scratch, out=part.p)


OPTIMIZERS.freeze()
