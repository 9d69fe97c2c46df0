"""Random small specs, drawn from every registry: what properties of the whole engine are held to.

Whatever enters a registry is drawn from then on, with values from all of its declared ranges.
"""

import math
from typing import Any

from hypothesis import strategies as st

from engine import (
    ACTIVATIONS,
    CLASS_WEIGHT,
    DATASETS,
    FEATURES,
    FIELDS,
    INITIALIZERS,
    LEGAL_PAIRS,
    MODELS,
    OPTIMIZERS,
    REGULARIZERS,
    SCHEDULES,
    Entry,
    ExperimentSpec,
    Flag,
    Hyperparameter,
    Registry,
    Trainer,
    build,
    find_source,
)
from engine.sources import Source

Mapping = dict[str, Any]

# What would make a run long is kept below these, where the declared range goes further.
SMALL = {"samples": 40, "samples_per_class": 4, "max_passes": 20, "batch_size": 50}
RANGES = {each.name: each for each in FIELDS}
NETWORKS = ("network",)
ALL_MODELS = MODELS.keys()


def numbers(what: Hyperparameter) -> st.SearchStrategy[float]:
    """Draw from the declared range, evenly on the declared scale."""
    most = min(what.maximum, SMALL.get(what.name, what.maximum))
    if what.integer:
        return st.integers(int(what.minimum), int(most))
    if what.scale == "linear":
        return st.floats(what.minimum, most)
    exponents = st.floats(math.log(what.minimum), math.log(most))
    return exponents.map(lambda each: min(max(math.exp(each), what.minimum), most))


def settings_of(entry: Entry[Any]) -> st.SearchStrategy[Mapping]:
    return st.fixed_dictionaries(
        {
            each.name: st.booleans() if isinstance(each, Flag) else numbers(each)
            for each in entry.settings
        }
    )


def choices(registry: Registry[Any]) -> st.SearchStrategy[Mapping]:
    """Draw an entry and all that can be set about it."""
    return st.sampled_from(list(registry)).flatmap(
        lambda entry: settings_of(entry).map(lambda values: {"key": entry.key, **values})
    )


@st.composite
def points(draw: st.DrawFn) -> Mapping:
    """Draw points of two classes or with values, in one to three dimensions."""
    columns = draw(st.integers(1, 3))
    place = st.lists(st.floats(-6, 6), min_size=columns, max_size=columns)
    target = draw(st.sampled_from([st.integers(0, 1), st.sampled_from([-1, 1]), st.floats(-1, 1)]))
    point = st.fixed_dictionaries({"x": place, "y": target})
    return {"key": "points", "points": draw(st.lists(point, min_size=2, max_size=20))}


@st.composite
def specs(
    draw: st.DrawFn, models: tuple[str, ...] = NETWORKS, min_hidden_layers: int = 0
) -> Mapping:
    """Draw a mapping that `ExperimentSpec.from_dict` takes and `build` builds."""
    model = draw(st.sampled_from(models))
    dataset = draw(st.one_of(choices(DATASETS), points()))
    spec = {
        "model": model,
        "dataset": dataset,
        "test_fraction": draw(st.sampled_from([0.0, 0.2, 0.5])),
        "standardize": draw(st.sampled_from(["auto", True, False])),
        "seed": draw(numbers(RANGES["seed"])),
        "seeds": {"init": draw(st.one_of(st.none(), numbers(RANGES["seed"])))},
    }
    source = find_source(ExperimentSpec.from_dict({"dataset": dataset}).dataset, "auto")
    spec["features"] = draw(features(source))
    if MODELS[model].value.is_neuron:
        return spec | draw(neuron(source, model))
    spec["hidden_layers"] = draw(hidden_layers(min_hidden_layers))
    return spec | draw(outputs(source)) | draw(training(len(spec["hidden_layers"])))


def features(source: Source) -> st.SearchStrategy[Any]:
    known = list(FEATURES.keys() if source.is_planar else source.columns)
    some = st.lists(st.sampled_from(known), min_size=1, max_size=8, unique=True)
    return st.one_of(st.just("auto"), some)


def hidden_layers(fewest: int) -> st.SearchStrategy[list[Mapping]]:
    layer = {"units": st.integers(1, 5), "activation": st.sampled_from(ACTIVATIONS.keys())}
    return st.lists(st.fixed_dictionaries(layer), min_size=fewest, max_size=3)


@st.composite
def outputs(draw: st.DrawFn, source: Source) -> Mapping:
    """Draw a loss and an output that go with the data, and weights of its classes."""
    names = source.classes
    legal = [
        {"loss": pair["loss"], "output_activation": pair["output_activation"]}
        for pair in LEGAL_PAIRS
        if pair["task"] == source.task
        and (names is None or pair["max_classes"] is None or len(names) <= pair["max_classes"])
    ]
    pair = draw(st.sampled_from([{"loss": "auto", "output_activation": "auto"}, *legal]))
    if names is None or draw(st.booleans()):
        return {**pair, "class_weights": None}
    weights = st.lists(numbers(CLASS_WEIGHT), min_size=len(names), max_size=len(names))
    return {**pair, "class_weights": draw(weights)}


def training(hidden: int) -> st.SearchStrategy[Mapping]:
    return st.fixed_dictionaries(
        {
            "initializer": choices(INITIALIZERS),
            "optimizer": choices(OPTIMIZERS),
            "schedule": choices(SCHEDULES),
            "regularizer": choices(REGULARIZERS),
            "dropout_rate": st.one_of(st.just(0.0), numbers(RANGES["dropout_rate"])),
            "gradient_clip": st.one_of(st.none(), numbers(RANGES["gradient_clip"])),
            "batch_size": st.one_of(st.just("full"), numbers(RANGES["batch_size"])),
            "shuffle": st.booleans(),
            "frozen_layers": st.lists(st.integers(0, hidden), max_size=2),
        }
    )


@st.composite
def neuron(draw: st.DrawFn, source: Source, model: str) -> Mapping:
    """Draw what a single neuron may be told, with data of two classes if need be."""
    names, entry = source.classes, MODELS[model]
    told: Mapping = {}
    if names is None or len(names) != 2:
        told |= {"dataset": {"key": "gaussians", "samples": 20, "noise": 0.3}, "features": "auto"}
    if "perceptron" in entry.value.unused:
        return told
    return {**told, "shuffle": draw(st.booleans()), "perceptron": draw(settings_of(entry))}


def make(spec: Mapping) -> Trainer:
    return build(ExperimentSpec.from_dict(spec))


def run(trainer: Trainer, steps: int) -> list[float]:
    """Train, as far as it goes: some of the specs diverge, a perceptron may be done."""
    if trainer.divergence is not None or not trainer.is_trained:
        return []
    return trainer.advance(steps).losses.tolist()
