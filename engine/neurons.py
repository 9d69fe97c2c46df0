"""Single neurons, from before there were networks: the threshold unit and the perceptron.

A threshold unit computes, with weights that somebody chose. A perceptron learns its weights, from
its mistakes alone. The third in line, logistic regression, is a network without hidden layers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np

from engine.arrays import AnyArray, FloatArray, IntArray
from engine.errors import HyperparameterError, ShapeError
from engine.registry import Registry
from engine.weights import check_numbers

Outcome: TypeAlias = Literal["converged", "not_converged"]


@dataclass(frozen=True)
class ThresholdUnit:
    """Fire when the weighted sum of binary inputs reaches a threshold.

    output = 1 if Σ w x ≥ threshold, else 0 (McCulloch and Pitts, 1943). Theirs has no weights:
    one active inhibiting input forbids it to fire, as a negative weight that is large enough does.

    weights: One for each input.
    """

    weights: tuple[float, ...]
    threshold: float

    def output(self, x: object) -> IntArray:
        """Return what the unit answers.

        Args:
            x: (features,) or (features, batch) int64. 0 and 1 only; nested lists will do.

        Returns:
            () or (batch,) int64. 0 or 1.

        Raises:
            ShapeError, HyperparameterError: if there are too few or too many, or other numbers.
        """
        total = np.asarray(self.weights) @ _check_binary(x, len(self.weights))
        return np.asarray(total >= self.threshold, dtype=np.int64)


def _check_binary(x: object, features: int) -> IntArray:
    """Return (features,) or (features, batch) int64, and refuse all but 0 and 1."""
    array: AnyArray = np.array(x)
    if array.ndim not in (1, 2) or len(array) != features:
        raise ShapeError("inputs", f"be {features} in number", array.shape)
    if array.dtype.kind not in "biuf" or not ((array == 0) | (array == 1)).all():
        raise HyperparameterError("inputs", "be 0 or 1", x)
    return array.astype(np.int64)


GATES: Registry[ThresholdUnit] = Registry("gate")


def _add_gate(
    key: str, weights: tuple[float, ...], threshold: float, outputs: Sequence[int], summary: str
) -> None:
    """Enter a setting with its truth table, whose rows count up in binary."""
    cases = np.ndindex(*[2] * len(weights))
    table = tuple((*case, output) for case, output in zip(cases, outputs, strict=True))
    GATES.add(
        key,
        ThresholdUnit(weights, threshold),
        label=key.upper(),
        summary=summary,
        weights=weights,
        threshold=threshold,
        truth_table=table,
        source="McCulloch and Pitts, 1943",
    )


_add_gate("and", (1.0, 1.0), 2.0, (0, 0, 0, 1), "Fires only if both inputs are on.")
_add_gate("or", (1.0, 1.0), 1.0, (0, 1, 1, 1), "Fires if at least one input is on.")
_add_gate("not", (-1.0,), 0.0, (1, 0), "Turns its one input around.")
_add_gate("nand", (-1.0, -1.0), -1.0, (1, 1, 1, 0), "Fires unless both inputs are on.")
GATES.freeze()

# No single unit computes XOR (Minsky and Papert, 1969): one line cannot part its four points.
# Two layers can: exactly one of two inputs is on if one is (OR) and not both are (NAND).
XOR_LAYERS = ((GATES["or"].value, GATES["nand"].value), (GATES["and"].value,))


def xor(x: object) -> IntArray:
    """Tell of x, (2,) or (2, batch) int64, whether exactly one of two inputs is on."""
    signals = _check_binary(x, 2)
    for layer in XOR_LAYERS:
        signals = np.stack([unit.output(signals) for unit in layer])
    return np.asarray(signals[0])


def as_signs(labels: object) -> FloatArray:
    """Map the classes 0 and 1 to -1 and +1: the rule multiplies by them, and by 0 nothing moves.

    Args:
        labels: (samples,) int64. 0 or 1.

    Returns:
        (samples,) float64. A new array.

    Raises:
        ShapeError, HyperparameterError: if they are anything else, -1 and +1 too.
    """
    classes = check_numbers(labels, (None,), "labels")
    if not np.isin(classes, (0.0, 1.0)).all():
        raise HyperparameterError("labels", "be 0 or 1", labels)
    return 2.0 * classes - 1.0


class Perceptron:
    """Learn from each mistake, one point at a time: a line, drawn anew until it parts two classes.

    s = Σ w x + b,  the answer is +1 if s > 0, else -1.
    Visiting a point with the label y = ±1 is a mistake if y s ≤ 0; then, and only then,
    w = w + learning_rate × y x,  b = b + learning_rate × y  (Rosenblatt, 1958).
    A sum of exactly 0 is undecided and counts as a mistake, so that a start at zero learns.
    Where a line parts the classes with the margin γ and no point is longer than R, there are at
    most (R/γ)² mistakes from a start at zero (Novikoff, 1962), the input 1 of the bias included.

    The average is that of the lines after each visit (Freund and Schapire, 1999). It needs no
    sum over all visits: a change at visit t is missing from t - 1 of them, so that
    average = w - lag / visits  with  lag = Σ (t - 1) × change.

    Attributes:
        weights: (features,) float64. Those that learn.
        bias: (1,) float64.
        lag: (features + 1,) float64. For the average; the bias is last.
        learning_rate: How far a mistake moves the line.
        averaged: Whether to answer by the average line; learning never does.
        visits: Points visited so far.
        mistakes: How many of the visits were mistakes.
    """

    def __init__(
        self,
        weights: FloatArray,
        bias: FloatArray,
        learning_rate: float = 1.0,
        averaged: bool = False,
        lag: FloatArray | None = None,
    ) -> None:
        """Take the arrays of the caller, which are changed in place from then on.

        Args:
            weights: (features,) float64. The start; zero is usual.
            bias: (1,) float64.
            learning_rate: From a start at zero it only scales the line; rounding may decide ties.
            averaged: Whether to answer by the average line.
            lag: (features + 1,) float64. Room to remember in; made if None.
        """
        assert weights.ndim == 1 and bias.shape == (1,), "views on one neuron"
        self.weights, self.bias = weights, bias
        self.lag = np.zeros(weights.size + 1) if lag is None else lag
        self.learning_rate, self.averaged = learning_rate, averaged
        self.visits = self.mistakes = 0

    def score(self, x: FloatArray) -> FloatArray:
        """Return the weighted sum by which it answers; exactly 0 is undecided.

        Args:
            x: (features,) or (features, batch) float64.

        Returns:
            () or (batch,) float64.
        """
        weights, bias = self.average() if self.averaged else (self.weights, self.bias)
        return np.asarray(weights @ x + bias[0])

    def predict(self, x: FloatArray) -> IntArray:
        """Return () or (batch,) int64 answers, +1 or -1, for x as `score` takes it."""
        return np.where(self.score(x) > 0.0, 1, -1)

    def visit(self, x: FloatArray, label: float) -> bool:
        """Look at one point, and learn from it if it is a mistake.

        Args:
            x: (features,) float64.
            label: +1 or -1.

        Returns:
            Whether it was a mistake before learning.

        Raises:
            HyperparameterError: if the label is another, for instance 0.
        """
        if label not in (-1, 1):
            raise HyperparameterError("label", "be -1 or +1", label)
        # Not "≤ 0": where numbers end, the sum is NaN, and that is no answer either.
        is_mistake = not label * float(self.weights @ x + self.bias[0]) > 0.0
        if is_mistake:
            step = self.learning_rate * label
            change = step * x
            self.weights += change
            self.bias += step
            self.lag[:-1] += self.visits * change
            self.lag[-1] += self.visits * step
            self.mistakes += 1
        self.visits += 1
        return is_mistake

    def average(self) -> tuple[FloatArray, FloatArray]:
        """Return the mean of the lines after each visit; before the first one, the line itself.

        Returns:
            weights: (features,) float64. A new array.
            bias: (1,) float64. A new array.
        """
        lag = self.lag / max(self.visits, 1)
        return self.weights - lag[:-1], self.bias - lag[-1:]

    def restart(self) -> None:
        """Forget what was visited; the line stays."""
        self.lag.fill(0.0)
        self.visits = self.mistakes = 0


@dataclass(frozen=True, eq=False)
class Mistake:
    """Record one mistake and the line that it led to.

    visit: How many points had been visited, this one included.
    sample: Index of the point.
    weights: (features,) float64. Afterwards; a copy.
    bias: Afterwards.
    """

    visit: int
    sample: int
    weights: FloatArray
    bias: float


@dataclass(frozen=True)
class Course:
    """Tell how a perceptron went over its points."""

    mistakes: tuple[Mistake, ...]
    passes: int
    outcome: Outcome


def judge_pass(mistakes: int, passes: int, max_passes: int) -> Outcome | None:
    """Tell after a whole pass whether learning is over, and how; None to go on.

    Args:
        mistakes: Made in this pass.
        passes: Made so far, this one included.
        max_passes: When to give up.
    """
    if mistakes == 0:
        return "converged"
    return "not_converged" if passes >= max_passes else None


def fit(perceptron: Perceptron, x: FloatArray, labels: Any, max_passes: int = 100) -> Course:
    """Pass over the points, in their order, until a whole pass is without mistakes.

    Args:
        perceptron: Learns in place.
        x: (features, samples) float64. The points.
        labels: (samples,) int64. Classes 0 and 1.
        max_passes: When to give up: points that no line parts never let it rest.

    Returns:
        Each mistake, and whether it converged.
    """
    signs = as_signs(labels)
    mistakes: list[Mistake] = []
    outcome: Outcome | None = None
    passes = 0
    while outcome is None:
        before = len(mistakes)
        for sample, (point, sign) in enumerate(zip(x.T, signs, strict=True)):
            if perceptron.visit(point, float(sign)):
                line = perceptron.weights.copy(), float(perceptron.bias[0])
                mistakes.append(Mistake(perceptron.visits, sample, *line))
        passes += 1
        outcome = judge_pass(len(mistakes) - before, passes, max_passes)
    return Course(tuple(mistakes), passes, outcome)
