"""Training that blows up stops at that step, keeps the last finite weights, and says why."""

import numpy as np
import pytest

from engine import EngineError, ExperimentSpec, Table, Trainer, build
from engine.divergence import explain_rate

WILD = {
    "dataset": {"key": "plane"},
    "hidden_layers": [{"units": 8, "activation": "relu"}] * 3,
    "optimizer": {"key": "sgd", "learning_rate": 3.0},
}


def trainer(**fields: object) -> Trainer:
    return build(ExperimentSpec.from_dict({**WILD, **fields}))


@pytest.fixture
def diverged() -> Trainer:
    subject = trainer()
    assert subject.advance(100_000).divergence is not None
    return subject


def test_the_diverging_step_does_not_count(diverged: Trainer) -> None:
    divergence = diverged.divergence
    assert divergence is not None
    again = trainer()
    report = again.advance(100_000)
    assert report.divergence == divergence
    assert report.step_to == again.step == len(report.losses) == divergence.step - 1
    assert np.isfinite(report.losses).all()
    stopped_before = trainer()
    stopped_before.advance(divergence.step - 1)
    assert stopped_before.divergence is None
    assert np.array_equal(stopped_before.parameters, again.parameters)
    assert np.isfinite(again.parameters).all()


def test_the_cause_is_a_sentence_and_the_suggestion_a_lower_rate(diverged: Trainer) -> None:
    divergence = diverged.divergence
    assert divergence is not None
    assert divergence.cause == (
        "Learning rate 3 is too large for this data: "
        f"the loss grew without bound at step {divergence.step}."
    )
    assert divergence.cause_key == "rate"
    assert divergence.cause_values == {"learning_rate": 3.0, "step": divergence.step}
    assert divergence.suggestion == {"optimizer": {"learning_rate": 0.03}}
    calmer = {**diverged.spec.to_dict(), **divergence.suggestion}
    assert build(ExperimentSpec.from_dict(calmer)).advance(2000).divergence is None


@pytest.mark.parametrize(
    ("rate", "default", "suggested"),
    [(10.0, 0.03, 0.03), (10.0, 0.01, 0.01), (0.03, 0.03, 0.01), (0.01, 0.01, 0.003)],
)
def test_the_suggestion_is_the_default_or_a_third(
    rate: float, default: float, suggested: float
) -> None:
    suggestion = explain_rate(7, rate, default).suggestion
    assert suggestion == {"optimizer": {"learning_rate": suggested}}


def test_below_the_lowest_rate_there_is_nothing_to_suggest() -> None:
    assert explain_rate(7, 1e-5, 0.03).suggestion == {}


def test_it_does_not_go_on(diverged: Trainer) -> None:
    with pytest.raises(EngineError, match="training must be reset or given new weights"):
        diverged.advance(1)


def test_metrics_and_predictions_still_answer(diverged: Trainer) -> None:
    assert diverged.evaluate().train_loss > 1e100  # may be infinite, but raises nothing
    assert diverged.predict([[1.0, 1.0]]).outputs.shape == (1, 1)
    assert diverged.gradient_norms().tolist() == [0.0] * 4


def test_reset_starts_afresh(diverged: Trainer) -> None:
    diverged.reset()
    assert diverged.divergence is None and diverged.step == 0
    assert diverged.advance(5).losses.tolist() == trainer().advance(5).losses.tolist()


def test_new_weights_end_it(diverged: Trainer) -> None:
    step = diverged.step
    diverged.set_parameters(np.full(diverged.parameters.size, 0.01))
    assert diverged.divergence is None
    assert len(diverged.advance(1).losses) == 1 and diverged.step == step + 1


def test_moments_of_a_divergence_do_not_outlive_it() -> None:
    subject = trainer(optimizer={"key": "momentum", "learning_rate": 3.0})
    assert subject.advance(100_000).divergence is not None
    assert np.isfinite(subject.capture().learner.memory).all()
    subject.set_parameters(np.zeros(subject.parameters.size))
    assert not subject.capture().learner.memory.any()


def test_weights_that_overflow_at_once_are_the_cause() -> None:
    subject = trainer()
    subject.start_from(np.full(subject.parameters.size, 1e200))
    report = subject.advance(1)
    assert report.divergence is not None and len(report.losses) == 0
    assert "starting weights are too large" in report.divergence.cause
    assert report.divergence.cause_key == "starting_weights"
    assert report.divergence.suggestion == {}
    assert (subject.parameters == 1e200).all()


def test_weights_put_in_during_a_run_are_the_cause_and_not_the_learning_rate() -> None:
    subject = trainer(optimizer={"key": "sgd", "learning_rate": 0.001})
    subject.advance(50)
    subject.set_parameters(np.full(subject.parameters.size, 1e200))
    divergence = subject.advance(10).divergence
    assert divergence is not None and divergence.step == 51
    assert "weights that were put in are too large" in divergence.cause
    assert divergence.cause_key == "weights_put_in"
    assert divergence.suggestion == {}


