"""The composition root: the only file that knows how all the parts go together."""

import numpy as np

from engine.arrays import AnyArray, BoolArray, FloatArray
from engine.changes import LIVE_FIELDS, changed_fields
from engine.datasets import DATASETS, Data, generate, split_test
from engine.evaluation import Split
from engine.head import Head
from engine.learner import Learner, Splits
from engine.network import Network
from engine.preprocessing import Preprocessing, fit_preprocessing
from engine.resolving import Plan, plan, resolve
from engine.rng import make_stream
from engine.spec import ExperimentSpec
from engine.trainer import Trainer

__all__ = ["LIVE_FIELDS", "Plan", "build", "changed_fields", "plan", "resolve"]


def build(spec: ExperimentSpec) -> Trainer:
    """Make everything that a spec asks for, ready for the first step.

    Raises:
        EngineError: if fields do not go together.
    """
    resolved, _ = resolve(spec)
    sizes = plan(resolved)
    activations = [layer.activation for layer in resolved.hidden_layers]
    network = Network(sizes.shapes, [*activations, resolved.output_activation])
    data = _make_data(resolved)
    head = _make_head(resolved, data)
    preprocessing = fit_preprocessing(
        data, resolved.features, resolved.standardize is True, sizes.n_outputs
    )
    splits = _make_splits(data, head, preprocessing)
    return Trainer(resolved, data, preprocessing, Learner(network, head, splits, resolved))


def _make_head(spec: ExperimentSpec, data: Data) -> Head:
    classes = None if data.class_names is None else len(data.class_names)
    return Head(spec.loss, spec.output_activation, classes, spec.class_weights)


def _make_splits(data: Data, head: Head, preprocessing: Preprocessing) -> Splits:
    x = preprocessing.apply(data.inputs)
    y, w = _code_targets(data, head, preprocessing)
    test = _cut(x, y, w, data.is_test) if data.is_test.any() else None
    return Splits(_cut(x, y, w, ~data.is_test), test)


def _make_data(spec: ExperimentSpec) -> Data:
    facts = DATASETS[spec.dataset.key].facts
    inputs, targets = generate(spec.dataset.key, spec.dataset.values, spec.seeds.of("data"))
    is_test = split_test(
        targets,
        spec.test_fraction,
        stratify=facts["classes"] is not None,
        rng=make_stream("split", spec.seeds.of("split")),
    )
    for array in (inputs, targets, is_test):
        array.flags.writeable = False
    return Data(inputs, targets, is_test, facts["classes"], facts["columns"])


def _code_targets(
    data: Data, head: Head, preprocessing: Preprocessing
) -> tuple[FloatArray, FloatArray | None]:
    y = head.encode(data.targets)
    if data.class_names is None:
        y = preprocessing.targets.apply(y)
    return y, head.sample_weights(data.targets)


def _cut(x: FloatArray, y: FloatArray, w: AnyArray | None, chosen: BoolArray) -> Split:
    columns = np.flatnonzero(chosen)
    return Split(
        np.ascontiguousarray(x[:, columns]),
        np.ascontiguousarray(y[:, columns]),
        None if w is None else w[columns],
    )
