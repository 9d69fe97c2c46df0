"""How many samples a view may look at, and which."""

import numpy as np

from engine.arrays import IntArray
from engine.evaluation import Split
from engine.network import Network

MOST_WORK = 400_000_000  # what one view may cost, in multiplications: about half a second
UNIT_WORK = 60  # what an activation costs, in multiplications


def work_per_sample(network: Network) -> int:
    """Return what one sample's way forward costs, in multiplications."""
    units = sum(layer.b.size for layer in network.layers)
    return int(network.parameters.size) + UNIT_WORK * units


def affordable_samples(network: Network, passes: int) -> int:
    """Return how many samples may be shown so many times; possibly none."""
    return MOST_WORK // (passes * work_per_sample(network))


def spread(count: int, most: int) -> IntArray:
    """Choose at most so many of `count` things, evenly spaced, the first and the last included.

    Returns:
        (chosen,) int64. Increasing indices; a new array.
    """
    if count <= most:
        return np.arange(count)
    return np.round(np.linspace(0, count - 1, most)).astype(np.int64)


def thin(split: Split, most: int) -> Split:
    """Return the split, or evenly spaced samples of it where it has more than `most`."""
    if split.x.shape[1] <= most:
        return split
    chosen = spread(split.x.shape[1], most)
    return Split(
        np.ascontiguousarray(split.x[:, chosen]),
        np.ascontiguousarray(split.y[:, chosen]),
        None if split.w is None else split.w[chosen],
    )


def copy_network(network: Network) -> Network:
    """Return a network with the same numbers in buffers of its own."""
    layers = network.layers
    copy = Network([each.shape for each in layers], [each.activation_key for each in layers])
    copy.parameters[:] = network.parameters
    for layer, unit in network.hidden_units:
        copy.hide_unit(layer, unit, True)
    return copy
