"""A trace tells the numbers of the batch engine, of finite differences, and of pen and paper."""

import json
import math

import numpy as np
import pytest

from engine import (
    ACTIVATIONS,
    LEGAL_PAIRS,
    OPTIMIZERS,
    REGULARIZERS,
    SCHEDULES,
    ExperimentSpec,
    HyperparameterError,
    Trainer,
    build,
    load_checkpoint,
    save_checkpoint,
)
from engine.batches import Batches
from engine.passes import Pass
from engine.trace import Trace, describe_trace, trace

CLOSE = {"rtol": 1e-12, "atol": 1e-14}
SMALL = {"dataset": {"key": "spiral", "samples": 40, "noise": 0.1}, "seed": 3}
H = 1e-6


def trainer(steps: int = 7, **fields: object) -> Trainer:
    made = build(ExperimentSpec.from_dict(SMALL | fields))
    made.advance(steps)
    return made


def dataset_of(pair: dict) -> dict:
    key = "spiral" if pair["task"] == "classification" else "plane"
    return {"key": key, "samples": 40, "noise": 0.1}


def train_on_alone(subject: Trainer, sample: int) -> Trainer:
    """Return a copy of the trainer that made one real step with this sample as its only one."""
    copy = load_checkpoint(save_checkpoint(subject))
    split = copy.splits.test if copy.data.is_test[sample] else copy.splits.train
    same = copy.data.is_test == copy.data.is_test[sample]
    column = np.flatnonzero(np.flatnonzero(same) == sample)
    w = None if split.w is None else split.w[column]
    rng = np.random.default_rng(0)
    copy.learner.batches = Batches(split.x[:, column], split.y[:, column], w, rng)
    copy.learner.dropout.rate = 0.0
    copy.advance(1)
    return copy


def flat(one: Trace, weights: str, biases: str) -> np.ndarray:
    parts = [(getattr(e, weights).ravel(), getattr(e, biases)) for e in one.layers]
    return np.concatenate([each for pair in parts for each in pair])


def check_against_the_batch_engine(subject: Trainer, sample: int) -> Trace:
    one = trace(subject, sample)
    after = train_on_alone(subject, sample)
    np.testing.assert_allclose(flat(one, "W", "b"), subject.parameters, rtol=0)
    np.testing.assert_allclose(flat(one, "W_after", "b_after"), after.parameters, **CLOSE)
    factor = after.learner.update.clip_factor
    gradients = after.network.gradients / factor
    np.testing.assert_allclose(flat(one, "dW", "db"), gradients, **CLOSE)
    np.testing.assert_allclose(one.clip_factor, factor, rtol=1e-12)
    raw = subject.data.inputs[sample][None]
    predicted = subject._preprocessing.targets.apply(subject.predict(raw).outputs.T)[:, 0]
    np.testing.assert_allclose(one.outputs, predicted, **CLOSE)
    return one


@pytest.mark.parametrize("pair", LEGAL_PAIRS, ids=lambda p: f"{p['loss']}-{p['output_activation']}")
@pytest.mark.parametrize("activation", ACTIVATIONS.keys())
def test_every_activation_and_loss_agrees_with_the_batch_engine(
    pair: dict, activation: str
) -> None:
    layers = [{"units": 3, "activation": activation}, {"units": 4, "activation": activation}]
    names = {name: pair[name] for name in ("loss", "output_activation")}
    subject = trainer(dataset=dataset_of(pair), hidden_layers=layers, **names)
    one = check_against_the_batch_engine(subject, 11)
    assert [layer.activation for layer in one.layers[:-1]] == [activation] * 2
    column = int(np.count_nonzero(~subject.data.is_test[:11]))
    split = subject.splits.test if one.split == "test" else subject.splits.train
    column = column if one.split == "train" else 11 - column
    room = Pass(subject.network, 1)
    x, y = split.x[:, column : column + 1], split.y[:, column : column + 1]
    loss = subject.head.mean_loss(room.forward(x), y, None, room)
    np.testing.assert_allclose(one.loss, loss, **CLOSE)


