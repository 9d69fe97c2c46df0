"""The split is seeded, stratified, and of exactly the size that a plan foretells."""

import numpy as np
import pytest

from engine import ExperimentSpec, build, plan, resolve
from engine.datasets import count_test, split_test


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize(
    ("samples", "fraction", "expected"),
    [
        (500, 0.2, 100),
        (500, 0.0, 0),
        (7, 0.5, 4),
        (4, 0.01, 1),
        (4, 0.9, 3),
        (50_000, 0.9, 45_000),
    ],
)
def test_sizes(samples: int, fraction: float, expected: int) -> None:
    assert count_test(samples, fraction) == expected
    is_test = split_test(np.zeros(samples, dtype=np.int64), fraction, True, rng())
    assert int(is_test.sum()) == expected


def test_every_class_gives_its_share() -> None:
    targets = np.repeat([0, 1, 2], [600, 300, 100])
    is_test = split_test(targets, 0.2, True, rng())
    assert np.bincount(targets[is_test]).tolist() == [120, 60, 20]


def test_remainders_go_to_the_largest_fractions() -> None:
    targets = np.repeat([0, 1, 2], [5, 3, 2])  # 30 % of each: 1.5, 0.9, 0.6 of 3 in all
    is_test = split_test(targets, 0.3, True, rng())
    assert np.bincount(targets[is_test], minlength=3).tolist() == [1, 1, 1]


def test_regression_is_split_without_classes() -> None:
    is_test = split_test(rng().normal(size=(50, 1)), 0.3, False, rng())
    assert int(is_test.sum()) == 15


def test_the_seed_decides() -> None:
    targets = np.zeros(100, dtype=np.int64)
    first, again, other = (split_test(targets, 0.5, True, rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(first, again) and not np.array_equal(first, other)


@pytest.mark.parametrize("fraction", [0.0, 0.01, 0.37, 0.9])
@pytest.mark.parametrize("dataset", ["circle", "plane"])
def test_the_plan_knows_the_sizes_before_there_is_data(dataset: str, fraction: float) -> None:
    mapping = {"dataset": {"key": dataset, "samples": 123}, "test_fraction": fraction}
    spec, _ = resolve(ExperimentSpec.from_dict(mapping))
    sizes, data = plan(spec), build(spec).data
    assert (sizes.n_train, sizes.n_test) == (int((~data.is_test).sum()), int(data.is_test.sum()))


def test_no_test_fraction_means_no_test_loss() -> None:
    metrics = build(ExperimentSpec(test_fraction=0.0)).evaluate()
    assert metrics.test_loss is None and metrics.test_accuracy is None
    assert metrics.train_loss > 0 and metrics.train_accuracy is not None


def test_a_class_that_cannot_be_learned_is_noted() -> None:
    points = [{"x": [float(index), 0.0], "y": int(index == 3)} for index in range(4)]
    spec = {"dataset": {"key": "points", "points": points}, "test_fraction": 0.9}
    assert "No training point is of the class 1." in build(ExperimentSpec.from_dict(spec)).notes
    assert build(ExperimentSpec()).notes == ()
