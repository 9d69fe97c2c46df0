"""Initializers: the weights that a layer starts from. Biases always start at zero."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from engine.arrays import FloatArray
from engine.registry import Registry

Initializer: TypeAlias = Callable[[int, int, np.random.Generator], FloatArray]

INITIALIZERS: Registry[Initializer] = Registry("initializer")


@INITIALIZERS.register("zeros", label="Zeros")
def zeros(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:  # noqa: ARG001
    """Start from nothing: all units of a hidden layer stay equal, so it cannot learn much.

    Returns:
        (fan_in, fan_out) float64. A new array of zeros.
    """
    return np.zeros((fan_in, fan_out))


@INITIALIZERS.register("glorot_uniform", label="Glorot uniform")
def glorot_uniform(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    """Keep signals even in both directions; made for tanh and sigmoid.

    Uniform within ± sqrt(6 / (fan_in + fan_out)) (Glorot and Bengio, 2010).

    Returns:
        (fan_in, fan_out) float64. A new array.
    """
    bound = np.sqrt(6.0 / (fan_in + fan_out))
    return rng.uniform(-bound, bound, (fan_in, fan_out))


@INITIALIZERS.register("he_normal", label="He normal")
def he_normal(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    """Make up for the half that relu cuts away; made for relu.

    Normal with deviation sqrt(2 / fan_in), not truncated (He et al., 2015). Keras truncates.

    Returns:
        (fan_in, fan_out) float64. A new array.
    """
    return rng.normal(0.0, np.sqrt(2.0 / fan_in), (fan_in, fan_out))


INITIALIZERS.freeze()
