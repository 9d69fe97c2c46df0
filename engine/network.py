"""Dense layers over one flat parameter buffer and one flat gradient buffer.

Arrays inside are feature-major, (units, batch): the inner loops run along the batch. The buffers
are never replaced, only written into, so that views on them stay good for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.activations import ACTIVATIONS, Activation
from engine.arrays import FloatArray, IntArray
from engine.errors import HyperparameterError
from engine.initializers import Initializer


@dataclass(frozen=True)
class Layer:
    """Hold views on the parameters and gradients of one layer: z = W.T @ a_prev + b.

    W, dW: (fan_in, units) float64. Weights and their gradient.
    b, db: (units,) float64. Biases and their gradient.
    """

    W: FloatArray
    b: FloatArray
    dW: FloatArray
    db: FloatArray
    activation: type[Activation]
    activation_key: str
    where: slice

    @property
    def shape(self) -> tuple[int, int]:
        """Return (fan_in, units)."""
        return (self.W.shape[0], self.W.shape[1])


class Network:
    """Hold all layers, hidden and output, over their two flat buffers."""

    def __init__(self, shapes: Sequence[tuple[int, int]], activations: Sequence[str]) -> None:
        """Allocate the buffers, all zero.

        Args:
            shapes: (fan_in, units) of each layer; the last is the output layer.
            activations: Key of each layer; that of the output is applied by the head.
        """
        size = count_parameters(shapes)
        self.parameters: FloatArray = np.zeros(size)
        self.gradients: FloatArray = np.zeros(size)
        self.layers: list[Layer] = []
        offset = 0
        for (fan_in, units), key in zip(shapes, activations, strict=True):
            self.layers.append(self._layer(offset, fan_in, units, key))
            offset += (fan_in + 1) * units
        self.weight_mask = self._mask_weights()
        self._hidden: set[tuple[int, int]] = set()

    def _layer(self, offset: int, fan_in: int, units: int, key: str) -> Layer:
        split, end = offset + fan_in * units, offset + (fan_in + 1) * units
        weights = [a[offset:split].reshape(fan_in, units) for a in self._buffers]
        biases = [a[split:end] for a in self._buffers]
        # softmax is no function of one unit: it exists at the output alone, inside its loss
        activation = ACTIVATIONS["identity" if key == "softmax" else key].value
        return Layer(
            W=weights[0],
            b=biases[0],
            dW=weights[1],
            db=biases[1],
            activation=activation,
            activation_key=key,
            where=slice(offset, end),
        )

    @property
    def _buffers(self) -> tuple[FloatArray, FloatArray]:
        return self.parameters, self.gradients

    def _mask_weights(self) -> FloatArray:
        """Return (parameters,) float64: 1 for a weight, 0 for a bias."""
        mask = np.ones(self.parameters.size)
        for layer in self.layers:
            mask[layer.where.stop - layer.b.size : layer.where.stop] = 0.0
        return mask

    def initialize(
        self, initializer: Initializer, rng: np.random.Generator, **values: float
    ) -> None:
        """Draw new weights, layer by layer, and set the biases to zero."""
        for layer in self.layers:
            layer.W[...] = initializer(*layer.shape, rng, **values)
            layer.b.fill(0.0)

    @property
    def hidden_units(self) -> tuple[tuple[int, int], ...]:
        """Return (layer, unit) of each unit that puts out 0 whatever comes in."""
        return tuple(sorted(self._hidden))

    def hide_unit(self, layer: int, unit: int, hidden: bool) -> None:
        """Let a unit of a hidden layer put out 0, or let it work again.

        Raises:
            HyperparameterError: if there is no such unit.
        """
        last = len(self.layers) - 2
        if not 0 <= layer <= last:
            rule = f"be the index of a hidden layer, 0 to {last}"
            rule = rule if last >= 0 else "name a hidden layer, of which there are none"
            raise HyperparameterError("layer", rule, layer)
        units = self.layers[layer].b.size
        if not 0 <= unit < units:
            raise HyperparameterError("unit", f"be the index of a unit, 0 to {units - 1}", unit)
        (self._hidden.add if hidden else self._hidden.discard)((layer, unit))

    def show_all(self) -> None:
        """Let every unit work."""
        self._hidden.clear()

    def hidden_parameters(self) -> IntArray | None:
        """Return (hidden,) int64: places of all weights and biases of hidden units; or None."""
        if not self._hidden:
            return None
        places = np.zeros(self.parameters.size, dtype=np.bool_)
        for index, unit in self._hidden:
            layer, after = self.layers[index], self.layers[index + 1]
            mine, next_ones = places[layer.where], places[after.where]
            mine[: layer.W.size].reshape(layer.W.shape)[:, unit] = True
            mine[layer.W.size + unit] = True
            next_ones[: after.W.size].reshape(after.W.shape)[unit] = True
        return np.flatnonzero(places)

    def visible(self, layer: int) -> FloatArray | None:
        """Return (units, 1) float64, 0 for a hidden unit and 1 for others; None if none is."""
        hidden = [unit for at, unit in self._hidden if at == layer]
        if not hidden:
            return None
        mask = np.ones((self.layers[layer].b.size, 1))
        mask[hidden] = 0.0
        return mask

    def gradient_norms(self) -> FloatArray:
        """Return (layers,) float64: the norm of each layer's gradient; a new array."""
        return np.array([np.linalg.norm(self.gradients[each.where]) for each in self.layers])

    def layout(self) -> list[dict[str, Any]]:
        """Tell where W and b of each layer lie in the flat parameters, JSON-able."""
        return [
            {
                "W": {"offset": layer.where.start, "shape": list(layer.shape)},
                "b": {"offset": layer.where.stop - layer.b.size, "shape": [layer.b.size]},
                "activation": layer.activation_key,
            }
            for layer in self.layers
        ]


def count_parameters(shapes: Sequence[tuple[int, int]]) -> int:
    """Return how many weights and biases layers of these shapes have."""
    return sum((fan_in + 1) * units for fan_in, units in shapes)
