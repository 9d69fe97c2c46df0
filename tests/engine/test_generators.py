"""Data sets have the geometry that they promise, and noise does what it says."""

import numpy as np
import pytest

from engine import DATASETS, HyperparameterError, UnknownKeyError, sample

GENERATORS = [entry for entry in DATASETS if entry.facts["kind"] == "generator"]
KEYS = [entry.key for entry in GENERATORS]
CLASSIFICATION = [entry.key for entry in GENERATORS if entry.facts["task"] == "classification"]
MOVES_POINTS = {"gaussians", "spiral", "moons", "blobs4"}


@pytest.mark.parametrize("key", KEYS)
def test_samples_are_as_many_as_asked_and_depend_on_the_seed_alone(key: str) -> None:
    for count in (4, 7, 500):
        inputs, targets = sample(key, count, 0.1, 3)
        assert inputs.shape == (count, 2) and inputs.dtype == np.float64
        assert len(targets) == count
    again, other = sample(key, 500, 0.1, 3)[0], sample(key, 500, 0.1, 4)[0]
    assert np.array_equal(inputs, again)
    assert not np.array_equal(inputs, other)


@pytest.mark.parametrize("key", CLASSIFICATION)
def test_classes_are_balanced_where_the_pattern_is(key: str) -> None:
    _, targets = sample(key, 500, 0.0, 1)
    classes = len(DATASETS[key].facts["classes"])
    assert targets.dtype == np.int64
    counts = np.bincount(targets)
    assert len(counts) == classes
    assert 0.8 * 500 / classes <= counts.min() <= counts.max() <= 1.2 * 500 / classes


@pytest.mark.parametrize("key", KEYS)
def test_noise_moves_points_or_labels_as_documented(key: str) -> None:
    clean, noisy = sample(key, 500, 0.0, 1), sample(key, 500, 0.4, 1)
    points_stay = np.array_equal(clean[0], noisy[0])
    labels_stay = np.array_equal(clean[1], noisy[1])
    assert points_stay is (key not in MOVES_POINTS)
    assert labels_stay is (key in MOVES_POINTS)
    assert DATASETS[key].facts["noise_effect"]


@pytest.mark.parametrize("key", KEYS)
def test_without_noise_points_stay_in_the_picture(key: str) -> None:
    inputs, _ = sample(key, 2000, 0.0, 1)
    low, high = DATASETS[key].facts["domain"]
    assert (low, high) == (-6, 6)
    assert np.quantile(np.abs(inputs), 0.999) <= high


def test_circle_is_a_disk_and_a_ring() -> None:
    inputs, targets = sample("circle", 2000, 0.0, 1)
    radius = np.hypot(*inputs.T)
    assert int(targets.sum()) == 1000
    assert radius[targets == 1].max() <= 2.5
    assert radius[targets == 0].min() >= 3.5 and radius.max() <= 5.0


def test_circle_noise_flips_near_the_border_first() -> None:
    (inputs, clean), (_, noisy) = sample("circle", 5000, 0.0, 1), sample("circle", 5000, 0.1, 1)
    radius, flipped = np.hypot(*inputs.T), clean != noisy
    assert not flipped[radius < 2.5 - 0.71].any()  # moved by at most 0.5 along each axis
    assert flipped[(radius > 2.2) & (radius < 2.5)].any()


def test_xor_is_the_boolean_way_round() -> None:
    inputs, targets = sample("xor", 1000, 0.0, 1)
    first, second = inputs.T > 0
    assert np.array_equal(targets == 1, first ^ second)
    assert np.abs(inputs).min() >= 0.3 and np.abs(inputs).max() <= 5.3


@pytest.mark.parametrize(("noise", "variance"), [(0.0, 0.5), (0.25, 2.25), (0.5, 4.0)])
def test_gaussians_widen_with_noise(noise: float, variance: float) -> None:
    inputs, targets = sample("gaussians", 50_000, noise, 1)
    for label, center in ((1, 2.0), (0, -2.0)):
        cloud = inputs[targets == label]
        np.testing.assert_allclose(cloud.mean(axis=0), center, atol=0.05)
        np.testing.assert_allclose(cloud.var(axis=0), variance, rtol=0.03)


