"""Reading a spec from an untrusted mapping: types, ranges and names of each field by itself.

What depends on several fields at once is checked where a spec is resolved.
"""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, TypeAlias, cast

from engine import defaults
from engine.activations import ACTIVATIONS
from engine.datasets import DATASETS, Table
from engine.datasets.points import read_points, tabulate
from engine.errors import HyperparameterError, UnknownKeyError
from engine.initializers import INITIALIZERS
from engine.losses import LEGAL_PAIRS, LOSSES
from engine.models import MODELS
from engine.optimizers import OPTIMIZERS
from engine.parts import (
    CLASS_WEIGHT,
    FIELDS,
    UNITS,
    Choice,
    LayerSpec,
    PerceptronSpec,
    Seeds,
    TableChoice,
)
from engine.registry import Registry
from engine.regularizers import REGULARIZERS
from engine.rng import STREAMS
from engine.schedules import SCHEDULES

MAX_HIDDEN_LAYERS = 64
MAX_CLASSES = 1000
MAX_FEATURES = 4096
UPLOAD = "upload:"  # then the id of an uploaded table
MAX_NAME = 256  # characters of a feature's name

Reader: TypeAlias = Callable[[object, str], Any]  # (value, dotted path) -> checked value

NO_TABLES: Mapping[str, Table] = MappingProxyType({})
_RANGES = MappingProxyType({each.name: each for each in FIELDS})


def read_fields(mapping: object, tables: Mapping[str, Table]) -> dict[str, Any]:
    """Check a mapping and return its fields, ready for the constructor of a spec.

    Args:
        mapping: Untrusted.
        tables: What the data sets "upload:<id>" hold, by this key.

    Raises:
        UnknownKeyError: if a name is not known where it stands.
        HyperparameterError: if a value has the wrong type or is out of its range.
    """
    given = _mapping(mapping, "spec")
    for name in given:
        if name not in READERS:
            raise UnknownKeyError(str(name), name, tuple(READERS))
    readers: dict[str, Reader] = {**READERS, "dataset": partial(_dataset, tables=tables)}
    model = READERS["model"](given.get("model", "network"), "model")
    read = {
        name: readers[name](value, name)
        for name, value in given.items()
        if not _is_unused(model, name, value)
    }
    if MODELS[model].value.is_neuron:
        read["hidden_layers"] = ()
    return read


def _is_unused(model: str, name: str, value: object) -> bool:
    """Tell whether a field means nothing to the model, and refuse a value for it."""
    entry = MODELS[model]
    if name == "hidden_layers" and entry.value.is_neuron:
        if value is not None and value != []:
            raise HyperparameterError(name, f"be empty for a {entry.label.lower()}", value)
        return True
    if name not in entry.value.unused:
        return False
    if value is not None:
        rule = f"be left out for a {entry.label.lower()}, to which it means nothing"
        raise HyperparameterError(name, rule, value)
    return True


