"""Resolving a spec: every `auto` and every seed made explicit, and what a run would cost.

Nothing here makes data or allocates arrays: it is safe to ask before any limit is checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from engine.datasets import DATASETS, count_test
from engine.errors import HyperparameterError
from engine.losses import LEGAL_PAIRS
from engine.network import count_parameters
from engine.parts import Seeds
from engine.rng import STREAMS, derive_seed
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
    facts = DATASETS.get(spec.dataset.key, "dataset.key").facts
    task = _resolve_task(spec, facts["task"])
    classes = None if facts["classes"] is None else len(facts["classes"])
    loss, output_activation = _resolve_pair(spec, task, classes)
    _check_class_weights(spec, classes)
    _check_frozen_layers(spec)
    resolved = replace(
        spec,
        task=task,
        features=facts["columns"] if spec.features == "auto" else spec.features,
        standardize=False if spec.standardize == "auto" else spec.standardize,
        loss=loss,
        output_activation=output_activation,
        seeds=_resolve_seeds(spec),
        backend="numpy",
    )
    return resolved, _notes(resolved, plan(resolved))


def plan(spec: ExperimentSpec) -> Plan:
    """Compute the sizes of a run of a resolved spec."""
    classes = DATASETS[spec.dataset.key].facts["classes"]
    outputs = len(classes) if spec.output_activation == "softmax" else 1
    units = [len(spec.features), *(layer.units for layer in spec.hidden_layers), outputs]
    shapes = tuple(pairwise(units))
    parameters = count_parameters(shapes)
    samples = int(spec.dataset.values["samples"])
    n_test = count_test(samples, spec.test_fraction)
    n_train = samples - n_test
    batch = n_train if spec.batch_size == "full" else min(spec.batch_size, n_train)
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


def _resolve_task(spec: ExperimentSpec, natural: str) -> str:
    if spec.task not in ("auto", natural):
        rule = f"be auto or {natural}, which is what the data set {spec.dataset.key} is for"
        raise HyperparameterError("task", rule, spec.task)
    return natural


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


def _check_class_weights(spec: ExperimentSpec, classes: int | None) -> None:
    if spec.class_weights is None:
        return
    if classes is None:
        rule = "be null for regression, which has no classes"
        raise HyperparameterError("class_weights", rule, list(spec.class_weights))
    if len(spec.class_weights) != classes:
        rule = f"be a list of {classes} numbers, one for each class"
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
    return tuple(notes)
