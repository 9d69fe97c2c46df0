"""The way from raw samples to what the network sees: features first, then scaling."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.arrays import FloatArray
from engine.datasets import Data
from engine.features import compute_features
from engine.scaling import Scaling, fit_scaling, no_scaling


@dataclass(frozen=True)
class Preprocessing:
    """Hold the features and the scalings that were fitted on the train split."""

    columns: tuple[str, ...]
    features: tuple[str, ...]
    inputs: Scaling
    targets: Scaling

    def apply(self, raw: FloatArray) -> FloatArray:
        """Compute and scale the features of raw inputs.

        Args:
            raw: (samples, columns) float64.

        Returns:
            (features, samples) float64. A new array.
        """
        return self.inputs.apply(compute_features(self.features, raw))

    def describe(self) -> dict[str, Any]:
        """Return all of it as a JSON-able dict: v enters as (v - mean) / scale."""
        return {
            "columns": list(self.columns),
            "features": list(self.features),
            "mean": self.inputs.mean.tolist(),
            "scale": self.inputs.scale.tolist(),
            "target_mean": self.targets.mean.tolist(),
            "target_scale": self.targets.scale.tolist(),
        }


def fit_preprocessing(
    data: Data, features: Sequence[str], standardize: bool, outputs: int
) -> Preprocessing:
    """Fit both scalings on the train split, or none; classes are never scaled."""
    inputs, targets = no_scaling(len(features)), no_scaling(outputs)
    if standardize:
        train = ~data.is_test
        with np.errstate(all="ignore"):
            inputs = fit_scaling(compute_features(features, data.inputs[train]))
            if data.class_names is None:
                targets = fit_scaling(np.asarray(data.targets[train], dtype=np.float64).T)
    return Preprocessing(data.columns, tuple(features), inputs, targets)
