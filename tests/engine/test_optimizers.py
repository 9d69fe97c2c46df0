"""Optimizers against PyTorch's published formulas, by numbers worked out by hand.

Gradients of 1e-9 are in because there, and only there, the place of Adam's epsilon shows.
"""

import numpy as np
import pytest

from engine import OPTIMIZERS
from engine.optimizers import Optimizer

TINY = 1e-9


def make(key: str, size: int = 1, layers: int = 1, **values: float) -> Optimizer:
    where = [slice(i * size, (i + 1) * size) for i in range(layers)]
    total = size * layers
    optimizer = OPTIMIZERS[key].value(np.zeros(total), np.zeros(total), where)
    optimizer.hyperparameters = {**OPTIMIZERS[key].defaults, **values}
    return optimizer


def run(optimizer: Optimizer, gradients: list[float], rates: list[float]) -> list[float]:
    path = []
    for gradient, rate in zip(gradients, rates, strict=True):
        optimizer._gradients[:] = gradient
        optimizer.step(rate)
        path.append(float(optimizer._parameters[0]))
    return path


def test_sgd() -> None:
    assert run(make("sgd"), [2.0, -1.0], [0.1, 0.5]) == pytest.approx([-0.2, 0.3], rel=1e-15)
    assert run(make("sgd"), [TINY], [0.03]) == pytest.approx([-3e-11], rel=1e-15)


def test_momentum_keeps_the_learning_rate_outside_the_velocity() -> None:
    # v: 1, 0.9 + 2 = 2.9, 2.61; the rate drops tenfold before the last step
    path = run(make("momentum", momentum=0.9), [1.0, 2.0, 0.0], [0.1, 0.1, 0.01])
    assert path == pytest.approx([-0.1, -0.39, -0.4161], rel=1e-14)


def test_momentum_of_zero_is_sgd() -> None:
    gradients, rates = [1.0, -2.0, TINY], [0.1, 0.2, 0.3]
    assert run(make("momentum", momentum=0.0), gradients, rates) == run(
        make("sgd"), gradients, rates
    )


def test_momentum_with_a_tiny_gradient() -> None:
    path = run(make("momentum", momentum=0.9), [TINY, TINY], [0.01, 0.01])
    assert path == pytest.approx([-1e-11, -2.9e-11], rel=1e-14)


def test_nesterov_looks_ahead_and_keeps_the_rate_outside() -> None:
    # v: 1, 2.9, 2.61; g + 0.9 v: 1.9, 4.61, 2.349; the rate drops tenfold before the last step
    path = run(make("nesterov", momentum=0.9), [1.0, 2.0, 0.0], [0.1, 0.1, 0.01])
    assert path == pytest.approx([-0.19, -0.651, -0.67449], rel=1e-14)
    tiny = run(make("nesterov", momentum=0.9), [TINY, TINY], [0.01, 0.01])
    assert tiny == pytest.approx([-1.9e-11, -4.61e-11], rel=1e-14)


def test_nesterov_of_zero_is_sgd() -> None:
    gradients, rates = [1.0, -2.0, TINY], [0.1, 0.2, 0.3]
    assert run(make("nesterov", momentum=0.0), gradients, rates) == run(
        make("sgd"), gradients, rates
    )


def test_adagrad_divides_by_all_gradients_so_far() -> None:
    # v: 9, 25, 25; sqrt 3, 5, 5
    path = run(make("adagrad", epsilon=1e-12), [3.0, -4.0, 0.0], [0.1, 0.1, 0.1])
    assert path == pytest.approx([-0.1, -0.02, -0.02], rel=1e-11)


@pytest.mark.parametrize(
    ("key", "gradient", "expected"),
    [
        ("adagrad", TINY, -0.1 / 1.1),  # 1e-9 / (1e-9 + 1e-10); inside the root it is 9.9999e-6
        ("rmsprop", TINY, -0.01 / 1.01),  # the root is 1e-10, so 1e-9 / (1e-10 + 1e-8) × 0.1
        ("rmsprop", 1.0, -1.0 / (1 + 1e-7)),
    ],
)
def test_epsilon_is_outside_the_root(key: str, gradient: float, expected: float) -> None:
    path = run(make(key), [gradient], [0.1])
    assert path == pytest.approx([expected], rel=1e-12)


def test_rmsprop_forgets() -> None:
    # v: 0.1 × 4 = 0.4, 0.36 + 0.1 = 0.46
    path = run(make("rmsprop", decay=0.9, epsilon=1e-12), [2.0, -1.0], [0.1, 0.1])
    first = -0.2 / np.sqrt(0.4)
    assert path == pytest.approx([first, first + 0.1 / np.sqrt(0.46)], rel=1e-11)


