"""The sample that a trace follows: a row of the data, or numbers that somebody thought of."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import AnyArray, FloatArray
from engine.errors import HyperparameterError
from engine.features import compute_features
from engine.scaling import Scaling
from engine.trainer import Trainer
from engine.weights import check_numbers


@dataclass(frozen=True)
class TracedSample:
    """Hold one sample, and how the network sees it.

    row, split: Where it is in the data; None of numbers that are not in them.
    inputs: (columns,) float64. Raw.
    target: () int64 class index, or (targets,) float64 in original units.
    x: (features,) float64. What the network is shown.
    y: (outputs,) float64. What the loss compares with.
    """

    row: int | None
    split: str | None
    inputs: FloatArray
    target: AnyArray
    x: FloatArray
    y: FloatArray


def sample_at(trainer: Trainer, row: int) -> TracedSample:
    """Return a sample of the data.

    Args:
        trainer: Only read.
        row: Of `trainer.data`.

    Raises:
        HyperparameterError: if there is no such row.
    """
    last = len(trainer.data.inputs) - 1
    if isinstance(row, bool) or not isinstance(row, int) or not 0 <= row <= last:
        raise HyperparameterError("sample", f"be an integer from 0 to {last}", row)
    is_test = trainer.data.is_test
    held_back = bool(is_test[row])
    split = trainer.splits.test if held_back else trainer.splits.train
    assert split is not None, "a test sample is in a test split"
    column = int(np.count_nonzero(is_test[:row] == held_back))
    return TracedSample(
        row=row,
        split="test" if held_back else "train",
        inputs=trainer.data.inputs[row].copy(),
        target=np.array(trainer.data.targets[row]),
        x=split.x[:, column].copy(),
        y=split.y[:, column].copy(),
    )


def sample_of(trainer: Trainer, inputs: object, target: object) -> TracedSample:
    """Return a sample of any numbers, prepared as those of the data are.

    Args:
        trainer: Only read.
        inputs: (columns,) float64. Raw, as an array or a list.
        target: Index of a class, or (targets,) float64 in original units.

    Raises:
        ShapeError, HyperparameterError: if they do not fit.
    """
    told = trainer.preprocessing()
    raw = check_numbers(inputs, (len(trainer.data.columns),), "inputs")
    meant = _check_target(trainer, target)
    with np.errstate(all="ignore"):
        features = compute_features(told["features"], told["columns"], raw[None])
        x = _scale(told["mean"], told["scale"], features)
        y = trainer.head.encode(meant[None])
        if trainer.data.class_names is None:
            y = _scale(told["target_mean"], told["target_scale"], y)
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise HyperparameterError("inputs", "stay finite on their way into the network", inputs)
    return TracedSample(None, None, raw, meant, x[:, 0].copy(), y[:, 0].copy())


def _scale(mean: list[float], scale: list[float], rows: FloatArray) -> FloatArray:
    return Scaling(np.array(mean), np.array(scale)).apply(rows)


def _check_target(trainer: Trainer, target: object) -> AnyArray:
    names = trainer.data.class_names
    if names is None:
        return check_numbers(target, (len(trainer.data.target_names),), "target")
    last = len(names) - 1
    if isinstance(target, bool) or not isinstance(target, int) or not 0 <= target <= last:
        raise HyperparameterError("target", f"be an integer from 0 to {last}", target)
    return np.array(target)
