"""What every unit makes of a plane through the raw inputs: the pictures of a playground."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import FloatArray, IntArray
from engine.errors import EngineError, HyperparameterError, UnknownKeyError
from engine.evaluation import CHUNK
from engine.preprocessing import Range
from engine.probes.samples import MOST_WORK, work_per_sample
from engine.probes.units import unit_outputs
from engine.trainer import Trainer
from engine.weights import check_numbers

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
        EngineError: if a choice breaks its rule, or the grid would cost too much.
    """
    first, second = _columns(trainer, columns)
    _check(trainer, size, held)
    ranges = trainer.fitted.ranges
    middle = np.array([each.mean if held == "mean" else each.median for each in ranges])
    xs, ys = (_axis(ranges[column], extent, size) for column in (first, second))

    def make_rows(points: IntArray) -> FloatArray:
        """Return (points, columns) float64 for (points,) int64, counted along the first axis."""
        rows = np.tile(middle, (len(points), 1))
        rows[:, first], rows[:, second] = xs[points % size], ys[points // size]
        return rows

    with np.errstate(all="ignore"):
        layers = _outputs(trainer, make_rows, size * size)
    return DecisionGrid(xs, ys, middle, tuple(a.reshape(-1, size, size) for a in layers))


def _columns(trainer: Trainer, columns: Sequence[str] | None) -> tuple[int, int]:
    known = trainer.data.columns
    if len(known) < 2:
        raise EngineError("dataset", "have two columns or more for a grid", list(known))
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


def _axis(column: Range, extent: tuple[float, float] | None, size: int) -> FloatArray:
    """Return (size,) float64, evenly spaced."""
    low, high = column.minimum, column.maximum
    if extent is not None:
        low, high = check_numbers(extent, (2,), "extent")
        if not low < high:
            raise HyperparameterError("extent", "be two numbers, the smaller one first", extent)
    # Halved, because the distance between two floats can be more than any float.
    return np.linspace(low / 2.0, high / 2.0, size) * 2.0


def _outputs(
    trainer: Trainer, make_rows: Callable[[IntArray], FloatArray], points: int
) -> list[FloatArray]:
    """Return (units, points) float64 for each layer; never more than CHUNK raw rows at once."""
    network, fitted = trainer.network, trainer.fitted
    layers = [np.empty((layer.b.size, points)) for layer in network.layers]
    for start in range(0, points, CHUNK):
        here = np.arange(start, min(start + CHUNK, points))
        outputs = unit_outputs(network, fitted.apply(make_rows(here)))
        if trainer.data.class_names is None:
            outputs[-1] = fitted.targets.undo(outputs[-1])
        for whole, part in zip(layers, outputs, strict=True):
            whole[:, here] = part
    return layers
