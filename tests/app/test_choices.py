"""The models follow the registries, and a part of an experiment merges as documented."""

from typing import Any

import pytest
from pydantic import ValidationError

import engine
from app.choices import DEFAULTS, Experiment, NewSession, PatchBody, merge
from engine import ExperimentSpec

CHOICES = {
    "dataset": engine.DATASETS,
    "initializer": engine.INITIALIZERS,
    "optimizer": engine.OPTIMIZERS,
    "schedule": engine.SCHEDULES,
    "regularizer": engine.REGULARIZERS,
}
PARAMETERS = [
    (field, entry.key, parameter)
    for field, registry in CHOICES.items()
    for entry in registry
    for parameter in entry.hyperparameters
]


def accepts(spec: dict[str, Any]) -> bool:
    try:
        Experiment.model_validate(spec)
    except ValidationError:
        return False
    return True


def test_the_default_experiment_is_the_engines() -> None:
    stated = {name: field.default for name, field in Experiment.model_fields.items()}
    assert stated | {"seeds": DEFAULTS["seeds"]} == dict(DEFAULTS)
    assert stated["seeds"].model_dump() == DEFAULTS["seeds"]
    assert accepts(dict(DEFAULTS))
    assert set(PatchBody.model_fields) - {"steps_per_second", "keep_weights"} == set(DEFAULTS)


@pytest.mark.parametrize(("field", "key", "parameter"), PARAMETERS, ids=str)
def test_every_range_of_every_entry_is_kept(
    field: str, key: str, parameter: engine.Hyperparameter
) -> None:
    def spec(value: object) -> dict[str, Any]:
        return {field: {"key": key, parameter.name: value}}

    assert accepts(spec(parameter.minimum))
    assert accepts(spec(parameter.maximum))
    assert not accepts(spec(parameter.maximum + 1))
    assert not accepts(spec(parameter.minimum - 1))
    assert not accepts(spec(float("nan")))
    assert not accepts(spec(str(parameter.default)))
    assert not accepts(spec(True))


@pytest.mark.parametrize("field", [field.name for field in engine.FIELDS])
def test_every_range_of_every_plain_field_is_kept(field: str) -> None:
    known = next(each for each in engine.FIELDS if each.name == field)
    for value in (known.minimum, known.maximum):
        assert accepts({field: value})
    for value in (known.minimum - 1, known.maximum + 1, True, str(known.default)):
        assert not accepts({field: value})


def test_a_choice_without_a_key_is_the_default_one() -> None:
    given = NewSession.model_validate({"optimizer": {"learning_rate": 0.5}})
    assert given.model_dump(exclude_unset=True) == {
        "optimizer": {"key": "sgd", "learning_rate": 0.5}
    }


def test_merging_keeps_what_is_not_mentioned() -> None:
    old = ExperimentSpec().to_dict()
    assert merge(old, {}) == old
    faster = merge(old, {"optimizer": {"learning_rate": 0.1}})
    assert faster["optimizer"] == {"key": "sgd", "learning_rate": 0.1}
    other = merge(faster, {"optimizer": {"key": "adam"}})
    assert other["optimizer"] == {"key": "adam"}
    assert "optimizer" not in merge(other, {"optimizer": None}), "so its default counts"
    layers = [{"units": 1, "activation": "relu"}]
    assert merge(old, {"hidden_layers": layers})["hidden_layers"] == layers
    assert old == ExperimentSpec().to_dict(), "the old experiment is not touched"


def test_another_model_starts_from_its_own_defaults() -> None:
    network = ExperimentSpec.from_dict({"optimizer": {"key": "adam"}, "seed": 7}).to_dict()
    perceptron = merge(network, {"model": "perceptron", "perceptron": {"max_passes": 3}})
    spec = ExperimentSpec.from_dict(perceptron)
    assert (spec.seed, spec.perceptron.max_passes, spec.hidden_layers) == (7, 3, ())
    back = merge(spec.to_dict(), {"model": "network"})
    assert ExperimentSpec.from_dict(back) == ExperimentSpec.from_dict({"seed": 7})
    assert merge(network, {"model": "network"}) == network
