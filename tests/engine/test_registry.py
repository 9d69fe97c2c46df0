"""Every entry of every registry keeps the promises that menus and checks are derived from."""

import json
import math
from typing import Any

import pytest

from engine import (
    ACTIVATIONS,
    DATASETS,
    FEATURES,
    FIELDS,
    INITIALIZERS,
    LEGAL_PAIRS,
    LOSSES,
    OPTIMIZERS,
    REGULARIZERS,
    SCHEDULES,
    UNITS,
    ExperimentSpec,
    Hyperparameter,
    HyperparameterError,
    Registry,
    UnknownKeyError,
    build,
)

CHOICES = {
    "dataset": DATASETS,
    "initializer": INITIALIZERS,
    "optimizer": OPTIMIZERS,
    "schedule": SCHEDULES,
    "regularizer": REGULARIZERS,
}
REGISTRIES = [*CHOICES.values(), ACTIVATIONS, LOSSES, FEATURES]
ENTRIES = [pytest.param(entry, id=entry.key) for registry in REGISTRIES for entry in registry]
SETTINGS = [
    pytest.param(field, entry.key, each, id=f"{entry.key}.{each.name}")
    for field, registry in CHOICES.items()
    for entry in registry
    for each in entry.hyperparameters
]


def beyond(setting: Hyperparameter) -> list[float]:
    if setting.integer:
        return [setting.minimum - 1, setting.maximum + 1]
    return [math.nextafter(setting.minimum, -math.inf), math.nextafter(setting.maximum, math.inf)]


def wrong_kinds(setting: Hyperparameter) -> list[object]:
    wrong: list[object] = [True, False, "1", None, [1], math.nan, math.inf, -math.inf, 10**400]
    return [*wrong, setting.minimum + 0.5] if setting.integer else wrong


def read(field: str, key: str, name: str, value: object) -> float:
    spec = ExperimentSpec.from_dict({field: {"key": key, name: value}})
    return getattr(spec, field).values[name]


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_entry_has_a_label_and_a_summary_of_one_line(entry: Any) -> None:
    assert entry.label
    assert entry.summary.endswith(".") and len(entry.summary) <= 100
    assert "float64" not in entry.summary and " = " not in entry.summary, "it is a menu's help"
    assert all(each.help.endswith(".") and each.label for each in entry.hyperparameters)


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda each: each.kind)
def test_descriptions_are_json_with_the_same_shape(registry: Registry[Any]) -> None:
    described = registry.describe()
    assert json.loads(json.dumps(described, allow_nan=False)) == described
    assert [each["key"] for each in described] == list(registry.keys())
    for each in described:
        assert {"key", "label", "summary", "hyperparameters"} <= set(each)


@pytest.mark.parametrize(("field", "key", "setting"), SETTINGS)
def test_both_bounds_are_accepted(field: str, key: str, setting: Hyperparameter) -> None:
    assert read(field, key, setting.name, setting.minimum) == setting.minimum
    assert read(field, key, setting.name, setting.maximum) == setting.maximum


@pytest.mark.parametrize(("field", "key", "setting"), SETTINGS)
def test_what_is_beyond_is_refused(field: str, key: str, setting: Hyperparameter) -> None:
    for value in beyond(setting) + wrong_kinds(setting):
        with pytest.raises(HyperparameterError) as caught:
            read(field, key, setting.name, value)
        assert caught.value.field == f"{field}.{setting.name}"
        assert caught.value.rule == setting.rule
        assert caught.value.value is value


@pytest.mark.parametrize("setting", FIELDS, ids=lambda each: each.name)
def test_plain_fields_are_held_to_their_range(setting: Hyperparameter) -> None:
    for value in (setting.minimum, setting.maximum):
        spec = ExperimentSpec.from_dict({setting.name: value})
        assert getattr(spec, setting.name) == value
    allowed = (None,) if setting.name == "gradient_clip" else ()
    for value in beyond(setting) + wrong_kinds(setting):
        if value in allowed:
            continue
        with pytest.raises(HyperparameterError) as caught:
            ExperimentSpec.from_dict({setting.name: value})
        assert caught.value.field == setting.name
        assert caught.value.rule.startswith(setting.rule)
        assert caught.value.value is value


@pytest.mark.parametrize("units", [*beyond(UNITS), 10**9])
def test_layers_are_held_to_their_width(units: object) -> None:
    with pytest.raises(HyperparameterError, match=r"hidden_layers\.0\.units must be an integer"):
        ExperimentSpec.from_dict({"hidden_layers": [{"units": units}]})


@pytest.mark.parametrize(
    ("field", "key"), [(field, entry.key) for field, each in CHOICES.items() for entry in each]
)
def test_every_choice_builds_and_trains_from_its_defaults(field: str, key: str) -> None:
    trainer = build(ExperimentSpec.from_dict({field: {"key": key}}))
    assert len(trainer.advance(3).losses) == 3


@pytest.mark.parametrize("feature", FEATURES.keys())
@pytest.mark.parametrize("activation", ACTIVATIONS.keys())
def test_every_feature_and_activation_builds_and_trains(feature: str, activation: str) -> None:
    layers = [{"units": 3, "activation": activation}]
    trainer = build(ExperimentSpec.from_dict({"features": [feature], "hidden_layers": layers}))
    assert len(trainer.advance(3).losses) == 3


def test_legal_pairs_are_json_and_name_known_things() -> None:
    assert json.loads(json.dumps(LEGAL_PAIRS)) == list(LEGAL_PAIRS)
    for pair in LEGAL_PAIRS:
        assert pair["loss"] in LOSSES
        assert pair["output_activation"] == "softmax" or pair["output_activation"] in ACTIVATIONS


def test_numbers_keep_their_kind() -> None:
    whole = Hyperparameter("n", 1, 1, 9, "Count.", integer=True)
    real = Hyperparameter("x", 1, 1, 9, "Size.")
    assert type(whole.check(3)) is int
    assert type(real.check(3)) is float


def test_a_frozen_registry_takes_nothing_more() -> None:
    with pytest.raises(AssertionError, match="frozen"):
        ACTIVATIONS.register("mine", label="Mine")(ACTIVATIONS["tanh"].value)


def test_looking_up_an_unknown_key_proposes_one() -> None:
    with pytest.raises(UnknownKeyError, match="did you mean 'tanh'"):
        ACTIVATIONS["tan"]
