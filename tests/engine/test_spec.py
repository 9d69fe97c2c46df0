"""A spec survives the round trip, and every field's checks name the field."""

import json
import math
import pickle
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import (
    ACTIVATIONS,
    DATASETS,
    FEATURES,
    FIELDS,
    INITIALIZERS,
    LIVE_FIELDS,
    LOSSES,
    OPTIMIZERS,
    REGULARIZERS,
    SCHEDULES,
    STREAMS,
    Choice,
    ExperimentSpec,
    Hyperparameter,
    HyperparameterError,
    LayerSpec,
    Registry,
    changed_fields,
    resolve,
)
from engine.reading import READERS

RANGES = {each.name: each for each in FIELDS}


def numbers(setting: Hyperparameter) -> st.SearchStrategy[float]:
    if setting.integer:
        return st.integers(int(setting.minimum), int(setting.maximum))
    return st.floats(setting.minimum, setting.maximum, allow_nan=False)


def choices(registry: Registry[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        [
            st.fixed_dictionaries(
                {"key": st.just(entry.key)},
                optional={each.name: numbers(each) for each in entry.hyperparameters},
            )
            for entry in registry
        ]
    )


LAYER = st.fixed_dictionaries(
    {"units": st.integers(1, 64)}, optional={"activation": st.sampled_from(ACTIVATIONS.keys())}
)
SPECS = st.fixed_dictionaries(
    {},
    optional={
        "dataset": choices(DATASETS),
        "test_fraction": numbers(RANGES["test_fraction"]),
        "features": st.one_of(
            st.just("auto"),
            st.lists(st.sampled_from(FEATURES.keys()), min_size=1, unique=True),
        ),
        "standardize": st.sampled_from(["auto", True, False]),
        "hidden_layers": st.lists(LAYER, max_size=5),
        "loss": st.sampled_from(["auto", *LOSSES.keys()]),
        "class_weights": st.one_of(st.none(), st.lists(st.floats(0.1, 10), max_size=4)),
        "initializer": choices(INITIALIZERS),
        "optimizer": choices(OPTIMIZERS),
        "schedule": choices(SCHEDULES),
        "regularizer": choices(REGULARIZERS),
        "dropout_rate": numbers(RANGES["dropout_rate"]),
        "gradient_clip": st.one_of(st.none(), numbers(RANGES["gradient_clip"])),
        "batch_size": st.one_of(st.just("full"), numbers(RANGES["batch_size"])),
        "shuffle": st.booleans(),
        "frozen_layers": st.lists(st.integers(0, 5), unique=True),
        "seed": numbers(RANGES["seed"]),
        "seeds": st.dictionaries(
            st.sampled_from(STREAMS), st.one_of(st.none(), numbers(RANGES["seed"]))
        ),
    },
)


@settings(deadline=None)  # says nothing about time on a busy machine
@given(SPECS)
def test_round_trip_through_json(mapping: dict[str, Any]) -> None:
    spec = ExperimentSpec.from_dict(mapping)
    again = ExperimentSpec.from_dict(json.loads(json.dumps(spec.to_dict(), allow_nan=False)))
    assert again == spec and hash(again) == hash(spec)
    assert pickle.loads(pickle.dumps(spec)) == spec


def test_what_is_read_and_what_is_kept_have_the_same_names() -> None:
    names = [each.name for each in fields(ExperimentSpec)]
    assert list(READERS) == names
    assert list(ExperimentSpec().to_dict()) == names


def test_nothing_given_means_the_defaults() -> None:
    assert ExperimentSpec.from_dict({}) == ExperimentSpec()


def test_the_defaults_are_the_published_ones() -> None:
    spec = ExperimentSpec().to_dict()
    assert spec["dataset"] == {"key": "circle", "samples": 500, "noise": 0.0}
    assert spec["hidden_layers"] == [
        {"units": 4, "activation": "tanh"},
        {"units": 2, "activation": "tanh"},
    ]
    assert spec["optimizer"] == {"key": "sgd", "learning_rate": 0.03}
    assert (spec["test_fraction"], spec["batch_size"], spec["seed"]) == (0.2, 10, 42)
    assert spec["features"] == spec["task"] == spec["loss"] == spec["backend"] == "auto"
    assert spec["gradient_clip"] is None and spec["class_weights"] is None


def test_without_a_key_it_is_the_defaults_hyperparameters() -> None:
    spec = ExperimentSpec.from_dict({"optimizer": {"learning_rate": 0.5}})
    assert spec.optimizer == Choice("sgd", {"learning_rate": 0.5})


@pytest.mark.parametrize(
    ("mapping", "field"),
    [
        ([], "spec"),
        ({"dataset": "circle"}, "dataset"),
        ({"dataset": None}, "dataset"),
        ({"dataset": {"samples": True}}, "dataset.samples"),
        ({"dataset": {"noise": 2000}}, "dataset.noise"),
        ({"dataset": {"noise": -0.1}}, "dataset.noise"),
        ({"optimizer": {"learning_rate": math.nan}}, "optimizer.learning_rate"),
        ({"batch_size": 0}, "batch_size"),
        ({"batch_size": "all"}, "batch_size"),
        ({"batch_size": 10.5}, "batch_size"),
        ({"hidden_layers": 3}, "hidden_layers"),
        ({"hidden_layers": [{"units": 1}] * 65}, "hidden_layers"),
        ({"hidden_layers": [4]}, "hidden_layers.0"),
        ({"hidden_layers": [{"units": 4}, {"units": 0}]}, "hidden_layers.1.units"),
        ({"features": []}, "features"),
        ({"features": ["x1", "x1"]}, "features"),
        ({"standardize": 1}, "standardize"),
        ({"shuffle": "no"}, "shuffle"),
        ({"class_weights": [1, 0]}, "class_weights.1"),
        ({"frozen_layers": [-1]}, "frozen_layers.0"),
        ({"frozen_layers": [True]}, "frozen_layers.0"),
        ({"seeds": {"init": -1}}, "seeds.init"),
        ({"seeds": {"init": 2**32}}, "seeds.init"),
        ({"backend": "compiled"}, "backend"),
    ],
)
def test_refusals_carry_their_path(mapping: Any, field: str) -> None:
    with pytest.raises(HyperparameterError) as caught:
        ExperimentSpec.from_dict(mapping)
    assert caught.value.field == field


def test_choices_are_frozen() -> None:
    with pytest.raises(TypeError):
        ExperimentSpec().optimizer.values["learning_rate"] = 1.0  # type: ignore[index]


def test_changes_are_named_by_their_top_level_field() -> None:
    old = resolve(ExperimentSpec())[0]
    faster = {**old.to_dict(), "optimizer": {"key": "sgd", "learning_rate": 0.1}, "batch_size": 5}
    assert changed_fields(old, ExperimentSpec.from_dict(faster)) == {"optimizer", "batch_size"}
    other = {**old.to_dict(), "optimizer": {"key": "adam"}, "hidden_layers": []}
    changed = changed_fields(old, ExperimentSpec.from_dict(other))
    assert changed == {"optimizer.key", "hidden_layers"}
    assert not changed & LIVE_FIELDS
    assert changed_fields(old, old) == frozenset()


def test_layers_are_tanh_unless_said_otherwise() -> None:
    spec = ExperimentSpec.from_dict({"hidden_layers": [{"units": 3}]})
    assert spec.hidden_layers == (LayerSpec(3, "tanh"),)
