"""Models other than the network: what a spec may say of them, and how they train."""

from typing import Any

import numpy as np
import pytest

from engine import MODELS, EngineError, ExperimentSpec, HyperparameterError, Trainer, build
from engine.neurons import Perceptron, fit
from engine.perceptron_learner import PerceptronLearner

NEURONS = ["perceptron", "threshold"]
GATE = [{"x": [a, b], "y": int(a and b)} for a in (0.0, 1.0) for b in (0.0, 1.0)]


def make(model: str = "perceptron", key: str = "gaussians", **fields: Any) -> Trainer:
    return build(ExperimentSpec.from_dict({"model": model, "dataset": {"key": key}, **fields}))


@pytest.mark.parametrize("model", MODELS.keys())
def test_a_stated_spec_reads_back_and_resolves_to_itself(model: str) -> None:
    spec = make(model).spec
    told = spec.to_dict()
    assert ExperimentSpec.from_dict(told) == spec
    assert build(spec).spec == spec
    unused = MODELS[model].value.unused
    assert [name for name, value in told.items() if value is None and name in unused] == [
        name for name in told if name in unused
    ]


@pytest.mark.parametrize("model", NEURONS)
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("optimizer", {"key": "sgd"}),
        ("loss", "auto"),
        ("loss", "mse"),
        ("batch_size", 10),
        ("initializer", {"key": "zeros"}),
        ("dropout_rate", 0.0),
        ("frozen_layers", []),
        ("hidden_layers", [{"units": 2}]),
    ],
)
def test_what_means_nothing_to_a_neuron_is_refused(model: str, field: str, value: Any) -> None:
    with pytest.raises(HyperparameterError) as caught:
        make(model, **{field: value})
    assert caught.value.field == field


def test_a_network_has_no_perceptron() -> None:
    with pytest.raises(HyperparameterError, match="perceptron must be left out"):
        make("network", perceptron={})


@pytest.mark.parametrize("model", NEURONS)
@pytest.mark.parametrize("key", ["plane", "iris"])
def test_a_neuron_needs_two_classes(model: str, key: str) -> None:
    with pytest.raises(HyperparameterError, match="two classes"):
        make(model, key)


@pytest.mark.parametrize("name", ["learning_rate", "max_passes"])
@pytest.mark.parametrize("value", [0, -1, 1e9, None, "1", True, float("nan")])
def test_bad_settings_of_the_perceptron_are_refused(name: str, value: object) -> None:
    with pytest.raises(HyperparameterError) as caught:
        make(perceptron={name: value})
    assert caught.value.field == f"perceptron.{name}"


@pytest.mark.parametrize("value", [0, 1, None, "true"])
def test_averaged_is_true_or_false(value: object) -> None:
    with pytest.raises(HyperparameterError, match=r"perceptron\.averaged must be true or false"):
        make(perceptron={"averaged": value})


def test_the_session_is_the_perceptron_rule() -> None:
    subject = make(shuffle=False, perceptron={"learning_rate": 0.5}, test_fraction=0.0)
    twin = Perceptron(np.zeros(2), np.zeros(1), learning_rate=0.5)
    course = fit(twin, subject.data.inputs.T, subject.data.targets)
    report = subject.advance(10**6)
    assert subject.outcome == course.outcome == "converged"
    assert subject.epoch == course.passes
    assert report.step_to == course.passes * 500, "it ends with the clean pass"
    assert subject.parameters.tolist() == [*twin.weights, *twin.bias]
    assert np.flatnonzero(report.losses).tolist() == [each.visit - 1 for each in course.mistakes]


def test_after_convergence_nothing_moves() -> None:
    subject = make()
    subject.advance(10**6)
    before = subject.step
    report = subject.advance(10)
    assert (report.step_from, report.step_to, report.losses.size) == (before, before, 0)
    metrics = subject.evaluate()
    assert (metrics.train_loss, metrics.train_accuracy) == (0.0, 1.0)


def test_xor_does_not_converge_until_there_are_more_passes() -> None:
    subject = make(key="xor", perceptron={"max_passes": 3})
    subject.advance(10**6)
    assert (subject.outcome, subject.epoch) == ("not_converged", 3)
    more = ExperimentSpec.from_dict(
        {"model": "perceptron", "dataset": {"key": "xor"}, "perceptron": {"max_passes": 4}}
    )
    subject.configure(more)
    assert subject.outcome is None
    subject.advance(10**6)
    assert (subject.outcome, subject.epoch) == ("not_converged", 4)


def test_an_averaged_perceptron_shows_the_average_of_its_lines() -> None:
    plain, averaged = (make(key="xor", perceptron={"averaged": flag}) for flag in (False, True))
    lines = []
    for _ in range(300):
        plain.advance(1)
        averaged.advance(1)
        lines.append(plain.parameters.copy())
    np.testing.assert_allclose(averaged.parameters, np.mean(lines, axis=0), rtol=1e-12)


def test_undecided_points_count_as_mistakes_but_not_as_yes() -> None:
    subject = make()
    metrics = subject.evaluate()
    assert metrics.train_loss == metrics.test_loss == 1.0, "at zero all is undecided"
    assert metrics.train_accuracy == 0.5, "and answered with no"


def test_weights_set_by_hand_are_learned_from() -> None:
    subject = make()
    subject.advance(10**6)
    subject.set_parameters([1.0, -1.0, 0.0])
    assert subject.outcome is None
    subject.advance(10**6)
    assert subject.outcome == "converged"