@pytest.mark.parametrize("optimizer", OPTIMIZERS.keys())
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"gradient_clip": 0.01},
        {"frozen_layers": [1]},
        {"dropout_rate": 0.5},
        {"class_weights": [1.0, 5.0]},
        {"standardize": True, "features": ["x1", "x2_squared", "sin_x1"]},
    ],
    ids=lambda more: next(iter(more), "plain"),
)
def test_every_optimizer_steps_as_in_training(optimizer: str, more: dict) -> None:
    subject = trainer(optimizer={"key": optimizer}, regularizer={"key": "l2", "rate": 0.1}, **more)
    one = check_against_the_batch_engine(subject, 0)
    assert one.updated and one.learning_rate == subject.learning_rate
    if "gradient_clip" in more:
        assert one.clip_factor < 1.0
        assert one.clip_factor * one.gradient_norm == pytest.approx(0.01, rel=1e-3)
    for index, layer in enumerate(one.layers):
        frozen = index in subject.spec.frozen_layers
        assert layer.frozen == frozen == np.array_equal(layer.W, layer.W_after)


@pytest.mark.parametrize("regularizer", REGULARIZERS.keys())
@pytest.mark.parametrize("schedule", SCHEDULES.keys())
def test_regularizers_and_schedules_take_part(regularizer: str, schedule: str) -> None:
    subject = trainer(30, regularizer={"key": regularizer}, schedule={"key": schedule})
    check_against_the_batch_engine(subject, 5)


def test_the_trainer_stays_as_it_is_bit_for_bit() -> None:
    options = {"optimizer": {"key": "adam"}, "dropout_rate": 0.3, "gradient_clip": 0.1}
    subject, untouched = trainer(9, **options), trainer(9, **options)
    before, gradients = save_checkpoint(subject), subject.network.gradients.copy()
    for sample in range(len(subject.data.inputs)):
        trace(subject, sample)
    assert save_checkpoint(subject) == before
    assert np.array_equal(subject.network.gradients, gradients)
    assert subject.advance(20).losses.tolist() == untouched.advance(20).losses.tolist()


def test_gradients_agree_with_finite_differences() -> None:
    subject = trainer(hidden_layers=[{"units": 3, "activation": "tanh"}])
    one = trace(subject, 2)
    place, slopes = subject.parameters.copy(), []
    for index in range(place.size):
        losses = []
        for move in (H, -H):
            subject.set_parameters(place + move * (np.arange(place.size) == index))
            losses.append(trace(subject, 2).loss)
        slopes.append((losses[0] - losses[1]) / (2 * H))
    np.testing.assert_allclose(flat(one, "dW", "db"), slopes, atol=1e-8)


def test_hidden_units_are_silent_and_blameless() -> None:
    subject = trainer(5)
    subject.hide_unit(0, 1, True)
    one = check_against_the_batch_engine(subject, 3)
    first, second = one.layers[:2]
    assert first.a[1] == second.inputs[1] == first.dz[1] == first.db[1] == 0.0
    assert not second.dW[1].any()


def test_one_unit_on_paper() -> None:
    """One input, one tanh unit, one sigmoid output: every number by the rules of school."""
    subject = trainer(0, features=["x1"], hidden_layers=[{"units": 1, "activation": "tanh"}])
    w1, b1, w2, b2 = 0.4, -0.3, 1.5, 0.2
    subject.set_parameters([w1, b1, w2, b2])
    one = trace(subject, 6)
    x, y = subject.data.inputs[6, 0], float(subject.data.targets[6])
    a1 = math.tanh(w1 * x + b1)
    z2 = w2 * a1 + b2
    p = 1 / (1 + math.exp(-z2))
    dz2 = p - y
    dz1 = w2 * dz2 * (1 - a1 * a1)
    first, last = one.layers
    rate = 0.03
    for got, wanted in (
        (one.loss, -math.log(p if y else 1 - p)),
        (one.outputs[0], p),
        (first.z[0], w1 * x + b1),
        (first.a[0], a1),
        (first.slope[0], 1 - a1 * a1),
        (first.da[0], w2 * dz2),
        (first.dz[0], dz1),
        (first.dW[0, 0], dz1 * x),
        (first.db[0], dz1),
        (first.W_after[0, 0], w1 - rate * dz1 * x),
        (last.z[0], z2),
        (last.dW[0, 0], dz2 * a1),
        (last.b_after[0], b2 - rate * dz2),
        (one.gradient_norm, math.hypot(dz1 * x, dz1, dz2 * a1, dz2)),
    ):
        assert got == pytest.approx(wanted, rel=1e-12)
    assert (last.da, last.slope) == (None, None)
    assert one.loss_after < one.loss


