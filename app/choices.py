"""Models of an experiment, derived from the engine's registries.

Nothing is listed here that a registry knows: a new entry is accepted, checked and documented
as soon as it is registered. The engine checks again what depends on several fields at once.
"""

from collections.abc import Mapping
from functools import partial, reduce
from operator import or_
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, JsonValue, Tag, create_model

import engine
from app.strict import Strict
from engine import Entry, ExperimentSpec, Hyperparameter, Registry

MAX_ITEMS = 300  # more than any list of an experiment may have under any limits
MAX_DRAWN = 2_000  # points of the data set "points"
UPLOAD = "upload:"  # then the id of an uploaded table
DEFAULTS: Mapping[str, Any] = MappingProxyType(ExperimentSpec().to_dict())
SCALARS: Mapping[str, Hyperparameter] = MappingProxyType(
    {field.name: field for field in engine.FIELDS}
)


def number(field: Hyperparameter) -> Any:
    """Return the type of a hyperparameter: an integer or a float within its range."""
    bounds = Field(ge=field.minimum, le=field.maximum, description=field.help)
    return Annotated[int, bounds] if field.integer else Annotated[float, bounds]


def one_of(registry: Registry[Any], *more: str) -> Any:
    """Return the type of a field that names an entry of `registry`, or one of `more`."""
    return Literal[(*more, *registry.keys())]


def choice(registry: Registry[Any], default: Mapping[str, Any]) -> Any:
    """Return type and default of a field such as {"key": "sgd", "learning_rate": 0.03}."""
    tagged: Any = Annotated[reduce(or_, keyed_models(registry)), Field(discriminator="key")]
    return (Annotated[tagged, BeforeValidator(partial(with_key, default["key"]))], default)


def keyed_models(registry: Registry[Any]) -> list[Any]:
    """Return a model for each entry: its key and its settings."""
    models = []
    for entry in registry:
        name = f"{registry.kind}_{entry.key}".title().replace("_", "").replace(" ", "")
        key = (Literal[(entry.key,)], ...)
        models.append(settings_model(name, entry, key=key))
    return models


def settings_model(name: str, entry: Entry[Any], **more: Any) -> Any:
    """Return a model of all that can be set of an entry."""
    fields: dict[str, Any] = dict(more)
    for parameter in entry.hyperparameters:
        fields[parameter.name] = (number(parameter), parameter.default)
    for flag in entry.flags:
        fields[flag.name] = (Annotated[bool, Field(description=flag.help)], flag.default)
    return create_model(name, __base__=Strict, __doc__=entry.summary, **fields)


def with_key(key: str, value: Any) -> Any:
    """Return the object `value` with the default `key` where it has none."""
    return {"key": key} | value if isinstance(value, dict) else value


def few(many: Any) -> Any:
    """Return the type of a list that is refused as a whole where it is absurdly long."""
    return Annotated[many, Field(max_length=MAX_ITEMS)]


class DrawnPoint(Strict):
    """A point that somebody drew: its inputs, and its class or value."""

    x: few(list[float])  # type: ignore[valid-type]
    y: float


class DatasetPoints(Strict):
    """Points that somebody drew; whole numbers from 0, or -1 and 1, are classes."""

    key: Literal["points"]
    points: list[DrawnPoint] = Field(max_length=MAX_DRAWN)


class DatasetUpload(Strict):
    """A table that somebody uploaded."""

    key: Annotated[str, Field(pattern=f"^{UPLOAD}", max_length=100)]


def dataset_kind(value: Any) -> str:
    """Return the tag of the model that a data set is to be read as."""
    key = value.get("key") if isinstance(value, dict) else getattr(value, "key", None)
    return UPLOAD if isinstance(key, str) and key.startswith(UPLOAD) else str(key)


def dataset() -> Any:
    """Return type and default of the data set: an entry, drawn points, or an upload."""
    entries = zip(engine.DATASETS.keys(), keyed_models(engine.DATASETS), strict=True)
    tagged = [Annotated[model, Tag(key)] for key, model in entries]
    tagged += [Annotated[DatasetPoints, Tag("points")], Annotated[DatasetUpload, Tag(UPLOAD)]]
    union: Any = Annotated[reduce(or_, tagged), Discriminator(dataset_kind)]
    default = DEFAULTS["dataset"]
    return (Annotated[union, BeforeValidator(partial(with_key, default["key"]))], default)


class Layer(Strict):
    """One hidden layer."""

    units: int = Field(ge=1)
    activation: one_of(engine.ACTIVATIONS)  # type: ignore[valid-type]


def seed_fields() -> dict[str, Any]:
    """Return type and default of the seed of every random stream."""
    return {stream: (number(SCALARS["seed"]) | None, None) for stream in engine.STREAMS}


Seeds = create_model(
    "Seeds",
    __base__=Strict,
    __doc__="The seed of each random stream; null derives it from `seed`.",
    **seed_fields(),
)


