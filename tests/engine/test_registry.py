"""Every entry of every registry keeps the promises that menus and checks are derived from."""

import json
import math
from typing import Any

import pytest

from engine import (
    ACTIVATIONS,
    CLASS_WEIGHT,
    DATASETS,
    FEATURES,
    FIELDS,
    INITIALIZERS,
    LEGAL_PAIRS,
    LOSSES,
    MODELS,
    OPTIMIZERS,
    REGULARIZERS,
    SCHEDULES,
    STREAMS,
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
REGISTRIES = [*CHOICES.values(), MODELS, ACTIVATIONS, LOSSES, FEATURES]
ENTRIES = [pytest.param(entry, id=entry.key) for registry in REGISTRIES for entry in registry]
SETTINGS = [
    pytest.param(field, entry.key, each, id=f"{entry.key}.{each.name}")
    for field, registry in CHOICES.items()
    for entry in registry
    for each in entry.hyperparameters
] + [
    pytest.param(entry.key, None, each, id=f"{entry.key}.{each.name}")
    for entry in MODELS
    for each in entry.hyperparameters
]
# Numbers in lists and objects of their own: where one stands, and a spec with it there.
PLACES = [
    pytest.param(UNITS, "hidden_layers.1.units", id="units"),
    pytest.param(CLASS_WEIGHT, "class_weights.1", id="class_weight"),
    *(
        pytest.param(next(each for each in FIELDS if each.name == "seed"), f"seeds.{name}", id=name)
        for name in STREAMS
    ),
]


def beyond(setting: Hyperparameter) -> list[float]:
    if setting.integer:
        return [setting.minimum - 1, setting.maximum + 1]
    return [math.nextafter(setting.minimum, -math.inf), math.nextafter(setting.maximum, math.inf)]


def wrong_kinds(setting: Hyperparameter) -> list[object]:
    wrong: list[object] = [True, False, "1", None, [1], math.nan, math.inf, -math.inf, 10**400]
    return [*wrong, setting.minimum + 0.5] if setting.integer else wrong


def read(field: str, key: str | None, name: str, value: object) -> float:
    """Return a setting as a spec reads it; without a key, that of a model of this name."""
    if key is None:
        spec = ExperimentSpec.from_dict({"model": field, field: {name: value}})
        return getattr(getattr(spec, field), name)
    spec = ExperimentSpec.from_dict({field: {"key": key, name: value}})
    return getattr(spec, field).values[name]


def place(path: str, value: object) -> ExperimentSpec:
    """Return a spec with the value at a path such as hidden_layers.1.units."""
    field, _, rest = path.partition(".")
    index, _, name = rest.partition(".")
    inner = {name: value} if name else value
    if not index.isdigit():
        return ExperimentSpec.from_dict({field: {rest: value}})
    return ExperimentSpec.from_dict({field: [{}, inner] if name else [1.0, inner]})


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_entry_has_a_label_and_a_summary_of_one_line(entry: Any) -> None:
    assert entry.label
    assert entry.summary.endswith(".") and len(entry.summary) <= 100
    assert "float64" not in entry.summary and " = " not in entry.summary, "it is a menu's help"
    assert all(each.help.endswith(".") and each.label for each in entry.hyperparameters)


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_entry_states_its_source_and_its_formula_where_there_is_one(entry: Any) -> None:
    facts, is_data = entry.facts, "kind" in entry.facts
    assert is_data or facts["formula"], "in plain text"
    assert facts["source"] or facts.get("kind") == "generator", "author and year"
    assert all("\n" not in facts.get(name, "") for name in ("formula", "source"))


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda each: each.kind)
def test_descriptions_are_json_with_the_same_shape(registry: Registry[Any]) -> None:
    described = registry.describe()
    assert json.loads(json.dumps(described, allow_nan=False)) == described
    assert [each["key"] for each in described] == list(registry.keys())
    for each in described:
        assert {"key", "label", "summary", "hyperparameters"} <= set(each)


@pytest.mark.parametrize(("field", "key", "setting"), SETTINGS)
def test_both_bounds_are_accepted(field: str, key: str | None, setting: Hyperparameter) -> None:
    assert read(field, key, setting.name, setting.minimum) == setting.minimum
    assert read(field, key, setting.name, setting.maximum) == setting.maximum


@pytest.mark.parametrize(("field", "key", "setting"), SETTINGS)
def test_what_is_beyond_is_refused(field: str, key: str | None, setting: Hyperparameter) -> None:
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


@pytest.mark.parametrize(("setting", "path"), PLACES)
def test_numbers_in_lists_and_objects_are_held_to_their_range(
    setting: Hyperparameter, path: str
) -> None:
    for value in (setting.minimum, setting.maximum):
        place(path, value)
    allowed = (None,) if path.startswith("seeds") else ()
    for value in beyond(setting) + wrong_kinds(setting):
        if value in allowed:
            continue
        with pytest.raises(HyperparameterError) as caught:
            place(path, value)
        assert (caught.value.field, caught.value.rule) == (path, setting.rule)
        assert caught.value.value is value


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
