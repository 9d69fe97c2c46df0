"""Generators of points in the plane, with the geometry of TensorFlow Playground.

Each draws its noise even when that is 0, so that moving the noise slider moves the same points
and never deals new ones. `noise` is TensorFlow Playground's slider divided by 100.
"""

from collections.abc import Callable

import numpy as np

from engine.arrays import AnyArray, FloatArray, IntArray
from engine.datasets.registry import Source, register_generator
from engine.registry import Hyperparameter

PLAYGROUND = "Smilkov and Carter, 2016, TensorFlow Playground"
OWN = "ours"
RADIUS = 5.0  # most points lie within ±RADIUS; pages draw -6..6
DOMAIN = (-6.0, 6.0)
HILLS = ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1))
HILL_RADIUS = 2.0
RING_BORDERS = (1.5, 3.5)
BLOB_CENTER = 2.5
MOON_SCALE = 10.0 / 3.0  # brings scikit-learn's moons, 3 wide, to ±RADIUS

_HYPERPARAMETERS = (
    Hyperparameter(
        "samples",
        default=500,
        minimum=4,
        maximum=50_000,
        integer=True,
        scale="log",
        help="How many points to draw, train and test together.",
    ),
    Hyperparameter(
        "noise", default=0.0, minimum=0.0, maximum=0.5, help="How much chance blurs the pattern."
    ),
)


def _classes(
    key: str, label: str, noise_effect: str, *classes: str, source: str = PLAYGROUND
) -> Callable[[Source], Source]:
    return register_generator(
        key,
        label=label,
        hyperparameters=_HYPERPARAMETERS,
        task="classification",
        classes=classes,
        domain=DOMAIN,
        noise_effect=noise_effect,
        source=source,
    )


def _one_value(key: str, label: str, noise_effect: str) -> Callable[[Source], Source]:
    return register_generator(
        key,
        label=label,
        hyperparameters=_HYPERPARAMETERS,
        task="regression",
        classes=None,
        domain=DOMAIN,
        noise_effect=noise_effect,
        source=PLAYGROUND,
    )


