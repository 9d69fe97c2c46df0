"""Initializers: the weights that a layer starts from. Biases always start at zero.

fan_in is how many inputs each of its units has, fan_out how many units there are. The scaled
ones keep signals (fan_in) or gradients (fan_out) about as large from layer to layer.
"""

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from engine.arrays import FloatArray
from engine.registry import Hyperparameter, Registry

# (fan_in, fan_out, rng, hyperparameters) -> the weights
Initializer: TypeAlias = Callable[..., FloatArray]

INITIALIZERS: Registry[Initializer] = Registry("initializer")


@INITIALIZERS.register(
    "zeros", label="Zeros", formula="w = 0", source="Rumelhart et al., 1986, who warn of it"
)
def zeros(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:  # noqa: ARG001
    """Start from nothing: all units of a hidden layer stay equal, so it cannot learn much.

    Returns:
        (fan_in, fan_out) float64. A new array of zeros.
    """
    return np.zeros((fan_in, fan_out))


@INITIALIZERS.register(
    "uniform",
    label="Uniform",
    formula="w uniform within ±bound",
    source="TensorFlow Playground, 2016, with the bound 0.5",
    hyperparameters=(
        Hyperparameter(
            "bound",
            default=0.5,
            minimum=1e-3,
            maximum=10.0,
            scale="log",
            help="The largest weight to start with, on either side of zero.",
        ),
    ),
)
def uniform(fan_in: int, fan_out: int, rng: np.random.Generator, *, bound: float) -> FloatArray:
    """Draw evenly between two bounds, whatever the size of the layer.

    Returns:
        (fan_in, fan_out) float64. A new array.
    """
    return rng.uniform(-bound, bound, (fan_in, fan_out))


@INITIALIZERS.register(
    "normal",
    label="Normal",
    formula="w normal with the given deviation",
    source="Krizhevsky, Sutskever and Hinton, 2012, with the deviation 0.01",
    hyperparameters=(
        Hyperparameter(
            "deviation",
            default=0.5,
            minimum=1e-3,
            maximum=10.0,
            scale="log",
            help="How far weights spread around zero to start with; two thirds are within it.",
        ),
    ),
)
def normal(fan_in: int, fan_out: int, rng: np.random.Generator, *, deviation: float) -> FloatArray:
    """Draw from a bell curve around zero, whatever the size of the layer.

    Returns:
        (fan_in, fan_out) float64. A new array.
    """
    return rng.normal(0.0, deviation, (fan_in, fan_out))


@INITIALIZERS.register(
    "lecun_normal",
    label="LeCun normal",
    formula="w normal with deviation sqrt(1 / fan_in)",
    source="LeCun, Bottou, Orr and Müller, 1998; not truncated, unlike Keras",
)
def lecun_normal(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    """Keep signals even on the way forward; the first rule that looked at a layer's size.

    Returns:
        (fan_in, fan_out) float64. A new array.
    """
    return rng.normal(0.0, math.sqrt(1.0 / fan_in), (fan_in, fan_out))


@INITIALIZERS.register(
    "glorot_uniform",
    label="Glorot uniform",
    formula="w uniform within ±sqrt(6 / (fan_in + fan_out))",
    source="Glorot and Bengio, 2010",
)
def glorot_uniform(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    """Keep signals even in both directions; made for tanh and sigmoid.

    Returns:
        (fan_in, fan_out) float64. A new array.
    """
    bound = math.sqrt(6.0 / (fan_in + fan_out))
    return rng.uniform(-bound, bound, (fan_in, fan_out))


@INITIALIZERS.register(
    "glorot_normal",
    label="Glorot normal",
    formula="w normal with deviation sqrt(2 / (fan_in + fan_out))",
    source="Glorot and Bengio, 2010; not truncated, unlike Keras",
)
def glorot_normal(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    """Keep signals even in both directions, drawn from a bell curve; made for tanh and sigmoid.

    Returns:
        (fan_in, fan_out) float64. A new array.
    """
    return rng.normal(0.0, math.sqrt(2.0 / (fan_in + fan_out)), (fan_in, fan_out))


@INITIALIZERS.register(
    "he_uniform",
    label="He uniform",
    formula="w uniform within ±sqrt(6 / fan_in)",
    source="He, Zhang, Ren and Sun, 2015",
)
def he_uniform(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    """Make up for the half that relu cuts away, drawn evenly; made for relu and its relatives.

    Returns:
        (fan_in, fan_out) float64. A new array.
    """
    bound = math.sqrt(6.0 / fan_in)
    return rng.uniform(-bound, bound, (fan_in, fan_out))


@INITIALIZERS.register(
    "he_normal",
    label="He normal",
    formula="w normal with deviation sqrt(2 / fan_in)",
    source="He, Zhang, Ren and Sun, 2015; not truncated, unlike Keras",
)
def he_normal(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    """Make up for the half that relu cuts away; made for relu and its relatives.

    Returns:
        (fan_in, fan_out) float64. A new array.
    """
    return rng.normal(0.0, math.sqrt(2.0 / fan_in), (fan_in, fan_out))


INITIALIZERS.freeze()
