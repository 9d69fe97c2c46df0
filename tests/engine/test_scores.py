"""Scores by class and by target, held to scikit-learn and to counting by hand."""

import json

import numpy as np
import pytest

from engine import ExperimentSpec, Trainer, build
from engine.probes import samples as budget
from engine.probes import score
from engine.probes.scores import Scores, confuse, score_classes

metrics = pytest.importorskip("sklearn.metrics")


def trained(steps: int = 60, **fields: object) -> Trainer:
    trainer = build(ExperimentSpec.from_dict(fields))
    trainer.advance(steps)
    return trainer


CLASSIFICATIONS = [
    {"dataset": {"key": "iris"}},
    {"dataset": {"key": "wine"}, "class_weights": [1.0, 3.0, 0.5]},
    {"dataset": {"key": "breast_cancer"}},
    {"dataset": {"key": "spiral", "noise": 0.1}},
    {"dataset": {"key": "moons"}, "loss": "softmax_cross_entropy"},
    {"dataset": {"key": "moons"}, "loss": "mse", "output_activation": "tanh"},
    {"dataset": {"key": "digits"}},
    {"dataset": {"key": "gaussians"}, "model": "perceptron"},
]


@pytest.mark.parametrize("fields", CLASSIFICATIONS, ids=lambda f: f["dataset"]["key"])
def test_classes_are_scored_as_scikit_learn_does(fields: dict) -> None:
    trainer = trained(**fields)
    data, names = trainer.data, trainer.data.class_names
    called = [names.index(name) for name in trainer.predict(data.inputs).classes]
    for scores, chosen in zip(score(trainer), (~data.is_test, data.is_test), strict=True):
        y, p = data.targets[chosen], np.array(called)[chosen]
        labels = range(len(names))
        assert scores.confusion == metrics.confusion_matrix(y, p, labels=labels).tolist()
        assert scores.accuracy == pytest.approx(metrics.accuracy_score(y, p))
        precision, recall, _, support = metrics.precision_recall_fscore_support(
            y, p, labels=labels, zero_division=np.nan
        )
        for index, one in enumerate(scores.classes):
            assert (one.name, one.support) == (names[index], support[index])
            assert_same(one.precision, precision[index])
            assert_same(one.recall, recall[index])
    metric = trainer.evaluate()
    assert score(trainer)[0].accuracy == metric.train_accuracy
    assert score(trainer)[1].accuracy == metric.test_accuracy


def assert_same(ours: float | None, theirs: float) -> None:
    assert (ours is None) == bool(np.isnan(theirs))
    assert ours is None or ours == pytest.approx(theirs)


@pytest.mark.parametrize(
    "fields",
    [{"dataset": {"key": "diabetes"}}, {"dataset": {"key": "hills"}, "standardize": True}],
    ids=["diabetes", "hills"],
)
def test_targets_are_scored_in_their_own_units(fields: dict) -> None:
    trainer = trained(300, **fields)
    data = trainer.data
    outputs = trainer.predict(data.inputs).outputs
    for scores, chosen in zip(score(trainer), (~data.is_test, data.is_test), strict=True):
        (one,) = scores.targets
        y, p = data.targets[chosen, 0], outputs[chosen, 0]
        assert one.r2 == pytest.approx(metrics.r2_score(y, p), rel=1e-9)
        assert one.rmse == pytest.approx(metrics.root_mean_squared_error(y, p), rel=1e-9)
        assert (scores.accuracy, scores.confusion, scores.classes) == (None, None, None)


def test_a_class_that_nobody_names_has_no_precision() -> None:
    confusion = np.array([[3, 0, 1], [2, 0, 0], [0, 0, 0]])
    first, second, third = score_classes(confusion, ("a", "b", "c"))
    assert (first.precision, first.recall, first.support) == (3 / 5, 3 / 4, 4)
    assert (second.precision, second.recall, second.support) == (None, 0.0, 2)
    assert (third.precision, third.recall, third.support) == (0.0, None, 0)


def test_confusion_counts_rows_by_truth_and_columns_by_call() -> None:
    counted = confuse(np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 0, 0]), 3)
    assert counted.tolist() == [[1, 1, 0], [0, 1, 0], [2, 0, 0]]


def test_a_target_that_never_changes_has_no_r2() -> None:
    trainer = trained(0, dataset={"key": "plane", "samples": 20})
    trainer.splits.train.y[:] = 2.0
    (one,) = score(trainer)[0].targets
    assert one.r2 is None and one.rmse > 0


def test_a_target_whose_deviation_has_no_square_has_no_r2() -> None:
    trainer = trained(0, dataset={"key": "plane", "samples": 20})
    trainer.splits.train.y[:] *= 1e-170
    assert np.ptp(trainer.splits.train.y) > 0.0
    assert score(trainer)[0].targets[0].r2 is None


def test_scores_are_plain_json() -> None:
    scores = score(trained(dataset={"key": "iris"}))[0]
    told = json.loads(json.dumps(scores.describe()))
    assert told["classes"][0]["name"] == "setosa" and told["targets"] is None
    assert told["confusion"] == scores.confusion


def test_without_a_test_split_there_is_no_test_score() -> None:
    assert score(trained(0, test_fraction=0.0))[1] is None


def test_too_many_samples_are_thinned_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = trained(0, dataset={"key": "circle", "samples": 500})
    whole: Scores = score(trainer)[0]
    assert (whole.samples, whole.of) == (400, 400)
    work = budget.work_per_sample(trainer.network)
    monkeypatch.setattr(budget, "MOST_WORK", 2 * 100 * work)
    thinned = score(trainer)[0]
    assert (thinned.samples, thinned.of) == (100, 400)
    assert sum(map(sum, thinned.confusion)) == 100
