"""The composition root: the only file that knows how all the parts go together."""

import numpy as np

from engine.arrays import AnyArray, BoolArray, FloatArray
from engine.changes import LIVE_FIELDS, changed_fields
from engine.datasets import Data, split_test
from engine.decision import Decision
from engine.evaluation import Split
from engine.gradient_learner import GradientLearner
from engine.hand_set import HandSet
from engine.head import Head
from engine.learner import Learner, Splits
from engine.models import MODELS
from engine.network import Network
from engine.optimizers import OPTIMIZERS
from engine.perceptron_learner import PerceptronLearner
from engine.preprocessing import Preprocessing, fit_preprocessing
from engine.resolving import Plan, plan, resolve
from engine.rng import make_stream
from engine.sources import find_source, make_samples
from engine.spec import ExperimentSpec
from engine.state import Memory
from engine.trainer import Trainer

__all__ = ["LIVE_FIELDS", "Plan", "build", "changed_fields", "plan", "resolve"]


def build(spec: ExperimentSpec) -> Trainer:
    """Make everything that a spec asks for, ready for the first step.

    Raises:
        EngineError: if fields do not go together.
    """
    resolved, _ = resolve(spec)
    sizes = plan(resolved)
    output = MODELS[resolved.model].value.output_activation or resolved.output_activation
    activations = [layer.activation for layer in resolved.hidden_layers]
    network = Network(sizes.shapes, [*activations, output])
    data = _make_data(resolved)
    preprocessing = fit_preprocessing(
        data, resolved.features, resolved.standardize is True, sizes.n_outputs
    )
    learner = _make_learner(resolved, network, data, preprocessing)
    return Trainer(resolved, data, preprocessing, learner)


def count_memory(spec: ExperimentSpec) -> Memory:
    """Return what the learner of a resolved spec remembers, without making it."""
    model = MODELS[spec.model].value
    if not model.is_neuron:
        slots = OPTIMIZERS[spec.optimizer.key].value.slots
        return Memory(slots, len(spec.hidden_layers) + 1)
    return PerceptronLearner.memory if model.is_trained else Memory(0, 0)


def _make_learner(
    spec: ExperimentSpec, network: Network, data: Data, preprocessing: Preprocessing
) -> Learner:
    if spec.model == "network":
        classes = None if data.class_names is None else len(data.class_names)
        head = Head(spec.loss, spec.output_activation, classes, spec.class_weights)
        return GradientLearner(network, head, _make_splits(data, head, preprocessing), spec)
    decision = Decision(network.layers[-1].activation_key)
    splits = _make_splits(data, decision, preprocessing)
    neuron = PerceptronLearner if MODELS[spec.model].value.is_trained else HandSet
    return neuron(network, decision, splits, spec)


def _make_splits(data: Data, head: Head | Decision, preprocessing: Preprocessing) -> Splits:
    x = preprocessing.apply(data.inputs)
    y, w = _code_targets(data, head, preprocessing)
    test = _cut(x, y, w, data.is_test) if data.is_test.any() else None
    return Splits(_cut(x, y, w, ~data.is_test), test)


def _make_data(spec: ExperimentSpec) -> Data:
    source = find_source(spec.dataset, spec.task)
    inputs, targets = make_samples(spec.dataset, spec.task, spec.seeds.of("data"))
    is_test = split_test(
        targets,
        spec.test_fraction,
        stratify=source.classes is not None,
        rng=make_stream("split", spec.seeds.of("split")),
    )
    for array in (inputs, targets, is_test):
        array.flags.writeable = False
    return Data(inputs, targets, is_test, source.classes, source.columns, source.targets)


def _code_targets(
    data: Data, head: Head | Decision, preprocessing: Preprocessing
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
