"""Every activation once more, as a textbook writes it: what the fast ones are held to."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from engine.arrays import FloatArray

Function = Callable[[FloatArray], FloatArray]

LEAK = 0.01


def sigmoid(z: FloatArray) -> FloatArray:
    return 1 / (1 + np.exp(-z))


def bend(z: FloatArray) -> FloatArray:
    return math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)


def gelu_slope(z: FloatArray) -> FloatArray:
    inner = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * z**2)
    return 0.5 * (1 + np.tanh(bend(z))) + 0.5 * z * inner / np.cosh(bend(z)) ** 2


# key: value and derivative
ACTIVATIONS: Mapping[str, tuple[Function, Function]] = MappingProxyType(
    {
        "identity": (lambda z: z, np.ones_like),
        "sigmoid": (sigmoid, lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
        "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
        "relu": (lambda z: np.where(z > 0, z, 0), lambda z: np.where(z > 0, 1, 0)),
        "leaky_relu": (lambda z: np.where(z > 0, z, LEAK * z), lambda z: np.where(z > 0, 1, LEAK)),
        "elu": (
            lambda z: np.where(z > 0, z, np.exp(z) - 1),
            lambda z: np.where(z > 0, 1, np.exp(z)),
        ),
        "gelu": (lambda z: 0.5 * z * (1 + np.tanh(bend(z))), gelu_slope),
        "swish": (
            lambda z: z * sigmoid(z),
            lambda z: sigmoid(z) + z * np.exp(-z) / (1 + np.exp(-z)) ** 2,
        ),
        "softplus": (lambda z: np.log(1 + np.exp(z)), sigmoid),
        "step": (lambda z: np.where(z >= 0, 1.0, 0.0), np.zeros_like),
        "sign": (lambda z: np.where(z > 0, 1.0, -1.0), np.zeros_like),
    }
)