def test_train_and_test_samples_are_told_apart() -> None:
    subject = trainer()
    traces = [trace(subject, sample) for sample in range(40)]
    held_back = [one.split == "test" for one in traces]
    assert held_back == subject.data.is_test.tolist()
    for sample, one in enumerate(traces):
        np.testing.assert_array_equal(one.inputs, subject.data.inputs[sample])
        np.testing.assert_array_equal(one.features, subject.data.inputs[sample])
        assert one.coded_target[0] == one.target == subject.data.targets[sample]


def test_a_step_out_of_all_numbers_changes_nothing() -> None:
    subject = trainer(0, dataset={"key": "plane", "samples": 40}, hidden_layers=[])
    subject.set_parameters([1e308, 1e308, 0.0])
    one = trace(subject, 0)
    assert not one.updated
    assert np.array_equal(one.layers[0].W_after, one.layers[0].W)


def test_a_trace_is_plain_json() -> None:
    one = trace(trainer(), 4)
    told = json.loads(json.dumps(describe_trace(one)))
    assert told["layers"][1]["dW"] == one.layers[1].dW.tolist()
    assert told["layers"][-1]["da"] is None
    assert (told["sample"], told["step"], told["target"]) == (4, 7, int(one.target))


@pytest.mark.parametrize("sample", [-1, 40, 1.0, True, "0", None])
def test_a_row_that_is_not_there_is_refused(sample: object) -> None:
    with pytest.raises(HyperparameterError, match=r"sample must be an integer from 0 to 39"):
        trace(trainer(0), sample)  # type: ignore[arg-type]


@pytest.mark.parametrize("averaged", [False, True])
def test_a_perceptron_learns_from_a_mistake_as_in_training(averaged: bool) -> None:
    spec = {"dataset": {"key": "gaussians", "samples": 30, "noise": 0.3}, "model": "perceptron"}
    spec |= {"perceptron": {"learning_rate": 0.5, "averaged": averaged}, "shuffle": False}
    subject = build(ExperimentSpec.from_dict(spec))
    train_rows = np.flatnonzero(~subject.data.is_test)
    mistakes = []
    for visit in range(40):
        one = trace(subject, int(train_rows[visit % train_rows.size]))
        assert one.sum == pytest.approx(float(one.weights @ one.inputs) + one.bias)
        assert (one.output, one.label) == (1 if one.sum > 0 else -1, 2 * one.target - 1)
        loss = subject.advance(1).losses[0]
        assert one.mistake == (loss == 1.0) == (one.label * one.sum <= 0)
        line = subject.capture().learner.memory[0]
        assert np.array_equal([*one.weights_after, one.bias_after], line)
        mistakes.append(one.mistake)
    assert 0 < sum(mistakes) < 40
    assert json.loads(json.dumps(describe_trace(one)))["weights"] == one.weights.tolist()


def test_a_threshold_unit_answers_and_stays() -> None:
    subject = build(ExperimentSpec.from_dict({"model": "threshold"}))
    subject.set_parameters([1.0, 1.0, -2.0])
    for sample in range(50):
        one = trace(subject, sample)
        assert one.sum == pytest.approx(one.inputs.sum() - 2.0)
        assert one.output == float(one.inputs.sum() >= 2.0)
        assert one.mistake == (one.output != subject.data.targets[sample])
        assert (one.bias_after, one.weights_after.tolist()) == (-2.0, [1.0, 1.0])
        assert one.learning_rate is None


def test_a_trace_tells_what_the_optimizer_remembers() -> None:
    for optimizer, slots in (("sgd", 0), ("momentum", 1), ("adam", 2)):
        one = trace(trainer(optimizer={"key": optimizer}), 2)
        for layer in one.layers:
            assert layer.memory_W.shape == (slots, *layer.W.shape)
            assert layer.memory_b.shape == (slots, *layer.b.shape)
            assert layer.updates == 7


def test_adam_by_its_formula_is_what_a_trace_says() -> None:
    one = trace(trainer(optimizer={"key": "adam", "learning_rate": 0.05}), 2)
    layer = one.layers[0]
    t = layer.updates + 1
    m = 0.9 * layer.memory_W[0] + 0.1 * layer.dW
    v = 0.999 * layer.memory_W[1] + 0.001 * layer.dW**2
    step = 0.05 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    np.testing.assert_allclose(layer.W_after, layer.W - step, rtol=1e-12)
