"""One batch's way through a network and back, in arrays allocated once for its size."""

from collections.abc import Sequence

import numpy as np

from engine.arrays import FloatArray
from engine.network import Network


class Dropout:
    """Silence each hidden unit with probability `rate` while training, and scale up the rest.

    Inverted dropout (Srivastava et al., 2014): what remains is divided by 1 - rate, so that the
    mean is kept and nothing needs to be done when predicting.
    """

    def __init__(self, rate: float, rng: np.random.Generator) -> None:
        """Bind the stream to draw from."""
        self.rate = rate
        self.rng = rng

    def draw(self, mask: FloatArray) -> None:
        """Fill a mask with 0 for a silenced unit and 1 / (1 - rate) for the others.

        Args:
            mask: (units, batch) float64. Filled.
        """
        self.rng.random(out=mask)
        np.greater_equal(mask, self.rate, out=mask)
        np.multiply(mask, 1.0 / (1.0 - self.rate), out=mask)


class Pass:
    """Carry batches of one size forward and their gradients backward.

    gradient: (outputs, batch) float64. To be filled with d loss / d z of the output layer
        between `forward` and `backward`.
    values: (batch,) float64. Room for the loss of each sample.
    scratch: (outputs, batch) float64 twice. Room for the output head.
    """

    def __init__(self, network: Network, batch: int) -> None:
        """Allocate for batches of this size."""
        self.batch = batch
        self._layers = network.layers
        units = [layer.b.size for layer in network.layers]
        self._z = [np.empty((n, batch)) for n in units]
        self._a = [np.empty((n, batch)) for n in units[:-1]]
        self._dropped: list[tuple[FloatArray, FloatArray]] = []
        # Two buffers for dz take turns, and one for f'(z), each as wide as the widest layer.
        self._slopes = _views(units, batch)
        turns = _views(units, batch), _views(units, batch)
        self._dz = [turns[i % 2][i] for i in range(len(units))]
        self._ones = np.ones(batch)
        self._inputs: list[FloatArray] = []
        self.gradient = self._dz[-1]
        self.values: FloatArray = np.empty(batch)
        self.scratch = np.empty((units[-1], batch)), np.empty((units[-1], batch))
        self._forward = [
            (layer.W.T, layer.b[:, None], z, a, layer.activation.value)
            for layer, z, a in zip(self._layers[:-1], self._z, self._a, strict=False)
        ]

    def forward(self, x: FloatArray, dropout: Dropout | None = None) -> FloatArray:
        """Compute the output layer's pre-activations.

        Args:
            x: (features, batch) float64. Kept until `backward`, not copied.
            dropout: Applied to each hidden layer if given.

        Returns:
            (outputs, batch) float64. Logits; a buffer that the next call overwrites.
        """
        inputs = [x]
        for index, (weights, bias, z, a, value) in enumerate(self._forward):
            np.dot(weights, x, out=z)
            np.add(z, bias, out=z)
            value(z, a)
            x = a if dropout is None else self._drop(index, a, dropout)
            inputs.append(x)
        self._inputs = inputs
        last, z = self._layers[-1], self._z[-1]
        np.dot(last.W.T, x, out=z)
        return np.add(z, last.b[:, None], out=z)

    def _drop(self, index: int, a: FloatArray, dropout: Dropout) -> FloatArray:
        if not self._dropped:
            self._dropped = [(np.empty_like(each), np.empty_like(each)) for each in self._a]
        mask, dropped = self._dropped[index]
        dropout.draw(mask)
        return np.multiply(a, mask, out=dropped)

    def backward(self, dropout: Dropout | None = None) -> None:
        """Fill the gradients of all layers from `gradient`, that of the output layer.

        With dz of a layer: dW = a_prev @ dz.T, db = dz summed over the batch,
        dz_prev = (W @ dz) × f'(z_prev), through the same dropout mask as on the way forward.
        """
        dz = self.gradient
        for index in range(len(self._layers) - 1, -1, -1):
            layer = self._layers[index]
            np.dot(self._inputs[index], dz.T, out=layer.dW)
            np.dot(dz, self._ones, out=layer.db)
            if index == 0:
                return
            before = index - 1
            previous, slope = self._dz[before], self._slopes[before]
            np.dot(layer.W, dz, out=previous)
            if dropout is not None:
                np.multiply(previous, self._dropped[before][0], out=previous)
            self._layers[before].activation.derivative(self._z[before], self._a[before], slope)
            dz = np.multiply(previous, slope, out=previous)


def _views(units: Sequence[int], batch: int) -> list[FloatArray]:
    """Return one (units, batch) float64 array for each layer, all over the same memory."""
    memory = np.empty(max(units) * batch)
    return [memory[: n * batch].reshape(n, batch) for n in units]
