"""What probes tell of units and layers, against plain loops, finite differences and NumPy."""

import math

import numpy as np
import pytest

from engine import (
    ACTIVATIONS,
    EngineError,
    ExperimentSpec,
    HyperparameterError,
    Trainer,
    UnknownKeyError,
    build,
)
from engine.evaluation import Split
from engine.passes import Pass
from engine.probes import decision_grid, layer_statistics
from engine.probes import samples as budget
from engine.probes.layers import fill_gradient, measure, near_limit
from engine.probes.samples import copy_network, spread, thin

H = 1e-6


def trained(steps: int = 40, **fields: object) -> Trainer:
    trainer = build(ExperimentSpec.from_dict({"seed": 5} | fields))
    trainer.advance(steps)
    return trainer


def by_hand(trainer: Trainer, point: list[float]) -> list[list[float]]:
    """Return every unit's output at a raw point, by loops over single numbers."""
    way, a = trainer.preprocessing(), []
    for name, mean, scale in zip(way["features"], way["mean"], way["scale"], strict=True):
        a.append((point[way["columns"].index(name)] - mean) / scale)
    layers = []
    for layer in trainer.network.layers:
        units = range(layer.b.size)
        z = [sum(layer.W[i, u] * a[i] for i in range(len(a))) + layer.b[u] for u in units]
        if layer.activation_key == "tanh":
            a = [math.tanh(each) for each in z]
        elif layer.activation_key == "sigmoid":
            a = [1 / (1 + math.exp(-each)) for each in z]
        else:
            total = sum(math.exp(each) for each in z)
            a = [math.exp(each) / total for each in z]
        layers.append(a)
    return layers


@pytest.mark.parametrize("held", ["mean", "median"])
def test_a_grid_holds_the_other_columns_still(held: str) -> None:
    trainer = trained(dataset={"key": "iris"})
    columns = ("petal_width_cm", "sepal_length_cm")
    grid = decision_grid(trainer, 7, columns, held)
    train = trainer.data.inputs[~trainer.data.is_test]
    still = train.mean(axis=0) if held == "mean" else np.median(train, axis=0)
    np.testing.assert_allclose(grid.held, still)
    assert (grid.xs[0], grid.xs[-1]) == (train[:, 3].min(), train[:, 3].max())
    assert [layer.shape for layer in grid.layers] == [(4, 7, 7), (2, 7, 7), (3, 7, 7)]
    for i, j in ((0, 0), (6, 2), (3, 5)):
        point = [grid.ys[j], still[1], still[2], grid.xs[i]]
        for layer, wanted in zip(grid.layers, by_hand(trainer, point), strict=True):
            np.testing.assert_allclose(layer[:, j, i], wanted, rtol=1e-12)


def test_a_grid_of_the_plane_is_what_predict_says() -> None:
    trainer = trained(features=["x1", "x2", "x1_x2"], standardize=True)
    grid = decision_grid(trainer, 60, extent=(-6.0, 6.0))
    points = [[x, y] for y in grid.ys for x in grid.xs]
    wanted = trainer.predict(points).outputs[:, 0].reshape(60, 60)
    np.testing.assert_allclose(grid.layers[-1][0], wanted, rtol=1e-12)


def test_a_grid_of_a_regression_is_in_the_targets_units() -> None:
    trainer = trained(300, dataset={"key": "diabetes"})
    grid = decision_grid(trainer, 3)
    point = grid.held.copy()
    point[:2] = grid.xs[2], grid.ys[1]
    wanted = trainer.predict(point[None]).outputs[0]
    np.testing.assert_allclose(grid.layers[-1][:, 1, 2], wanted, rtol=1e-12)
    assert 25 < wanted[0] < 350


def test_a_hidden_unit_is_silent_on_the_grid() -> None:
    trainer = trained()
    trainer.hide_unit(0, 2, True)
    grid = decision_grid(trainer, 5)
    assert not grid.layers[0][2].any() and grid.layers[0][1].any()
    points = [[x, y] for y in grid.ys for x in grid.xs]
    np.testing.assert_allclose(grid.layers[-1].ravel(), trainer.predict(points).outputs[:, 0])


