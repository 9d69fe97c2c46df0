"""Tables fit together, and nobody changes them."""

import pickle

import numpy as np
import pytest

from engine import ShapeError
from engine.datasets import Table

INPUTS, CLASSES = np.arange(6.0).reshape(3, 2), np.array([0, 1, 0])


def test_a_table_tells_its_task_and_size() -> None:
    classes = Table(("a", "b"), INPUTS, CLASSES, ("no", "yes"), ("answer",))
    values = Table(("a", "b"), INPUTS, INPUTS, None, ("u", "v"))
    assert (classes.task, classes.samples) == ("classification", 3)
    assert (values.task, values.samples) == ("regression", 3)


def test_arrays_are_read_only_here_and_after_a_move() -> None:
    table = Table(("a", "b"), INPUTS, CLASSES, ("no", "yes"), ("answer",))
    for each in (table, pickle.loads(pickle.dumps(table))):
        assert np.array_equal(each.inputs, INPUTS) and np.array_equal(each.targets, CLASSES)
        for values in (each.inputs, each.targets):
            with pytest.raises(ValueError, match="read-only"):
                values[0] = 1
    INPUTS[0, 0] = 0.0  # the caller's own array is as it was


@pytest.mark.parametrize(
    ("columns", "targets", "classes", "names", "field"),
    [
        (("a",), CLASSES, ("no", "yes"), ("answer",), "inputs"),
        (("a", "b"), CLASSES[:2], ("no", "yes"), ("answer",), "targets"),
        (("a", "b"), CLASSES, None, ("answer",), "targets"),
        (("a", "b"), INPUTS, None, ("u",), "targets"),
    ],
)
def test_shapes_must_fit(columns, targets, classes, names, field: str) -> None:
    with pytest.raises(ShapeError) as caught:
        Table(columns, INPUTS, targets, classes, names)
    assert caught.value.field == field
