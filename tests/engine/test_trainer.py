"""A trainer's history depends on its spec alone."""

import numpy as np
import pytest

from engine import (
    ExperimentSpec,
    HyperparameterError,
    ShapeError,
    StepReport,
    Trainer,
    build,
    sample,
)

NOISY = {"dataset": {"key": "spiral", "noise": 0.2, "samples": 103}, "dropout_rate": 0.2}


def trainer(**fields: object) -> Trainer:
    return build(ExperimentSpec.from_dict(fields))


def test_the_same_spec_gives_the_same_history() -> None:
    one, other = trainer(**NOISY), trainer(**NOISY)
    assert one.advance(300).losses.tolist() == other.advance(300).losses.tolist()
    assert np.array_equal(one.parameters, other.parameters)
    assert one.evaluate() == other.evaluate()


def test_interleaved_trainers_do_not_disturb_each_other() -> None:
    alone = trainer(**NOISY).advance(200).losses.tolist()
    one, other, losses = trainer(**NOISY), trainer(seed=7), []
    for _ in range(20):
        losses += one.advance(10).losses.tolist()
        other.advance(3)
        other.evaluate()
    assert losses == alone


def test_the_history_does_not_depend_on_how_steps_are_cut() -> None:
    whole, cut, losses = trainer(**NOISY), trainer(**NOISY), []
    expected = whole.advance(100).losses.tolist()
    for steps in (1, 0, 7, 30, 2, 60):
        report = cut.advance(steps)
        assert (report.step_to - report.step_from, len(report.losses)) == (steps, steps)
        cut.evaluate(), cut.predict([[0.0, 0.0]])
        losses += report.losses.tolist()
    assert losses == expected
    assert np.array_equal(whole.parameters, cut.parameters)


def test_an_epoch_shows_every_sample_once() -> None:
    subject = trainer(dataset={"samples": 103}, batch_size=10)  # 82 train: 8 batches and 2 left
    assert (subject.steps_per_epoch, subject.steps_to_epoch_end, subject.epoch) == (9, 9, 0)
    subject.advance(8)
    assert (subject.steps_to_epoch_end, subject.epoch) == (1, 0)
    subject.advance(1)
    assert (subject.steps_to_epoch_end, subject.epoch, subject.step) == (9, 1, 9)
    first = subject.capture().learner.order
    subject.advance(1)
    second = subject.capture().learner.order
    assert sorted(first) == sorted(second) == list(range(82))
    assert not np.array_equal(first, second)


def test_without_shuffling_the_order_stays() -> None:
    subject = trainer(shuffle=False)
    subject.advance(50)
    assert subject.capture().learner.order.tolist() == list(range(400))


def test_the_last_smaller_batch_is_averaged_by_its_own_size() -> None:
    subject = trainer(dataset={"samples": 4}, test_fraction=0.25, batch_size=2, shuffle=False)
    subject.advance(1)
    predicted = subject.predict(subject.data.inputs[~subject.data.is_test])
    label = int(subject.data.targets[~subject.data.is_test][2])
    assert predicted.probabilities is not None
    last = -np.log(predicted.probabilities[2, label])
    assert subject.advance(1).losses[0] == pytest.approx(last, rel=1e-12)


def test_the_loss_of_a_step_is_that_before_its_update() -> None:
    subject = trainer(batch_size="full", test_fraction=0.0)
    before = subject.evaluate().train_loss
    assert subject.advance(1).losses[0] == pytest.approx(before, rel=1e-12)
    assert subject.evaluate().train_loss < before


def test_one_step_of_sgd_by_hand() -> None:
    subject = trainer(hidden_layers=[], batch_size="full", test_fraction=0.0)
    W, b = subject.get_layers()[0].values()
    x, y = subject.data.inputs, subject.data.targets[:, None]
    error = (1 / (1 + np.exp(-(x @ W + b))) - y) / len(x)
    subject.advance(1)
    after = subject.get_layers()[0]
    np.testing.assert_allclose(after["W"], W - 0.03 * x.T @ error, rtol=1e-10)
    np.testing.assert_allclose(after["b"], b - 0.03 * error.sum(axis=0), rtol=1e-10)


