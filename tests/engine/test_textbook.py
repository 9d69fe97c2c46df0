"""The fast engine against a textbook one: lists of W and b, one line for each formula."""

import numpy as np
import pytest

from engine import ACTIVATIONS, ExperimentSpec, Trainer, build
from engine.arrays import FloatArray
from tests import formulas


class Textbook:
    """Plain SGD, samples as rows, everything allocated anew."""

    def __init__(self, trainer: Trainer) -> None:
        layers = trainer.get_layers()
        self.W, self.b = [each["W"] for each in layers], [each["b"] for each in layers]
        self.keys = [layer["activation"] for layer in trainer.layout()]
        self.rate = trainer.learning_rate

    def step(self, x: FloatArray, targets: FloatArray) -> float:
        a, zs, activations = x, [], [x]
        for W, b, key in zip(self.W, self.b, self.keys, strict=True):
            z = a @ W + b
            zs.append(z)
            a = z if key == "softmax" else formulas.ACTIVATIONS[key][0](z)
            activations.append(a)
        loss, dz = self.loss(zs[-1], activations[-1], targets)
        for i in reversed(range(len(self.W))):
            dW, db = activations[i].T @ dz, dz.sum(axis=0)
            if i:
                dz = (dz @ self.W[i].T) * formulas.ACTIVATIONS[self.keys[i - 1]][1](zs[i - 1])
            self.W[i] = self.W[i] - self.rate * dW
            self.b[i] = self.b[i] - self.rate * db
        return loss

    def loss(self, z: FloatArray, a: FloatArray, targets: FloatArray) -> tuple[float, FloatArray]:
        n, key = len(z), self.keys[-1]
        if key == "softmax":
            p, y = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True), np.eye(2)[targets]
            return float(-np.log((p * y).sum(axis=1)).mean()), (p - y) / n
        if key == "sigmoid":
            y = targets[:, None]
            return float(-np.log(np.where(y == 1, a, 1 - a)).mean()), (a - y) / n
        y = targets if key == "identity" else 2.0 * targets[:, None] - 1
        return float(((a - y) ** 2).mean()), 2 * (a - y) * formulas.ACTIVATIONS[key][1](z) / n


@pytest.mark.parametrize("batch_size", [1, 7, "full"])
@pytest.mark.parametrize("units", [(), (1,), (1, 3), (5, 4, 3)])
@pytest.mark.parametrize(
    ("dataset", "output", "activation"),
    [
        ("circle", "sigmoid", "tanh"),
        ("moons", "softmax", "relu"),
        ("gaussians", "tanh", "sigmoid"),
        ("hills", "identity", "tanh"),
    ],
)
def test_sixty_steps_agree(
    dataset: str, output: str, activation: str, units: tuple[int, ...], batch_size: object
) -> None:
    follow(
        {
            "dataset": {"key": dataset, "samples": 50, "noise": 0.1},
            "hidden_layers": [{"units": each, "activation": activation} for each in units],
            "output_activation": output,
            "batch_size": batch_size,
        }
    )


@pytest.mark.parametrize("activation", ACTIVATIONS.keys())
def test_sixty_steps_agree_for_every_activation(activation: str) -> None:
    layers = [{"units": 4, "activation": activation}, {"units": 3, "activation": activation}]
    follow({"dataset": {"key": "xor", "samples": 50}, "hidden_layers": layers, "batch_size": 10})


def follow(spec: dict) -> None:
    """Let both train for sixty steps, and compare every loss and the last weights."""
    trainer, batch_size = build(ExperimentSpec.from_dict(spec)), spec["batch_size"]
    textbook, train = Textbook(trainer), ~trainer.data.is_test
    x, targets = trainer.data.inputs[train], trainer.data.targets[train]
    size = len(x) if batch_size == "full" else int(str(batch_size))
    for _ in range(60):
        position = trainer.capture().learner.position
        loss = trainer.advance(1).losses[0]
        chosen = trainer.capture().learner.order[position : position + size]
        assert loss == pytest.approx(textbook.step(x[chosen], targets[chosen]), rel=1e-9)
    for layer, W, b in zip(trainer.get_layers(), textbook.W, textbook.b, strict=True):
        np.testing.assert_allclose(layer["W"], W, rtol=1e-8, atol=1e-12)
        np.testing.assert_allclose(layer["b"], b, rtol=1e-8, atol=1e-12)
