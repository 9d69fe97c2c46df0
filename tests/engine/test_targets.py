"""Regression with several targets, against least squares."""

from typing import Any

import numpy as np
import pytest

from engine import ExperimentSpec, Table, Trainer, build, plan, resolve

ROWS = 60


@pytest.fixture
def table() -> Table:
    rng = np.random.default_rng(3)
    inputs = rng.normal(size=(ROWS, 3)) * [1.0, 50.0, 0.01] + [5.0, 0.0, 1.0]
    slopes = np.array([[2.0, -100.0], [0.3, 4.0], [10.0, 3000.0]])
    targets = inputs @ slopes + [1.0, 2000.0] + rng.normal(size=(ROWS, 2)) * [0.1, 50.0]
    return Table(("a", "b", "c"), inputs, targets, None, ("mass", "price"))


def make(table: Table, **fields: Any) -> Trainer:
    linear = {"hidden_layers": [], "batch_size": "full", "test_fraction": 0.25}
    spec = {"dataset": {"key": "upload:t"}, **linear, **fields}
    return build(ExperimentSpec.from_dict(spec, {"upload:t": table}))


def test_a_linear_network_finds_the_least_squares_of_all_targets(table: Table) -> None:
    subject = make(table, optimizer={"key": "sgd", "learning_rate": 0.5})
    assert (subject.spec.task, subject.spec.loss) == ("regression", "mse")
    subject.advance(400)
    train = ~subject.data.is_test
    x = np.hstack([table.inputs, np.ones((ROWS, 1))])
    best, *_ = np.linalg.lstsq(x[train], table.targets[train], rcond=None)
    np.testing.assert_allclose(subject.predict(table.inputs).outputs, x @ best, rtol=1e-9)


def test_the_loss_is_the_mean_over_samples_and_scaled_targets(table: Table) -> None:
    subject = make(table)
    train = ~subject.data.is_test
    predicted = subject.predict(table.inputs[train]).outputs
    scale = table.targets[train].std(axis=0)
    expected = np.mean(((predicted - table.targets[train]) / scale) ** 2)
    assert subject.evaluate().train_loss == pytest.approx(expected, rel=1e-12)
    assert subject.evaluate().train_accuracy is None


@pytest.mark.parametrize("loss", ["mse", "mae", "huber"])
def test_there_is_one_output_a_target(table: Table, loss: str) -> None:
    subject = make(table, loss=loss, hidden_layers=[{"units": 5, "activation": "tanh"}])
    assert plan(subject.spec).n_outputs == 2
    assert subject.data.target_names == ("mass", "price")
    before = subject.evaluate().train_loss
    subject.advance(200)
    assert subject.evaluate().train_loss < 0.7 * before


def test_uploaded_data_is_standardized_unless_told_otherwise(table: Table) -> None:
    assert make(table).spec.standardize is True
    assert make(table, standardize=False).preprocessing()["target_scale"] == [1.0, 1.0]
    told, _ = resolve(make(table, features=["c", "a"]).spec)
    assert told.features == ("c", "a")