def test_class_weights_shift_the_balance() -> None:
    even = trainer(hidden_layers=[], dataset={"key": "circle"})
    tilted = trainer(hidden_layers=[], dataset={"key": "circle"}, class_weights=[1.0, 20.0])
    even.advance(400), tilted.advance(400)
    origin = [[0.0, 0.0]]
    assert tilted.predict(origin).outputs[0, 0] > even.predict(origin).outputs[0, 0] + 0.2


def test_accuracy_and_loss_agree_with_predictions() -> None:
    subject = trainer(dataset={"noise": 0.3, "samples": 3000})  # more than one chunk
    subject.advance(500)
    metrics, data = subject.evaluate(), subject.data
    predicted = subject.predict(data.inputs)
    assert predicted.probabilities is not None
    right = predicted.probabilities.argmax(axis=1) == data.targets
    losses = -np.log(predicted.probabilities[np.arange(3000), data.targets])
    assert metrics.train_accuracy == pytest.approx(right[~data.is_test].mean(), rel=1e-12)
    assert metrics.test_accuracy == pytest.approx(right[data.is_test].mean(), rel=1e-12)
    assert metrics.train_loss == pytest.approx(losses[~data.is_test].mean(), rel=1e-10)
    assert metrics.test_loss == pytest.approx(losses[data.is_test].mean(), rel=1e-10)


def test_the_loss_of_a_split_is_weighted_too() -> None:
    subject = trainer(dataset={"noise": 0.3}, class_weights=[1.0, 5.0])
    data, predicted = subject.data, subject.predict(subject.data.inputs)
    assert predicted.probabilities is not None
    losses = -np.log(predicted.probabilities[np.arange(500), data.targets])
    weights = np.where(data.targets == 1, 5.0, 1.0)
    expected = np.average(losses[data.is_test], weights=weights[data.is_test])
    assert subject.evaluate().test_loss == pytest.approx(expected, rel=1e-12)


def test_regression_has_no_accuracy() -> None:
    metrics = trainer(dataset={"key": "plane"}).evaluate()
    assert metrics.train_accuracy is None and metrics.test_accuracy is None


def test_reset_gives_the_same_history_again() -> None:
    subject = trainer(**NOISY, optimizer={"key": "adam"})
    start, first = subject.parameters.copy(), subject.advance(150).losses.tolist()
    subject.reset()
    assert (subject.step, subject.epoch) == (0, 0)
    assert np.array_equal(subject.parameters, start)
    assert subject.gradient_norms().tolist() == [0.0, 0.0, 0.0]
    assert subject.advance(150).losses.tolist() == first


def test_reset_follows_the_current_spec() -> None:
    subject = trainer()
    subject.advance(10)
    faster = {**subject.spec.to_dict(), "optimizer": {"key": "sgd", "learning_rate": 0.3}}
    subject.configure(ExperimentSpec.from_dict(faster))
    subject.reset()
    fresh = build(ExperimentSpec.from_dict(faster))
    assert subject.advance(50).losses.tolist() == fresh.advance(50).losses.tolist()


def test_weights_put_in_are_the_start_that_reset_comes_back_to() -> None:
    subject = trainer()
    mine = np.linspace(-1, 1, subject.parameters.size)
    subject.advance(5)
    subject.start_from(mine)
    assert subject.step == 0 and np.array_equal(subject.parameters, mine)
    first = subject.advance(20).losses.tolist()
    subject.set_parameters(mine * 2)  # an edit by hand is gone after a reset
    subject.reset()
    assert np.array_equal(subject.parameters, mine)
    assert subject.advance(20).losses.tolist() == first


def test_edits_by_hand_keep_step_and_order() -> None:
    subject = trainer()
    subject.advance(7)
    subject.set_parameters(np.zeros(subject.parameters.size))
    assert subject.step == 7 and not subject.parameters.any()


