"""Activations: value and derivative as a pair.

Both write into `out` and allocate nothing. To add one is to add one decorated class here.
"""

from typing import Protocol

import numpy as np

from engine.arrays import HALF, ONE, ZERO, FloatArray
from engine.registry import Registry


class Activation(Protocol):
    """State what an activation must offer."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write f(z).

        Args:
            z: (units, batch) float64. Pre-activations.
            out: (units, batch) float64. Filled with the activations.
        """

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:
        """Write f'(z).

        Args:
            z: (units, batch) float64. Pre-activations.
            a: (units, batch) float64. Activations f(z), which often make it cheap.
            out: (units, batch) float64. Filled with the derivatives; not `z` or `a`.
        """


ACTIVATIONS: Registry[type[Activation]] = Registry("activation")


@ACTIVATIONS.register("identity", label="Linear", formula="f(z) = z", differentiable=True)
class Identity:
    """Pass the value on unchanged; layers of it stay one linear map."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write z into out, both (units, batch) float64."""
        np.copyto(out, z)

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:  # noqa: ARG004
        """Write 1 into out, (units, batch) float64."""
        out.fill(1.0)


@ACTIVATIONS.register(
    "sigmoid", label="Sigmoid", formula="f(z) = 1 / (1 + exp(-z))", differentiable=True
)
class Sigmoid:
    """Squash to a value from 0 to 1; flat, and slow to learn, far from zero."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write (1 + tanh(z / 2)) / 2 into out, both (units, batch) float64; never overflows."""
        np.multiply(z, HALF, out=out)
        np.tanh(out, out=out)
        np.add(out, ONE, out=out)
        np.multiply(out, HALF, out=out)

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:  # noqa: ARG004
        """Write a (1 - a) into out, both (units, batch) float64."""
        np.subtract(ONE, a, out=out)
        np.multiply(out, a, out=out)


@ACTIVATIONS.register("tanh", label="Tanh", formula="f(z) = tanh(z)", differentiable=True)
class Tanh:
    """Squash to a value from -1 to 1; smooth, and steepest at zero."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write tanh(z) into out, both (units, batch) float64."""
        np.tanh(z, out=out)

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:  # noqa: ARG004
        """Write 1 - a² into out, both (units, batch) float64."""
        np.multiply(a, a, out=out)
        np.subtract(ONE, out, out=out)


@ACTIVATIONS.register("relu", label="ReLU", formula="f(z) = max(0, z)", differentiable=True)
class Relu:
    """Keep what is positive and cut the rest to zero; quick to learn, made of straight pieces."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write max(0, z) into out, both (units, batch) float64."""
        np.maximum(z, ZERO, out=out)

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:  # noqa: ARG004
        """Write 1 where z > 0, else 0, into out, both (units, batch) float64."""
        np.greater(z, ZERO, out=out)


ACTIVATIONS.freeze()