def test_spiral_arms_are_each_others_mirror_image() -> None:
    inputs, targets = sample("spiral", 500, 0.0, 1)
    first, second = inputs[targets == 1], inputs[targets == 0]
    np.testing.assert_allclose(first, -second, atol=1e-12)
    along = np.arange(250) / 250
    np.testing.assert_allclose(np.hypot(*first.T), 5.0 * along, atol=1e-12)
    quarter = first[36]  # angle 3.5 π × 36/250 = 1.583, just beyond the horizontal
    assert quarter[0] == pytest.approx(0.72 * np.sin(3.5 * np.pi * 0.144))
    assert quarter[1] == pytest.approx(0.72 * np.cos(3.5 * np.pi * 0.144))


def test_spiral_noise_moves_within_its_bound() -> None:
    clean, noisy = sample("spiral", 500, 0.0, 1)[0], sample("spiral", 500, 0.5, 1)[0]
    assert 0.45 < np.abs(noisy - clean).max() <= 0.5


def test_moons_are_half_circles_that_reach_into_each_other() -> None:
    inputs, targets = sample("moons", 500, 0.0, 1)
    scale = 10.0 / 3.0
    upper, lower = inputs[targets == 0], inputs[targets == 1]
    np.testing.assert_allclose(
        np.hypot(upper[:, 0] + 0.5 * scale, upper[:, 1] + 0.25 * scale), scale, rtol=1e-12
    )
    np.testing.assert_allclose(
        np.hypot(lower[:, 0] - 0.5 * scale, lower[:, 1] - 0.25 * scale), scale, rtol=1e-12
    )
    assert upper[:, 1].min() < lower[:, 1].max()
    assert np.abs(inputs[:, 0]).max() == pytest.approx(5.0)


def test_rings_are_a_disk_and_two_rings() -> None:
    inputs, targets = sample("rings3", 3000, 0.0, 1)
    radius = np.hypot(*inputs.T)
    assert np.bincount(targets).tolist() == [1000, 1000, 1000]
    for index in range(3):
        ring = radius[targets == index]
        assert 2 * index <= ring.min() < 2 * index + 0.01
        assert 2 * index + 0.99 < ring.max() <= 2 * index + 1


def test_rings_noise_flips_near_the_borders_first() -> None:
    (inputs, clean), (_, noisy) = sample("rings3", 5000, 0.0, 1), sample("rings3", 5000, 0.15, 1)
    radius, flipped = np.hypot(*inputs.T), clean != noisy
    to_border = np.minimum(np.abs(radius - 1.5), np.abs(radius - 3.5))
    assert not flipped[to_border > 1.07].any()  # moved by at most 0.75 along each axis
    assert flipped[to_border < 0.6].any()


@pytest.mark.parametrize(("noise", "variance"), [(0.0, 0.5), (0.5, 4.0)])
def test_blobs_stand_in_the_corners_and_widen_with_noise(noise: float, variance: float) -> None:
    inputs, targets = sample("blobs4", 50_000, noise, 1)
    for index, center in enumerate([(-2.5, -2.5), (2.5, -2.5), (-2.5, 2.5), (2.5, 2.5)]):
        cloud = inputs[targets == index]
        assert len(cloud) == 12_500
        np.testing.assert_allclose(cloud.mean(axis=0), center, atol=0.05)
        np.testing.assert_allclose(cloud.var(axis=0), variance, rtol=0.04)


def test_plane_is_a_plane() -> None:
    inputs, targets = sample("plane", 500, 0.0, 1)
    assert targets.shape == (500, 1)
    np.testing.assert_allclose(targets[:, 0], inputs.sum(axis=1) / 10)


def test_hills_are_six_cones() -> None:
    inputs, targets = sample("hills", 50_000, 0.0, 1)
    assert -1.0 <= targets.min() < -0.95 and 0.95 < targets.max() <= 1.0
    for center, sign in (((-4, 2.5), 1), ((0, 2.5), -1), ((0, -2.5), 1), ((4, -2.5), -1)):
        distance = np.hypot(*(inputs - center).T)
        near = distance < 0.5
        np.testing.assert_allclose(targets[near, 0], sign * (1 - distance[near] / 2), rtol=1e-12)
    corner = np.hypot(*(np.abs(inputs) - [6, 6]).T) < 1
    assert not targets[corner].any()


@pytest.mark.parametrize(
    ("arguments", "kind", "field"),
    [
        (("circl", 10, 0.0, 1), UnknownKeyError, "dataset.key"),
        (("circle", 10, 2000, 1), HyperparameterError, "dataset.noise"),
        (("circle", 10**9, 0.0, 1), HyperparameterError, "dataset.samples"),
    ],
)
def test_thumbnails_are_checked_too(arguments: tuple, kind: type, field: str) -> None:
    with pytest.raises(kind) as caught:
        sample(*arguments)
    assert caught.value.field == field