def test_parameters_are_a_read_only_view_and_layers_are_copies() -> None:
    subject = trainer()
    view, layers = subject.parameters, subject.get_layers()
    with pytest.raises(ValueError, match="read-only"):
        view[0] = 1.0
    subject.advance(1)
    assert not np.array_equal(view, subject.flatten(layers))
    assert np.array_equal(view, subject.flatten(subject.get_layers()))


def test_layers_survive_as_lists() -> None:
    subject = trainer()
    lists = [{"W": each["W"].tolist(), "b": each["b"].tolist()} for each in subject.get_layers()]
    assert np.array_equal(subject.flatten(lists), subject.parameters)


@pytest.mark.parametrize(
    ("change", "kind", "field"),
    [
        (lambda layers: layers[:-1], ShapeError, "layers"),
        (lambda _: "layers", ShapeError, "layers"),
        (lambda layers: [layers[0], {"W": [[1.0]]}, layers[2]], HyperparameterError, "layers.1"),
        (
            lambda layers: [layers[0], {**layers[1], "W": [[1.0], [2.0, 3.0]]}, layers[2]],
            ShapeError,
            "layers.1.W",
        ),
        (
            lambda layers: [layers[0], {**layers[1], "W": layers[1]["W"].T}, layers[2]],
            ShapeError,
            "layers.1.W",
        ),
        (
            lambda layers: [*layers[:2], {**layers[2], "b": [float("nan")]}],
            HyperparameterError,
            "layers.2.b",
        ),
        (
            lambda layers: [*layers[:2], {**layers[2], "b": [True]}],
            HyperparameterError,
            "layers.2.b",
        ),
        (
            lambda layers: [*layers[:2], {**layers[2], "b": ["1"]}],
            HyperparameterError,
            "layers.2.b",
        ),
    ],
)
def test_wrong_layers_are_refused(change: object, kind: type, field: str) -> None:
    subject = trainer()
    with pytest.raises(kind) as caught:
        subject.flatten(change(subject.get_layers()))  # type: ignore[operator]
    assert caught.value.field == field


@pytest.mark.parametrize("parameters", [[1.0], [[0.0] * 25], "x", None, [float("inf")] * 25])
def test_wrong_parameters_are_refused(parameters: object) -> None:
    subject = trainer()
    before = subject.parameters.copy()
    for put in (subject.set_parameters, subject.start_from):
        with pytest.raises((ShapeError, HyperparameterError), match="parameters must"):
            put(parameters)
    assert np.array_equal(subject.parameters, before)


@pytest.mark.parametrize(
    "inputs", [[1.0, 2.0], [[1.0]], [[1.0, None]], [[1.0, True]], [["a", "b"]], [[1], [2, 3]]]
)
def test_wrong_inputs_are_refused(inputs: object) -> None:
    with pytest.raises((ShapeError, HyperparameterError), match="inputs must"):
        trainer().predict(inputs)


@pytest.mark.parametrize("steps", [-1, True, 1.5, "3", 10**10])
def test_steps_are_a_count(steps: object) -> None:
    with pytest.raises(HyperparameterError, match="steps must"):
        trainer().advance(steps)  # type: ignore[arg-type]


def test_data_is_raw_read_only_and_what_thumbnails_show() -> None:
    subject = trainer(dataset={"key": "moons", "noise": 0.1, "samples": 50}, standardize=True)
    seed = subject.spec.seeds.data
    assert seed is not None
    inputs, targets = sample("moons", 50, 0.1, seed)
    assert np.array_equal(subject.data.inputs, inputs)
    assert np.array_equal(subject.data.targets, targets)
    assert subject.data.class_names == ("upper moon", "lower moon")
    with pytest.raises(ValueError, match="read-only"):
        subject.data.inputs[0, 0] = 1.0


def test_reports_are_copies() -> None:
    subject = trainer()
    first: StepReport = subject.advance(5)
    kept = first.losses.tolist()
    subject.advance(5)
    assert first.losses.tolist() == kept and first.losses.dtype == np.float64
