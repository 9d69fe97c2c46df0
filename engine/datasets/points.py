"""Points that somebody drew or listed: read from a spec, and made into a table."""

import math
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import TypeAlias

import numpy as np

from engine.arrays import FloatArray
from engine.datasets.tables import Table
from engine.errors import HyperparameterError, ShapeError, UnknownKeyError

Point: TypeAlias = tuple[tuple[float, ...], float]  # inputs, target

MOST_POINTS = 2_000
MOST_COLUMNS = 256
MOST_NUMBERS = 8_000  # inputs of all points together
MOST_CLASSES = 100
SIGNS = frozenset({-1.0, 1.0})  # two classes as the perceptron and TensorFlow Playground say them


def read_points(value: object, field: str) -> tuple[Point, ...]:
    """Check `[{"x": [1.0, 2.0], "y": 1}, …]` and return its points.

    Raises:
        EngineError: naming the first point that breaks a rule.
    """
    rule = f"be a list of 1 to {MOST_POINTS} points"
    if not isinstance(value, list | tuple):
        raise HyperparameterError(field, rule, value)
    if not 1 <= len(value) <= MOST_POINTS:
        raise HyperparameterError(field, rule, f"{len(value)} of them")
    points = tuple(_point(each, f"{field}.{index}") for index, each in enumerate(value))
    width = len(points[0][0])
    for index, (x, _) in enumerate(points):
        if len(x) != width:
            rule = f"have {width} numbers like the first point"
            raise ShapeError(f"{field}.{index}.x", rule, len(x))
    if len(points) * width > MOST_NUMBERS:
        rule = f"have at most {MOST_NUMBERS} numbers in all; a larger table can be uploaded"
        raise HyperparameterError(field, rule, f"{len(points)} points of {width}")
    return points


def _point(value: object, field: str) -> Point:
    if not isinstance(value, Mapping) or not {"x", "y"} <= set(value):
        raise HyperparameterError(field, "be an object with x and y", value)
    for name in value:
        if name not in ("x", "y"):
            raise UnknownKeyError(f"{field}.{name}", name, ("x", "y"))
    x = value["x"]
    if not isinstance(x, list | tuple) or not 1 <= len(x) <= MOST_COLUMNS:
        rule = f"be a list of 1 to {MOST_COLUMNS} numbers"
        raise HyperparameterError(f"{field}.x", rule, x)
    inputs = tuple(_number(each, f"{field}.x.{index}") for index, each in enumerate(x))
    return inputs, _number(value["y"], f"{field}.y")


def _number(value: object, field: str) -> float:
    if type(value) is float and math.isfinite(value):  # nearly always
        return value
    try:
        if not isinstance(value, bool) and isinstance(value, Real) and math.isfinite(value):
            return float(value)
    except OverflowError:  # an integer that no float can hold
        pass
    raise HyperparameterError(field, "be a finite number", value)


def tabulate(points: Sequence[Point], task: str) -> Table:
    """Return points as a table.

    Whole numbers from 0 are classes; so are -1 and +1, which become the classes 0 and 1.

    Args:
        points: As `read_points` returns them.
        task: "regression" takes every y as a value, "auto" only where it cannot be a class.
    """
    inputs = np.array([x for x, _ in points])
    values = np.array([y for _, y in points])
    columns = tuple(f"x{index + 1}" for index in range(inputs.shape[1]))
    names = None if task == "regression" else _name_classes(values)
    if names is None:
        return Table(columns, inputs, values[:, None], None, ("y",))
    targets = values > 0.0 if names == ("-1", "1") else values
    return Table(columns, inputs, targets.astype(np.int64), names, ("class",))


def _name_classes(values: FloatArray) -> tuple[str, ...] | None:
    """Return the names of the classes that (samples,) float64 stand for; None if they are none."""
    if set(values.tolist()) <= SIGNS and values.min() < 0.0:
        return ("-1", "1")
    whole = np.array_equal(values, np.floor(values))
    if not whole or values.min() < 0.0 or values.max() >= MOST_CLASSES:
        return None
    return tuple(str(index) for index in range(max(2, int(values.max()) + 1)))
