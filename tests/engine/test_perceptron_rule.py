"""The perceptron: its mistakes, its average, its bound, and where it never comes to rest."""

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn import linear_model

from engine import HyperparameterError, ShapeError
from engine.network import Network
from engine.neurons import Perceptron, as_signs, fit

CORNERS = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])
XOR = (0, 1, 1, 0)
OVERLAPPING = np.array([[0.0, 1.0, 2.0, 3.0], [0.0, 0.0, 0.0, 0.0]]), [0, 1, 0, 1]


def zero(features: int = 2, learning_rate: float = 1.0, averaged: bool = False) -> Perceptron:
    return Perceptron(np.zeros(features), np.zeros(1), learning_rate, averaged)


def test_labels_become_signs() -> None:
    assert as_signs(np.array([0, 1, 1, 0])).tolist() == [-1.0, 1.0, 1.0, -1.0]
    assert as_signs([]).tolist() == []


@pytest.mark.parametrize("labels", [[-1, 1], [0, 2], [0.5], [True, False], ["0"], [np.nan]])
def test_other_labels_are_refused(labels: object) -> None:
    with pytest.raises(HyperparameterError, match="labels must"):
        as_signs(labels)
    with pytest.raises(ShapeError):
        as_signs([[0], [1]])


@pytest.mark.parametrize("label", [0, 2, 0.5, np.nan])
def test_a_visit_takes_signs_only(label: float) -> None:
    with pytest.raises(HyperparameterError, match=r"label must be -1 or \+1"):
        zero().visit(np.ones(2), label)


def test_a_run_by_hand() -> None:
    """Two points, rate ½: the first sum is 0 and so is the second, on the other side."""
    subject = zero(learning_rate=0.5, averaged=True)
    course = fit(subject, np.array([[2.0, -1.0], [1.0, 1.0]]), [1, 0])
    told = [(each.visit, each.sample, *each.weights, each.bias) for each in course.mistakes]
    assert told == [(1, 0, 1.0, 0.5, 0.5), (2, 1, 1.5, 0.0, 0.0)]
    assert (course.outcome, course.passes) == ("converged", 2)
    assert (subject.visits, subject.mistakes) == (4, 2)
    weights, bias = subject.average()  # of (1, ½ | ½) and three times (1½, 0 | 0)
    assert (*weights, *bias) == (1.375, 0.125, 0.125)


def plain_run(
    points: list[tuple[int, ...]], labels: list[int], passes: int
) -> tuple[list[int], list[Fraction], list[Fraction]]:
    """Learn in fractions, the bias last; return samples of mistakes, the line, the plain mean."""
    line = [Fraction(0)] * (len(points[0]) + 1)
    mistakes, lines = [], []
    for _ in range(passes):
        for index, (point, label) in enumerate(zip(points, labels, strict=True)):
            x, y = (*point, 1), 2 * label - 1
            if y * sum(w * each for w, each in zip(line, x, strict=True)) <= 0:
                line = [w + y * each for w, each in zip(line, x, strict=True)]
                mistakes.append(index)
            lines.append(line)
    mean = [sum(each, Fraction(0)) / len(lines) for each in zip(*lines, strict=True)]
    return mistakes, line, mean


@pytest.mark.parametrize("labels", [each for each in product((0, 1), repeat=4) if each != XOR])
def test_every_gate_but_one_is_learned(labels: tuple[int, ...]) -> None:
    subject = zero()
    course = fit(subject, CORNERS.astype(float), labels)
    points = [tuple(corner) for corner in CORNERS.T.tolist()]
    mistakes, line, mean = plain_run(points, list(labels), course.passes)
    assert [each.sample for each in course.mistakes] == mistakes
    assert [*subject.weights, subject.bias[0]] == line
    np.testing.assert_allclose(np.concatenate(subject.average()), np.array(mean, float), rtol=1e-14)
    assert course.outcome == ("not_converged" if labels == (1, 0, 0, 1) else "converged")


