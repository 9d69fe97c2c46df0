"""Carrying weights over from one network to another that differs a little.

What two networks have in common is found by name: inputs by their feature, units by their place.
So adding or removing a unit, or a feature, leaves all other weights as they were.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import IntArray
from engine.network import Layer, Network


@dataclass(frozen=True)
class Carried:
    """Tell which layers have weights of the old network, and which have weights of their own."""

    kept: tuple[int, ...]
    fresh: tuple[int, ...]


def carry_weights(
    new: Network, old: Network, features: Sequence[str], old_features: Sequence[str]
) -> Carried:
    """Copy into a network what another has of it.

    Hidden layers correspond by their place, output layers to each other if they have one size and
    as many hidden layers before them. What the outputs mean is not looked at.

    Args:
        new: Changed in place.
        old: Only read.
        features: Names of the new network's inputs.
        old_features: Names of the old one's.
    """
    rows = _match(features, old_features)
    kept, fresh = [], []
    for index, layer in enumerate(new.layers):
        source = _counterpart(index, new, old)
        columns = _match(range(layer.b.size), range(source.b.size) if source else ())
        if source is None or not _copy(layer, source, rows, columns):
            fresh.append(index)
        else:
            kept.append(index)
            if len(rows[0]) < layer.W.shape[0] or len(columns[0]) < layer.b.size:
                fresh.append(index)
        rows = columns
    return Carried(tuple(kept), tuple(fresh))


def _counterpart(index: int, new: Network, old: Network) -> Layer | None:
    mine, theirs = len(new.layers) - 1, len(old.layers) - 1
    if index < mine:
        return old.layers[index] if index < theirs else None
    same_task = new.layers[-1].b.size == old.layers[-1].b.size
    return old.layers[-1] if mine == theirs and same_task else None


def _match(mine: Sequence[object], theirs: Sequence[object]) -> tuple[IntArray, IntArray]:
    """Return two (common,) int64: where the common ones are here, and where there."""
    there = {each: place for place, each in enumerate(theirs)}
    pairs = [(place, there[each]) for place, each in enumerate(mine) if each in there]
    here, found = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return here, found


def _copy(
    layer: Layer,
    source: Layer,
    rows: tuple[IntArray, IntArray],
    columns: tuple[IntArray, IntArray],
) -> bool:
    """Copy the weights that both have, and tell whether there were any."""
    if not len(rows[0]) or not len(columns[0]):
        return False
    layer.W[np.ix_(rows[0], columns[0])] = source.W[np.ix_(rows[1], columns[1])]
    layer.b[columns[0]] = source.b[columns[1]]
    return True