def test_predictions_are_classes_without_probabilities() -> None:
    subject = make()
    subject.advance(10**6)
    told = subject.predict([[3.0, 3.0], [-3.0, -3.0]])
    assert told.outputs.tolist() == [[1.0], [-1.0]]
    assert told.classes == ["upper right", "lower left"]
    assert told.class_names == ["lower left", "upper right"]
    assert told.probabilities is None


def test_a_threshold_unit_is_set_and_never_trained() -> None:
    dataset = {"key": "points", "points": GATE}
    spec = {"model": "threshold", "dataset": dataset, "test_fraction": 0.0}
    subject = build(ExperimentSpec.from_dict(spec))
    assert not subject.is_trained
    subject.set_parameters([1.0, 1.0, -2.0])
    assert subject.evaluate().train_accuracy == 1.0
    assert subject.predict([[1.0, 1.0], [1.0, 0.0]]).outputs.tolist() == [[1.0], [0.0]]
    with pytest.raises(EngineError, match="set by hand"):
        subject.advance(1)
    assert subject.gradient_norms().tolist() == [0.0] and np.isnan(subject.learning_rate)
    subject.reset()
    assert subject.parameters.tolist() == [0.0, 0.0, 0.0]


def test_a_perceptron_that_leaves_all_numbers_diverges() -> None:
    points = [{"x": [1e308, 0.0], "y": 1}, {"x": [-1.0, 1.0], "y": 0}]
    fields = {"perceptron": {"learning_rate": 10.0}, "test_fraction": 0.0, "shuffle": False}
    spec = {"model": "perceptron", "dataset": {"key": "points", "points": points}, **fields}
    subject = build(ExperimentSpec.from_dict(spec))
    report = subject.advance(10)
    before = subject.capture()
    assert report.divergence is not None and report.losses.size == 0
    assert subject.parameters.tolist() == [0.0, 0.0, 0.0]
    assert before.learner.counts[:2] == [0, 0], "the visit that failed does not count"


def points(*rows: tuple[float, float, int]) -> dict[str, Any]:
    return {"key": "points", "points": [{"x": [a, b], "y": y} for a, b, y in rows]}


def drawn(*rows: tuple[float, float, int], **settings: Any) -> Trainer:
    fields = {"test_fraction": 0.0, "shuffle": False, "perceptron": settings}
    spec = {"model": "perceptron", "dataset": points(*rows), **fields}
    return build(ExperimentSpec.from_dict(spec))


def test_a_sum_that_is_no_number_is_no_answer() -> None:
    huge = 1e200
    subject = drawn((huge, huge, 1), (huge, -huge, 1), (-huge, -huge, 0))
    subject.advance(10**6)
    assert subject.outcome == "converged"
    assert subject.evaluate().train_accuracy == 1.0, "a sum of NaN is a mistake, to be learned from"


def test_an_edit_within_a_pass_does_not_end_it_clean() -> None:
    subject = drawn((1.0, 0.0, 1), (-1.0, 0.0, 0), (0.0, 1.0, 1), (0.0, -1.0, 0))
    subject.start_from([1.0, 1.0, 0.0])  # right everywhere
    subject.advance(2)
    subject.set_parameters([-1.0, 1.0, 0.0])  # wrong where it has been already
    subject.advance(2)
    assert (subject.epoch, subject.outcome) == (1, None)
    subject.advance(10**6)
    assert subject.outcome == "converged" and subject.evaluate().train_accuracy == 1.0


def test_going_back_heeds_the_present_number_of_passes() -> None:
    subject = make(key="xor", perceptron={"max_passes": 3})
    subject.advance(10**6)
    ended = subject.capture()
    told = subject.spec.to_dict() | {"perceptron": {"max_passes": 6}}
    subject.configure(ExperimentSpec.from_dict(told))
    subject.advance(1)
    subject.restore(ended)
    assert subject.outcome is None
    subject.advance(10**6)
    assert (subject.outcome, subject.epoch) == ("not_converged", 6)


def test_records_of_mistakes_belong_to_the_present_line() -> None:
    subject = make(key="xor")
    subject.advance(300)
    learner = subject.learner
    assert isinstance(learner, PerceptronLearner)
    assert len(learner.mistakes) == learner.perceptron.mistakes > 0
    subject.set_parameters([1.0, 1.0, 0.0])
    assert len(learner.mistakes) == learner.perceptron.mistakes == 0


def test_an_averaged_perceptron_may_converge_and_still_be_wrong() -> None:
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(12, 2))
    labels = rows @ rng.normal(size=2) > 0
    cases = [(a, b, int(y)) for (a, b), y in zip(rows, labels, strict=True)]
    last, average = drawn(*cases), drawn(*cases, averaged=True)
    for subject in (last, average):
        subject.advance(10**6)
        assert subject.outcome == "converged", "the line that learns decides"
    assert last.evaluate().train_accuracy == 1.0
    assert average.evaluate().train_accuracy == 11 / 12


@pytest.mark.parametrize("model", NEURONS)
def test_specs_made_in_python_have_no_hidden_layers_either(model: str) -> None:
    subject = build(ExperimentSpec(model=model))
    assert subject.spec.hidden_layers == ()
    assert len(subject.layout()) == 1
