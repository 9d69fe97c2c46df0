"""Statistics of each layer: weights, gradients, and units that have stopped to matter."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from engine.activations import ACTIVATIONS
from engine.arrays import BoolArray, FloatArray
from engine.chain_rule import activate, derive
from engine.evaluation import Split
from engine.head import Head
from engine.network import Network
from engine.passes import Pass
from engine.probes.samples import affordable_samples, copy_network, thin
from engine.probes.units import unit_outputs
from engine.trainer import Trainer

BINS = 20
PASSES = 4  # what forward, backward and the units' outputs cost together, in passes forward
NEAR_LIMIT = 0.05  # of the distance between both limits: a unit is nearly flat there
FLAT = 1e-9  # numbers that differ by less, relative to their size, are taken for equal
OFTEN = 0.9  # share of samples near a limit from which a unit is called saturated
FAR = 1e4  # a weighted sum that is as far out as any activation needs to be exact


@dataclass(frozen=True)
class Spread:
    """Tell how some numbers are spread.

    norm: Root of the sum of squares.
    edges: BINS + 1 limits of the bins. counts: How many numbers lie in each.
    """

    norm: float
    mean: float
    deviation: float
    minimum: float
    maximum: float
    edges: list[float]
    counts: list[int]


@dataclass(frozen=True)
class UnitStatistics:
    """Tell how hidden units behave over the samples that were looked at.

    dead: Units that say 0 to every sample and learn nothing from any: their slope is 0 too.
    saturated: Units within NEAR_LIMIT of a limit for more than OFTEN of the samples.
    near_limit: Share of the samples for each unit; None where the activation has no limits.
    mean: Mean output of each unit.
    """

    dead: list[int]
    saturated: list[int]
    near_limit: list[float] | None
    mean: list[float]


@dataclass(frozen=True)
class LayerStatistics:
    """Tell how one layer is doing; units is None for the output layer.

    gradients: Of W: the gradient of the mean loss over the train split, dropout off, penalty not
        included; None for a single neuron that follows no gradient.
    gradient_norm: Of W and b together.
    """

    activation: str
    frozen: bool
    weights: Spread
    bias_norm: float
    gradients: Spread | None
    gradient_norm: float | None
    units: UnitStatistics | None

    def describe(self) -> dict[str, Any]:
        """Return all of it as a JSON-able dict."""
        return asdict(self)


@dataclass(frozen=True)
class LayerReport:
    """Hold the statistics of all layers.

    samples: How many train samples were looked at, evenly spaced among `of`.
    """

    samples: int
    of: int
    layers: tuple[LayerStatistics, ...]


def layer_statistics(trainer: Trainer) -> LayerReport:
    """Measure weights, the gradient of the train split, and hidden units of every layer."""
    whole = trainer.splits.train
    split = thin(whole, affordable_samples(trainer.network, PASSES))
    with np.errstate(all="ignore"):
        network = copy_network(trainer.network)
        has_gradient = isinstance(trainer.head, Head)
        if isinstance(trainer.head, Head):
            fill_gradient(network, trainer.head, split)
        units = _unit_statistics(trainer, split.x)
        layers = tuple(
            LayerStatistics(
                activation=layer.activation_key,
                frozen=index in trainer.spec.frozen_layers,
                weights=measure(layer.W.ravel()),
                bias_norm=_norm(layer.b),
                gradients=measure(layer.dW.ravel()) if has_gradient else None,
                gradient_norm=_norm(network.gradients[layer.where]) if has_gradient else None,
                units=units[index],
            )
            for index, layer in enumerate(network.layers)
        )
    return LayerReport(split.x.shape[1], whole.x.shape[1], layers)


def _norm(values: FloatArray) -> float:
    return float(np.linalg.norm(values))


def fill_gradient(network: Network, head: Head, split: Split) -> None:
    """Fill a network's gradients with those of the mean loss over the split."""
    total, weight = np.zeros_like(network.parameters), 0.0
    for chunk in split.chunks():
        room = Pass(network, chunk.x.shape[1])
        head.mean_loss(room.forward(chunk.x), chunk.y, chunk.w, room)
        room.backward()
        share = float(room.batch) if chunk.w is None else float(chunk.w.sum())
        total += share * network.gradients
        weight += share
    network.gradients[:] = total / weight


def measure(values: FloatArray) -> Spread:
    """Tell how (n,) float64 are spread; numbers that are not finite are in no bin."""
    # Halved, because the distance between two floats can be more than any float.
    finite = values[np.isfinite(values)] / 2.0
    counts, halves = np.histogram(finite, BINS, range=_range(finite))
    return Spread(
        norm=_norm(values),
        mean=float(values.mean()),
        deviation=float(values.std()),
        minimum=float(values.min()),
        maximum=float(values.max()),
        edges=(2.0 * halves).tolist(),
        counts=counts.tolist(),
    )


def _range(values: FloatArray) -> tuple[float, float]:
    """Return where the bins for (n,) float64 begin and end: wide enough to be told apart."""
    if not values.size:
        return (0.0, 0.0)
    low, high = float(values.min()), float(values.max())
    size = max(abs(low), abs(high))
    if high - low > max(FLAT * size, np.finfo(np.float64).tiny / FLAT):
        return (low, high)
    return (low - max(0.25, FLAT * size), high + max(0.25, FLAT * size))


def _unit_statistics(trainer: Trainer, x: FloatArray) -> list[UnitStatistics | None]:
    """Look at each hidden layer's units over (features, samples) float64."""
    outputs, layers = unit_outputs(trainer.network, x), trainer.network.layers
    inputs = [x, *outputs[:-1]]
    hidden: list[UnitStatistics | None] = [
        _look_at(layer.activation_key, layer.W.T @ before + layer.b[:, None], a)
        for layer, before, a in zip(layers[:-1], inputs, outputs, strict=False)
    ]
    return [*hidden, None]


def _look_at(key: str, z: FloatArray, a: FloatArray) -> UnitStatistics:
    """Look at one layer's weighted sums and outputs, both (units, samples) float64."""
    shares = near_limit(key, a)
    often = [] if shares is None else np.flatnonzero(shares > OFTEN).tolist()
    return UnitStatistics(
        dead=np.flatnonzero(_dead(key, z, a)).tolist(),
        saturated=often,
        near_limit=None if shares is None else shares.tolist(),
        mean=a.mean(axis=1).tolist(),
    )


def _dead(key: str, z: FloatArray, a: FloatArray) -> BoolArray:
    """Return (units,) bool, of sums and outputs (units, samples) float64.

    An activation that is flat everywhere, such as a step, has no dead units: it never learns.
    """
    silent = (a == 0.0).all(axis=1)
    if not ACTIVATIONS[key].facts["differentiable"]:
        return np.zeros_like(silent)
    return np.asarray(silent & (derive(key, z) == 0.0).all(axis=1))


def near_limit(key: str, a: FloatArray) -> FloatArray | None:
    """Return for which share of the samples each unit is nearly as far out as it can be.

    Args:
        key: Of ACTIVATIONS.
        a: (units, samples) float64. Outputs.

    Returns:
        (units,) float64, a new array; None if the activation has no two limits, or nothing between.
    """
    low, high = activate(key, np.array([-FAR, FAR]))
    if max(abs(low), abs(high)) > 1.0 or not ACTIVATIONS[key].facts["differentiable"]:
        return None
    margin = NEAR_LIMIT * (high - low)
    return np.asarray(((a < low + margin) | (a > high - margin)).mean(axis=1))
