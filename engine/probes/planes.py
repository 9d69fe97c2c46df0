"""Planes through the space of all parameters, over which the loss is drawn.

A plane goes through the present parameters. Its directions are two parameters alone, two random
ones, or those in which the run has moved most.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from engine.arrays import FloatArray
from engine.errors import HyperparameterError
from engine.network import Network
from engine.registry import Registry

NORM_GUARD = 1e-10  # what the paper's code adds to the norm of a random filter
FLAT = 1e-10  # a squared movement this small against another is rounding
PLACE = re.compile(r"layers\.([0-9]{1,4})\.(?:W\.([0-9]{1,6})\.([0-9]{1,6})|b\.([0-9]{1,6}))")


@dataclass(frozen=True)
class View:
    """Hold what the directions of a plane may depend on.

    path: (snapshots, parameters) float64. Where the run has been, in order.
    parameters: Names of two parameters, for the kind that takes them.
    seed: Of the random directions.
    """

    network: Network
    path: FloatArray
    parameters: tuple[str, str] | None
    seed: int


@dataclass(frozen=True)
class Plane:
    """Hold two directions, and where the present parameters lie along them.

    first, second: (parameters,) float64. Not of length 1.
    center: Coordinates of the present parameters.
    labels: What moving along each direction is.
    """

    first: FloatArray
    second: FloatArray
    center: tuple[float, float] = (0.0, 0.0)
    labels: tuple[str, str] = ("first direction", "second direction")


MakePlane: TypeAlias = Callable[[View], Plane]

PLANES: Registry[MakePlane] = Registry("plane")


@PLANES.register("weights", label="Two weights", least_span=1.0)
def weights(view: View) -> Plane:
    """Vary two weights alone; of a network without hidden layers this is its exact bowl."""
    network = view.network
    names = default_parameters(network) if view.parameters is None else view.parameters
    indices = [
        parameter_index(network, name, field)
        for name, field in zip(names, ("first", "second"), strict=True)
    ]
    if indices[0] == indices[1]:
        raise HyperparameterError("second", "be another parameter than the first", names[1])
    first, second = np.zeros((2, network.parameters.size))
    first[indices[0]] = second[indices[1]] = 1.0
    center = network.parameters[indices]
    return Plane(first, second, (float(center[0]), float(center[1])), (names[0], names[1]))


@PLANES.register("random", label="Two random directions", least_span=1.0, source="Li et al., 2018")
def random(view: View) -> Plane:
    """Vary all weights at once, along two random directions as large as the weights themselves.

    Each filter of a direction (here: the weights into one unit) is scaled to the norm of the
    network's own, so that networks of different scale can be compared; biases stay, as with
    `--xignore biasbn` in the paper's code.
    """
    if not any(layer.W.any() for layer in view.network.layers):
        rule = "be another than random while all weights are 0, for they give the scale"
        raise HyperparameterError("kind", rule, "random")
    rng = np.random.Generator(np.random.PCG64(view.seed))
    return Plane(_random_direction(view.network, rng), _random_direction(view.network, rng))


@PLANES.register("path", label="Where the run went", least_span=0.0, source="Li et al., 2018")
def path(view: View) -> Plane:
    """Vary all weights along the two directions in which the run has moved most.

    They are the principal components of the way from each snapshot to the present parameters.
    """
    moves = _unit(view.path - view.network.parameters)
    # Of the few snapshots' products with each other: that of all parameters would be far too large.
    squares, mixtures = np.linalg.eigh(moves @ moves.T)
    if len(squares) < 2 or not squares[-2] > FLAT * squares[-1]:
        rule = "be another than path until the run has moved in two directions"
        raise HyperparameterError("kind", rule, "path")
    directions = mixtures[:, [-1, -2]].T @ moves
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    largest = directions[[0, 1], np.abs(directions).argmax(axis=1)]
    first, second = directions * np.sign(largest)[:, None]
    return Plane(first, second)


PLANES.freeze()


def _random_direction(network: Network, rng: np.random.Generator) -> FloatArray:
    """Return (parameters,) float64: random, the weights into a unit as large as the network's."""
    direction = np.zeros(network.parameters.size)
    for layer in network.layers:
        W = rng.standard_normal(layer.shape)
        own = np.linalg.norm(_unit(layer.W), axis=0) * largest(layer.W)
        norms = own / (np.linalg.norm(W, axis=0) + NORM_GUARD)
        direction[layer.where.start : layer.where.stop - layer.b.size] = (W * norms).ravel()
    return direction


def _unit(values: FloatArray) -> FloatArray:
    """Return (any,) float64 in units of the largest, so that no square leaves the numbers; new."""
    return values / largest(values)


def largest(values: FloatArray) -> float:
    """Return the size of the largest of (any,) float64, or 1 if all are 0."""
    return float(np.abs(values).max()) or 1.0


def default_parameters(network: Network) -> tuple[str, str]:
    """Return the names of the first unit's first two weights, or of its weight and its bias."""
    second = "layers.0.W.1.0" if network.layers[0].shape[0] > 1 else "layers.0.b.0"
    return "layers.0.W.0.0", second


def parameter_index(network: Network, name: str, field: str = "parameter") -> int:
    """Return where a parameter lies among all.

    Args:
        network: Whose parameters are meant.
        name: `layers.<layer>.W.<input>.<unit>` or `layers.<layer>.b.<unit>`.
        field: Dotted path for the message.

    Raises:
        HyperparameterError: if there is no such parameter.
    """
    match = PLACE.fullmatch(name)
    if match is None:
        rule = "be the name of a parameter, such as layers.0.W.1.0 or layers.0.b.0"
        raise HyperparameterError(field, rule, name)
    which, row, column, bias = match.groups()
    _check_below(int(which), len(network.layers), "layers", field, name)
    layer = network.layers[int(which)]
    fan_in, units = layer.shape
    if row is None:  # biases follow the last row of weights
        row, column = fan_in, bias
    else:
        _check_below(int(row), fan_in, "inputs", field, name)
    _check_below(int(column), units, "units", field, name)
    return int(layer.where.start + int(row) * units + int(column))


def _check_below(index: int, count: int, things: str, field: str, name: str) -> None:
    if index >= count:
        raise HyperparameterError(field, f"name one of {count} {things}, counted from 0", name)
