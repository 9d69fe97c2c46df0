"""What every unit makes of a plane through the raw inputs: the pictures of a playground."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import FloatArray
from engine.errors import EngineError, HyperparameterError, UnknownKeyError
from engine.evaluation import CHUNK
from engine.features import compute_features
from engine.probes.samples import MOST_WORK, work_per_sample
from engine.probes.units import unit_outputs
from engine.scaling import Scaling
from engine.trainer import Trainer

HELD = ("mean", "median")
MOST_SIDE = 512


@dataclass(frozen=True)
class DecisionGrid:
    """Hold the output of every unit over two columns, the others held still.

    xs, ys: (size,) float64. Values of the first and of the second column, in raw units.
    held: (columns,) float64. Where the other columns stand.
    layers: (units, size, size) float64 for each layer, the output's last; [u, j, i] is at xs[i],
        ys[j]. Outputs are activated, and in the targets' units for regression.
    """

    xs: FloatArray
    ys: FloatArray
    held: FloatArray
    layers: tuple[FloatArray, ...]


def decision_grid(
    trainer: Trainer,
    size: int,
    columns: Sequence[str] | None = None,
    held: str = "mean",
    extent: tuple[float, float] | None = None,
) -> DecisionGrid:
    """Evaluate every unit over two columns of the raw inputs.

    Args:
        trainer: Only read.
        size: Points along each side.
        columns: Names of two columns; by default the first two.
        held: Where the other columns stand: their "mean" or "median" over the train split.
        extent: Both axes' first and last value; by default the range of each in the train split.

    Raises:
        EngineError: if there are no such columns, or the grid would cost too much.
    """
    first, second = _columns(trainer, columns)
    _check(trainer, size, held)
    train = trainer.data.inputs[~trainer.data.is_test]
    middle = train.mean(axis=0) if held == "mean" else np.median(train, axis=0)
    xs, ys = (_axis(train[:, column], extent, size) for column in (first, second))
    rows = np.tile(middle, (size * size, 1))
    rows[:, second], rows[:, first] = np.repeat(ys, size), np.tile(xs, size)
    with np.errstate(all="ignore"):
        layers = tuple(a.reshape(-1, size, size) for a in _units(trainer, rows))
    return DecisionGrid(xs, ys, middle, layers)


def _columns(trainer: Trainer, columns: Sequence[str] | None) -> tuple[int, int]:
    known = trainer.data.columns
    chosen = known[:2] if columns is None else tuple(columns)
    for index, name in enumerate(chosen):
        if name not in known:
            raise UnknownKeyError(f"columns.{index}", name, known)
    if len(set(chosen)) != 2 or len(chosen) != 2:
        raise HyperparameterError("columns", "name two different columns", list(chosen))
    return known.index(chosen[0]), known.index(chosen[1])


def _check(trainer: Trainer, size: int, held: str) -> None:
    if isinstance(size, bool) or not isinstance(size, int) or not 2 <= size <= MOST_SIDE:
        raise HyperparameterError("size", f"be an integer from 2 to {MOST_SIDE}", size)
    if held not in HELD:
        raise UnknownKeyError("held", held, HELD)
    most = int((MOST_WORK / work_per_sample(trainer.network)) ** 0.5)
    if size > most:
        raise EngineError("size", f"be at most {most} for a network as large as this", size)


def _axis(values: FloatArray, extent: tuple[float, float] | None, size: int) -> FloatArray:
    low, high = (float(values.min()), float(values.max())) if extent is None else extent
    return np.linspace(low, high, size)


def _show(trainer: Trainer, rows: FloatArray) -> FloatArray:
    """Return (features, samples) float64: what the network sees of (samples, columns) raw ones."""
    way = trainer.preprocessing()
    x = compute_features(way["features"], way["columns"], rows)
    mean, scale = np.array(way["mean"]), np.array(way["scale"])
    return Scaling(mean, scale).apply(x)


def _units(trainer: Trainer, rows: FloatArray) -> list[FloatArray]:
    """Return (units, samples) float64 for each layer, of raw (samples, columns) float64."""
    parts = [
        unit_outputs(trainer.network, _show(trainer, rows[start : start + CHUNK]))
        for start in range(0, len(rows), CHUNK)
    ]
    layers = [np.concatenate(pieces, axis=1) for pieces in zip(*parts, strict=True)]
    if trainer.data.class_names is None:
        layers[-1] = trainer.predict(rows).outputs.T
    return layers