def test_adamw_decays_beside_the_gradient() -> None:
    # From 2: 2 × (1 - 0.1 × 0.05) - 0.1 = 1.89, then 1.89 × 0.995 - 0.1
    optimizer = make("adamw", epsilon=1e-12, weight_decay=0.05)
    optimizer._parameters[:] = 2.0
    assert run(optimizer, [1.0, 1.0], [0.1, 0.1]) == pytest.approx([1.89, 1.78055], rel=1e-11)


def test_adamw_without_decay_is_adam() -> None:
    gradients, rates = [1.0, -2.0, TINY], [0.1, 0.2, 0.3]
    assert run(make("adamw", weight_decay=0.0), gradients, rates) == run(
        make("adam"), gradients, rates
    )


def test_the_largest_decay_reaches_zero_and_does_not_overshoot() -> None:
    optimizer = make("adamw", weight_decay=0.1)
    optimizer._parameters[:] = 2.0
    assert run(optimizer, [0.0], [10.0]) == [0.0]


@pytest.mark.parametrize(
    ("gradient", "expected"),
    [
        # constant g: every step moves by 0.01 g / (g + 1e-8), the corrections cancel
        (1.0, -0.1 / (1 + 1e-8)),
        (1e-6, -0.1 / 1.01),  # -0.0990; TensorFlow's epsilon gives -0.0865
        (TINY, -0.1 / 11.0),  # -9.09e-3; TensorFlow -7.0e-4, epsilon inside the root -1e-6
    ],
)
def test_adam_divides_outside_the_root_after_the_correction(
    gradient: float, expected: float
) -> None:
    path = run(make("adam"), [gradient] * 10, [0.01] * 10)
    assert path[-1] == pytest.approx(expected, rel=1e-12)


def test_adam_with_changing_gradients() -> None:
    # t=1: m=0.1, v=0.001, both corrected to 1                    -> p = -0.1
    # t=2: m=0.09-0.2=-0.11 /0.19, v=0.000999+0.004=0.004999 /0.001999
    path = run(make("adam", epsilon=1e-12), [1.0, -2.0], [0.1, 0.1])
    second = -0.1 + 0.1 * (0.11 / 0.19) / np.sqrt(0.004999 / 0.001999)
    assert path == pytest.approx([-0.1, second], rel=1e-10)


def test_adam_with_a_gradient_of_zero_stays() -> None:
    assert run(make("adam"), [0.0, 0.0], [0.1, 0.1]) == [0.0, 0.0]


@pytest.mark.parametrize("key", OPTIMIZERS.keys())
def test_every_optimizer_gets_down_a_parabola(key: str) -> None:
    optimizer = make(key, size=2)
    optimizer._parameters[:] = [1.0, -2.0]
    best = np.inf
    for _ in range(10_000):
        optimizer._gradients[:] = optimizer._parameters * [1.0, 3.0]
        optimizer.step(optimizer.hyperparameters["learning_rate"])
        best = min(best, float(np.abs(optimizer._parameters).max()))
    assert best < 1e-3 and np.abs(optimizer._parameters).max() < 1e-2


@pytest.mark.parametrize("key", OPTIMIZERS.keys())
def test_steps_do_not_depend_on_how_parameters_are_grouped(key: str) -> None:
    one, other = make(key, size=6, layers=1), make(key, size=2, layers=3)
    rng = np.random.default_rng(0)
    for _ in range(20):
        gradients = rng.normal(size=6)
        for optimizer in (one, other):
            optimizer._gradients[:] = gradients
            optimizer.step(0.1)
    assert np.array_equal(one._parameters, other._parameters)


@pytest.mark.parametrize("key", OPTIMIZERS.keys())
def test_frozen_layers_take_no_part(key: str) -> None:
    optimizer = make(key, size=2, layers=3)
    optimizer._gradients[:] = 1.0
    optimizer.step(0.1)
    before, memory = optimizer._parameters.copy(), optimizer.state.copy()
    optimizer.restrict(frozenset({1}))
    optimizer.step(0.1)
    moved = optimizer._parameters != before
    assert moved.tolist() == [True, True, False, False, True, True]
    assert np.array_equal(optimizer.state[:, 2:4], memory[:, 2:4])
    assert optimizer.counts == [2, 1, 2]


def test_a_layer_that_thaws_counts_from_its_own_first_step() -> None:
    # PyTorch counts per parameter: the first step of each is learning_rate in size.
    optimizer = make("adam", layers=2)
    optimizer.restrict(frozenset({1}))
    run(optimizer, [1.0] * 50, [0.01] * 50)
    optimizer.restrict(frozenset())
    run(optimizer, [1.0], [0.01])
    assert optimizer._parameters[1] == pytest.approx(-0.01, rel=1e-7)
    assert optimizer.counts == [51, 1]


def test_reset_forgets() -> None:
    optimizer = make("adam")
    first = run(optimizer, [3.0], [0.1])
    optimizer.reset()
    optimizer._parameters[:] = 0.0
    assert run(optimizer, [3.0], [0.1]) == first
