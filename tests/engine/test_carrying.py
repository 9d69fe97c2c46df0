"""Weights that two networks have in common are carried over, all others are drawn anew."""

from typing import Any

import numpy as np
import pytest

from engine import ExperimentSpec, Trainer, build

LAYERS = [{"units": 4, "activation": "tanh"}, {"units": 3, "activation": "tanh"}]


def make(**fields: Any) -> Trainer:
    return build(ExperimentSpec.from_dict({"hidden_layers": LAYERS, **fields}))


@pytest.fixture
def old() -> Trainer:
    trained = make(seed=7)
    trained.advance(50)
    return trained


def weights(trainer: Trainer, layer: int) -> Any:
    return trainer.get_layers()[layer]["W"]


def test_another_layer_leaves_those_before_it(old: Trainer) -> None:
    new, fresh = (make(hidden_layers=[*LAYERS, {"units": 2}]) for _ in range(2))
    carried = new.keep_weights_from(old)
    assert (carried.kept, carried.fresh) == ((0, 1), (2, 3))
    for index in (0, 1):
        assert np.array_equal(weights(new, index), weights(old, index))
    assert np.array_equal(weights(new, 2), weights(fresh, 2))
    new.reset()
    assert np.array_equal(new.parameters, fresh.parameters)


def test_another_unit_leaves_all_others(old: Trainer) -> None:
    new = make(hidden_layers=[{"units": 5, "activation": "tanh"}, LAYERS[1]])
    drawn = weights(new, 0)[:, 4].copy(), weights(new, 1)[4].copy()
    carried = new.keep_weights_from(old)
    assert (carried.kept, carried.fresh) == ((0, 1, 2), (0, 1))
    assert np.array_equal(weights(new, 0)[:, :4], weights(old, 0))
    assert np.array_equal(weights(new, 1)[:4], weights(old, 1))
    assert np.array_equal(weights(new, 2), weights(old, 2))
    assert np.array_equal(weights(new, 0)[:, 4], drawn[0])
    assert np.array_equal(weights(new, 1)[4], drawn[1])


def test_a_unit_less_leaves_all_others(old: Trainer) -> None:
    new = make(hidden_layers=[LAYERS[0], {"units": 2, "activation": "tanh"}])
    carried = new.keep_weights_from(old)
    assert (carried.kept, carried.fresh) == ((0, 1, 2), ())
    assert np.array_equal(weights(new, 1), weights(old, 1)[:, :2])
    assert np.array_equal(weights(new, 2), weights(old, 2)[:2])


def test_features_are_found_by_name(old: Trainer) -> None:
    new = make(features=["sin_x1", "x2"])
    carried = new.keep_weights_from(old)
    assert (carried.kept, carried.fresh) == ((0, 1, 2), (0,))
    assert np.array_equal(weights(new, 0)[1], weights(old, 0)[1])
    assert np.array_equal(new.get_layers()[0]["b"], old.get_layers()[0]["b"])


def test_no_common_feature_means_a_fresh_first_layer(old: Trainer) -> None:
    new, fresh = make(features=["x1_x2"]), make(features=["x1_x2"])
    assert new.keep_weights_from(old).fresh == (0,)
    assert np.array_equal(weights(new, 0), weights(fresh, 0))


def test_an_output_of_another_size_is_another_task(old: Trainer) -> None:
    new = make(dataset={"key": "rings3"})
    assert new.keep_weights_from(old).fresh == (2,)


def test_the_function_stays_where_only_fresh_units_weigh_nothing(old: Trainer) -> None:
    new = make(hidden_layers=[{"units": 6, "activation": "tanh"}, LAYERS[1]])
    new.keep_weights_from(old)
    layers = new.get_layers()
    layers[1]["W"][4:] = 0.0
    new.set_parameters(new.flatten(layers))
    points = np.random.default_rng(0).normal(size=(20, 2))
    np.testing.assert_allclose(new.predict(points).outputs, old.predict(points).outputs, rtol=1e-12)