@pytest.mark.parametrize(
    ("options", "error", "text"),
    [
        ({"columns": ("x1", "x3")}, UnknownKeyError, "columns.1 must be one of x1, x2"),
        ({"columns": ("x1", "x1")}, HyperparameterError, "two different columns"),
        ({"columns": ("x1",)}, HyperparameterError, "two different columns"),
        ({"held": "mode"}, UnknownKeyError, "held must be one of mean, median"),
        ({"size": 1}, HyperparameterError, "size must be an integer from 2"),
        ({"size": True}, HyperparameterError, "size must be an integer from 2"),
    ],
)
def test_what_a_grid_refuses(options: dict, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        decision_grid(trained(0), **({"size": 5} | options))


def test_a_grid_that_costs_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = trained(0)
    cost = budget.work_per_sample(trainer.network)
    monkeypatch.setattr("engine.probes.grid.MOST_WORK", 100 * cost)
    assert decision_grid(trainer, 10).xs.size == 10
    with pytest.raises(EngineError, match="size must be at most 10"):
        decision_grid(trainer, 11)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"class_weights": [1.0, 4.0], "dropout_rate": 0.5, "gradient_clip": 0.001},
        {"dataset": {"key": "circle", "samples": 1500}},
        {"dataset": {"key": "plane", "samples": 80}, "regularizer": {"key": "l2", "rate": 1.0}},
    ],
    ids=["plain", "weighted", "in chunks", "regression"],
)
def test_gradients_are_those_of_the_whole_train_loss(fields: dict) -> None:
    trainer = trained(**fields)
    report = layer_statistics(trainer)
    place, slopes = trainer.parameters.copy(), []
    for index in range(place.size):
        moved = []
        for move in (H, -H):
            trainer.set_parameters(place + move * (np.arange(place.size) == index))
            moved.append(trainer.evaluate().train_loss)
        slopes.append((moved[0] - moved[1]) / (2 * H))
    assert report.samples == report.of == trainer.splits.train.x.shape[1]
    for told, layer in zip(report.layers, trainer.network.layers, strict=True):
        slope = np.array(slopes)[layer.where]
        assert told.gradient_norm == pytest.approx(np.linalg.norm(slope), abs=1e-7)
        weights = slope[: layer.W.size]
        assert told.gradients.norm == pytest.approx(np.linalg.norm(weights), abs=1e-7)
        assert told.gradients.maximum == pytest.approx(weights.max(), abs=1e-7)


def test_chunks_count_as_much_as_their_samples_weigh() -> None:
    # Two chunks: the first has nearly all of the heavy class, the second has other gradients.
    trainer = trained(dataset={"key": "circle", "samples": 1500}, class_weights=[1.0, 50.0])
    split, network = trainer.splits.train, copy_network(trainer.network)
    order = np.argsort(-split.w, kind="stable")
    sorted_split = Split(split.x[:, order], split.y[:, order], split.w[order])
    assert [each.x.shape[1] for each in sorted_split.chunks()] == [1024, 176]
    fill_gradient(network, trainer.head, sorted_split)
    whole = copy_network(trainer.network)
    room = Pass(whole, 1200)
    trainer.head.mean_loss(room.forward(split.x), split.y, split.w, room)
    room.backward()
    np.testing.assert_allclose(network.gradients, whole.gradients, rtol=1e-9, atol=1e-12)


def test_weights_are_measured_as_numpy_does() -> None:
    trainer = trained(dataset={"key": "digits"}, frozen_layers=[1])
    report = layer_statistics(trainer)
    for index, (told, layer) in enumerate(zip(report.layers, trainer.network.layers, strict=True)):
        counts, edges = np.histogram(layer.W, 20)
        assert (told.weights.counts, told.weights.edges) == (counts.tolist(), edges.tolist())
        assert sum(told.weights.counts) == layer.W.size
        assert told.weights.norm == pytest.approx(np.linalg.norm(layer.W))
        assert told.weights.deviation == pytest.approx(np.std(layer.W))
        assert (told.weights.minimum, told.weights.maximum) == (layer.W.min(), layer.W.max())
        assert told.bias_norm == pytest.approx(np.linalg.norm(layer.b))
        assert (told.activation, told.frozen) == (layer.activation_key, index == 1)
    assert report.layers[-1].units is None


def set_biases(trainer: Trainer, layer: int, biases: list[float]) -> None:
    layers = trainer.get_layers()
    layers[layer]["b"] = np.array(biases)
    trainer.set_parameters(trainer.flatten(layers))


