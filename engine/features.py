"""Input features: what the network is shown of a sample.

Of a point (x1, x2) features are computed; of any other sample its columns are the features.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from engine.arrays import FloatArray
from engine.datasets import PLANE
from engine.registry import Registry

Feature: TypeAlias = Callable[[FloatArray, FloatArray], FloatArray]

FEATURES: Registry[Feature] = Registry("feature")

PLAYGROUND = "TensorFlow Playground, 2016"


@FEATURES.register("x1", label="x₁", formula="x1", source=PLAYGROUND)
def x1(first: FloatArray, second: FloatArray) -> FloatArray:  # noqa: ARG001
    """Show the horizontal position.

    Both positions are (samples,) float64; returns one of them.
    """
    return first


@FEATURES.register("x2", label="x₂", formula="x2", source=PLAYGROUND)
def x2(first: FloatArray, second: FloatArray) -> FloatArray:  # noqa: ARG001
    """Show the vertical position.

    Both positions are (samples,) float64; returns one of them.
    """
    return second


@FEATURES.register("x1_squared", label="x₁²", formula="x1²", source=PLAYGROUND)
def x1_squared(first: FloatArray, second: FloatArray) -> FloatArray:  # noqa: ARG001
    """Show the horizontal distance from the middle, squared.

    Positions and result are (samples,) float64.
    """
    return first * first


@FEATURES.register("x2_squared", label="x₂²", formula="x2²", source=PLAYGROUND)
def x2_squared(first: FloatArray, second: FloatArray) -> FloatArray:  # noqa: ARG001
    """Show the vertical distance from the middle, squared.

    Positions and result are (samples,) float64.
    """
    return second * second


@FEATURES.register("x1_x2", label="x₁x₂", formula="x1·x2", source=PLAYGROUND)
def x1_x2(first: FloatArray, second: FloatArray) -> FloatArray:
    """Show the product of both positions, which tells the quadrants apart.

    Positions and result are (samples,) float64.
    """
    return first * second


@FEATURES.register("sin_x1", label="sin x₁", formula="sin(x1)", source=PLAYGROUND)
def sin_x1(first: FloatArray, second: FloatArray) -> FloatArray:  # noqa: ARG001
    """Show a wave along the horizontal axis.

    Positions and result are (samples,) float64.
    """
    return np.sin(first)


@FEATURES.register("sin_x2", label="sin x₂", formula="sin(x2)", source=PLAYGROUND)
def sin_x2(first: FloatArray, second: FloatArray) -> FloatArray:  # noqa: ARG001
    """Show a wave along the vertical axis.

    Positions and result are (samples,) float64.
    """
    return np.sin(second)


FEATURES.freeze()


def compute_features(keys: Sequence[str], columns: Sequence[str], inputs: FloatArray) -> FloatArray:
    """Compute the chosen features of raw inputs.

    Args:
        keys: Keys of FEATURES for points in the plane, else names of columns.
        columns: Names of the columns of the inputs.
        inputs: (samples, columns) float64. Raw.

    Returns:
        (features, samples) float64. A new array, one row for each key.
    """
    rows = np.ascontiguousarray(inputs.T)
    if tuple(columns) == PLANE:
        return np.stack([FEATURES[key].value(rows[0], rows[1]) for key in keys])
    return rows[[columns.index(key) for key in keys]]
