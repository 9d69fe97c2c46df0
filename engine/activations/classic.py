"""The activations that networks began with, and the one that made deep ones learn."""

import numpy as np

from engine.activations.registry import ACTIVATIONS
from engine.arrays import HALF, ONE, ZERO, FloatArray


@ACTIVATIONS.register(
    "identity",
    label="Linear",
    formula="f(z) = z",
    source="Widrow and Hoff, 1960",
    differentiable=True,
)
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
    "sigmoid",
    label="Sigmoid",
    formula="f(z) = 1 / (1 + exp(-z))",
    source="Rumelhart, Hinton and Williams, 1986",
    differentiable=True,
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


@ACTIVATIONS.register(
    "tanh",
    label="Tanh",
    formula="f(z) = tanh(z)",
    source="LeCun, Bottou, Orr and Müller, 1998",
    differentiable=True,
)
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


@ACTIVATIONS.register(
    "relu",
    label="ReLU",
    formula="f(z) = max(0, z)",
    source="Fukushima, 1969; Nair and Hinton, 2010",
    differentiable=True,
)
class Relu:
    """Keep what is positive and cut the rest to zero; quick to learn, made of straight pieces."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write max(0, z) into out, both (units, batch) float64."""
        np.maximum(z, ZERO, out=out)

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:  # noqa: ARG004
        """Write 1 where z > 0, else 0, into out, both (units, batch) float64; 0 at the kink."""
        np.greater(z, ZERO, out=out)
