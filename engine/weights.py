"""Weights that come from outside: checked, and brought into the flat form."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.arrays import AnyArray, FloatArray
from engine.errors import HyperparameterError, ShapeError
from engine.network import Network


def check_numbers(values: object, shape: tuple[int | None, ...], field: str) -> FloatArray:
    """Return finite numbers of a shape as an array, or refuse them.

    Args:
        values: Nested lists or an array. True and False are no numbers.
        shape: What is expected; None stands for any length.
        field: Dotted path for the message.

    Returns:
        (*shape) float64. A new array.

    Raises:
        ShapeError: if the shape differs or the lists are ragged.
        HyperparameterError: if something in it is no finite number.
    """
    wanted = "(" + ", ".join("n" if each is None else str(each) for each in shape) + ")"
    try:
        array: AnyArray = np.array(values)
    except (ValueError, OverflowError):
        raise ShapeError(field, f"have the shape {wanted}", values) from None
    if array.size and (array.dtype.kind not in "iuf" or _holds_flags(values)):
        raise HyperparameterError(field, "hold finite numbers only", values)
    fits = array.ndim == len(shape) and all(
        want in (None, have) for want, have in zip(shape, array.shape, strict=True)
    )
    if not fits:
        raise ShapeError(field, f"have the shape {wanted}", array.shape)
    numbers = array.astype(np.float64)
    if not np.isfinite(numbers).all():
        raise HyperparameterError(field, "hold finite numbers only", values)
    return numbers


def _holds_flags(values: object) -> bool:
    """Tell whether True or False is among nested lists, where NumPy would take it for 1 or 0."""
    if isinstance(values, list | tuple):
        return any(_holds_flags(each) for each in values)
    return isinstance(values, bool)


def flatten_layers(network: Network, layers: Sequence[Any]) -> FloatArray:
    """Bring `[{"W": …, "b": …}, …]` into the flat form.

    Returns:
        (parameters,) float64. A new array.

    Raises:
        ShapeError, HyperparameterError: with a path such as `layers.1.W`.
    """
    count = len(network.layers)
    if not isinstance(layers, list | tuple) or len(layers) != count:
        got = len(layers) if isinstance(layers, list | tuple) else layers
        raise ShapeError("layers", f"be a list of {count} layers", got)
    parts = []
    for index, (layer, given) in enumerate(zip(network.layers, layers, strict=True)):
        path = f"layers.{index}"
        if not isinstance(given, dict) or set(given) != {"W", "b"}:
            raise HyperparameterError(path, "be an object with W and b", given)
        parts.append(check_numbers(given["W"], layer.shape, f"{path}.W").ravel())
        parts.append(check_numbers(given["b"], (layer.b.size,), f"{path}.b"))
    return np.concatenate(parts)
