"""Regularizers: a penalty to report, and the proximal step that brings weights nearer to zero.

A proximal step solves `min over v of ½ (v - w)² + learning_rate × penalty(v)` exactly, for each
weight w, after each gradient step, so that no rate can blow up. Biases are never touched: their
entry in `mask` is 0.
"""

from collections.abc import Mapping
from typing import Protocol, TypeAlias

import numpy as np

from engine.arrays import ONE, ZERO, FloatArray
from engine.registry import Hyperparameter, Registry

Values: TypeAlias = Mapping[str, float]  # hyperparameters by their names
Room: TypeAlias = tuple[FloatArray, FloatArray]  # (parameters,) float64 twice, to compute in


class Regularizer(Protocol):
    """State what a regularizer must offer."""

    @staticmethod
    def penalty(parameters: FloatArray, mask: FloatArray, values: Values) -> float:
        """Return the penalty of the weights.

        Args:
            parameters: (parameters,) float64. Weights and biases.
            mask: (parameters,) float64. 1 for a weight, 0 for a bias.
            values: The hyperparameters.
        """

    @staticmethod
    def shrink(
        parameters: FloatArray, mask: FloatArray, learning_rate: float, values: Values, room: Room
    ) -> None:
        """Take the proximal step in place.

        Args:
            parameters: (parameters,) float64. Weights and biases, changed in place.
            mask: (parameters,) float64. 1 for a weight that may move, else 0.
            learning_rate: That of the gradient step.
            values: The hyperparameters.
            room: (parameters,) float64 twice. Spoiled.
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
L1_SHARE = Hyperparameter(
    "l1_share",
    default=0.5,
    minimum=0.0,
    maximum=1.0,
    label="L1 share",
    help="How much of the pull is L1's, which cuts connections; the rest is L2's.",
)


def _sum_sizes(parameters: FloatArray, mask: FloatArray) -> float:
    return float(np.dot(np.abs(parameters), mask))


def _sum_squares(parameters: FloatArray, mask: FloatArray) -> float:
    return float(np.dot(parameters * parameters, mask))


def _threshold(parameters: FloatArray, mask: FloatArray, amount: float, room: Room) -> None:
    """Replace each weight w by sign(w) max(|w| - amount, 0)."""
    amounts, sizes = room
    np.multiply(mask, amount, out=amounts)
    np.abs(parameters, out=sizes)
    np.subtract(sizes, amounts, out=sizes)
    np.maximum(sizes, ZERO, out=sizes)
    np.copysign(sizes, parameters, out=parameters)
    # A negative weight that was cut is -0 now. Adding +0 makes that 0, adding -0 changes nothing:
    # biases, which are not in the mask, keep every bit.
    np.subtract(mask, ONE, out=amounts)
    np.multiply(amounts, ZERO, out=amounts)
    np.add(parameters, amounts, out=parameters)


def _divide(parameters: FloatArray, mask: FloatArray, amount: float, room: Room) -> None:
    """Replace each weight w by w / (1 + amount)."""
    divisors, _ = room
    np.multiply(mask, amount, out=divisors)
    np.add(divisors, ONE, out=divisors)
    np.divide(parameters, divisors, out=parameters)


@REGULARIZERS.register("none", label="None", formula="0", source="plain gradient descent")
class Unregularized:
    """Leave the weights alone."""

    @staticmethod
    def penalty(parameters: FloatArray, mask: FloatArray, values: Values) -> float:  # noqa: ARG004
        """Return 0 whatever the (parameters,) float64 hold."""
        return 0.0

    @staticmethod
    def shrink(
        parameters: FloatArray, mask: FloatArray, learning_rate: float, values: Values, room: Room
    ) -> None:
        """Leave the (parameters,) float64 as they are."""


@REGULARIZERS.register(
    "l1", label="L1", formula="rate × Σ |w|", source="Tibshirani, 1996", hyperparameters=(RATE,)
)
class L1:
    """Push weights to exactly zero, so that only the useful connections remain."""

    @staticmethod
    def penalty(parameters: FloatArray, mask: FloatArray, values: Values) -> float:
        """Return rate × Σ |w|, over (parameters,) float64."""
        return values["rate"] * _sum_sizes(parameters, mask)

    @staticmethod
    def shrink(
        parameters: FloatArray, mask: FloatArray, learning_rate: float, values: Values, room: Room
    ) -> None:
        """Lessen the size of each by learning_rate × rate, over (parameters,) float64."""
        _threshold(parameters, mask, learning_rate * values["rate"], room)


@REGULARIZERS.register(
    "l2",
    label="L2",
    formula="½ rate × Σ w²",
    source="Hoerl and Kennard, 1970; Krogh and Hertz, 1992",
    hyperparameters=(RATE,),
)
class L2:
    """Keep all weights small, so that the output changes smoothly."""

    @staticmethod
    def penalty(parameters: FloatArray, mask: FloatArray, values: Values) -> float:
        """Return ½ rate × Σ w², over (parameters,) float64."""
        return 0.5 * values["rate"] * _sum_squares(parameters, mask)

    @staticmethod
    def shrink(
        parameters: FloatArray, mask: FloatArray, learning_rate: float, values: Values, room: Room
    ) -> None:
        """Divide by 1 + learning_rate × rate, over (parameters,) float64."""
        _divide(parameters, mask, learning_rate * values["rate"], room)


@REGULARIZERS.register(
    "elastic",
    label="Elastic net",
    formula="rate × (l1_share × Σ |w| + ½ (1 - l1_share) × Σ w²)",
    source="Zou and Hastie, 2005; parametrized as scikit-learn's ElasticNet",
    hyperparameters=(RATE, L1_SHARE),
)
class Elastic:
    """Cut weak connections as L1 does, and keep the others small as L2 does."""

    @staticmethod
    def penalty(parameters: FloatArray, mask: FloatArray, values: Values) -> float:
        """Return L1's penalty times its share and L2's times the rest; (parameters,) float64."""
        rate, share = values["rate"], values["l1_share"]
        sizes, squares = _sum_sizes(parameters, mask), _sum_squares(parameters, mask)
        return rate * (share * sizes + 0.5 * (1.0 - share) * squares)

    @staticmethod
    def shrink(
        parameters: FloatArray, mask: FloatArray, learning_rate: float, values: Values, room: Room
    ) -> None:
        """Take L1's step, then L2's, over (parameters,) float64: together they are exact."""
        amount, share = learning_rate * values["rate"], values["l1_share"]
        _threshold(parameters, mask, amount * share, room)
        _divide(parameters, mask, amount * (1.0 - share), room)


REGULARIZERS.freeze()