def _mapping(value: object, field: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise HyperparameterError(field, "be an object with named fields", value)
    return value


def _items(value: object, field: str, most: int) -> list[object]:
    rule = f"be a list of at most {most}"
    if not isinstance(value, list | tuple):
        raise HyperparameterError(field, rule, value)
    if len(value) > most:
        raise HyperparameterError(field, rule, f"{len(value)} of them")
    return list(value)


def _number(value: object, field: str) -> float:
    return _RANGES[field].check(value, field)


def _flag(value: object, field: str) -> bool:
    if not isinstance(value, bool):
        raise HyperparameterError(field, "be true or false", value)
    return value


def _one_of(*keys: str) -> Reader:
    def read(value: object, field: str) -> str:
        if not isinstance(value, str) or value not in keys:
            raise UnknownKeyError(field, value, keys)
        return value

    return read


def _or(word: str | None, read: Reader) -> Reader:
    """Accept one word, or null, beside what the reader accepts."""

    def read_either(value: object, field: str) -> Any:
        same = value is None if word is None else isinstance(value, str) and value == word
        return word if same else read(value, field)

    return read_either


def _choice(registry: Registry[Any], default: Choice) -> Reader:
    """Read `{"key": …, hyperparameters}`; without a key it is the default's hyperparameters."""

    def read(value: object, field: str) -> Choice:
        given = dict(_mapping(value, field))
        entry = registry.get(given.pop("key", default.key), f"{field}.key")
        return Choice(entry.key, entry.check(given, field))

    return read


def _only(given: Mapping[str, object], known: tuple[str, ...], field: str) -> None:
    for name in given:
        if name not in known:
            raise UnknownKeyError(f"{field}.{name}", name, known)


def _hidden_layers(value: object, field: str) -> tuple[LayerSpec, ...]:
    layers = _items(value, field, MAX_HIDDEN_LAYERS)
    return tuple(_layer(each, f"{field}.{index}") for index, each in enumerate(layers))


def _layer(value: object, field: str) -> LayerSpec:
    given = _mapping(value, field)
    _only(given, ("units", "activation"), field)
    units = UNITS.check(given.get("units", UNITS.default), f"{field}.units")
    activation = ACTIVATIONS.get(
        given.get("activation", defaults.ACTIVATION), f"{field}.activation"
    )
    return LayerSpec(int(units), activation.key)


def _features(value: object, field: str) -> tuple[str, ...]:
    """Read names of features; which there are depends on the data set."""
    names = _items(value, field, MAX_FEATURES)
    for index, name in enumerate(names):
        if not isinstance(name, str) or not 0 < len(name) <= MAX_NAME:
            raise HyperparameterError(f"{field}.{index}", "be the name of a feature", name)
    if not names:
        raise HyperparameterError(field, "name at least one feature", value)
    if len(set(names)) < len(names):
        raise HyperparameterError(field, "name each feature once", value)
    return tuple(str(name) for name in names)


def _dataset(
    value: object, field: str, tables: Mapping[str, Table] = NO_TABLES
) -> Choice | TableChoice:
    given = _mapping(value, field)
    key = given.get("key", defaults.DATASET.key)
    if key == "points":
        _only(given, ("key", "points"), field)
        points = read_points(given.get("points"), f"{field}.points")
        return TableChoice("points", tabulate(points, "auto"), points)
    if isinstance(key, str) and key.startswith(UPLOAD):
        _only(given, ("key",), field)
        if key not in tables:
            rule = "name an uploaded data set that is still there"
            raise HyperparameterError(f"{field}.key", rule, key)
        return TableChoice(key, tables[key])
    if isinstance(key, str) and key in DATASETS:
        return cast(Choice, _choice(DATASETS, defaults.DATASET)(value, field))
    raise UnknownKeyError(f"{field}.key", key, (*DATASETS.keys(), "points", f"{UPLOAD}<id>"))


def _perceptron(value: object, field: str) -> PerceptronSpec:
    entry, given = MODELS["perceptron"], _mapping(value, field)
    _only(given, tuple(entry.defaults), field)
    values: dict[str, Any] = entry.check(given, field)
    return PerceptronSpec(**values)


def _class_weights(value: object, field: str) -> tuple[float, ...]:
    weights = _items(value, field, MAX_CLASSES)
    return tuple(CLASS_WEIGHT.check(each, f"{field}.{i}") for i, each in enumerate(weights))


def _frozen_layers(value: object, field: str) -> tuple[int, ...]:
    indices = _items(value, field, MAX_HIDDEN_LAYERS + 1)
    for position, index in enumerate(indices):
        if isinstance(index, bool) or not isinstance(index, int) or index < 0:
            raise HyperparameterError(f"{field}.{position}", "be the index of a layer", index)
    return tuple(sorted({index for index in indices if isinstance(index, int)}))


def _seeds(value: object, field: str) -> Seeds:
    given = _mapping(value, field)
    _only(given, STREAMS, field)
    seed = _RANGES["seed"]
    return Seeds(
        **{
            name: None if each is None else int(seed.check(each, f"{field}.{name}"))
            for name, each in given.items()
        }
    )


def _backend(value: object, field: str) -> str:
    if value == "compiled":
        rule = "be auto or numpy: the compiled backend is not available in this version"
        raise HyperparameterError(field, rule, value)
    return str(_one_of("auto", "numpy")(value, field))


# "full" is not a number, so its rule is told together with the range.
def _batch_size(value: object, field: str) -> int | str:
    if value == "full":
        return "full"
    try:
        return int(_number(value, field))
    except HyperparameterError as error:
        raise HyperparameterError(field, f'{error.rule}, or "full"', value) from None


_OUTPUTS = tuple(dict.fromkeys(pair["output_activation"] for pair in LEGAL_PAIRS))

# In the order in which replies state them.
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "model": _one_of(*MODELS.keys()),
        "task": _one_of("auto", "classification", "regression"),
        "dataset": _dataset,
        "test_fraction": _number,
        "features": _or("auto", _features),
        "standardize": _or("auto", _flag),
        "hidden_layers": _hidden_layers,
        "output_activation": _one_of("auto", *_OUTPUTS),
        "loss": _one_of("auto", *LOSSES.keys()),
        "class_weights": _or(None, _class_weights),
        "initializer": _choice(INITIALIZERS, defaults.INITIALIZER),
        "optimizer": _choice(OPTIMIZERS, defaults.OPTIMIZER),
        "schedule": _choice(SCHEDULES, defaults.SCHEDULE),
        "regularizer": _choice(REGULARIZERS, defaults.REGULARIZER),
        "dropout_rate": _number,
        "gradient_clip": _or(None, _number),
        "batch_size": _batch_size,
        "shuffle": _flag,
        "frozen_layers": _frozen_layers,
        "perceptron": _perceptron,
        "seed": _number,
        "seeds": _seeds,
        "backend": _backend,
    }
)