@pytest.mark.parametrize(
    ("points", "labels"), [(CORNERS.astype(float), XOR), OVERLAPPING], ids=["xor", "overlapping"]
)
def test_what_no_line_parts_ends_not_converged(points: np.ndarray, labels: Any) -> None:
    subject = zero()
    course = fit(subject, points, labels, max_passes=37)
    assert (course.outcome, course.passes) == ("not_converged", 37)
    assert subject.visits == 37 * 4
    assert len(course.mistakes) == subject.mistakes >= 37


def test_it_stops_after_the_first_pass_without_mistakes_even_at_the_limit() -> None:
    points = np.array([[2.0, -1.0], [1.0, 1.0]])
    assert fit(zero(), points, [1, 0], max_passes=2).outcome == "converged"
    assert fit(zero(), points, [1, 0], max_passes=1).outcome == "not_converged"


def test_it_learns_in_the_arrays_that_it_is_given() -> None:
    network = Network([(3, 1)], ["sign"])
    layer, lag = network.layers[0], np.zeros(4)
    subject = Perceptron(layer.W[:, 0], layer.b, lag=lag)
    assert subject.visit(np.array([1.0, 2.0, 3.0]), -1)
    assert network.parameters.tolist() == [-1.0, -2.0, -3.0, -1.0]
    assert subject.visit(np.array([-1.0, 0.0, 0.0]), -1)  # s = 0
    assert lag.tolist() == [1.0, 0.0, 0.0, -1.0]


def test_zero_is_undecided_and_answered_by_no() -> None:
    subject, x = zero(), np.array([[1.0, -3.0, 0.0], [1.0, 0.5, 0.0]])
    assert subject.score(x).tolist() == [0.0, 0.0, 0.0]
    assert subject.predict(x).tolist() == [-1, -1, -1]
    subject.visit(x[:, 0], 1)
    assert subject.score(x).tolist() == [3.0, -1.5, 1.0]
    assert subject.predict(x).tolist() == [1, -1, 1]
    assert subject.predict(x[:, 1]) == -1


def test_the_averaged_one_answers_by_the_mean_and_learns_by_the_line() -> None:
    points, labels = np.random.default_rng(3).normal(size=(2, 30)), [0, 1] * 15
    plain, averaged = zero(), zero(averaged=True)
    for subject in (plain, averaged):
        assert subject.average()[0].tolist() == [0.0, 0.0]
        fit(subject, points, labels, max_passes=3)
    assert averaged.weights.tolist() == plain.weights.tolist()
    weights, bias = plain.average()
    assert averaged.score(points).tolist() == (weights @ points + bias[0]).tolist()
    assert plain.score(points).tolist() == (plain.weights @ points + plain.bias[0]).tolist()


def test_restart_forgets_the_visits_and_keeps_the_line() -> None:
    subject = zero(averaged=True)
    fit(subject, np.array([[2.0, -1.0], [1.0, 1.0]]), [1, 0])
    subject.restart()
    assert (subject.visits, subject.mistakes, subject.lag.tolist()) == (0, 0, [0.0] * 3)
    assert subject.average()[0].tolist() == subject.weights.tolist() == [3.0, 0.0]


# Properties

WHOLE = st.integers(-5, 5)
Task = tuple[np.ndarray, list[int], Fraction]


@st.composite
def separable(draw: st.DrawFn) -> Task:
    """Draw whole points (features, samples), the classes on either side of a line, and (R/γ)²."""
    features = draw(st.integers(1, 4))
    direction = np.array(draw(st.tuples(*[WHOLE] * (features + 1))))
    drawn = draw(st.lists(st.tuples(*[WHOLE] * features), min_size=1, max_size=12))
    points = np.column_stack([np.array(drawn), np.ones(len(drawn), int)])
    points = points[points @ direction != 0]
    assume(len(points) > 0)
    sums = points @ direction
    longest = int((points**2).sum(axis=1).max())
    bound = Fraction(longest * int(direction @ direction), int(np.abs(sums).min()) ** 2)
    return points[:, :-1].T.astype(float), [int(each > 0) for each in sums], bound


