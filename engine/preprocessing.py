"""The way from raw samples to what the network sees: features first, then scaling."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from engine.arrays import FloatArray
from engine.datasets import PLANE, Data
from engine.errors import DataError
from engine.features import compute_features
from engine.scaling import Scaling, fit_scaling, measure_mean, no_scaling, to_units

SCALABLE = "stay finite in {} when it is scaled to mean 0 and deviation 1"


@dataclass(frozen=True)
class Range:
    """Tell where a raw column lies in the train split."""

    minimum: float
    maximum: float
    mean: float
    median: float


@dataclass(frozen=True)
class Preprocessing:
    """Hold the features, and what was fitted on the train split: scalings and ranges."""

    columns: tuple[str, ...]
    features: tuple[str, ...]
    inputs: Scaling
    targets: Scaling
    ranges: tuple[Range, ...]

    def apply(self, raw: FloatArray) -> FloatArray:
        """Compute and scale the features of raw inputs.

        Args:
            raw: (samples, columns) float64.

        Returns:
            (features, samples) float64. A new array.
        """
        return self.inputs.apply(compute_features(self.features, self.columns, raw))

    def describe(self) -> dict[str, Any]:
        """Return all of it as a JSON-able dict: v enters as (v - mean) / scale."""
        return {
            "columns": list(self.columns),
            "planar": self.columns == PLANE,
            "features": list(self.features),
            "mean": self.inputs.mean.tolist(),
            "scale": self.inputs.scale.tolist(),
            "target_mean": self.targets.mean.tolist(),
            "target_scale": self.targets.scale.tolist(),
            "ranges": [asdict(each) for each in self.ranges],
        }


def fit_preprocessing(
    data: Data, features: Sequence[str], standardize: bool, outputs: int
) -> Preprocessing:
    """Fit everything on the train split; classes are never scaled.

    Raises:
        DataError: if a feature, or a value to predict, would not be finite.
    """
    is_train, inputs, targets = ~data.is_test, no_scaling(len(features)), no_scaling(outputs)
    with np.errstate(all="ignore"):
        rows = compute_features(features, data.columns, data.inputs)
        _check_finite(features, rows, inputs, "be finite in {}")
        if standardize:
            inputs = fit_scaling(rows[:, is_train])
            _check_finite(features, rows, inputs, SCALABLE)
        if standardize and data.class_names is None:
            values = np.asarray(data.targets, dtype=np.float64).T
            targets = fit_scaling(values[:, is_train])
            _check_finite(data.target_names, values, targets, SCALABLE)
        ranges = _measure_ranges(data.inputs[is_train].T)
    return Preprocessing(data.columns, tuple(features), inputs, targets, ranges)


def _check_finite(names: Sequence[str], rows: FloatArray, scaling: Scaling, rule: str) -> None:
    """Refuse (columns, samples) float64 that are not finite when scaled; the ends tell of all."""
    ends = np.stack([rows.min(axis=1), rows.max(axis=1)], axis=1)
    for name, seen, raw in zip(names, scaling.apply(ends), ends.tolist(), strict=True):
        if not np.isfinite(seen).all():
            raise DataError("dataset", rule.format(repr(name)), raw)


def _measure_ranges(rows: FloatArray) -> tuple[Range, ...]:
    """Measure (columns, samples) float64."""
    units, exponents = to_units(rows)
    median = np.ldexp(np.median(units, axis=1, overwrite_input=True), exponents)
    measured = (rows.min(axis=1), rows.max(axis=1), measure_mean(rows), median)
    return tuple(Range(*column) for column in np.stack(measured, axis=1).tolist())
