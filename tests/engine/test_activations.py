"""Each activation and its slope, against formulas, differences and known answers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import ACTIVATIONS
from engine.arrays import FloatArray
from tests import formulas

H = 1e-5  # step of the central difference
KEYS = ACTIVATIONS.keys()
AROUND = np.array([[-20.0, -3.0, -0.7, -0.01, 0.02, 0.4, 2.5, 20.0]])


def apply(key: str, z: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the values and the slopes at (units, batch) float64."""
    a, slope = np.full_like(z, np.nan), np.full_like(z, np.nan)
    ACTIVATIONS[key].value.value(z, a)
    ACTIVATIONS[key].value.derivative(z, a, slope)
    return a, slope


@pytest.mark.parametrize("key", KEYS)
def test_value_and_slope_are_the_formula(key: str) -> None:
    value, derivative = formulas.ACTIVATIONS[key]
    a, slope = apply(key, AROUND)
    np.testing.assert_allclose(a, value(AROUND), rtol=1e-14, atol=1e-14)
    np.testing.assert_allclose(slope, derivative(AROUND), rtol=1e-14, atol=1e-14)


@pytest.mark.parametrize("key", KEYS)
def test_slope_agrees_with_central_differences(key: str) -> None:
    above, below = apply(key, AROUND + H)[0], apply(key, AROUND - H)[0]
    slope = apply(key, AROUND)[1]
    np.testing.assert_allclose(slope, (above - below) / (2 * H), rtol=0, atol=1e-9)


@pytest.mark.parametrize(
    "key", [each.key for each in ACTIVATIONS if not each.facts["differentiable"]]
)
def test_what_is_not_differentiable_is_flat(key: str) -> None:
    a, slope = apply(key, np.linspace(-5, 5, 1001)[None, :])
    assert len(np.unique(a)) == 2 and not slope.any()


@pytest.mark.parametrize("key", KEYS)
@given(z=st.floats(-1e4, 1e4))
def test_no_value_up_to_ten_thousand_overflows_or_warns(key: str, z: float) -> None:
    a, slope = apply(key, np.array([[-1e4, z, 1e4]]))
    assert np.isfinite(a).all() and np.isfinite(slope).all()
    assert (np.abs(a) <= 1e4).all() and (np.abs(slope) < 1.2).all()


@pytest.mark.parametrize("key", KEYS)
def test_arguments_are_left_alone(key: str) -> None:
    z = AROUND.copy()
    a = apply(key, z)[0]
    before = a.copy()
    ACTIVATIONS[key].value.derivative(z, a, np.empty_like(z))
    assert np.array_equal(z, AROUND) and np.array_equal(a, before)


@pytest.mark.parametrize(
    ("key", "slope"),
    [("relu", 0.0), ("leaky_relu", 0.01), ("elu", 1.0), ("step", 0.0), ("sign", 0.0)],
)
def test_slopes_at_a_kink_are_those_of_pytorch(key: str, slope: float) -> None:
    assert apply(key, np.zeros((1, 1)))[1].item() == slope


def test_a_threshold_that_is_reached_fires_and_a_sign_is_never_zero() -> None:
    z = np.array([[-1e-300, -0.0, 0.0, 1e-300]])
    assert apply("step", z)[0].tolist() == [[0.0, 1.0, 1.0, 1.0]]
    assert apply("sign", z)[0].tolist() == [[-1.0, -1.0, -1.0, 1.0]]


@pytest.mark.parametrize(
    ("key", "z", "value"),
    [
        ("leaky_relu", -2.0, -0.02),
        ("elu", -1.0, 1 / np.e - 1),
        ("gelu", 1.0, 0.841191990608300),  # PyTorch; with erf it is 0.841344746068543
        ("swish", 1.0, np.e / (1 + np.e)),
        ("softplus", 0.0, np.log(2.0)),
    ],
)
def test_known_answers(key: str, z: float, value: float) -> None:
    assert apply(key, np.array([[z]]))[0].item() == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize("key", ["elu", "gelu", "swish", "softplus"])
def test_tails_keep_their_digits(key: str) -> None:
    """Below zero, what 1 + tanh would lose to cancellation is still exact in proportion."""
    z = np.array([[-36.0 if key in ("elu", "softplus") else -6.0]])
    x = float(z.item())
    w = 2 * float(formulas.bend(z).item())
    wanted = {
        "elu": (np.expm1(x), np.exp(x)),
        "gelu": (x * np.exp(w) / (1 + np.exp(w)), None),
        "swish": (x * np.exp(x) / (1 + np.exp(x)), None),
        "softplus": (np.log1p(np.exp(x)), np.exp(x) / (1 + np.exp(x))),
    }[key]
    a, slope = apply(key, z)
    assert a.item() == pytest.approx(wanted[0], rel=1e-12)
    assert wanted[1] is None or slope.item() == pytest.approx(wanted[1], rel=1e-12)
