"""Regularizers act as proximal steps: exact, never on biases, and no rate can blow up."""

import numpy as np
import pytest

from engine import REGULARIZERS, ExperimentSpec, build
from engine.arrays import FloatArray


def shrink(key: str, parameters: list[float], amount: list[float]) -> list[float]:
    p = np.array(parameters)
    REGULARIZERS[key].value.shrink(p, np.array(amount), np.empty_like(p))
    return p.tolist()


def test_l1_is_a_soft_threshold() -> None:
    assert shrink("l1", [0.5, -0.5, 0.05, -0.05, 0.1], [0.1] * 5) == pytest.approx(
        [0.4, -0.4, 0.0, 0.0, 0.0]
    )


def test_l2_divides() -> None:
    assert shrink("l2", [3.0, -1.5], [0.5, 0.5]) == [2.0, -1.0]


@pytest.mark.parametrize("key", REGULARIZERS.keys())
def test_an_amount_of_zero_changes_no_bit(key: str) -> None:
    values = [0.1, -1e-300, 7.3, -0.0]
    assert shrink(key, values, [0.0] * 4) == values


@pytest.mark.parametrize("key", ["l1", "l2"])
def test_shrink_minimizes_distance_plus_penalty(key: str) -> None:
    amount, p = 0.3, np.array([1.7, -0.2])
    best = np.array(shrink(key, p.tolist(), [amount] * 2))
    penalty = REGULARIZERS[key].value.penalty

    def cost(v: FloatArray) -> float:
        return 0.5 * float(((v - p) ** 2).sum()) + penalty(v, np.ones(2), amount)

    rng = np.random.default_rng(0)
    assert all(cost(best) <= cost(best + 1e-3 * rng.normal(size=2)) for _ in range(100))


def test_penalties() -> None:
    weights, mask = np.array([1.0, -2.0, 5.0]), np.array([1.0, 1.0, 0.0])
    assert REGULARIZERS["none"].value.penalty(weights, mask, 0.1) == 0.0
    assert REGULARIZERS["l1"].value.penalty(weights, mask, 0.1) == pytest.approx(0.3)
    assert REGULARIZERS["l2"].value.penalty(weights, mask, 0.1) == pytest.approx(0.25)


@pytest.mark.parametrize("key", ["l1", "l2"])
def test_a_step_is_the_gradient_step_then_the_proximal_step(key: str) -> None:
    rate, learning_rate = 0.5, 0.1
    optimizer = {"key": "sgd", "learning_rate": learning_rate}
    plain = build(ExperimentSpec.from_dict({"optimizer": optimizer}))
    spec = {"optimizer": optimizer, "regularizer": {"key": key, "rate": rate}}
    regularized = build(ExperimentSpec.from_dict(spec))
    plain.advance(1), regularized.advance(1)
    for before, after in zip(plain.get_layers(), regularized.get_layers(), strict=True):
        expected = shrink(
            key, before["W"].ravel().tolist(), [rate * learning_rate] * before["W"].size
        )
        np.testing.assert_allclose(after["W"].ravel(), expected, rtol=1e-14)
        assert np.array_equal(after["b"], before["b"])


@pytest.mark.parametrize("key", ["l1", "l2"])
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
