"""What every unit of a network makes of samples."""

from engine.arrays import FloatArray
from engine.chain_rule import activate
from engine.network import Network


def unit_outputs(network: Network, x: FloatArray) -> list[FloatArray]:
    """Compute what every unit makes of preprocessed samples.

    Args:
        network: Only read.
        x: (features, samples) float64.

    Returns:
        (units, samples) float64 for each layer, activated; new arrays.
    """
    outputs, a = [], x
    for index, layer in enumerate(network.layers):
        a = activate(layer.activation_key, layer.W.T @ a + layer.b[:, None])
        visible = network.visible(index)
        a = a if visible is None else a * visible
        outputs.append(a)
    return outputs
