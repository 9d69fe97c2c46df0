"""All or nothing: what the first neurons did. Flat everywhere, so gradients end at them."""

import numpy as np

from engine.activations.registry import ACTIVATIONS
from engine.arrays import ONE, TWO, ZERO, FloatArray


@ACTIVATIONS.register(
    "step",
    label="Step",
    formula="f(z) = 1 if z ≥ 0, else 0",
    source="McCulloch and Pitts, 1943",
    differentiable=False,
)
class Step:
    """Fire or stay silent; flat everywhere, so layers before it cannot learn by gradients."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write 1 where z ≥ 0, else 0, into out, both (units, batch) float64.

        A unit fires when its threshold is reached, so it does at z = 0.
        """
        np.greater_equal(z, ZERO, out=out)

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:  # noqa: ARG004
        """Write 0 into out, (units, batch) float64."""
        out.fill(0.0)


@ACTIVATIONS.register(
    "sign",
    label="Sign",
    formula="f(z) = +1 if z > 0, else -1",
    source="Rosenblatt, 1958",
    differentiable=False,
)
class Sign:
    """Answer yes or no as +1 or -1; flat, so layers before it cannot learn by gradients."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write +1 where z > 0, else -1, never 0, into out, both (units, batch) float64."""
        np.greater(z, ZERO, out=out)
        np.multiply(out, TWO, out=out)
        np.subtract(out, ONE, out=out)

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:  # noqa: ARG004
        """Write 0 into out, (units, batch) float64."""
        out.fill(0.0)
