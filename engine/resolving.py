"""Resolving a spec: every `auto` and every seed made explicit, and what a run would cost.

Nothing here makes data or allocates arrays: it is safe to ask before any limit is checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from engine.activations import ACTIVATIONS
from engine.datasets import count_test
from engine.errors import HyperparameterError, UnknownKeyError
from engine.features import FEATURES
from engine.losses import LEGAL_PAIRS
from engine.models import MODELS
from engine.network import count_parameters
from engine.parts import Seeds
from engine.rng import STREAMS, derive_seed
from engine.sources import Source, find_source
from engine.spec import ExperimentSpec


@dataclass(frozen=True)
class Plan:
    """State the sizes of a run before anything is made.

    shapes: (fan_in, units) of each layer, the output layer last.
    batch: Samples a step looks at.
    work_per_step: Parameters times batch.
    """

    n_inputs: int
    n_outputs: int
    shapes: tuple[tuple[int, int], ...]
    n_parameters: int
    n_train: int
    n_test: int
    batch: int
    work_per_step: int


def resolve(spec: ExperimentSpec) -> tuple[ExperimentSpec, tuple[str, ...]]:
    """Make every `auto` and every seed explicit, and note what may surprise.

    Resolving what is resolved changes nothing.

    Raises:
        HyperparameterError: if fields do not go together.
    """
    if MODELS[spec.model].value.is_neuron:
        spec = replace(spec, hidden_layers=())
    source = find_source(spec.dataset, spec.task)
    task = _resolve_task(spec, source)
    loss, output_activation = _resolve_output(spec, task, source)
    _check_class_weights(spec, source)
    _check_frozen_layers(spec)
    resolved = replace(
        spec,
        task=task,
        features=_resolve_features(spec, source),
        standardize=_resolve_standardize(spec, source),
        loss=loss,
        output_activation=output_activation,
        seeds=_resolve_seeds(spec),
        backend="numpy",
    )
    return resolved, _notes(resolved, plan(resolved))


def plan(spec: ExperimentSpec) -> Plan:
    """Compute the sizes of a run of a resolved spec."""
    source = find_source(spec.dataset, spec.task)
    outputs = _count_outputs(spec, source)
    units = [len(spec.features), *(layer.units for layer in spec.hidden_layers), outputs]
    shapes = tuple(pairwise(units))
    parameters = count_parameters(shapes)
    n_test = count_test(source.samples, spec.test_fraction)
    n_train = source.samples - n_test
    batch = _count_batch(spec, n_train)
    return Plan(
        n_inputs=units[0],
        n_outputs=outputs,
        shapes=shapes,
        n_parameters=parameters,
        n_train=n_train,
        n_test=n_test,
        batch=batch,
        work_per_step=parameters * batch,
    )


def _count_batch(spec: ExperimentSpec, n_train: int) -> int:
    if MODELS[spec.model].value.is_neuron:
        return 1  # a neuron looks at one point at a time
    return n_train if spec.batch_size == "full" else min(spec.batch_size, n_train)


def _count_outputs(spec: ExperimentSpec, source: Source) -> int:
    if source.classes is None:
        return len(source.targets)
    return len(source.classes) if spec.output_activation == "softmax" else 1


def _resolve_task(spec: ExperimentSpec, source: Source) -> str:
    if spec.task not in ("auto", source.task):
        key = spec.dataset.key
        rule = f"be auto or {source.task}, which is what the data set {key} is for"
        raise HyperparameterError("task", rule, spec.task)
    return source.task


def _resolve_features(spec: ExperimentSpec, source: Source) -> tuple[str, ...]:
    if spec.features == "auto":
        return source.columns
    known = FEATURES.keys() if source.is_planar else source.columns
    for index, name in enumerate(spec.features):
        if name not in known:
            raise UnknownKeyError(f"features.{index}", name, known)
    return spec.features


def _resolve_standardize(spec: ExperimentSpec, source: Source) -> bool:
    return source.is_measured if spec.standardize == "auto" else spec.standardize


def _resolve_output(spec: ExperimentSpec, task: str, source: Source) -> tuple[str, str]:
    """Return loss and output activation; a single neuron has no choice and stays at auto."""
    model = MODELS[spec.model]
    classes = None if source.classes is None else len(source.classes)
    if not model.value.is_neuron:
        return _resolve_pair(spec, task, classes)
    if classes != 2:
        rule = f"have two classes for a {model.label.lower()}"
        raise HyperparameterError("dataset.key", rule, spec.dataset.key)
    return spec.loss, spec.output_activation


def _resolve_pair(spec: ExperimentSpec, task: str, classes: int | None) -> tuple[str, str]:
    """Return the first legal pair of loss and output activation that fits what is asked for."""
    legal = [each for each in LEGAL_PAIRS if each["task"] == task and _fits(each, classes)]
    same_loss = [each for each in legal if spec.loss in ("auto", each["loss"])]
    if not same_loss:
        rule = f"be {_either('loss', legal)} for {task} with this data set"
        raise HyperparameterError("loss", rule, spec.loss)
    for pair in same_loss:
        if spec.output_activation in ("auto", pair["output_activation"]):
            return pair["loss"], pair["output_activation"]
    beside = "" if spec.loss == "auto" else f" and the loss {spec.loss}"
    rule = f"be {_either('output_activation', same_loss)} for {task}{beside}"
    raise HyperparameterError("output_activation", rule, spec.output_activation)


def _fits(pair: dict[str, Any], classes: int | None) -> bool:
    most = pair["max_classes"]
    return most is None or classes is None or classes <= most


def _either(name: str, pairs: Sequence[dict[str, Any]]) -> str:
    return " or ".join(dict.fromkeys(["auto", *(str(pair[name]) for pair in pairs)]))


def _check_class_weights(spec: ExperimentSpec, source: Source) -> None:
    if spec.class_weights is None:
        return
    if source.classes is None:
        rule = "be null for regression, which has no classes"
        raise HyperparameterError("class_weights", rule, list(spec.class_weights))
    if len(spec.class_weights) != len(source.classes):
        rule = f"be a list of {len(source.classes)} numbers, one for each class"
        raise HyperparameterError("class_weights", rule, list(spec.class_weights))


def _check_frozen_layers(spec: ExperimentSpec) -> None:
    last = len(spec.hidden_layers)
    for position, index in enumerate(spec.frozen_layers):
        if index > last:
            rule = f"be the index of a layer, 0 to {last}"
            raise HyperparameterError(f"frozen_layers.{position}", rule, index)


def _resolve_seeds(spec: ExperimentSpec) -> Seeds:
    given = {name: getattr(spec.seeds, name) for name in STREAMS}
    return Seeds(
        **{
            name: derive_seed(spec.seed, name) if seed is None else seed
            for name, seed in given.items()
        }
    )


def _notes(spec: ExperimentSpec, sizes: Plan) -> tuple[str, ...]:
    if MODELS[spec.model].value.is_neuron:
        return ()
    notes = []
    if spec.batch_size != "full" and spec.batch_size > sizes.n_train:
        notes.append(
            f"Batch size {spec.batch_size} is more than the {sizes.n_train} training points: "
            "each step looks at all of them."
        )
    if len(spec.frozen_layers) == len(sizes.shapes):
        notes.append("Every layer is frozen: training changes nothing.")
    if spec.initializer.key == "zeros" and spec.hidden_layers:
        notes.append(
            "All weights start at zero: the units of a hidden layer stay equal to each other."
        )
    return (*notes, *_note_flat_layers(spec))


def _note_flat_layers(spec: ExperimentSpec) -> list[str]:
    entries = [ACTIVATIONS[layer.activation] for layer in spec.hidden_layers]
    flat = dict.fromkeys(each.label for each in entries if not each.facts["differentiable"])
    return [
        f"{label} is flat: no gradient passes through it, so its layer and those before it "
        "stay as they are."
        for label in flat
    ]
