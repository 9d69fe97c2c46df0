"""A hidden unit puts out 0: all is as if its outgoing weights were 0, and it learns nothing."""

from typing import Any

import numpy as np
import pytest

from engine import (
    ACTIVATIONS,
    OPTIMIZERS,
    REGULARIZERS,
    ExperimentSpec,
    HyperparameterError,
    Trainer,
    build,
)

POINTS = np.random.default_rng(1).normal(size=(50, 2)) * 4


def make(activation: str = "tanh", **fields: Any) -> Trainer:
    layers = [{"units": 4, "activation": activation}, {"units": 3, "activation": activation}]
    return build(ExperimentSpec.from_dict({"hidden_layers": layers, **fields}))


def without(trainer: Trainer, layer: int, unit: int) -> Trainer:
    """Return a twin whose unit has no outgoing weights."""
    twin = build(trainer.spec)
    layers = trainer.get_layers()
    layers[layer + 1]["W"][unit] = 0.0
    twin.set_parameters(twin.flatten(layers))
    return twin


@pytest.mark.parametrize("activation", ACTIVATIONS.keys())
@pytest.mark.parametrize(("layer", "unit"), [(0, 0), (0, 3), (1, 2)])
def test_a_hidden_unit_counts_for_nothing(activation: str, layer: int, unit: int) -> None:
    subject = make(activation)
    subject.hide_unit(layer, unit, hidden=True)
    twin = without(subject, layer, unit)
    np.testing.assert_array_equal(subject.predict(POINTS).outputs, twin.predict(POINTS).outputs)
    assert subject.evaluate() == twin.evaluate()


def test_its_weights_stay_and_the_others_learn_as_without_it() -> None:
    subject = make()
    before = subject.get_layers()
    subject.hide_unit(0, 1, hidden=True)
    twin = without(subject, 0, 1)
    twin.hide_unit(0, 1, hidden=True)
    assert subject.advance(60).losses.tolist() == twin.advance(60).losses.tolist()
    after = subject.get_layers()
    assert np.array_equal(after[0]["W"][:, 1], before[0]["W"][:, 1])
    assert np.array_equal(after[1]["W"][1], before[1]["W"][1])
    assert not np.array_equal(after[1]["W"][0], before[1]["W"][0])


@pytest.mark.parametrize("regularizer", REGULARIZERS.keys())
@pytest.mark.parametrize("optimizer", OPTIMIZERS.keys())
def test_momentum_and_penalties_do_not_move_it_either(optimizer: str, regularizer: str) -> None:
    subject = make(optimizer={"key": optimizer}, regularizer={"key": regularizer})
    subject.advance(50)
    before = subject.get_layers()
    subject.hide_unit(0, 1, hidden=True)
    subject.advance(50)
    after = subject.get_layers()
    assert np.array_equal(after[0]["W"][:, 1], before[0]["W"][:, 1])
    assert after[0]["b"][1] == before[0]["b"][1]
    assert np.array_equal(after[1]["W"][1], before[1]["W"][1])
    moved = [not np.array_equal(after[0]["W"][:, unit], before[0]["W"][:, unit]) for unit in (0, 2)]
    assert any(moved)
    subject.hide_unit(0, 1, hidden=False)
    subject.advance(1)
    assert not np.array_equal(subject.get_layers()[1]["W"][1], before[1]["W"][1])


def test_going_back_to_a_time_before_it_was_hidden() -> None:
    subject, never = make(), make()
    subject.advance(20)
    never.advance(20)
    earlier = subject.capture()
    subject.hide_unit(0, 1, hidden=True)
    subject.advance(5)
    hiding = subject.capture()
    subject.restore(earlier)
    assert subject.hidden_units == ()
    assert subject.advance(20).losses.tolist() == never.advance(20).losses.tolist()
    before = subject.get_layers()[0]["W"][:, 1]
    subject.restore(hiding)
    held = subject.get_layers()[0]["W"][:, 1]
    subject.advance(5)
    assert np.array_equal(subject.get_layers()[0]["W"][:, 1], held)
    assert not np.array_equal(before, held)


def test_it_stays_hidden_where_its_weights_are_kept() -> None:
    subject = make()
    subject.hide_unit(0, 1, hidden=True)
    subject.hide_unit(1, 2, hidden=True)
    new = make(dataset={"key": "circle", "noise": 0.1})
    new.keep_weights_from(subject)
    assert new.hidden_units == ((0, 1), (1, 2))
    smaller = build(ExperimentSpec.from_dict({"hidden_layers": [{"units": 4}, {"units": 2}]}))
    smaller.keep_weights_from(subject)
    assert smaller.hidden_units == ((0, 1),)


def test_it_works_again_from_the_next_step_on() -> None:
    subject, never = make(), make()
    subject.hide_unit(1, 0, hidden=True)
    subject.hide_unit(1, 0, hidden=False)
    assert subject.hidden_units == ()
    assert subject.advance(20).losses.tolist() == never.advance(20).losses.tolist()


def test_hiding_during_a_run_is_seen_by_the_next_step() -> None:
    subject, other = make(), make()
    subject.advance(10)
    other.advance(10)
    subject.hide_unit(0, 0, hidden=True)
    assert subject.advance(1).losses[0] != other.advance(1).losses[0]


def test_dropout_and_hidden_units_go_together() -> None:
    subject = make(dropout_rate=0.5)
    before = subject.get_layers()[0]["W"][:, 2].copy()
    subject.hide_unit(0, 2, hidden=True)
    subject.advance(50)
    assert np.array_equal(subject.get_layers()[0]["W"][:, 2], before)


def test_a_reset_brings_all_back() -> None:
    subject = make()
    subject.hide_unit(0, 0, hidden=True)
    subject.advance(5)
    subject.reset()
    assert subject.hidden_units == ()
    assert subject.advance(20).losses.tolist() == make().advance(20).losses.tolist()


@pytest.mark.parametrize(
    ("layer", "unit", "field"), [(2, 0, "layer"), (-1, 0, "layer"), (0, 4, "unit"), (1, -1, "unit")]
)
def test_units_that_are_not_there_are_refused(layer: int, unit: int, field: str) -> None:
    with pytest.raises(HyperparameterError) as caught:
        make().hide_unit(layer, unit, hidden=True)
    assert caught.value.field == field


def test_without_hidden_layers_there_is_nothing_to_hide() -> None:
    with pytest.raises(HyperparameterError, match="of which there are none"):
        build(ExperimentSpec.from_dict({"hidden_layers": []})).hide_unit(0, 0, hidden=True)
