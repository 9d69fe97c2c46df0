"""Features first, then scaling, fitted on the train split alone."""

import numpy as np
import pytest

from engine import FEATURES, INITIALIZERS, ExperimentSpec, Trainer, build
from engine.features import compute_features
from engine.scaling import fit_scaling

POINTS = np.array([[1.5, -2.0], [0.0, 3.0]])


def trainer(**fields: object) -> Trainer:
    return build(ExperimentSpec.from_dict(fields))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("x1", [1.5, 0.0]),
        ("x2", [-2.0, 3.0]),
        ("x1_squared", [2.25, 0.0]),
        ("x2_squared", [4.0, 9.0]),
        ("x1_x2", [-3.0, 0.0]),
        ("sin_x1", [np.sin(1.5), 0.0]),
        ("sin_x2", [np.sin(-2.0), np.sin(3.0)]),
    ],
)
def test_features(key: str, expected: list[float]) -> None:
    assert compute_features([key], ("x1", "x2"), POINTS).tolist() == [expected]


def test_every_feature_states_its_formula() -> None:
    assert [entry.facts["formula"] for entry in FEATURES] == [
        "x1",
        "x2",
        "x1²",
        "x2²",
        "x1·x2",
        "sin(x1)",
        "sin(x2)",
    ]


def test_scaling_is_fitted_on_the_train_split() -> None:
    subject = trainer(standardize=True, features=["x1", "x2_squared"], dataset={"noise": 0.3})
    told, data = subject.preprocessing(), subject.data
    train = compute_features(["x1", "x2_squared"], data.columns, data.inputs[~data.is_test])
    np.testing.assert_allclose(told["mean"], train.mean(axis=1))
    np.testing.assert_allclose(told["scale"], train.std(axis=1))
    assert (told["target_mean"], told["target_scale"]) == ([0.0], [1.0])  # classes: never


def test_without_standardizing_nothing_is_scaled() -> None:
    told = trainer(features=["x1", "x1_x2"]).preprocessing()
    del told["ranges"]
    assert told == {
        "columns": ["x1", "x2"],
        "planar": True,
        "features": ["x1", "x1_x2"],
        "mean": [0.0, 0.0],
        "scale": [1.0, 1.0],
        "target_mean": [0.0],
        "target_scale": [1.0],
    }


def test_ranges_are_those_of_the_raw_train_split() -> None:
    subject = trainer(dataset={"key": "iris"}, features=["petal_width_cm"])
    train = subject.data.inputs[~subject.data.is_test]
    told = subject.preprocessing()
    assert told["planar"] is False and len(told["ranges"]) == 4
    widths = sorted(train[:, 3].tolist())
    assert told["ranges"][3] == {
        "minimum": widths[0],
        "maximum": widths[-1],
        "mean": pytest.approx(sum(widths) / len(widths)),
        "median": (widths[59] + widths[60]) / 2,
    }


def test_features_of_measured_data_are_its_columns() -> None:
    told = trainer(dataset={"key": "iris"}).preprocessing()
    assert told["features"] == told["columns"]
    rows = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    chosen = compute_features(["c", "a"], ("a", "b", "c"), rows)
    assert chosen.tolist() == [[3.0, 6.0], [1.0, 4.0]]


def test_scaling_can_be_undone() -> None:
    rows = np.random.default_rng(0).normal(3.0, 5.0, (2, 50))
    scaling = fit_scaling(rows)
    np.testing.assert_allclose(scaling.undo(scaling.apply(rows)), rows, rtol=1e-12)


def test_regression_predicts_in_original_units() -> None:
    subject = trainer(
        dataset={"key": "plane"},
        standardize=True,
        hidden_layers=[],
        optimizer={"key": "adam", "learning_rate": 0.05},
    )
    told = subject.preprocessing()
    assert told["target_scale"][0] == pytest.approx(0.49, abs=0.03)
    subject.advance(2000)
    predicted = subject.predict([[3.0, 2.0], [-5.0, 1.0]])
    np.testing.assert_allclose(predicted.outputs, [[0.5], [-0.4]], atol=1e-3)
    assert predicted.probabilities is None and predicted.classes is None


@pytest.mark.parametrize(
    ("key", "variance"), [("glorot_uniform", 2.0 / 303), ("he_normal", 2.0 / 3), ("zeros", 0.0)]
)
def test_initial_weights_have_the_variance_of_their_fans(key: str, variance: float) -> None:
    draw, rng = INITIALIZERS[key].value, np.random.default_rng(0)
    weights = np.concatenate([draw(3, 300, rng) for _ in range(120)])
    assert weights.shape == (360, 300)
    assert weights.var() == pytest.approx(variance, rel=0.03)


def test_biases_start_at_zero() -> None:
    assert not any(layer["b"].any() for layer in trainer().get_layers())