def _halves(samples: int) -> IntArray:
    """Return (samples,) int64 classes: first a half of 1, then the rest of 0."""
    return (np.arange(samples) < samples // 2).astype(np.int64)


@_classes(
    "circle", "Circle", "Flips labels, near the border first; the points stay.", "outside", "inside"
)
def circle(samples: int, noise: float, rng: np.random.Generator) -> tuple[FloatArray, AnyArray]:
    """Tell a disk from the ring around it.

    Half the points at a radius within 0..2.5, half within 3.5..5. The label is that of the point
    moved by up to ±5 noise along each axis: noise flips labels and moves no point.

    Returns:
        inputs: (samples, 2) float64.
        targets: (samples,) int64. 1 = inside.
    """
    inner = _halves(samples) == 1
    radius = np.where(inner, 0.0, 0.7 * RADIUS) + rng.random(samples) * np.where(
        inner, 0.5 * RADIUS, 0.3 * RADIUS
    )
    angle = rng.uniform(0.0, 2.0 * np.pi, samples)
    points = np.stack([radius * np.sin(angle), radius * np.cos(angle)], axis=1)
    seen = points + noise * rng.uniform(-RADIUS, RADIUS, (samples, 2))
    return points, (np.hypot(seen[:, 0], seen[:, 1]) < 0.5 * RADIUS).astype(np.int64)


@_classes(
    "xor",
    "XOR",
    "Flips labels, near the axes first; the points stay.",
    "same sign",
    "different signs",
)
def xor(samples: int, noise: float, rng: np.random.Generator) -> tuple[FloatArray, AnyArray]:
    """Tell quadrants apart: class 1 where the signs of x1 and x2 differ, as Boolean XOR.

    Uniform within ±5, pushed 0.3 away from the axes. The label is that of the point moved by up
    to ±5 noise along each axis: noise flips labels and moves no point. TensorFlow Playground
    names the classes the other way round.

    Returns:
        inputs: (samples, 2) float64.
        targets: (samples,) int64. 1 = different signs.
    """
    points = rng.uniform(-RADIUS, RADIUS, (samples, 2))
    points += np.where(points > 0.0, 0.3, -0.3)
    seen = points + noise * rng.uniform(-RADIUS, RADIUS, (samples, 2))
    return points, (seen[:, 0] * seen[:, 1] < 0.0).astype(np.int64)


@_classes(
    "gaussians", "Gaussians", "Widens both clouds; they overlap more.", "lower left", "upper right"
)
def gaussians(samples: int, noise: float, rng: np.random.Generator) -> tuple[FloatArray, AnyArray]:
    """Tell two round clouds apart; a straight line is enough.

    Normal around (2, 2) and (-2, -2). The variance grows with noise from 0.5 to 4: noise moves
    points, and even without it they scatter.

    Returns:
        inputs: (samples, 2) float64.
        targets: (samples,) int64. 1 = upper right.
    """
    targets = _halves(samples)
    deviation = np.sqrt(0.5 + 7.0 * noise)
    center = np.where(targets == 1, 2.0, -2.0)[:, None]
    return center + deviation * rng.standard_normal((samples, 2)), targets


@_classes("spiral", "Spiral", "Moves the points off their arms.", "second arm", "first arm")
def spiral(samples: int, noise: float, rng: np.random.Generator) -> tuple[FloatArray, AnyArray]:
    """Follow two arms that wind around each other; the hard one.

    The i-th of n points of an arm: r = 5 i/n, t = 3.5π i/n (+ π for the second arm),
    (r sin t, r cos t). Noise moves each point by up to ±noise along each axis.

    Returns:
        inputs: (samples, 2) float64.
        targets: (samples,) int64. 1 = first arm.
    """
    targets = _halves(samples)
    first = int(targets.sum())
    along = np.concatenate(
        [np.arange(first) / first, np.arange(samples - first) / (samples - first)]
    )
    angle = 1.75 * along * 2.0 * np.pi + np.where(targets == 1, 0.0, np.pi)
    arms = RADIUS * along[:, None] * np.stack([np.sin(angle), np.cos(angle)], axis=1)
    return arms + noise * rng.uniform(-1.0, 1.0, (samples, 2)), targets


@_classes(
    "moons",
    "Moons",
    "Moves the points off their arcs.",
    "upper moon",
    "lower moon",
    source="Pedregosa et al., 2011, scikit-learn",
)
def moons(samples: int, noise: float, rng: np.random.Generator) -> tuple[FloatArray, AnyArray]:
    """Part two half circles that reach into each other.

    scikit-learn's make_moons, evenly spaced, centered and made 10 wide. Noise moves points: it is
    the deviation of a normal displacement, in units of a moon's radius.

    Returns:
        inputs: (samples, 2) float64.
        targets: (samples,) int64. 1 = lower moon.
    """
    targets = _halves(samples)
    lower = int(targets.sum())
    down, up = np.linspace(0.0, np.pi, lower), np.linspace(0.0, np.pi, samples - lower)
    across = np.concatenate([1.0 - np.cos(down), np.cos(up)]) - 0.5
    height = np.concatenate([0.5 - np.sin(down), np.sin(up)]) - 0.25
    arcs = np.stack([across, height], axis=1)
    return MOON_SCALE * (arcs + noise * rng.standard_normal((samples, 2))), targets


def _shares(samples: int, classes: int) -> IntArray:
    """Return (samples,) int64 classes in order, each as often as the others or once less."""
    return np.arange(samples) * classes // samples


@_classes(
    "rings3",
    "Three rings",
    "Flips labels, near the borders first; the points stay.",
    "inner disk",
    "middle ring",
    "outer ring",
    source=OWN,
)
def rings3(samples: int, noise: float, rng: np.random.Generator) -> tuple[FloatArray, AnyArray]:
    """Tell a disk, the ring around it and the ring around both apart.

    A third of the points each at a radius within 0..1, 2..3 and 4..5. The label is that of the
    point moved by up to ±5 noise along each axis, with borders at 1.5 and 3.5: noise flips labels
    and moves no point.

    Returns:
        inputs: (samples, 2) float64.
        targets: (samples,) int64. From the inside to the outside.
    """
    radius = 2.0 * _shares(samples, 3) + rng.random(samples)
    angle = rng.uniform(0.0, 2.0 * np.pi, samples)
    points = np.stack([radius * np.sin(angle), radius * np.cos(angle)], axis=1)
    seen = points + noise * rng.uniform(-RADIUS, RADIUS, (samples, 2))
    return points, np.digitize(np.hypot(seen[:, 0], seen[:, 1]), RING_BORDERS).astype(np.int64)


@_classes(
    "blobs4",
    "Four blobs",
    "Widens all clouds; they overlap more.",
    "lower left",
    "lower right",
    "upper left",
    "upper right",
    source=OWN,
)
def blobs4(samples: int, noise: float, rng: np.random.Generator) -> tuple[FloatArray, AnyArray]:
    """Tell four round clouds apart, one in each corner.

    Normal around (±2.5, ±2.5). The variance grows with noise from 0.5 to 4: noise moves points,
    and even without it they scatter.

    Returns:
        inputs: (samples, 2) float64.
        targets: (samples,) int64. 1 and 3 = right, 2 and 3 = upper.
    """
    targets = _shares(samples, 4)
    corner = np.stack([targets % 2, targets // 2], axis=1)
    center = BLOB_CENTER * (2.0 * corner - 1.0)
    deviation = np.sqrt(0.5 + 7.0 * noise)
    return center + deviation * rng.standard_normal((samples, 2)), targets


def _displaced(
    samples: int, noise: float, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Return (samples, 2) float64 uniform points, and where noise has their value read."""
    points = rng.uniform(*DOMAIN, (samples, 2))
    return points, points + noise * rng.uniform(*DOMAIN, (samples, 2))


@_one_value("plane", "Plane", "Blurs the values; the points stay.")
def plane(samples: int, noise: float, rng: np.random.Generator) -> tuple[FloatArray, AnyArray]:
    """Fit a tilted plane: the value grows along the diagonal.

    Uniform within ±6; the value is (x1 + x2) / 10, read at the point moved by up to ±6 noise along
    each axis: noise changes values and moves no point.

    Returns:
        inputs: (samples, 2) float64.
        targets: (samples, 1) float64.
    """
    points, seen = _displaced(samples, noise, rng)
    return points, seen.sum(axis=1, keepdims=True) / 10.0


@_one_value("hills", "Hills", "Blurs the values; the points stay.")
def hills(samples: int, noise: float, rng: np.random.Generator) -> tuple[FloatArray, AnyArray]:
    """Fit three hills and three hollows on a flat ground.

    Cones of height ±1 and radius 2; the strongest one counts where they meet. Uniform within ±6;
    the value is read at the point moved by up to ±6 noise along each axis: noise changes values
    and moves no point.

    Returns:
        inputs: (samples, 2) float64.
        targets: (samples, 1) float64. Within -1..1.
    """
    points, seen = _displaced(samples, noise, rng)
    value = np.zeros(samples)
    for x, y, sign in HILLS:
        distance = np.hypot(seen[:, 0] - x, seen[:, 1] - y)
        cone = sign * np.clip(1.0 - distance / HILL_RADIUS, 0.0, 1.0)
        value = np.where(np.abs(cone) > np.abs(value), cone, value)
    return points, value[:, None]
