"""Names for the array types that the engine passes around, and constants for its inner loops."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.float64]
IntArray: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]
AnyArray: TypeAlias = npt.NDArray[Any]


def constant(value: float) -> FloatArray:
    """Return a read-only array of no dimension, () float64."""
    array = np.array(value)
    array.flags.writeable = False
    return array


# NumPy turns a Python number into an array at each call. For arrays of a few dozen numbers that
# is a third of the call's time, so the inner loops use these, made once.
ZERO = constant(0.0)
HALF = constant(0.5)
ONE = constant(1.0)
TWO = constant(2.0)
