"""Losses are exact for logits of any size, and averaged as PyTorch does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from engine import LEGAL_PAIRS, LOSSES
from engine.arrays import AnyArray, FloatArray
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


def test_softmax_cross_entropy_of_logits_in_the_thousands() -> None:
    values, gradient = evaluate("softmax_cross_entropy", [[-1047], [-981], [1891]], [[1], [0], [0]])
    assert values.tolist() == [2938.0]
    assert gradient.tolist() == [[-1.0], [0.0], [1.0]]


@given(shift=st.floats(-1e4, 1e4))
def test_softmax_does_not_change_when_all_logits_shift(shift: float) -> None:
    z = np.array([[1.0, 2.0], [0.5, -3.0], [-1.0, 0.0]])
    y = np.eye(3)[:, [0, 2]]
    one, other = (
        evaluate("softmax_cross_entropy", z, y),
        evaluate("softmax_cross_entropy", z + shift, y),
    )
    np.testing.assert_allclose(one[0], other[0], rtol=1e-10)
    np.testing.assert_allclose(one[1], other[1], atol=1e-11)
    np.testing.assert_allclose(other[1].sum(axis=0), 0.0, atol=1e-15)


@given(z=st.floats(-1e4, 1e4))
def test_softmax_of_two_scores_is_the_sigmoid_of_their_difference(z: float) -> None:
    two = evaluate("softmax_cross_entropy", [[0.0], [z]], [[0.0], [1.0]])
    one = evaluate("binary_cross_entropy", [[z]], [[1.0]])
    assert two[0][0] == pytest.approx(one[0][0], rel=1e-14, abs=1e-15)
    assert two[1][1, 0] == pytest.approx(one[1][0, 0], rel=1e-14, abs=1e-15)


def test_mse_has_no_half_and_averages_over_outputs() -> None:
    values, gradient = evaluate("mse", [[3.0], [1.0]], [[1.0], [2.0]])
    assert values.tolist() == [(4.0 + 1.0) / 2]
    assert gradient.tolist() == [[2.0], [-1.0]]


def test_mae_averages_over_outputs_and_has_no_slope_at_its_target() -> None:
    values, gradient = evaluate("mae", [[3.0, 1.0], [1.0, 1.0]], [[1.0, 1.0], [2.0, 4.0]])
    assert values.tolist() == [(2.0 + 1.0) / 2, (0.0 + 3.0) / 2]
    assert gradient.tolist() == [[0.5, 0.0], [-0.5, -0.5]]


def test_huber_is_a_square_near_and_a_distance_far() -> None:
    values, gradient = evaluate("huber", [[0.5, 1.0, -3.0], [0.0, 0.0, 1e4]], [[0.0] * 3] * 2)
    assert values.tolist() == [0.125 / 2, 0.5 / 2, (2.5 + 9999.5) / 2]
    assert gradient.tolist() == [[0.25, 0.5, -0.5], [0.0, 0.0, 0.5]]


def test_hinge_asks_for_a_margin_and_no_more() -> None:
    values, gradient = evaluate(
        "hinge", [[2.0, 1.0, 0.25, 0.0, -1e4]], [[1.0, 1.0, 1.0, -1.0, 1.0]]
    )
    assert values.tolist() == [0.0, 0.0, 0.75, 1.0, 10001.0]
    assert gradient.tolist() == [[0.0, 0.0, -1.0, 1.0, -1.0]]


@pytest.mark.parametrize("pair", LEGAL_PAIRS, ids=lambda each: f"{each['loss']}-{each['task']}")
def test_every_pair_takes_huge_logits_without_a_warning(pair: dict) -> None:
    classes = None if pair["task"] == "regression" else 2
    head, outputs = Head(pair["loss"], pair["output_activation"], classes), 1
    targets: AnyArray = np.array([0, 1, 1, 0])
    if classes is None:
        targets, outputs = np.array([[1e4, 0.0, -1e4, 3.0]] * 2).T, 2
    outputs = 2 if pair["output_activation"] == "softmax" else outputs
    room = Pass(Network([(1, outputs)], [pair["output_activation"]]), 4)
    z = np.array([[1e4, -1e4, 0.0, 1e4]] * outputs)
    assert np.isfinite(head.mean_loss(z, head.encode(targets), None, room))
    assert np.isfinite(room.gradient).all()


@pytest.mark.parametrize("loss", ["mse", "mae", "huber"])
def test_several_targets_count_as_one_mean(loss: str) -> None:
    """Three targets cost the mean of what each would cost alone."""
    rng = np.random.default_rng(0)
    z, y = rng.normal(size=(3, 5)), rng.normal(size=(3, 5))
    alone = [evaluate(loss, z[[i]], y[[i]]) for i in range(3)]
    values, gradient = evaluate(loss, z, y)
    np.testing.assert_allclose(values, sum(each[0] for each in alone) / 3, rtol=1e-14)
    np.testing.assert_allclose(gradient, np.vstack([each[1] for each in alone]) / 3, rtol=1e-14)


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
    assert Head("hinge", "identity", 2).encode(targets).tolist() == [[-1.0, 1.0]]
    assert Head("softmax_cross_entropy", "softmax", 2).encode(targets).tolist() == [
        [1.0, 0.0],
        [0.0, 1.0],
    ]


def test_a_score_is_no_probability_but_a_decision() -> None:
    head, z = Head("hinge", "identity", 2), np.array([[-2.0, 0.0, 1e-9, 3.0]])
    assert head.outputs(z).tolist() == z.tolist()
    assert head.probabilities(head.outputs(z)) is None
    right = head.correct(z, head.encode(np.array([0, 0, 1, 0])))
    assert right is not None and right.tolist() == [True, True, True, False]


def test_probabilities_sum_to_one() -> None:
    for loss, output in (("mse", "tanh"), ("mse", "sigmoid"), ("softmax_cross_entropy", "softmax")):
        head = Head(loss, output, 2)
        z = np.array([[2.0, -30.0]]) if output != "softmax" else np.array([[2.0, 1e4], [0.0, 0.0]])
        p = head.probabilities(head.outputs(z))
        assert p is not None and p.shape == (2, 2)
        np.testing.assert_allclose(p.sum(axis=0), 1.0, atol=1e-15)
