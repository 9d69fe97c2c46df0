"""Every `auto` has one answer, and fields that do not go together are refused."""

import numpy as np
import pytest

from engine import ExperimentSpec, HyperparameterError, build, plan, resolve


def resolved(**fields: object) -> ExperimentSpec:
    return resolve(ExperimentSpec.from_dict(fields))[0]


@pytest.mark.parametrize(
    ("asked", "loss", "output"),
    [
        ({}, "binary_cross_entropy", "sigmoid"),
        ({"output_activation": "softmax"}, "softmax_cross_entropy", "softmax"),
        ({"output_activation": "tanh"}, "mse", "tanh"),
        ({"loss": "mse"}, "mse", "sigmoid"),
        ({"loss": "softmax_cross_entropy"}, "softmax_cross_entropy", "softmax"),
        ({"dataset": {"key": "hills"}}, "mse", "identity"),
        ({"dataset": {"key": "hills"}, "output_activation": "tanh"}, "mse", "tanh"),
    ],
)
def test_loss_and_output_follow_the_task(asked: dict, loss: str, output: str) -> None:
    spec = resolved(**asked)
    assert (spec.loss, spec.output_activation) == (loss, output)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"task": "regression"}, "task"),
        ({"dataset": {"key": "plane"}, "task": "classification"}, "task"),
        ({"dataset": {"key": "plane"}, "loss": "binary_cross_entropy"}, "loss"),
        ({"output_activation": "identity", "loss": "mse"}, "output_activation"),
        ({"loss": "binary_cross_entropy", "output_activation": "tanh"}, "output_activation"),
        ({"class_weights": [1, 2, 3]}, "class_weights"),
        ({"dataset": {"key": "plane"}, "class_weights": [1, 2]}, "class_weights"),
        ({"frozen_layers": [3]}, "frozen_layers.0"),
    ],
)
def test_what_does_not_go_together_is_refused(asked: dict, field: str) -> None:
    with pytest.raises(HyperparameterError) as caught:
        resolved(**asked)
    assert caught.value.field == field


def test_resolving_states_everything_and_is_done_once() -> None:
    spec, notes = resolve(ExperimentSpec())
    assert "auto" not in str(spec.to_dict())
    assert None not in spec.to_dict()["seeds"].values()
    assert resolve(spec) == (spec, notes)
    assert spec.features == ("x1", "x2") and spec.standardize is False
    assert spec.task == "classification" and spec.backend == "numpy"


def test_a_batch_larger_than_the_data_is_all_of_it_and_said_so() -> None:
    spec, notes = resolve(ExperimentSpec(batch_size=1000))
    assert plan(spec).batch == 400
    assert len(notes) == 1 and "1000" in notes[0] and "400" in notes[0]
    assert build(spec).steps_per_epoch == 1
    assert build(spec).notes == notes


@pytest.mark.parametrize("size", [400, "full", 10])
def test_a_batch_that_fits_needs_no_note(size: int | str) -> None:
    assert resolve(ExperimentSpec.from_dict({"batch_size": size}))[1] == ()


def test_frozen_everything_and_zeros_are_noted() -> None:
    assert "frozen" in resolve(ExperimentSpec(frozen_layers=(0, 1, 2)))[1][0]
    assert "zero" in resolve(ExperimentSpec.from_dict({"initializer": {"key": "zeros"}}))[1][0]


def test_plan_states_the_sizes_without_making_anything() -> None:
    layers = [{"units": 8}, {"units": 5}]
    sizes = plan(resolved(hidden_layers=layers, features=["x1", "x2", "x1_x2"]))
    assert sizes.shapes == ((3, 8), (8, 5), (5, 1))
    assert (sizes.n_inputs, sizes.n_outputs) == (3, 1)
    assert sizes.n_parameters == 4 * 8 + 9 * 5 + 6
    assert (sizes.n_train, sizes.n_test, sizes.batch) == (400, 100, 10)
    assert sizes.work_per_step == sizes.n_parameters * 10
    huge = plan(resolved(hidden_layers=[{"units": 4096}] * 64))
    assert huge.n_parameters > 1e9


@pytest.mark.parametrize("layers", [[], [{"units": 1}], [{"units": 3}] * 6])
@pytest.mark.parametrize("output", ["sigmoid", "softmax", "tanh"])
def test_the_plan_is_what_gets_built(layers: list, output: str) -> None:
    spec = resolved(hidden_layers=layers, output_activation=output)
    sizes, trainer = plan(spec), build(spec)
    assert trainer.parameters.size == sizes.n_parameters
    assert [tuple(layer["W"]["shape"]) for layer in trainer.layout()] == list(sizes.shapes)
    assert np.isfinite(trainer.advance(5).losses).all()
