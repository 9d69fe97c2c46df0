"""Optimizers that give every weight the same pace: downhill, with or without momentum."""

import numpy as np

from engine.optimizers.registry import OPTIMIZERS, Optimizer, Part, learning_rate_setting
from engine.registry import Hyperparameter

MOMENTUM = Hyperparameter(
    "momentum",
    default=0.9,
    minimum=0.0,
    maximum=0.999,
    help="How much of its speed a step keeps; 0 is plain SGD.",
)


@OPTIMIZERS.register(
    "sgd",
    label="SGD",
    formula="p = p - learning_rate × g",
    source="Robbins and Monro, 1951",
    hyperparameters=(learning_rate_setting(0.03),),
)
class Sgd(Optimizer):
    """Step straight downhill, as far as the learning rate says."""

    def update(self, part: Part, learning_rate: float) -> None:
        """Update one part in place."""
        np.multiply(part.g, learning_rate, out=part.scratch)
        np.subtract(part.p, part.scratch, out=part.p)


@OPTIMIZERS.register(
    "momentum",
    label="Momentum",
    formula="v = momentum × v + g;  p = p - learning_rate × v",
    source="Polyak, 1964; as PyTorch's SGD",
    hyperparameters=(learning_rate_setting(0.01), MOMENTUM),
)
class Momentum(Optimizer):
    """Roll downhill like a ball that keeps some of its speed.

    In Sutskever's form the learning rate is inside the velocity, which differs when the rate
    changes during a run.
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
    "nesterov",
    label="Nesterov momentum",
    formula="v = momentum × v + g;  p = p - learning_rate × (g + momentum × v)",
    source="Nesterov, 1983; Sutskever, Martens, Dahl and Hinton, 2013; as PyTorch's SGD",
    hyperparameters=(learning_rate_setting(0.01), MOMENTUM),
)
class Nesterov(Optimizer):
    """Roll downhill like a ball that looks ahead, and brakes in time before the slope rises."""

    slots = 1

    def update(self, part: Part, learning_rate: float) -> None:
        """Update one part in place."""
        (v,) = part.state
        momentum = self.hyperparameters["momentum"]
        np.multiply(v, momentum, out=v)
        np.add(v, part.g, out=v)
        np.multiply(v, momentum, out=part.scratch)
        np.add(part.scratch, part.g, out=part.scratch)
        np.multiply(part.scratch, learning_rate, out=part.scratch)
        np.subtract(part.p, part.scratch, out=part.p)
