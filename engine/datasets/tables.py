"""Tables: data that somebody brought along, ready to train on."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from engine.arrays import AnyArray, FloatArray
from engine.errors import ShapeError


@dataclass(frozen=True, eq=False)
class Table:
    """Hold named columns of inputs and what is to be told from them.

    inputs: (samples, columns) float64. Read-only.
    targets: (samples,) int64 class indices, or (samples, targets) float64. Read-only.
    class_names: By index; None for regression.
    """

    columns: tuple[str, ...]
    inputs: FloatArray
    targets: AnyArray
    class_names: tuple[str, ...] | None
    target_names: tuple[str, ...]

    def __post_init__(self) -> None:
        """Check that the shapes fit, and keep read-only views of both arrays."""
        samples = len(self.inputs)
        _check_shape("inputs", self.inputs, (samples, len(self.columns)))
        plain = (samples,) if self.class_names else (samples, len(self.target_names))
        _check_shape("targets", self.targets, plain)
        for name in ("inputs", "targets"):
            view = getattr(self, name).view()
            view.flags.writeable = False
            object.__setattr__(self, name, view)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as a call of the constructor, which makes the arrays read-only again."""
        return Table, tuple(getattr(self, each.name) for each in fields(self))

    @property
    def samples(self) -> int:
        """Return the number of rows."""
        return len(self.inputs)

    @property
    def task(self) -> str:
        """Return what the targets are for: classification or regression."""
        return "classification" if self.class_names else "regression"


def _check_shape(field: str, values: AnyArray, shape: tuple[int, ...]) -> None:
    if np.shape(values) != shape:
        raise ShapeError(field, f"have the shape {shape}", np.shape(values))
