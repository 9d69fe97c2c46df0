"""Small types that say what is given: flags, tables, names of features, sizes of states."""

import pickle

import numpy as np
import pytest

from engine import ExperimentSpec, Flag, HyperparameterError, ShapeError, Table, build
from engine.arrays import AnyArray


def test_a_flag_is_labeled_by_its_name_unless_told() -> None:
    assert Flag("is_slow", False, "Take time.").label == "Is slow"
    told = {"name": "slow", "label": "Patience", "help": "Take time.", "default": True}
    assert Flag("slow", True, "Take time.", label="Patience").describe() == told


@pytest.mark.parametrize("value", [0, 1, "true", None, 1.0])
def test_a_flag_is_true_or_false(value: object) -> None:
    flag = Flag("slow", True, "Take time.")
    assert [flag.check(each) for each in (True, False)] == [True, False]
    with pytest.raises(HyperparameterError, match="slow must be true or false"):
        flag.check(value)


INPUTS, CLASSES, VALUES = np.zeros((3, 2)), np.array([0, 1, 0]), np.zeros((3, 1))


@pytest.mark.parametrize(
    ("inputs", "targets", "classes", "field"),
    [
        (np.zeros((3, 1)), CLASSES, ("a", "b"), "inputs"),
        (np.zeros(3), CLASSES, ("a", "b"), "inputs"),
        (INPUTS, VALUES, ("a", "b"), "targets"),
        (INPUTS, np.array([0, 1]), ("a", "b"), "targets"),
        (INPUTS, CLASSES, None, "targets"),
        (INPUTS, np.zeros((3, 2)), None, "targets"),
    ],
)
def test_a_table_refuses_shapes_that_do_not_fit(
    inputs: AnyArray, targets: AnyArray, classes: tuple[str, ...] | None, field: str
) -> None:
    with pytest.raises(ShapeError, match=f"{field} must have the shape"):
        Table(("x1", "x2"), inputs, targets, classes, ("label",))


def test_a_table_stays_read_only_across_a_process_border() -> None:
    table = Table(("x1", "x2"), INPUTS, CLASSES, ("a", "b"), ("label",))
    copy = pickle.loads(pickle.dumps(table))
    assert np.array_equal(copy.inputs, table.inputs)
    assert np.array_equal(copy.targets, table.targets)
    assert (copy.columns, copy.class_names, copy.task) == (
        ("x1", "x2"),
        ("a", "b"),
        "classification",
    )
    for each in (table, copy):
        assert not each.inputs.flags.writeable and not each.targets.flags.writeable
    assert INPUTS.flags.writeable, "the caller's own array is left as it was"


@pytest.mark.parametrize("name", [5, None, "", "x" * 257, ["x1"]])
def test_a_feature_has_a_name(name: object) -> None:
    with pytest.raises(HyperparameterError, match=r"features\.1 must be the name of a feature"):
        ExperimentSpec.from_dict({"features": ["x1", name]})


def test_drawn_points_have_nothing_to_set() -> None:
    points = [{"x": [0.0, 0.0], "y": 0}, {"x": [1.0, 1.0], "y": 1}]
    spec = ExperimentSpec.from_dict({"dataset": {"key": "points", "points": points}})
    assert dict(spec.dataset.values) == {}


def test_neurons_follow_no_gradient_and_pay_no_penalty() -> None:
    for model in ("perceptron", "threshold"):
        subject = build(ExperimentSpec.from_dict({"model": model, "dataset": {"key": "gaussians"}}))
        assert subject.gradient_norms().tolist() == [0.0]
        assert subject.evaluate().penalty == 0.0
        subject.set_parameters([1.0, 1.0, 0.5])
        assert subject.evaluate().penalty == 0.0


def test_a_state_tells_the_size_of_its_arrays() -> None:
    fields = {"optimizer": {"key": "adam"}, "hidden_layers": [], "batch_size": "full"}
    subject = build(ExperimentSpec.from_dict(fields))
    state = subject.capture()
    order = state.learner.order.nbytes  # in whatever type holds its 400 indices
    assert state.nbytes == 8 * (3 + 2 * 3) + order
    subject.start_from([1.0, 2.0, 3.0])
    assert subject.capture().nbytes == state.nbytes + 8 * 3
