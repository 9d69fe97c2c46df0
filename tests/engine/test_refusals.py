"""Errors name field, rule and value, and cross a process border unchanged."""

import pickle

import pytest

from engine import (
    DataError,
    EngineError,
    ExperimentSpec,
    HyperparameterError,
    ShapeError,
    UnknownKeyError,
    build,
)


@pytest.mark.parametrize(
    "error",
    [
        EngineError("a.b", "be good", 3),
        HyperparameterError("optimizer.learning_rate", "be a number from 0 to 1", float("inf")),
        ShapeError("layers.1.W", "have the shape (2, 3)", (3, 2)),
        DataError("checkpoint", "be complete", b"\0"),
        UnknownKeyError("optimizer.key", "adm", ("sgd", "adam")),
        UnknownKeyError("optimizer.key", 5, ("sgd", "adam")),
    ],
)
def test_errors_survive_pickling(error: EngineError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert (copy.field, copy.rule, copy.value) == (error.field, error.rule, error.value)
    assert str(copy) == str(error)


def test_message_reads_field_rule_value() -> None:
    assert str(HyperparameterError("seed", "be an integer", "x")) == (
        "seed must be an integer; got 'x'"
    )


def test_unknown_key_proposes_the_nearest() -> None:
    error = UnknownKeyError("optimizer.key", "adm", ("sgd", "momentum", "adam"))
    assert error.match == "adam"
    assert str(error) == (
        "optimizer.key must be one of sgd, momentum, adam; got 'adm' (did you mean 'adam'?)"
    )


def test_unknown_key_without_a_near_one_proposes_nothing() -> None:
    assert UnknownKeyError("optimizer.key", "zzz", ("sgd",)).match is None


@pytest.mark.parametrize("value", ["x" * 100_000, [0] * 100_000, 10**5000], ids=type)
def test_messages_stay_short(value: object) -> None:
    assert len(str(EngineError("field", "hold", value))) < 200


@pytest.mark.parametrize(
    ("mapping", "field", "match"),
    [
        ({"optimiser": {}}, "optimiser", "optimizer"),
        ({"optimizer": {"key": "adm"}}, "optimizer.key", "adam"),
        ({"optimizer": {"learning_rte": 1}}, "optimizer.learning_rte", "learning_rate"),
        ({"dataset": {"key": "spirals"}}, "dataset.key", "spiral"),
        ({"hidden_layers": [{"unit": 3}]}, "hidden_layers.0.unit", "units"),
        ({"hidden_layers": [{"activation": "rellu"}]}, "hidden_layers.0.activation", "relu"),
        ({"seeds": {"inti": 1}}, "seeds.inti", "init"),
        ({"loss": "msee"}, "loss", "mse"),
        ({"output_activation": "softmaks"}, "output_activation", "softmax"),
        ({"model": "perceptrn"}, "model", "perceptron"),
        (
            {"model": "perceptron", "perceptron": {"max_pases": 1}},
            "perceptron.max_pases",
            "max_passes",
        ),
    ],
)
def test_unknown_names_carry_their_path(mapping: object, field: str, match: str | None) -> None:
    with pytest.raises(UnknownKeyError) as caught:
        ExperimentSpec.from_dict(mapping)
    assert (caught.value.field, caught.value.match) == (field, match)


@pytest.mark.parametrize(
    ("mapping", "match"),
    [
        ({"features": ["x1", "x1_squard"]}, "x1_squared"),
        (
            {"dataset": {"key": "iris"}, "features": ["sepal_width_cm", "petal_with_cm"]},
            "petal_width_cm",
        ),
        ({"dataset": {"key": "iris"}, "features": ["petal_width_cm", "x1"]}, None),
    ],
)
def test_features_that_the_data_does_not_have_carry_their_path(
    mapping: object, match: str | None
) -> None:
    with pytest.raises(UnknownKeyError) as caught:
        build(ExperimentSpec.from_dict(mapping))
    assert (caught.value.field, caught.value.match) == ("features.1", match)
