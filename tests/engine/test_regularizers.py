"""Regularizers act as proximal steps: exact, never on biases, and no rate can blow up."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import REGULARIZERS, ExperimentSpec, build
from engine.arrays import FloatArray

LEARNING_RATE = 0.1
PULLING = [each.key for each in REGULARIZERS if each.hyperparameters]


def shrink(key: str, parameters: FloatArray | list[float], **values: float) -> list[float]:
    """Return what the proximal step makes of (parameters,) float64; the last one is a bias."""
    p, entry = np.append(parameters, 0.25), REGULARIZERS[key]
    mask = np.append(np.ones(len(p) - 1), 0.0)
    room = np.full_like(p, np.nan), np.full_like(p, np.nan)
    entry.value.shrink(p, mask, LEARNING_RATE, entry.check(values, "regularizer"), room)
    assert p[-1] == 0.25
    return p[:-1].tolist()


def penalty(key: str, weights: FloatArray, **values: float) -> float:
    entry = REGULARIZERS[key]
    return entry.value.penalty(weights, np.ones_like(weights), entry.check(values, "regularizer"))


def test_l1_is_a_soft_threshold() -> None:
    assert shrink("l1", [0.5, -0.5, 0.05, -0.05, 0.1], rate=1.0) == pytest.approx(
        [0.4, -0.4, 0.0, 0.0, 0.0]
    )


@pytest.mark.parametrize("key", ["l1", "elastic"])
def test_a_negative_weight_that_is_cut_has_no_sign_left(key: str) -> None:
    cut = shrink(key, [-0.05, 0.05, -0.0, -1e-300], rate=2.0)
    assert [math.copysign(1.0, each) for each in cut] == [1.0] * 4 and not any(cut)


def test_l2_divides() -> None:
    assert shrink("l2", [3.0, -1.5], rate=5.0) == [2.0, -1.0]


def test_elastic_does_both() -> None:
    # threshold 0.1 × 5 × 0.4 = 0.2, then divided by 1 + 0.1 × 5 × 0.6 = 1.3
    assert shrink("elastic", [1.5, -0.15], rate=5.0, l1_share=0.4) == pytest.approx([1.0, 0.0])


@pytest.mark.parametrize(("share", "key"), [(1.0, "l1"), (0.0, "l2")])
def test_elastic_at_its_ends_is_one_of_both_to_the_bit(share: float, key: str) -> None:
    weights = [0.5, -0.5, 0.05, -1e-300, -0.0]
    assert shrink("elastic", weights, rate=2.0, l1_share=share) == shrink(key, weights, rate=2.0)
    one = penalty("elastic", np.array(weights), rate=2.0, l1_share=share)
    assert one == penalty(key, np.array(weights), rate=2.0)


def test_a_mask_of_zero_changes_no_bit() -> None:
    before = np.array([0.1, -1e-300, 7.3, -0.0])
    for entry in REGULARIZERS:
        p, room = before.copy(), (np.empty(4), np.empty(4))
        entry.value.shrink(p, np.zeros(4), 10.0, entry.defaults, room)
        assert p.tobytes() == before.tobytes(), entry.key


@pytest.mark.parametrize("key", REGULARIZERS.keys())
@given(w=st.floats(-10.0, 10.0), rate=st.floats(1e-5, 10.0), share=st.floats(0.0, 1.0))
def test_the_proximal_step_solves_its_minimization(
    key: str, w: float, rate: float, share: float
) -> None:
    given = {"rate": rate, "l1_share": share}
    values = {each.name: given[each.name] for each in REGULARIZERS[key].hyperparameters}
    (best,) = shrink(key, [w], **values)

    def cost(v: float) -> float:
        return 0.5 * (v - w) ** 2 + LEARNING_RATE * penalty(key, np.array([v]), **values)

    # The cost is strongly convex: any v costs at least ½ (v - best)² more than the minimum.
    for v in (0.0, w, best + 1e-3, best - 1e-3, 0.9 * best, 1.1 * best):
        assert cost(v) - cost(best) >= 0.5 * (v - best) ** 2 - 1e-12 * (1.0 + cost(v))


def test_penalties() -> None:
    weights, mask = np.array([1.0, -2.0, 5.0]), np.array([1.0, 1.0, 0.0])
    for key, values, expected in (
        ("none", {}, 0.0),
        ("l1", {"rate": 0.1}, 0.3),
        ("l2", {"rate": 0.1}, 0.25),
        ("elastic", {"rate": 0.1, "l1_share": 0.2}, 0.2 * 0.3 + 0.8 * 0.25),
    ):
        assert REGULARIZERS[key].value.penalty(weights, mask, values) == pytest.approx(expected)


@pytest.mark.parametrize("key", PULLING)
def test_a_step_is_the_gradient_step_then_the_proximal_step(key: str) -> None:
    rate, optimizer = 0.5, {"key": "sgd", "learning_rate": LEARNING_RATE}
    plain = build(ExperimentSpec.from_dict({"optimizer": optimizer}))
    spec = {"optimizer": optimizer, "regularizer": {"key": key, "rate": rate}}
    regularized = build(ExperimentSpec.from_dict(spec))
    plain.advance(1), regularized.advance(1)
    for before, after in zip(plain.get_layers(), regularized.get_layers(), strict=True):
        expected = shrink(key, before["W"].ravel(), rate=rate)
        np.testing.assert_allclose(after["W"].ravel(), expected, rtol=1e-14)
        assert np.array_equal(after["b"], before["b"])


@pytest.mark.parametrize("key", PULLING)
def test_the_largest_rates_do_not_blow_up(key: str) -> None:
    trainer = build(
        ExperimentSpec.from_dict(
            {
                "optimizer": {"key": "sgd", "learning_rate": 10.0},
                "regularizer": {"key": key, "rate": 10.0},
                "hidden_layers": [],
            }
        )
    )
    assert trainer.advance(500).divergence is None
    assert np.abs(trainer.get_layers()[0]["W"]).max() < 10.0


def test_penalty_is_told_apart_from_the_loss() -> None:
    spec = {"regularizer": {"key": "l2", "rate": 2.0}}
    with_penalty, without = build(ExperimentSpec.from_dict(spec)), build(ExperimentSpec())
    squares = sum(float((layer["W"] ** 2).sum()) for layer in without.get_layers())
    assert with_penalty.evaluate().train_loss == without.evaluate().train_loss
    assert with_penalty.evaluate().penalty == pytest.approx(squares)
    assert with_penalty.advance(1).losses.tolist() == without.advance(1).losses.tolist()