def scalar(name: str) -> Any:
    """Return type and default of a scalar field of the experiment."""
    return (number(SCALARS[name]), DEFAULTS[name])


def experiment_fields() -> dict[str, Any]:
    """Return type and default of every field of an experiment."""
    batch_size = number(SCALARS["batch_size"])
    feature = Annotated[str, Field(max_length=256)]
    perceptron = settings_model("PerceptronSettings", engine.MODELS["perceptron"])
    fields = {
        "model": (one_of(engine.MODELS), DEFAULTS["model"]),
        "task": (Literal["auto", "classification", "regression"], "auto"),
        "dataset": dataset(),
        "test_fraction": scalar("test_fraction"),
        "features": (Literal["auto"] | few(list[feature]), "auto"),
        "standardize": (Literal["auto"] | bool, "auto"),
        "hidden_layers": (few(list[Layer]), DEFAULTS["hidden_layers"]),
        "output_activation": (one_of(engine.ACTIVATIONS, "auto", "softmax"), "auto"),
        "loss": (one_of(engine.LOSSES, "auto"), "auto"),
        "class_weights": (few(list[float]) | None, None),
        "initializer": choice(engine.INITIALIZERS, DEFAULTS["initializer"]),
        "optimizer": choice(engine.OPTIMIZERS, DEFAULTS["optimizer"]),
        "schedule": choice(engine.SCHEDULES, DEFAULTS["schedule"]),
        "regularizer": choice(engine.REGULARIZERS, DEFAULTS["regularizer"]),
        "dropout_rate": scalar("dropout_rate"),
        "gradient_clip": (number(SCALARS["gradient_clip"]) | None, None),
        "batch_size": (batch_size | Literal["full"], DEFAULTS["batch_size"]),
        "shuffle": (bool, DEFAULTS["shuffle"]),
        "frozen_layers": (few(list[int]), DEFAULTS["frozen_layers"]),
        "perceptron": (perceptron, None),
        "seed": scalar("seed"),
        "seeds": (Seeds, Seeds()),
        "backend": (Literal["auto", "numpy", "compiled"], DEFAULTS["backend"]),
    }
    return {name: or_null(name, *field) for name, field in fields.items()}


def or_null(name: str, kind: Any, default: Any) -> Any:
    """Return type and default, null allowed where some model has no use for the field."""
    unused = any(name in entry.value.unused for entry in engine.MODELS)
    return (kind | None if unused else kind, default)


Experiment = create_model(
    "Experiment",
    __base__=Strict,
    __doc__="Everything a run depends on; every field is optional.",
    **experiment_fields(),
)


class NewSession(Experiment):
    """An experiment to start, and the fields that nobody may change in it."""

    locked: list[Annotated[str, Field(max_length=100)]] = Field(default=[], max_length=64)


class PatchBody(Strict):
    """A part of an experiment, merged into the one that runs.

    An object whose `key` changes is replaced; else its fields merge. null restores the default.
    """

    model: JsonValue = None
    task: JsonValue = None
    dataset: JsonValue = None
    test_fraction: JsonValue = None
    features: JsonValue = None
    standardize: JsonValue = None
    hidden_layers: JsonValue = None
    output_activation: JsonValue = None
    loss: JsonValue = None
    class_weights: JsonValue = None
    initializer: JsonValue = None
    optimizer: JsonValue = None
    schedule: JsonValue = None
    regularizer: JsonValue = None
    dropout_rate: JsonValue = None
    gradient_clip: JsonValue = None
    batch_size: JsonValue = None
    shuffle: JsonValue = None
    frozen_layers: JsonValue = None
    perceptron: JsonValue = None
    seed: JsonValue = None
    seeds: JsonValue = None
    backend: JsonValue = None
    steps_per_second: float | Literal["max"] | None = None
    keep_weights: bool = True

    def changes(self) -> dict[str, Any]:
        """Return the fields of the experiment that were given."""
        given = self.model_dump(include=self.model_fields_set & set(DEFAULTS))
        return dict(given)


def merge(requested: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the experiment `requested` with `changes` merged in, as `PatchBody` describes.

    With another model, fields that only one of the two models has start from their defaults.
    """
    merged = dict(requested)
    if changes.get("model", merged["model"]) != merged["model"]:
        for name in _model_fields():
            merged.pop(name, None)
    for name, value in changes.items():
        if value is None:
            merged.pop(name, None)
        elif isinstance(value, dict) and isinstance(merged.get(name), dict):
            merged[name] = _merge_object(merged[name], value)
        else:
            merged[name] = value
    return merged


def _model_fields() -> frozenset[str]:
    """Return the fields that not every model has."""
    unused = (name for entry in engine.MODELS for name in entry.value.unused)
    return frozenset({"hidden_layers", *unused})


def _merge_object(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    replaced = "key" in new and new["key"] != old.get("key")
    return new if replaced else old | new
