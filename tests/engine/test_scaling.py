"""Scaling of numbers of any size: nothing overflows, nothing real is lost, constants become 0."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from engine import DataError, ExperimentSpec, Table, Trainer, build
from engine.arrays import FloatArray
from engine.scaling import fit_scaling

LARGEST = float(np.finfo(np.float64).max)
NANOSECONDS = 1.7e18  # of a time stamp: floats are 256 apart there


def scaled(*values: float) -> FloatArray:
    """Return (samples,) float64: what becomes of one column."""
    rows = np.array([values])
    return fit_scaling(rows).apply(rows)[0]


@pytest.mark.parametrize(
    "value",
    [0.0, 0.1, -3e7, 1e-170, 5e-324, NANOSECONDS + 12345, 1e308, -LARGEST, math.pi * 1e200],
)
@pytest.mark.parametrize("samples", [1, 2, 7, 1000])
def test_a_constant_column_becomes_exactly_zero(value: float, samples: int) -> None:
    rows = np.full((1, samples), value)
    scaling = fit_scaling(rows)
    assert (scaling.mean.tolist(), scaling.scale.tolist()) == ([value], [1.0])
    assert scaling.apply(rows).tolist() == [[0.0] * samples]
    assert scaling.undo(np.zeros((1, 1))).tolist() == [[value]]


@pytest.mark.parametrize(
    "rows",
    [
        NANOSECONDS + np.arange(400) * 1e3,
        1e12 + np.arange(50) * 0.001,
        1.0 + np.arange(90) * 1e-14,
        np.array([1e200, -1e200, 2e200, -2e200]),
        np.array([1e-170, 2e-170, 5e-170]),
        np.array([0.0, 1e-310, 3e-310]),
        np.array([LARGEST, -LARGEST, 0.0, 1.0]),
        np.array([-1e308, -1.1e308, -1.3e308]),
    ],
    ids=["time", "small steps", "smaller", "huge", "tiny", "subnormal", "widest", "far out"],
)
def test_real_variation_is_scaled(rows: FloatArray) -> None:
    x = scaled(*rows)
    assert x.mean() == pytest.approx(0.0, abs=0.01)
    assert x.std() == pytest.approx(1.0, rel=0.01)
    assert np.array_equal(np.argsort(x), np.argsort(rows))


def test_numbers_of_ordinary_size_are_scaled_as_numpy_does_to_the_bit() -> None:
    rows = np.random.default_rng(0).normal(3.0, 5.0, (6, 501)) * 10.0 ** np.arange(-3, 3)[:, None]
    scaling = fit_scaling(rows)
    assert np.array_equal(scaling.mean, rows.mean(axis=1))
    assert np.array_equal(scaling.scale, rows.std(axis=1))


@pytest.mark.parametrize("value", [0.3, -1e-200, NANOSECONDS, 1e300])
def test_rounding_is_no_variation(value: float) -> None:
    x = scaled(value, np.nextafter(value, 2 * value), value, value)
    assert np.abs(x).max() < 1e-15


@given(
    arrays.arrays(
        np.float64,
        st.tuples(st.integers(1, 3), st.integers(1, 8)),
        elements=st.floats(-8e307, 8e307),
    )
)
def test_no_numbers_overflow(rows: FloatArray) -> None:
    scaling = fit_scaling(rows)
    assert np.isfinite(scaling.mean).all() and np.isfinite(scaling.scale).all()
    assert (scaling.scale > 0.0).all()
    assert np.abs(scaling.apply(rows)).max() <= 3.0  # at most sqrt(samples - 1), but for rounding
    assert (scaling.mean >= rows.min(axis=1)).all() and (scaling.mean <= rows.max(axis=1)).all()


def train(inputs: FloatArray, targets: FloatArray | None = None, **fields: object) -> Trainer:
    """Return a trainer of (samples, columns) float64, and (samples, 1) float64 targets."""
    y = np.linspace(0.0, 1.0, len(inputs))[:, None] if targets is None else targets
    table = Table(("a", "b"), inputs, y, None, ("t",))
    spec = {"dataset": {"key": "upload:1"}, **fields}
    return build(ExperimentSpec.from_dict(spec, {"upload:1": table}))


def test_time_stamps_can_be_trained_on() -> None:
    time = NANOSECONDS + np.arange(400.0) * 1e3
    subject = train(np.column_stack([time, np.full(400, NANOSECONDS + 12345)]))
    for split in (subject.splits.train, subject.splits.test):
        assert np.abs(split.x[0]).max() < 2.0 and not split.x[1].any()
    assert subject.advance(500).losses[-50:].mean() < 0.1


def test_ranges_of_huge_numbers_are_finite() -> None:
    subject = train(np.full((10, 2), LARGEST))
    (one, other) = subject.preprocessing()["ranges"]
    assert one == other == dict.fromkeys(("minimum", "maximum", "mean", "median"), LARGEST)


def test_what_cannot_be_scaled_is_refused_by_name() -> None:
    far = np.array([[0.0, LARGEST]] + [[1.0, -LARGEST]] * 9)
    rule = "dataset must stay finite in 'b' when it is scaled to mean 0 and deviation 1; got "
    with pytest.raises(DataError, match=rule):
        train(far, test_fraction=0.0)
    with pytest.raises(DataError, match="stay finite in 't'"):
        train(far[::-1] / 1e300, far[:, 1:], test_fraction=0.0)
    train(far, test_fraction=0.0, standardize=False)


def test_a_feature_that_is_not_finite_is_refused_by_name() -> None:
    table = Table(("x1", "x2"), np.full((9, 2), 1e200), np.zeros((9, 1)), None, ("t",))
    fields = {"dataset": {"key": "upload:1"}, "features": ["x1", "x2_squared"]}
    with pytest.raises(DataError, match="dataset must be finite in 'x2_squared'"):
        build(ExperimentSpec.from_dict(fields, {"upload:1": table}))