@pytest.mark.parametrize(("activation", "dead"), [("relu", [1]), ("elu", []), ("step", [])])
def test_dead_units_say_nothing_and_learn_nothing(activation: str, dead: list[int]) -> None:
    trainer = trained(0, hidden_layers=[{"units": 3, "activation": activation}])
    set_biases(trainer, 0, [0.0, -100.0, 100.0])
    units = layer_statistics(trainer).layers[0].units
    assert units.dead == dead
    assert units.near_limit is None and units.saturated == []


@pytest.mark.parametrize(
    ("activation", "limits"), [("tanh", (-0.9, 0.9)), ("sigmoid", (0.05, 0.95))]
)
def test_saturated_units_stay_near_a_limit(activation: str, limits: tuple[float, float]) -> None:
    trainer = trained(0, hidden_layers=[{"units": 3, "activation": activation}])
    trainer.set_parameters(3.0 * trainer.parameters)
    set_biases(trainer, 0, [0.5, -30.0, 30.0])
    units = layer_statistics(trainer).layers[0].units
    assert units.saturated == [1, 2] and units.dead == []
    outputs = np.array([by_hand(trainer, x)[0] for x in trainer.data.inputs[~trainer.data.is_test]])
    near = ((outputs < limits[0]) | (outputs > limits[1])).mean(axis=0)
    np.testing.assert_allclose(units.near_limit, near)
    np.testing.assert_allclose(units.mean, outputs.mean(axis=0), atol=1e-15)
    assert 0 < near[0] < 0.9


def test_a_single_neuron_has_weights_and_no_gradient() -> None:
    (told,) = layer_statistics(trained(20, model="perceptron")).layers
    assert (told.gradients, told.gradient_norm, told.units) == (None, None, None)
    assert told.weights.norm > 0 and told.describe()["gradients"] is None


def test_too_many_samples_are_thinned_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = trained(0)
    monkeypatch.setattr(budget, "MOST_WORK", 4 * 50 * budget.work_per_sample(trainer.network))
    report = layer_statistics(trainer)
    assert (report.samples, report.of) == (50, 400)


@pytest.mark.parametrize(("count", "most"), [(5, 9), (5, 5), (1000, 7), (3, 2), (401, 400)])
def test_things_are_chosen_evenly_first_and_last_included(count: int, most: int) -> None:
    chosen = spread(count, most)
    assert len(chosen) == min(count, most) == len(set(chosen.tolist()))
    assert (chosen[0], chosen[-1]) == (0, count - 1)
    gaps = np.diff(chosen)
    assert gaps.max() - gaps.min() <= 1


def test_a_thinned_split_keeps_samples_whole() -> None:
    trainer = trained(0, class_weights=[1.0, 2.0])
    split = trainer.splits.train
    part = thin(split, 10)
    for column in range(10):
        (at,) = np.flatnonzero((split.x == part.x[:, column : column + 1]).all(axis=0))
        assert part.y[0, column] == split.y[0, at] and part.w[column] == split.w[at]
    assert thin(split, 400) is split


def test_probes_leave_the_trainer_alone() -> None:
    one, other = trained(dropout_rate=0.2), trained(dropout_rate=0.2)
    decision_grid(one, 9), layer_statistics(one)
    assert np.array_equal(one.network.gradients, other.network.gradients)
    assert one.advance(30).losses.tolist() == other.advance(30).losses.tolist()


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ([-1.7e308, 0.1e308, 1.7e308], {0: 1, 10: 1, 19: 1}),
        ([1.0, np.nan, 2.0, np.inf], {0: 1, 19: 1}),
        ([np.nan], {}),
        ([3.0], {10: 1}),
        ([0.0, 5e-324], {10: 2}),
        ([0.25, 0.25 - 1e-15], {9: 1, 10: 1}),
        ([1e200, np.nextafter(1e200, 2e200)], {10: 2}),
    ],
)
def test_numbers_of_any_size_are_counted(values: list[float], counts: dict[int, int]) -> None:
    with np.errstate(all="ignore"):
        told = measure(np.array(values))
    assert {at: count for at, count in enumerate(told.counts) if count} == counts
    assert len(told.edges) == 21 and np.isfinite(told.edges).all()


@pytest.mark.parametrize("key", ACTIVATIONS.keys())
def test_only_bent_activations_with_two_limits_saturate(key: str) -> None:
    outputs = np.array([[0.0, 1.0], [0.5, 0.5]])
    shares = near_limit(key, outputs)
    wanted = {"sigmoid": [1.0, 0.0], "tanh": [0.5, 0.0]}.get(key)
    assert (None if shares is None else shares.tolist()) == wanted