@given(separable())
def test_mistakes_stay_within_novikoffs_bound(
    drawn: Task,
) -> None:
    points, labels, bound = drawn
    subject = zero(len(points))
    course = fit(subject, points, labels, max_passes=int(bound) + 1)
    assert course.outcome == "converged"
    assert len(course.mistakes) <= bound
    assert (subject.predict(points) == as_signs(labels)).all()


@given(separable(), st.integers(-16, 3))
def test_the_rate_changes_no_mistake_from_zero(drawn: Task, exponent: int) -> None:
    """Rates are powers of 2, so that rounding cannot decide what is exactly 0."""
    points, labels, _ = drawn
    one = fit(zero(len(points)), points, labels, max_passes=30)
    other = fit(zero(len(points), 2.0**exponent), points, labels, max_passes=30)
    assert [each.visit for each in one.mistakes] == [each.visit for each in other.mistakes]
    for mine, theirs in zip(one.mistakes, other.mistakes, strict=True):
        assert (mine.weights * 2.0**exponent).tolist() == theirs.weights.tolist()


@given(
    st.lists(st.tuples(WHOLE, WHOLE, st.integers(0, 1)), min_size=1, max_size=10),
    st.integers(1, 6),
)
def test_the_average_is_the_plain_one(drawn: list[tuple[int, int, int]], passes: int) -> None:
    points, labels = [each[:2] for each in drawn], [each[2] for each in drawn]
    subject = zero()
    course = fit(subject, np.array(points, float).T, labels, max_passes=passes)
    _, line, mean = plain_run(points, labels, course.passes)
    assert [*subject.weights, subject.bias[0]] == line
    expected = np.array(mean, float)
    np.testing.assert_allclose(np.concatenate(subject.average()), expected, rtol=1e-12, atol=1e-12)


# Against scikit-learn, whose mistakes are those with y s ≤ 0, too, and whose start is zero. It
# shuffles unless told not to and has no notion of a pass without mistakes: it stops by tolerance
# or, with tol=None, after all passes; after the last mistake none of them changes anything.


@pytest.mark.parametrize("learning_rate", [1.0, 0.25])
@pytest.mark.parametrize("distance", [0.0, 4.0], ids=["overlapping", "separable"])
def test_scikit_learn_draws_the_same_line(distance: float, learning_rate: float) -> None:
    rng = np.random.default_rng(5)
    labels = rng.integers(0, 2, 60)
    points = rng.normal(size=(60, 3)) + distance * labels[:, None]
    subject = zero(3, learning_rate)
    course = fit(subject, points.T, labels, max_passes=20)
    assert (course.outcome == "converged") == (distance > 0)
    peer = linear_model.Perceptron(eta0=learning_rate, shuffle=False, tol=None, max_iter=20)
    peer.fit(points, labels)
    np.testing.assert_allclose(subject.weights, peer.coef_[0], rtol=1e-12)
    np.testing.assert_allclose(subject.bias, peer.intercept_, rtol=1e-12)
    assert ((subject.predict(points.T) > 0) == peer.predict(points)).all()


def test_scikit_learn_takes_the_same_average() -> None:
    rng = np.random.default_rng(6)
    labels, points = rng.integers(0, 2, 50), rng.normal(size=(50, 2))
    subject = zero(averaged=True)
    fit(subject, points.T, labels, max_passes=7)
    peer = linear_model.SGDClassifier(
        "perceptron",
        penalty=None,
        learning_rate="constant",
        eta0=1.0,
        shuffle=False,
        tol=None,
        max_iter=7,
        average=True,
    )
    peer.fit(points, labels)
    weights, bias = subject.average()
    np.testing.assert_allclose(weights, peer.coef_[0], rtol=1e-12)
    np.testing.assert_allclose(bias, peer.intercept_, rtol=1e-12)
