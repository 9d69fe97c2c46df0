"""Relatives of relu that let something through below zero, or bend smoothly."""

import numpy as np

from engine.activations.registry import ACTIVATIONS
from engine.arrays import ONE, ZERO, FloatArray, constant

SLOPE = constant(0.01)  # of leaky_relu below zero
# gelu(z) = z sigmoid(w) with w = z (LINEAR + CUBIC z²), twice the argument of its tanh.
LINEAR = constant(2.0 * np.sqrt(2.0 / np.pi))
CUBIC = constant(2.0 * np.sqrt(2.0 / np.pi) * 0.044715)
CUBIC_SLOPE = constant(3.0 * 2.0 * np.sqrt(2.0 / np.pi) * 0.044715)
LARGEST = constant(700.0)  # whose exp is still a float


def _logistic(minus_z: FloatArray) -> None:
    """Replace -z, (units, batch) float64, by 1 / (1 + exp(-z)).

    Sigmoid's tanh is exact to 1e-16; this is so in proportion too, where the result is tiny.
    """
    np.minimum(minus_z, LARGEST, out=minus_z)
    np.exp(minus_z, out=minus_z)
    np.add(minus_z, ONE, out=minus_z)
    np.divide(ONE, minus_z, out=minus_z)


@ACTIVATIONS.register(
    "leaky_relu",
    label="Leaky ReLU",
    formula="f(z) = z if z > 0, else 0.01 z",
    source="Maas, Hannun and Ng, 2013",
    differentiable=True,
)
class LeakyRelu:
    """Let a hundredth through below zero, so that no unit falls silent for good."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write max(z, 0.01 z) into out, both (units, batch) float64."""
        np.multiply(z, SLOPE, out=out)
        np.maximum(out, z, out=out)

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:  # noqa: ARG004
        """Write 1 where z > 0, else 0.01, into out, both (units, batch) float64."""
        np.greater(z, ZERO, out=out)
        np.maximum(out, SLOPE, out=out)


@ACTIVATIONS.register(
    "elu",
    label="ELU",
    formula="f(z) = z if z > 0, else exp(z) - 1",
    source="Clevert, Unterthiner and Hochreiter, 2016",
    differentiable=True,
)
class Elu:
    """Keep what is positive and bend smoothly towards -1 below zero."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write max(z, exp(min(z, 0)) - 1) into out, both (units, batch) float64; alpha is 1."""
        np.minimum(z, ZERO, out=out)
        np.expm1(out, out=out)
        np.maximum(out, z, out=out)

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:  # noqa: ARG004
        """Write exp(min(z, 0)) into out, both (units, batch) float64."""
        np.minimum(z, ZERO, out=out)
        np.exp(out, out=out)


@ACTIVATIONS.register(
    "gelu",
    label="GELU",
    formula="f(z) = z/2 (1 + tanh(sqrt(2/π) (z + 0.044715 z³)))",
    source="Hendrycks and Gimpel, 2016; the tanh form, PyTorch's approximate='tanh'",
    differentiable=True,
)
class Gelu:
    """Let a value through by its rank among random ones; like relu with a smooth dip below zero.

    The definition is z Φ(z) with the normal distribution Φ. NumPy has no erf, so this is the
    authors' own approximation by tanh; the two differ by less than 5e-4.
    """

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write z sigmoid(w) into out, both (units, batch) float64."""
        Gelu._weigh(z, out)
        np.multiply(out, z, out=out)

    @staticmethod
    def _weigh(z: FloatArray, out: FloatArray) -> None:
        """Write sigmoid(w) into out, both (units, batch) float64."""
        np.multiply(z, z, out=out)
        np.multiply(out, CUBIC, out=out)
        np.add(out, LINEAR, out=out)
        np.multiply(out, z, out=out)
        np.negative(out, out=out)
        _logistic(out)

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:
        """Write s + a (1 - s) w' with s = sigmoid(w) into out, all (units, batch) float64."""
        Gelu._weigh(z, out)
        slope = z * z
        np.multiply(slope, CUBIC_SLOPE, out=slope)
        np.add(slope, LINEAR, out=slope)
        np.multiply(slope, a, out=slope)
        np.multiply(slope, ONE - out, out=slope)
        np.add(out, slope, out=out)


@ACTIVATIONS.register(
    "swish",
    label="Swish",
    formula="f(z) = z / (1 + exp(-z))",
    source="Elfwing, Uchibe and Doya, 2018; Ramachandran, Zoph and Le, 2017",
    differentiable=True,
)
class Swish:
    """Let each value open its own gate; like a relu with a smooth dip below zero."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write z sigmoid(z) into out, both (units, batch) float64. PyTorch calls it SiLU."""
        np.negative(z, out=out)
        _logistic(out)
        np.multiply(out, z, out=out)

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:
        """Write s + a (1 - s) with s = sigmoid(z) into out, all (units, batch) float64."""
        np.negative(z, out=out)
        _logistic(out)
        rest = ONE - out
        np.multiply(rest, a, out=rest)
        np.add(out, rest, out=out)


@ACTIVATIONS.register(
    "softplus",
    label="Softplus",
    formula="f(z) = log(1 + exp(z))",
    source="Dugas, Bengio, Bélisle, Nadeau and Garcia, 2001",
    differentiable=True,
)
class Softplus:
    """Round off the corner of relu; always a little above zero."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write log(exp(0) + exp(z)) into out, both (units, batch) float64.

        PyTorch's Softplus returns z itself above its `threshold` of 20; this does not.
        """
        np.logaddexp(z, ZERO, out=out)

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:  # noqa: ARG004
        """Write sigmoid(z), as 1 - exp(-a), into out, both (units, batch) float64."""
        np.negative(a, out=out)
        np.expm1(out, out=out)
        np.negative(out, out=out)