@pytest.mark.parametrize("calls", [[100_000], [1] * 300], ids=["at once", "step by step"])
def test_weights_that_trained_on_are_not_the_cause(calls: list[int]) -> None:
    subject = trainer()
    subject.advance(1)
    subject.set_parameters(subject.parameters)
    for steps in calls:
        if (divergence := subject.advance(steps).divergence) is not None:
            break
    assert divergence is not None and "Learning rate 3 is too large" in divergence.cause


def test_a_restored_run_has_the_cause_that_it_had(diverged: Trainer) -> None:
    again = trainer()
    again.restore(diverged.capture())
    assert again.divergence == diverged.divergence
    before = trainer()
    before.advance(diverged.step)
    again.restore(before.capture())
    assert again.advance(1).divergence == diverged.divergence


def far(inputs: float, targets: float, **fields: object) -> Trainer:
    """Return a trainer of a regression whose numbers reach as far as is said."""
    rng = np.random.default_rng(0)
    x, y = rng.uniform(-1.0, 1.0, (50, 2)), rng.uniform(-1.0, 1.0, (50, 1))
    x[0], y[0] = 1.0, 1.0
    table = Table(("a", "b"), x * inputs, y * targets, None, ("t",))
    spec = {"dataset": {"key": "upload:1"}, "test_fraction": 0.0, "standardize": False}
    return build(ExperimentSpec.from_dict(spec | fields, {"upload:1": table}))


@pytest.mark.parametrize(
    ("inputs", "targets", "cause"),
    [
        (1e200, 1.0, "inputs are too far from zero to be trained on as they are: up to 1e+200."),
        (5e3, 1.0, "inputs are too far from zero to be trained on as they are: up to 5e+03."),
        (1.0, 1e200, "values to predict are too far from zero"),
    ],
)
def test_data_that_is_too_far_out_is_the_cause(inputs: float, targets: float, cause: str) -> None:
    subject = far(inputs, targets, hidden_layers=[], optimizer={"key": "sgd"})
    divergence = subject.advance(100_000).divergence
    assert divergence is not None and cause in divergence.cause
    assert divergence.suggestion == {"standardize": True}
    key, reach = ("inputs", inputs) if inputs > targets else ("targets", targets)
    assert (divergence.cause_key, divergence.cause_values) == (key, {"reach": reach})
    better = far(inputs, targets, hidden_layers=[], optimizer={"key": "sgd"}, standardize=True)
    assert better.advance(1000).divergence is None


def test_far_data_with_weights_that_are_further_out() -> None:
    subject = far(1e5, 1.0)
    subject.start_from(np.full(subject.parameters.size, 1e250))
    divergence = subject.advance(1).divergence
    assert divergence is not None and "starting weights are too large" in divergence.cause


@pytest.mark.parametrize("key", ["sgd", "momentum", "adam"])
def test_an_update_that_overflows_is_undone_in_whole(key: str) -> None:
    # The loss is about 1e200, the gradient of the first layer 1e100 × 1e250: only that overflows.
    subject = trainer(
        hidden_layers=[{"units": 1, "activation": "identity"}], optimizer={"key": key}
    )
    subject.advance(3)
    weights = [{"W": [[1e-150], [1e-150]], "b": [0.0]}, {"W": [[1e250]], "b": [0.0]}]
    subject.set_parameters(subject.flatten(weights))
    before, state = subject.parameters.copy(), subject.capture().learner
    assert subject.evaluate().train_loss < 1e300
    report = subject.advance(1)
    assert report.divergence is not None and report.divergence.step == 4
    assert np.array_equal(subject.parameters, before)
    assert np.array_equal(subject.capture().learner.memory, state.memory)
    assert subject.capture().learner.counts == state.counts == [3, 3]


def test_a_gradient_beyond_all_floats_is_a_divergence_even_where_it_is_clipped() -> None:
    hidden = [{"units": 1, "activation": "identity"}]
    subject = trainer(hidden_layers=hidden, gradient_clip=1.0)
    weights = [{"W": [[1e-150], [1e-150]], "b": [0.0]}, {"W": [[1e250]], "b": [0.0]}]
    subject.start_from(subject.flatten(weights))
    before = subject.parameters.copy()
    assert subject.evaluate().train_loss < 1e300
    assert subject.advance(1).divergence is not None
    assert np.array_equal(subject.parameters, before)
    assert subject.gradient_norms().tolist() == [0.0] * 2


def test_a_gradient_whose_square_is_beyond_all_floats_is_clipped() -> None:
    fields = {"hidden_layers": [], "initializer": {"key": "zeros"}, "gradient_clip": 1.0}
    subject = far(1e155, 1.0, optimizer={"key": "sgd", "learning_rate": 0.25}, **fields)
    assert subject.advance(1).divergence is None
    assert np.linalg.norm(subject.parameters) == pytest.approx(0.25, rel=1e-12)
    (norm,) = subject.gradient_norms()
    assert 1e153 < norm < 1e156


def test_nothing_is_printed_or_warned(capfd: pytest.CaptureFixture[str]) -> None:
    subject = trainer(gradient_clip=1000.0, regularizer={"key": "l1"}, dropout_rate=0.1)
    subject.start_from(np.full(subject.parameters.size, 1e60))
    subject.advance(100)
    subject.evaluate(), subject.predict([[1e300, 1e300]]), subject.gradient_norms()
    assert capfd.readouterr() == ("", "")
