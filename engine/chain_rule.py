"""The chain rule for one sample, with vectors, as one writes it on paper.

    forward   z = W.T a_prev + b,  a = f(z)
    back      dW = a_prev dz.T,  db = dz,  da_prev = W dz,  dz_prev = da_prev × f'(z_prev)

(Rumelhart, Hinton and Williams, 1986). Training runs in `passes`, on whole batches and without a
new array; this is for reading and for looking inside. A test holds both to the same numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.activations import ACTIVATIONS
from engine.arrays import FloatArray
from engine.losses import LOSSES
from engine.network import Layer


@dataclass(frozen=True)
class Signal:
    """Hold one layer's values on the way forward.

    inputs: (fan_in,) float64. What comes in.
    z, a: (units,) float64. Weighted sums, and what the layer makes of them.
    """

    inputs: FloatArray
    z: FloatArray
    a: FloatArray


@dataclass(frozen=True)
class Blame:
    """Hold one layer's gradients of the loss on the way back.

    da, slope: (units,) float64. d loss / d a, and f'(z); None at an output whose loss takes z.
    dz: (units,) float64.
    dW: (fan_in, units) float64.
    db: (units,) float64.
    """

    da: FloatArray | None
    slope: FloatArray | None
    dz: FloatArray
    dW: FloatArray
    db: FloatArray


@dataclass(frozen=True)
class Verdict:
    """Hold the loss of one sample, and its gradients.

    da: (outputs,) float64. d loss / d a; None where the loss takes z and gives dz at once.
    dz: (outputs,) float64. d loss / d z.
    """

    loss: float
    da: FloatArray | None
    slope: FloatArray | None
    dz: FloatArray


def forward(layers: Sequence[Layer], masks: Sequence[FloatArray], x: FloatArray) -> list[Signal]:
    """Run one sample through all layers.

    Args:
        layers: Hidden layers and the output layer.
        masks: (units,) float64 for each layer. 0 for a unit that is hidden, 1 for the others.
        x: (features,) float64. What the network is shown.
    """
    signals, a = [], x
    for layer, mask in zip(layers, masks, strict=True):
        inputs, z = a, layer.W.T @ a + layer.b
        a = activate(layer.activation_key, z) * mask
        signals.append(Signal(inputs, z, a))
    return signals


def judge(loss_key: str, output_activation: str, z: FloatArray, y: FloatArray) -> Verdict:
    """Compare the output with the target.

    A cross-entropy contains its activation: it takes z, and its dz is simply p - y.

    Args:
        loss_key: Of LOSSES.
        output_activation: Of ACTIVATIONS, or "softmax".
        z: (outputs,) float64. Weighted sums of the output layer.
        y: (outputs,) float64. Coded target.
    """
    loss = LOSSES[loss_key].value
    value, gradient = np.empty(1), np.empty((z.size, 1))
    if loss.link is not None:
        loss.evaluate(z[:, None], y[:, None], value, gradient)
        return Verdict(float(value[0]), None, None, gradient[:, 0])
    a = activate(output_activation, z)
    loss.evaluate(a[:, None], y[:, None], value, gradient)
    da, slope = gradient[:, 0], derive(output_activation, z)
    return Verdict(float(value[0]), da, slope, da * slope)


def backward(
    layers: Sequence[Layer],
    masks: Sequence[FloatArray],
    signals: Sequence[Signal],
    verdict: Verdict,
) -> list[Blame]:
    """Pass the blame for the loss back, from the output layer to the first.

    Args:
        layers: Hidden layers and the output layer.
        masks: (units,) float64 for each layer. 0 for a unit that is hidden, 1 for the others.
        signals: What `forward` returned.
        verdict: What `judge` returned.
    """
    da, slope, dz = verdict.da, verdict.slope, verdict.dz
    blames: list[Blame] = []
    for index in reversed(range(len(layers))):
        blames.append(Blame(da, slope, dz, dW=np.outer(signals[index].inputs, dz), db=dz))
        if index > 0:
            before = index - 1
            da = (layers[index].W @ dz) * masks[before]
            slope = derive(layers[before].activation_key, signals[before].z)
            dz = da * slope
    return blames[::-1]


def activate(key: str, z: FloatArray) -> FloatArray:
    """Apply an activation.

    Args:
        key: Of ACTIVATIONS, or "softmax".
        z: (units,) or (units, samples) float64. Weighted sums.

    Returns:
        (units,) or (units, samples) float64, like `z`. A new array.
    """
    if key == "softmax":
        powers = np.exp(z - z.max(axis=0))
        return np.asarray(powers / powers.sum(axis=0))
    a = np.empty_like(z)
    ACTIVATIONS[key].value.value(z, a)
    return a


def derive(key: str, z: FloatArray) -> FloatArray:
    """Compute the slope of an activation.

    Args:
        key: Of ACTIVATIONS.
        z: (units,) or (units, samples) float64. Weighted sums.

    Returns:
        (units,) or (units, samples) float64, like `z`. f'(z); a new array.
    """
    slope = np.empty_like(z)
    ACTIVATIONS[key].value.derivative(z, activate(key, z), slope)
    return slope
