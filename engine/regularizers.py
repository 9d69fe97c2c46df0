"""Regularizers: a penalty to report, and the proximal step that brings weights nearer to zero.

A proximal step solves `min over v of ½ |v - w|² + t penalty(v)` exactly after each gradient step,
so that no rate can blow up. Biases are never touched: their entry in `mask` or `shrink` is 0.
"""

from typing import Protocol

import numpy as np

from engine.arrays import FloatArray
from engine.registry import Hyperparameter, Registry


class Regularizer(Protocol):
    """State what a regularizer must offer."""

    @staticmethod
    def penalty(parameters: FloatArray, mask: FloatArray, rate: float) -> float:
        """Return the penalty of the weights.

        Args:
            parameters: (parameters,) float64. Weights and biases.
            mask: (parameters,) float64. 1 for a weight, 0 for a bias.
            rate: Strength.
        """

    @staticmethod
    def shrink(parameters: FloatArray, amount: FloatArray, scratch: FloatArray) -> None:
        """Take the proximal step in place.

        Args:
            parameters: (parameters,) float64. Weights and biases, changed in place.
            amount: (parameters,) float64. learning_rate × rate for a weight, else 0; spoiled.
            scratch: (parameters,) float64. Spoiled.
        """


REGULARIZERS: Registry[type[Regularizer]] = Registry("regularizer")

RATE = Hyperparameter(
    "rate",
    default=0.001,
    minimum=1e-5,
    maximum=10.0,
    scale="log",
    help="How strongly weights are drawn to zero; higher makes the network simpler.",
)


@REGULARIZERS.register("none", label="None", formula="0")
class Unregularized:
    """Leave the weights alone."""

    @staticmethod
    def penalty(parameters: FloatArray, mask: FloatArray, rate: float) -> float:  # noqa: ARG004
        """Return 0 whatever the (parameters,) float64 hold."""
        return 0.0

    @staticmethod
    def shrink(parameters: FloatArray, amount: FloatArray, scratch: FloatArray) -> None:
        """Leave the (parameters,) float64 as they are."""


@REGULARIZERS.register("l1", label="L1", formula="rate × Σ |w|", hyperparameters=(RATE,))
class L1:
    """Push weights to exactly zero, so that only the useful connections remain."""

    @staticmethod
    def penalty(parameters: FloatArray, mask: FloatArray, rate: float) -> float:
        """Return rate × Σ |w|, over (parameters,) float64."""
        return rate * float(np.dot(np.abs(parameters), mask))

    @staticmethod
    def shrink(parameters: FloatArray, amount: FloatArray, scratch: FloatArray) -> None:
        """Soft threshold: sign(w) max(|w| - amount, 0), over (parameters,) float64."""
        np.abs(parameters, out=scratch)
        np.subtract(scratch, amount, out=scratch)
        np.maximum(scratch, 0.0, out=scratch)
        np.copysign(scratch, parameters, out=parameters)


@REGULARIZERS.register("l2", label="L2", formula="½ rate × Σ w²", hyperparameters=(RATE,))
class L2:
    """Keep all weights small, so that the output changes smoothly."""

    @staticmethod
    def penalty(parameters: FloatArray, mask: FloatArray, rate: float) -> float:
        """Return ½ rate × Σ w², over (parameters,) float64."""
        return 0.5 * rate * float(np.dot(parameters * parameters, mask))

    @staticmethod
    def shrink(parameters: FloatArray, amount: FloatArray, scratch: FloatArray) -> None:  # noqa: ARG004
        """Divide by 1 + amount, over (parameters,) float64; the scratch stays as it is."""
        np.add(amount, 1.0, out=amount)
        np.divide(parameters, amount, out=parameters)


REGULARIZERS.freeze()
