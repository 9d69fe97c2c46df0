"""Losses are exact for logits of any size, and averaged as PyTorch does."""

import numpy as np
import pytest
from numpy.typing import ArrayLike

from engine import LOSSES
from engine.arrays import FloatArray
from engine.head import Head
from engine.network import Network
from engine.passes import Pass


def evaluate(key: str, z: ArrayLike, y: ArrayLike) -> tuple[FloatArray, FloatArray]:
    logits, targets = np.array(z, dtype=float), np.array(y, dtype=float)
    values, gradient = np.empty(logits.shape[1]), np.empty_like(logits)
    LOSSES[key].value.evaluate(logits, targets, values, gradient)
    return values, gradient


def test_binary_cross_entropy_is_exact_at_both_ends() -> None:
    values, gradient = evaluate(
        "binary_cross_entropy", [[-1e4, 1e4, -1e4, 1e4, 0.0]], [[0, 1, 1, 0, 1]]
    )
    assert values.tolist() == [0.0, 0.0, 1e4, 1e4, np.log(2.0)]
    assert gradient.tolist() == [[0.0, 0.0, -1.0, 1.0, -0.5]]


def test_binary_cross_entropy_keeps_tiny_losses() -> None:
    values, _ = evaluate("binary_cross_entropy", [[-40.0, 40.0]], [[0, 1]])
    np.testing.assert_allclose(values, np.exp(-40.0), rtol=1e-12)


def test_softmax_cross_entropy_is_exact_at_both_ends() -> None:
    values, gradient = evaluate(
        "softmax_cross_entropy", [[1e4, -1e4, 0.0], [-1e4, 1e4, 0.0]], [[1, 1, 1], [0, 0, 0]]
    )
    assert values.tolist() == [0.0, 2e4, np.log(2.0)]
    assert gradient.tolist() == [[0.0, -1.0, -0.5], [0.0, 1.0, 0.5]]


def test_softmax_does_not_change_when_all_logits_shift() -> None:
    z = np.array([[1.0, 2.0], [0.5, -3.0], [-1.0, 0.0]])
    y = np.eye(3)[:, [0, 2]]
    one, other = (
        evaluate("softmax_cross_entropy", z, y),
        evaluate("softmax_cross_entropy", z + 8, y),
    )
    np.testing.assert_allclose(one[0], other[0], rtol=1e-14)
    np.testing.assert_allclose(one[1].sum(axis=0), 0.0, atol=1e-15)


def test_mse_has_no_half_and_averages_over_outputs() -> None:
    values, gradient = evaluate("mse", [[3.0], [1.0]], [[1.0], [2.0]])
    assert values.tolist() == [(4.0 + 1.0) / 2]
    assert gradient.tolist() == [[2.0], [-1.0]]


@pytest.mark.parametrize("weights", [None, [1.0, 3.0]])
def test_mean_is_weighted_as_in_pytorch(weights: list[float] | None) -> None:
    head = Head("binary_cross_entropy", "sigmoid", 2, weights)
    targets = np.array([0, 1, 1])
    room = Pass(Network([(1, 1)], ["sigmoid"]), 3)
    z = np.array([[2.0, 0.0, -1.0]])
    loss = head.mean_loss(z, head.encode(targets), head.sample_weights(targets), room)
    each = np.log1p(np.exp([2.0, 0.0, 1.0]))
    w = np.array([1.0, 1.0, 1.0] if weights is None else [1.0, 3.0, 3.0])
    assert loss == pytest.approx(float((w * each).sum() / w.sum()), rel=1e-15)


def test_two_classes_are_coded_for_their_output() -> None:
    targets = np.array([0, 1])
    assert Head("mse", "sigmoid", 2).encode(targets).tolist() == [[0.0, 1.0]]
    assert Head("mse", "tanh", 2).encode(targets).tolist() == [[-1.0, 1.0]]
    assert Head("softmax_cross_entropy", "softmax", 2).encode(targets).tolist() == [
        [1.0, 0.0],
        [0.0, 1.0],
    ]


def test_probabilities_sum_to_one() -> None:
    for loss, output in (("mse", "tanh"), ("mse", "sigmoid"), ("softmax_cross_entropy", "softmax")):
        head = Head(loss, output, 2)
        z = np.array([[2.0, -30.0]]) if output != "softmax" else np.array([[2.0, 1e4], [0.0, 0.0]])
        p = head.probabilities(head.outputs(z))
        assert p is not None and p.shape == (2, 2)
        np.testing.assert_allclose(p.sum(axis=0), 1.0, atol=1e-15)
