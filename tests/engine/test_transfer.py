"""Layers move to a new network whole, stay where they are frozen, and are what reset comes to."""

import numpy as np
import pytest

from engine import (
    EngineError,
    ExperimentSpec,
    HyperparameterError,
    Trainer,
    build,
    load_checkpoint,
    save_checkpoint,
)
from engine.transfer import plan_transfer, transfer, with_layers

LAYERS = [{"units": 5, "activation": "relu"}, {"units": 3, "activation": "tanh"}]


def spec(**fields: object) -> ExperimentSpec:
    return ExperimentSpec.from_dict({"hidden_layers": LAYERS, "seed": 4} | fields)


def source(**fields: object) -> Trainer:
    trainer = build(spec(dataset={"key": "circle"}, **fields))
    trainer.advance(100)
    return trainer


@pytest.mark.parametrize("keep", [1, 2])
@pytest.mark.parametrize("freeze", [True, False])
def test_the_first_layers_are_the_sources_and_the_rest_is_fresh(keep: int, freeze: bool) -> None:
    old = source()
    new = spec(dataset={"key": "rings3"}, seed=9)
    trainer, alone = transfer(old, new, keep, freeze), build(new)
    assert trainer.step == 0 and trainer.data.class_names == alone.data.class_names
    kept, mine, fresh = old.get_layers(), trainer.get_layers(), alone.get_layers()
    for index in range(3):
        wanted = kept[index] if index < keep else fresh[index]
        assert np.array_equal(mine[index]["W"], wanted["W"])
        assert np.array_equal(mine[index]["b"], wanted["b"])
    assert trainer.spec.frozen_layers == (tuple(range(keep)) if freeze else ())
    trainer.advance(50)
    for index, layer in enumerate(trainer.get_layers()):
        assert np.array_equal(layer["W"], mine[index]["W"]) == (freeze and index < keep)


def test_reset_comes_back_to_what_was_kept() -> None:
    trainer = transfer(source(), spec(dataset={"key": "xor"}), 1)
    start, losses = trainer.parameters.copy(), trainer.advance(40).losses.tolist()
    trainer.reset()
    assert np.array_equal(trainer.parameters, start)
    assert trainer.advance(40).losses.tolist() == losses


def test_a_checkpoint_knows_the_start_of_a_transfer() -> None:
    trainer = transfer(source(), spec(dataset={"key": "xor"}), 2)
    start = trainer.parameters.copy()
    trainer.advance(10)
    again = load_checkpoint(save_checkpoint(trainer))
    assert again.advance(20).losses.tolist() == trainer.advance(20).losses.tolist()
    again.reset()
    assert np.array_equal(again.parameters, start)


def test_what_the_new_experiment_freezes_stays_frozen() -> None:
    assert transfer(source(), spec(frozen_layers=[2]), 1).spec.frozen_layers == (0, 2)
    assert transfer(source(), spec(frozen_layers=[2]), 1, False).spec.frozen_layers == (2,)


def test_the_source_stays_as_it_is() -> None:
    old, other = source(), source()
    transfer(old, spec(), 2).advance(30)
    assert old.advance(30).losses.tolist() == other.advance(30).losses.tolist()


NARROW = [{"units": 4, "activation": "relu"}]
BENT = [{"units": 5, "activation": "tanh"}]


@pytest.mark.parametrize(
    ("fields", "keep", "field", "text"),
    [
        ({}, 0, "keep_layers", "from 1 to 2"),
        ({}, 3, "keep_layers", "from 1 to 2"),
        ({}, True, "keep_layers", "be an integer"),
        ({}, 1.0, "keep_layers", "be an integer"),
        ({"hidden_layers": LAYERS[:1]}, 2, "keep_layers", "from 1 to 1"),
        ({"hidden_layers": []}, 1, "keep_layers", "nothing to keep"),
        ({"hidden_layers": NARROW}, 1, "hidden_layers.0", "5 units with relu.*got '4 units with"),
        (
            {"hidden_layers": BENT},
            1,
            "hidden_layers.0",
            "5 units with relu.*got '5 units with tanh",
        ),
        ({"hidden_layers": [*LAYERS[:1], *NARROW]}, 2, "hidden_layers.1", "3 units with tanh"),
        ({"features": ["x2", "x1"]}, 1, "features", "those of the network"),
        ({"dataset": {"key": "iris"}}, 1, "features", "those of the network"),
    ],
)
def test_layers_that_do_not_fit_are_refused(
    fields: dict, keep: object, field: str, text: str
) -> None:
    with pytest.raises(HyperparameterError, match=text) as refused:
        transfer(source(), spec(**fields), keep)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_single_neurons_have_no_layers_to_give_or_to_take() -> None:
    neuron = ExperimentSpec.from_dict({"model": "perceptron"})
    with pytest.raises(EngineError, match="model must be network"):
        transfer(source(), neuron, 1)
    with pytest.raises(EngineError, match="source must be a session with a network"):
        transfer(build(neuron), spec(), 1)


def test_a_plan_builds_nothing_and_keeps_autos() -> None:
    planned = plan_transfer(source().spec, spec(), 1)
    assert planned.loss == "auto" and planned.frozen_layers == (0,)


def test_layers_of_another_shape_are_refused() -> None:
    with pytest.raises(EngineError, match=r"layers.0.W must have the shape \(2, 5\)"):
        with_layers(build(spec()), [{"W": np.zeros((2, 4)), "b": np.zeros(4)}])


def test_inputs_must_be_scaled_alike() -> None:
    with pytest.raises(HyperparameterError, match="standardize must be true, as for the network"):
        transfer(source(standardize=True), spec(standardize=False), 1)
