"""Standardization: columns brought to mean 0 and deviation 1, fitted on the train split only."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import AnyArray, FloatArray

ROUNDING = 4.0 * float(np.finfo(np.float64).eps)  # numbers closer than that, by size, are one
SMALLEST = float(np.finfo(np.float64).smallest_subnormal)


@dataclass(frozen=True)
class Scaling:
    """Hold one mean and one scale for each column: v enters as (v - mean) / scale.

    mean: (columns,) float64.
    scale: (columns,) float64. Never 0, never infinite.
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
    """Measure mean and deviation of columns, whatever the size of their numbers.

    A column without variation has its value as mean and 1 as scale: it becomes exactly 0. One
    whose numbers differ by rounding alone is divided by their size, which leaves next to nothing.

    Args:
        rows: (columns, samples) float64. The train split.
    """
    mean = measure_mean(rows)
    units, exponents = to_units(rows)
    size, spread = np.abs(units).max(axis=1), np.ptp(units, axis=1)
    units -= units.mean(axis=1)[:, None]
    deviation = np.ldexp(_root_mean_square(units), exponents)
    scale = np.where(spread > ROUNDING * size, deviation, np.ldexp(size, exponents))
    scale = np.where(spread == 0.0, 1.0, np.maximum(scale, SMALLEST))
    return Scaling(mean, scale)


def measure_mean(rows: FloatArray) -> FloatArray:
    """Return the means of (columns, samples) float64, as (columns,) float64, a new array.

    No sum overflows, and rounding leads none out of the range of its column.
    """
    units, exponents = to_units(rows)
    mean = np.ldexp(units.mean(axis=1), exponents)
    return np.asarray(np.clip(mean, rows.min(axis=1), rows.max(axis=1)))


def to_units(rows: FloatArray) -> tuple[FloatArray, AnyArray]:
    """Divide each column by a power of two that brings its largest number to between ½ and 1.

    That is exact, so that what is measured of the outcome is that of the columns to the bit, but
    squares and sums of huge or tiny numbers stay within floats.

    Args:
        rows: (columns, samples) float64.

    Returns:
        (columns, samples) float64 and the powers, (columns,) any integers. New arrays.
    """
    _, exponents = np.frexp(np.maximum(rows.max(axis=1), -rows.min(axis=1)))
    return np.ldexp(rows, -exponents[:, None]), exponents


def _root_mean_square(rows: FloatArray) -> FloatArray:
    """Return (columns,) float64, a new array, of (columns, samples) float64."""
    units, exponents = to_units(rows)
    np.multiply(units, units, out=units)
    return np.asarray(np.ldexp(np.sqrt(units.mean(axis=1)), exponents))
