"""One batch's way through a network and back, in arrays allocated once for its size."""

from collections.abc import Sequence

import numpy as np

from engine.activations import Activation
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

    Which units are hidden is looked up once: after a change of that, a new pass is needed.

    gradient: (outputs, batch) float64. To be filled with d loss / d z of the output layer
        between `forward` and `backward`.
    values: (batch,) float64. Room for the loss of each sample.
    ones: (batch,) float64. Sums over the batch as a dot product, the fastest way to do it.
    scratch: (outputs, batch) float64 twice. Room for the output head.
    """

    def __init__(self, network: Network, batch: int) -> None:
        """Allocate for batches of this size."""
        self.batch = batch
        self.values: FloatArray = np.empty(batch)
        self.ones: FloatArray = np.ones(batch)
        layers = network.layers
        units = [layer.b.size for layer in layers]
        z = [np.empty((n, batch)) for n in units]
        a = [np.empty((n, batch)) for n in units[:-1]]
        self._a = a
        self._dropped: list[tuple[FloatArray, FloatArray]] = []
        self._inputs: list[FloatArray] = []
        # Two buffers for dz take turns, and one for f'(z), each as wide as the widest layer.
        turns, slopes = (_views(units, batch), _views(units, batch)), _views(units, batch)
        dz = [turns[i % 2][i] for i in range(len(units))]
        self.gradient = dz[-1]
        self.scratch = np.empty((units[-1], batch)), np.empty((units[-1], batch))
        working = [_working(network, i) for i in range(len(layers) - 1)]
        # What each layer needs, looked up once: the loops below are most of all training time.
        self._forward = [
            (layer.W.T, layer.b[:, None], z[i], a[i], working[i].value)
            for i, layer in enumerate(layers[:-1])
        ]
        self._output = layers[-1].W.T, layers[-1].b[:, None], z[-1]
        self._backward = [
            (i, layers[i + 1].W, z[i], a[i], dz[i], slopes[i], working[i].derivative)
            for i in reversed(range(len(layers) - 1))
        ]
        self._gradients = [(layer.dW, layer.db) for layer in layers]

    def forward(self, x: FloatArray, dropout: Dropout | None = None) -> FloatArray:
        """Compute the output layer's pre-activations.

        Args:
            x: (features, batch) float64. Kept until `backward`, not copied.
            dropout: Applied to each hidden layer if given.

        Returns:
            (outputs, batch) float64. Logits; a buffer that the next call overwrites.
        """
        inputs = [x]
        for weights, bias, z, a, value in self._forward:
            weights.dot(x, z)
            np.add(z, bias, z)
            value(z, a)
            x = a if dropout is None else self._drop(len(inputs) - 1, dropout)
            inputs.append(x)
        self._inputs = inputs
        weights, bias, z = self._output
        weights.dot(x, z)
        return np.add(z, bias, z)

    def _drop(self, index: int, dropout: Dropout) -> FloatArray:
        """Return (units, batch) float64: a layer's activations, some of them silenced."""
        if not self._dropped:
            self._dropped = [(np.empty_like(each), np.empty_like(each)) for each in self._a]
        mask, dropped = self._dropped[index]
        dropout.draw(mask)
        return np.multiply(self._a[index], mask, out=dropped)

    def backward(self, dropout: Dropout | None = None) -> None:
        """Fill the gradients of all layers from `gradient`, that of the output layer.

        With dz of a layer: dW = a_prev @ dz.T, db = dz summed over the batch,
        dz_prev = (W @ dz) × f'(z_prev), through the same dropout mask as on the way forward.
        """
        dz = self.gradient
        for index, weights, z, a, previous, slope, derivative in self._backward:
            self._fill(index + 1, dz)
            weights.dot(dz, previous)
            if dropout is not None:
                np.multiply(previous, self._dropped[index][0], previous)
            derivative(z, a, slope)
            dz = np.multiply(previous, slope, previous)
        self._fill(0, dz)

    def _fill(self, index: int, dz: FloatArray) -> None:
        dW, db = self._gradients[index]
        self._inputs[index].dot(dz.T, dW)
        dz.dot(self.ones, db)


class _Masked:
    """Make an activation, and its slope, 0 for units that are hidden."""

    def __init__(self, activation: type[Activation], visible: FloatArray) -> None:
        """Take the activation and the mask, (units, 1) float64 of 0 and 1."""
        self._activation, self._visible = activation, visible

    def value(self, z: FloatArray, out: FloatArray) -> None:
        """Write f(z), masked, into out, both (units, batch) float64."""
        self._activation.value(z, out)
        np.multiply(out, self._visible, out=out)

    def derivative(self, z: FloatArray, a: FloatArray, out: FloatArray) -> None:
        """Write f'(z), masked, into out; all are (units, batch) float64."""
        self._activation.derivative(z, a, out)
        np.multiply(out, self._visible, out=out)


def _working(network: Network, layer: int) -> type[Activation] | _Masked:
    """Return a hidden layer's activation, without the units that are hidden now."""
    activation, visible = network.layers[layer].activation, network.visible(layer)
    return activation if visible is None else _Masked(activation, visible)


def _views(units: Sequence[int], batch: int) -> list[FloatArray]:
    """Return one (units, batch) float64 array for each layer, all over the same memory."""
    memory = np.empty(max(units) * batch)
    return [memory[: n * batch].reshape(n, batch) for n in units]
