"""Standardization: columns brought to mean 0 and deviation 1, fitted on the train split only."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import FloatArray


@dataclass(frozen=True)
class Scaling:
    """Hold one mean and one scale for each column: v enters as (v - mean) / scale.

    mean: (columns,) float64.
    scale: (columns,) float64. Never 0.
    """

    mean: FloatArray
    scale: FloatArray

    def apply(self, rows: FloatArray) -> FloatArray:
        """Scale values.

        Args:
            rows: (columns, samples) float64.

        Returns:
            (columns, samples) float64. A new array.
        """
        return (rows - self.mean[:, None]) / self.scale[:, None]

    def undo(self, rows: FloatArray) -> FloatArray:
        """Bring scaled values back to their original units.

        Args:
            rows: (columns, samples) float64.

        Returns:
            (columns, samples) float64. A new array.
        """
        return rows * self.scale[:, None] + self.mean[:, None]


def no_scaling(columns: int) -> Scaling:
    """Return the scaling that changes nothing."""
    return Scaling(np.zeros(columns), np.ones(columns))


def fit_scaling(rows: FloatArray) -> Scaling:
    """Measure mean and deviation; a constant column becomes 0, not NaN.

    Args:
        rows: (columns, samples) float64. The train split.
    """
    mean = rows.mean(axis=1)
    deviation = rows.std(axis=1)
    # Rounding leaves a constant column a tiny deviation: measure it against the values' size.
    constant = deviation <= 1e-12 * np.abs(mean)
    return Scaling(mean, np.where(constant | (deviation == 0.0), 1.0, deviation))
