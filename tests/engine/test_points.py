"""Drawn points as a data set: how they are read, and what becomes of their targets."""

from typing import Any

import pytest

from engine import (
    EngineError,
    ExperimentSpec,
    HyperparameterError,
    ShapeError,
    build,
    plan,
    resolve,
)


def points(*targets: float) -> list[dict[str, Any]]:
    return [{"x": [float(index), 1.0], "y": y} for index, y in enumerate(targets)]


def spec(drawn: object, **fields: Any) -> ExperimentSpec:
    return ExperimentSpec.from_dict({"dataset": {"key": "points", "points": drawn}, **fields})


@pytest.mark.parametrize(
    ("targets", "names", "coded"),
    [
        ([0, 1, 1, 0], ("0", "1"), [0, 1, 1, 0]),
        ([-1, 1, 1], ("-1", "1"), [0, 1, 1]),
        ([-1, -1], ("-1", "1"), [0, 0]),
        ([0, 0], ("0", "1"), [0, 0]),
        ([2, 0], ("0", "1", "2"), [2, 0]),
        ([1.0, 0.0], ("0", "1"), [1, 0]),
    ],
)
def test_whole_numbers_are_classes(targets: list[float], names: Any, coded: list[int]) -> None:
    data = build(spec(points(*targets))).data
    assert data.class_names == names
    assert data.targets.tolist() == coded


@pytest.mark.parametrize("targets", [[0.5, 1.0], [-2, 1], [0, 100]])
def test_other_numbers_are_values(targets: list[float]) -> None:
    subject = build(spec(points(*targets)))
    assert subject.spec.task == "regression"
    assert subject.data.targets.tolist() == [[float(y)] for y in targets]


def test_whole_numbers_are_values_if_the_task_says_so() -> None:
    subject = build(spec(points(0, 1, 3), task="regression"))
    assert subject.data.targets.tolist() == [[0.0], [1.0], [3.0]]
    assert subject.spec == build(ExperimentSpec.from_dict(subject.spec.to_dict())).spec
    with pytest.raises(HyperparameterError, match="task must be auto or regression"):
        resolve(spec(points(0.5, 1), task="classification"))


def test_points_in_the_plane_have_features_and_are_not_scaled() -> None:
    resolved, _ = resolve(spec(points(0, 1), features=["x1_squared"]))
    assert resolved.standardize is False
    assert plan(resolved).n_inputs == 1


def test_points_of_more_dimensions_have_their_columns() -> None:
    subject = build(spec([{"x": [1, 2, 3], "y": 0}, {"x": [4, 5, 6], "y": 1}]))
    assert subject.spec.features == ("x1", "x2", "x3")
    assert not subject.preprocessing()["planar"]


def test_a_spec_states_its_points() -> None:
    drawn = [{"x": [0.5, -1.0], "y": 1.0}]
    assert spec(drawn).to_dict()["dataset"] == {"key": "points", "points": drawn}


@pytest.mark.parametrize(
    ("drawn", "field"),
    [
        (None, "dataset.points"),
        ([], "dataset.points"),
        ([{"x": [0, 0], "y": 0}] * 2001, "dataset.points"),
        ([{"x": [0] * 9, "y": 0}] * 900, "dataset.points"),
        ([3], "dataset.points.0"),
        ([{"x": [0, 0]}], "dataset.points.0"),
        ([{"x": [0, 0], "y": 0, "z": 1}], "dataset.points.0.z"),
        ([{"x": [], "y": 0}], "dataset.points.0.x"),
        ([{"x": 3, "y": 0}], "dataset.points.0.x"),
        ([{"x": [0, True], "y": 0}], "dataset.points.0.x.1"),
        ([{"x": [0, float("nan")], "y": 0}], "dataset.points.0.x.1"),
        ([{"x": [0, 10**400], "y": 0}], "dataset.points.0.x.1"),
        ([{"x": [0, 0], "y": "a"}], "dataset.points.0.y"),
    ],
)
def test_bad_points_are_refused_by_name(drawn: object, field: str) -> None:
    with pytest.raises(EngineError) as caught:
        spec(drawn)
    assert caught.value.field == field


def test_points_of_different_width_are_refused() -> None:
    with pytest.raises(ShapeError, match=r"points\.1\.x must have 2 numbers"):
        spec([{"x": [0, 0], "y": 0}, {"x": [0, 0, 0], "y": 0}])


def test_uploads_must_be_known() -> None:
    with pytest.raises(HyperparameterError, match=r"dataset\.key must name an uploaded data set"):
        ExperimentSpec.from_dict({"dataset": {"key": "upload:nope"}})
    with pytest.raises(EngineError, match=r"dataset\.samples"):
        ExperimentSpec.from_dict({"dataset": {"key": "upload:nope", "samples": 3}})
