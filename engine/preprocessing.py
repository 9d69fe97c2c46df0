"""The way from raw samples to what the network sees: features first, then scaling."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from engine.arrays import FloatArray
from engine.datasets import PLANE, Data
from engine.features import compute_features
from engine.scaling import Scaling, fit_scaling, no_scaling


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
    """Fit everything on the train split; classes are never scaled."""
    train = data.inputs[~data.is_test]
    inputs, targets = no_scaling(len(features)), no_scaling(outputs)
    with np.errstate(all="ignore"):
        ranges = _measure_ranges(train)
        if standardize:
            inputs = fit_scaling(compute_features(features, data.columns, train))
            if data.class_names is None:
                values = np.asarray(data.targets[~data.is_test], dtype=np.float64)
                targets = fit_scaling(values.T)
    return Preprocessing(data.columns, tuple(features), inputs, targets, ranges)


def _measure_ranges(rows: FloatArray) -> tuple[Range, ...]:
    """Measure the columns of (samples, columns) float64."""
    measured = (rows.min(axis=0), rows.max(axis=0), rows.mean(axis=0), np.median(rows, axis=0))
    return tuple(Range(*column) for column in np.stack(measured, axis=1).tolist())
