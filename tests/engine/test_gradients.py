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
BATCH = 6
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

    def near_a_kink(self) -> bool:
        a, kink = self.x, False
        for layer in self.network.layers[:-1]:
            z = layer.W.T @ a + layer.b[:, None]
            kink = kink or bool((np.abs(z) < 10 * H).any())
            a = np.empty_like(z)
            layer.activation.value(z, a)
        return kink

    def analytic(self) -> FloatArray:
        dropout = self.dropout()
        z = self.room.forward(self.x, dropout)
        self.head.mean_loss(z, self.y, self.w, self.room)
        self.room.backward(dropout)
        return self.network.gradients.copy()

    def numeric(self) -> FloatArray:
        p, slopes = self.network.parameters, []
        for index, value in enumerate(p.copy()):
            p[index] = value + H
            above = self.loss()
            p[index] = value - H
            below = self.loss()
            p[index] = value
            slopes.append((above - below) / (2 * H))
        return np.array(slopes)


def draw(pair: dict, activation: str, **options: object) -> Case:
    cases = (Case(pair, activation, seed, **options) for seed in range(100))  # type: ignore[arg-type]
    return next(case for case in cases if not case.near_a_kink())


def error(case: Case) -> float:
    numeric, analytic = case.numeric(), case.analytic()
    scale = float(np.linalg.norm(numeric) + np.linalg.norm(analytic))
    assert scale > 1e-3, "a gradient of nothing tests nothing"
    return float(np.linalg.norm(numeric - analytic)) / scale


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("activation", ACTIVATIONS.keys())
def test_gradient_agrees_with_central_differences(pair: dict, activation: str) -> None:
    assert error(draw(pair, activation)) <= LARGEST_ERROR


@pytest.mark.parametrize("pair", [each for each in PAIRS if "regression" not in str(each.id)])
def test_gradient_with_class_weights(pair: dict) -> None:
    assert error(draw(pair, "tanh", weighted=True)) <= LARGEST_ERROR


@pytest.mark.parametrize("pair", PAIRS)
def test_gradient_through_dropout(pair: dict) -> None:
    assert error(draw(pair, "tanh", rate=0.4)) <= LARGEST_ERROR


@pytest.mark.parametrize("key", ACTIVATIONS.keys())
def test_derivative_agrees_with_its_value(key: str) -> None:
    activation = ACTIVATIONS[key].value
    z = np.array([[-3.0, -0.7, -0.01, 0.02, 0.4, 2.5]])
    a, slope, above, below = (np.empty_like(z) for _ in range(4))
    activation.value(z, a)
    activation.derivative(z, a, slope)
    activation.value(z + H, above)
    activation.value(z - H, below)
    np.testing.assert_allclose(slope, (above - below) / (2 * H), rtol=0, atol=1e-9)


@pytest.mark.parametrize("key", ACTIVATIONS.keys())
def test_activations_take_huge_values_without_a_warning(key: str) -> None:
    z = np.array([[-1e4, 0.0, 1e4]])
    a, slope = np.empty_like(z), np.empty_like(z)
    ACTIVATIONS[key].value.value(z, a)
    ACTIVATIONS[key].value.derivative(z, a, slope)
    assert np.isfinite(a).all() and np.isfinite(slope).all()
