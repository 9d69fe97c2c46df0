"""XOR with two hidden units: as many lucky starts as in a loop of our own, and no others."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from engine import ExperimentSpec, Trainer, build
from engine.arrays import BoolArray, FloatArray

X = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
Y = np.array([0.0, 1.0, 1.0, 0.0])
STEPS, RATE = 1000, 1.0  # then fewer than one start in a hundred is still on its way
SURE = 3.29  # standard deviations within which 99.9 % of all differences lie

Function = Callable[[FloatArray], FloatArray]
FUNCTIONS: dict[str, tuple[Function, Function]] = {  # f(z), and f'(z) told by f(z)
    "tanh": (np.tanh, lambda a: 1.0 - a**2),
    "relu": (lambda z: z * (z > 0.0), lambda a: (a > 0.0).astype(float)),
    "sigmoid": (lambda z: 1.0 / (1.0 + np.exp(-z)), lambda a: a * (1.0 - a)),
}
STUCK_AND_SOLVED = {"tanh": (3, 0), "relu": (0, 1), "sigmoid": (7, 0)}


@dataclass
class Starts:
    """Weights of many networks at once: W, v are (starts, in, out), b, c (starts, 1, out)."""

    W: FloatArray
    b: FloatArray
    v: FloatArray
    c: FloatArray

    @classmethod
    def draw(cls, count: int) -> "Starts":
        """Draw from ±sqrt(6 / (inputs + outputs)), biases 0 (Glorot and Bengio, 2010)."""
        rng = np.random.default_rng(11)
        W = rng.uniform(-1, 1, (count, 2, 2)) * np.sqrt(6 / 4)
        v = rng.uniform(-1, 1, (count, 2, 1)) * np.sqrt(6 / 3)
        return cls(W, np.zeros((count, 1, 2)), v, np.zeros((count, 1, 1)))

    @classmethod
    def of(cls, trainers: list[Trainer]) -> "Starts":
        hidden, output = zip(*(each.get_layers() for each in trainers), strict=True)
        stacks = [
            np.stack([each[key] for each in part]) for part in (hidden, output) for key in "Wb"
        ]
        W, b, v, c = stacks
        return cls(W, b[:, None, :], v, c[:, None, :])


def solve(starts: Starts, activation: str) -> BoolArray:
    """Descend by plain gradients of the mean cross-entropy; tell who gets all four right."""
    f, slope = FUNCTIONS[activation]
    W, b, v, c = starts.W, starts.b, starts.v, starts.c
    for _ in range(STEPS):
        a = f(X @ W + b)
        dz = (1.0 / (1.0 + np.exp(-(a @ v + c))) - Y[:, None]) / 4
        dh = (dz @ v.swapaxes(1, 2)) * slope(a)
        v = v - RATE * (a.swapaxes(1, 2) @ dz)
        c = c - RATE * dz.sum(axis=1, keepdims=True)
        W = W - RATE * (X.T @ dh)
        b = b - RATE * dh.sum(axis=1, keepdims=True)
    z = (f(X @ W + b) @ v + c)[:, :, 0]
    return np.asarray(((z > 0.0) == (Y > 0.0)).all(axis=1))


def network(seed: int, activation: str, **fields: object) -> Trainer:
    points = [{"x": x.tolist(), "y": y} for x, y in zip(X, Y, strict=True)]
    spec: dict[str, Any] = {
        "dataset": {"key": "points", "points": points},
        "test_fraction": 0.0,
        "hidden_layers": [{"units": 2, "activation": activation}],
        "optimizer": {"key": "sgd", "learning_rate": RATE},
        "batch_size": "full",
        "seed": seed,
    }
    return build(ExperimentSpec.from_dict({**spec, **fields}))


def is_solved(trainer: Trainer) -> bool:
    trainer.advance(STEPS)
    return trainer.evaluate().train_accuracy == 1.0


def check_share(activation: str, seeds: int, own: int) -> None:
    trainers = [network(seed, activation) for seed in range(seeds)]
    same_starts = Starts.of(trainers)
    solved = np.array([is_solved(each) for each in trainers])
    assert solved.tolist() == solve(same_starts, activation).tolist()  # start by start
    peers = solve(Starts.draw(own), activation)
    share = (solved.sum() + peers.sum()) / (seeds + own)
    deviation = np.sqrt(share * (1.0 - share) * (1.0 / seeds + 1.0 / own))
    assert abs(solved.mean() - peers.mean()) <= SURE * deviation


def test_the_share_of_twenty_seeds() -> None:
    check_share("tanh", 20, own=500)


@pytest.mark.exhaustive
@pytest.mark.parametrize("activation", FUNCTIONS)
def test_the_share_of_two_hundred_seeds(activation: str) -> None:
    check_share(activation, 200, own=5000)


@pytest.mark.parametrize("activation", FUNCTIONS)
def test_pinned_starts_end_as_they_are_known_to(activation: str) -> None:
    stuck, solved = STUCK_AND_SOLVED[activation]
    assert not is_solved(network(stuck, activation))
    trainer = network(solved, activation)
    assert is_solved(trainer)
    assert trainer.predict(X).classes == ["0", "1", "1", "0"]


def test_a_start_that_is_stuck_stays_stuck() -> None:
    """Two points look the same to it, one of either class, so half of them cost log 2."""
    trainer = network(STUCK_AND_SOLVED["tanh"][0], "tanh")
    trainer.advance(10 * STEPS)
    told = trainer.evaluate()
    assert told.train_accuracy == 0.5
    assert told.train_loss == pytest.approx(np.log(2.0) / 2.0, abs=2e-4)


def test_from_zero_nothing_ever_moves() -> None:
    trainer = network(1, "tanh", initializer={"key": "zeros"})
    trainer.advance(STEPS)
    assert not trainer.parameters.any()
    assert trainer.evaluate().train_loss == pytest.approx(np.log(2.0))
