"""Backpropagation against central differences, over everything that the registries offer."""

import numpy as np
import pytest

from engine import ACTIVATIONS, LEGAL_PAIRS
from engine.arrays import FloatArray
from engine.head import Head
from engine.network import Network
from engine.passes import Dropout, Pass

H = 1e-5  # step of the central difference
LARGEST_ERROR = 1e-7
LARGEST_BEND = 1e-6  # how far two central differences may be apart where there is no kink
BATCH = 6
SMOOTH = [entry.key for entry in ACTIVATIONS if entry.facts["differentiable"]]
FLAT = [entry.key for entry in ACTIVATIONS if not entry.facts["differentiable"]]
PAIRS = [
    pytest.param(pair, id=f"{pair['loss']}-{pair['output_activation']}-{pair['task']}")
    for pair in LEGAL_PAIRS
]


class Case:
    """One random network with a batch, whose loss is a function of its parameters alone."""

    def __init__(
        self, pair: dict, activation: str, seed: int, weighted: bool = False, rate: float = 0.0
    ) -> None:
        rng = np.random.default_rng(seed)
        classes = None if pair["task"] == "regression" else (pair["max_classes"] or 3)
        outputs = 3 if pair["output_activation"] == "softmax" else 1
        outputs = 2 if classes is None else outputs
        shapes = [(2, 5), (5, 4), (4, outputs)]
        keys = [activation, activation, pair["output_activation"]]
        self.network = Network(shapes, keys)
        self.network.parameters[:] = rng.normal(size=self.network.parameters.size)
        weights = [0.5, 2.0, 3.0][:classes] if weighted else None
        self.head = Head(pair["loss"], pair["output_activation"], classes, weights)
        targets = (
            rng.normal(size=(BATCH, outputs)) if classes is None else np.arange(BATCH) % classes
        )
        self.x = rng.normal(size=(2, BATCH))
        self.y, self.w = self.head.encode(targets), self.head.sample_weights(targets)
        self.room = Pass(self.network, BATCH)
        self.rate = rate

    def dropout(self) -> Dropout | None:
        return Dropout(self.rate, np.random.default_rng(3)) if self.rate else None

    def loss(self) -> float:
        z = self.room.forward(self.x, self.dropout())
        return self.head.mean_loss(z, self.y, self.w, self.room)

    def analytic(self) -> FloatArray:
        dropout = self.dropout()
        z = self.room.forward(self.x, dropout)
        self.head.mean_loss(z, self.y, self.w, self.room)
        self.room.backward(dropout)
        return self.network.gradients.copy()

    def numeric(self, h: float = H) -> FloatArray:
        p, slopes = self.network.parameters, []
        for index, value in enumerate(p.copy()):
            p[index] = value + h
            above = self.loss()
            p[index] = value - h
            below = self.loss()
            p[index] = value
            slopes.append((above - below) / (2 * h))
        return np.array(slopes)


def draw(pair: dict, activation: str, **options: object) -> Case:
    """Return a case away from the corners of relu, hinge and the like, where slopes jump."""
    cases = (Case(pair, activation, seed, **options) for seed in range(100))  # type: ignore[arg-type]
    return next(
        case for case in cases if distance(case.numeric(), case.numeric(3 * H)) <= LARGEST_BEND
    )


def distance(one: FloatArray, other: FloatArray) -> float:
    scale = float(np.linalg.norm(one) + np.linalg.norm(other))
    assert scale > 1e-3, "a gradient of nothing tests nothing"
    return float(np.linalg.norm(one - other)) / scale


def error(case: Case) -> float:
    return distance(case.numeric(), case.analytic())


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("activation", SMOOTH)
def test_gradient_agrees_with_central_differences(pair: dict, activation: str) -> None:
    assert error(draw(pair, activation)) <= LARGEST_ERROR


@pytest.mark.parametrize("pair", [each for each in PAIRS if "regression" not in str(each.id)])
def test_gradient_with_class_weights(pair: dict) -> None:
    assert error(draw(pair, "tanh", weighted=True)) <= LARGEST_ERROR


@pytest.mark.parametrize("pair", PAIRS)
def test_gradient_through_dropout(pair: dict) -> None:
    assert error(draw(pair, "tanh", rate=0.4)) <= LARGEST_ERROR


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("activation", FLAT)
def test_no_gradient_passes_what_is_not_differentiable(pair: dict, activation: str) -> None:
    case = Case(pair, activation, seed=0)
    gradient, output = case.analytic(), case.network.layers[-1].where
    assert not gradient[: output.start].any() and gradient[output].any()
