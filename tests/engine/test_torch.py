"""PyTorch says the same in float64: values, gradients, and a hundred steps of every optimizer."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine import ACTIVATIONS, LEGAL_PAIRS, OPTIMIZERS, SCHEDULES, ExperimentSpec, build
from engine.arrays import FloatArray
from engine.head import Head
from engine.network import Network
from engine.passes import Pass

torch = pytest.importorskip("torch", reason="PyTorch is not installed: make test-all brings it")
F = torch.nn.functional
torch.set_num_threads(1)  # arrays are small: threads would only wait for each other

BATCH = 40
STEPS = 100
FORWARD: dict[str, Callable[[Any], Any]] = {
    "identity": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky_relu": F.leaky_relu,
    "elu": F.elu,
    "gelu": lambda z: F.gelu(z, approximate="tanh"),
    "swish": F.silu,
    "softplus": lambda z: F.softplus(z, threshold=700),
    "step": lambda z: (z >= 0).double() + 0 * z,  # 0 × z: a way back, with nothing on it
    "sign": lambda z: 2 * (z > 0).double() - 1 + 0 * z,
    "softmax": lambda z: torch.softmax(z, dim=1),
}
# loss: from logits or, where the loss takes them, from activated outputs
LOSSES: dict[str, Callable[..., Any]] = {
    "mse": F.mse_loss,
    "mae": F.l1_loss,
    "huber": F.huber_loss,
    "hinge": lambda a, y: torch.clamp(1 - y * a, min=0).mean(),
    "binary_cross_entropy": F.binary_cross_entropy_with_logits,
    "softmax_cross_entropy": F.cross_entropy,
}
OPTIMIZER_TWINS: dict[str, Callable[..., Any]] = {
    "sgd": lambda p, lr: torch.optim.SGD(p, lr),
    "momentum": lambda p, lr, momentum: torch.optim.SGD(p, lr, momentum),
    "nesterov": lambda p, lr, momentum: torch.optim.SGD(p, lr, momentum, nesterov=True),
    "adagrad": lambda p, lr, epsilon: torch.optim.Adagrad(p, lr, eps=epsilon),
    "rmsprop": lambda p, lr, decay, epsilon: torch.optim.RMSprop(p, lr, decay, epsilon),
    "adam": lambda p, lr, beta1, beta2, epsilon: torch.optim.Adam(p, lr, (beta1, beta2), epsilon),
    "adamw": lambda p, lr, beta1, beta2, epsilon, weight_decay: torch.optim.AdamW(
        p, lr, (beta1, beta2), epsilon, weight_decay
    ),
}
# ours with hyperparameters, and PyTorch's
SCHEDULE_TWINS: dict[str, tuple[dict[str, float], Callable[[Any, float], Any]]] = {
    "constant": ({}, lambda o, lr: torch.optim.lr_scheduler.LambdaLR(o, lambda step: 1.0)),  # noqa: ARG005
    "step_decay": (
        {"drop": 0.5, "every_steps": 30},
        lambda o, lr: torch.optim.lr_scheduler.StepLR(o, 30, 0.5),  # noqa: ARG005
    ),
    "exponential": (
        {"decay": 0.97},
        lambda o, lr: torch.optim.lr_scheduler.ExponentialLR(o, 0.97),  # noqa: ARG005
    ),
    "cosine": (
        {"total_steps": 120, "minimum_fraction": 0.1},
        lambda o, lr: torch.optim.lr_scheduler.CosineAnnealingLR(o, 120, 0.1 * lr),
    ),
}


class Twin:
    """The same network in PyTorch: samples are rows, weights are copied."""

    def __init__(self, layers: list[dict[str, FloatArray]], keys: list[str], loss: str) -> None:
        self.layers = [
            (
                torch.tensor(each["W"], requires_grad=True),
                torch.tensor(each["b"], requires_grad=True),
            )
            for each in layers
        ]
        self.parameters = [each for layer in self.layers for each in layer]
        self.keys, self._loss = keys, LOSSES[loss]
        self._from_logits = "cross_entropy" in loss

    def forward(self, x: Any) -> tuple[Any, Any]:
        """Return logits and activated outputs."""
        a = z = x
        for (W, b), key in zip(self.layers, self.keys, strict=True):
            z = a @ W + b
            a = FORWARD[key](z)
        return z, a

    def loss(self, x: Any, y: Any, **options: Any) -> Any:
        z, a = self.forward(x)
        return self._loss(z if self._from_logits else a, y, **options)

    def flat(self, gradients: bool = False) -> FloatArray:
        """Return (parameters,) float64, in our order."""
        chosen = [each.grad if gradients else each.detach() for each in self.parameters]
        return np.concatenate([each.numpy().ravel() for each in chosen])


def close(ours: object, theirs: object, rtol: float) -> None:
    """Compare in proportion to the largest number, as sums of its size are rounded."""
    wanted = np.asarray(theirs, dtype=float)
    atol = rtol * float(np.abs(wanted).max())
    np.testing.assert_allclose(np.asarray(ours, dtype=float), wanted, rtol=rtol, atol=atol)


def test_every_entry_has_its_twin() -> None:
    assert set(FORWARD) == {*ACTIVATIONS.keys(), "softmax"}
    assert set(LOSSES) == {pair["loss"] for pair in LEGAL_PAIRS}
    assert set(OPTIMIZER_TWINS) == set(OPTIMIZERS.keys())
    assert set(SCHEDULE_TWINS) == set(SCHEDULES.keys())


def as_targets(loss: str, y: FloatArray) -> Any:
    """Return (outputs, samples) float64 as PyTorch's loss wants them: rows, or class indices."""
    indices = loss == "softmax_cross_entropy"
    return torch.tensor(y.argmax(axis=0) if indices else np.ascontiguousarray(y.T))


def draw(pair: dict[str, Any], classes: int | None, seed: int = 1) -> tuple[FloatArray, FloatArray]:
    """Return (2, samples) float64 inputs and targets fit for the pair."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(2, BATCH))
    targets = rng.normal(size=(BATCH, 3)) if classes is None else np.arange(BATCH) % classes
    return x, Head(pair["loss"], pair["output_activation"], classes).encode(targets)


@pytest.mark.parametrize(
    "pair",
    LEGAL_PAIRS,
    ids=lambda each: f"{each['task']}-{each['loss']}-{each['output_activation']}",
)
@pytest.mark.parametrize("activation", ACTIVATIONS.keys())
def test_forward_and_backward_agree(activation: str, pair: dict[str, Any]) -> None:
    classes = None if pair["task"] == "regression" else (pair["max_classes"] or 4)
    x, y = draw(pair, classes)
    keys = [activation, activation, pair["output_activation"]]
    network = Network([(2, 7), (7, 5), (5, len(y))], keys)
    # Weights that saturate nothing: of 1 - tanh² there, both sides keep but a few digits.
    network.parameters[:] = np.random.default_rng(2).normal(0, 0.5, network.parameters.size)
    head, room = Head(pair["loss"], pair["output_activation"], classes), Pass(network, BATCH)
    z = room.forward(x)
    twin = Twin([{"W": each.W, "b": each.b} for each in network.layers], keys, pair["loss"])
    inputs = torch.tensor(np.ascontiguousarray(x.T))
    logits, outputs = twin.forward(inputs)
    close(z.T, logits.detach(), 1e-12)
    close(head.outputs(z).T, outputs.detach(), 1e-12)
    loss = twin.loss(inputs, as_targets(pair["loss"], y))
    loss.backward()
    close(head.mean_loss(z, y, None, room), loss.item(), 1e-12)
    room.backward()
    theirs = twin.flat(gradients=True)
    for layer in network.layers:
        close(network.gradients[layer.where], theirs[layer.where], 1e-12)


def experiment(**fields: Any) -> tuple[Any, Twin, Any, Any]:
    """Return a trainer on all its points at once, its twin, and the points as that wants them."""
    spec = {"dataset": {"key": "circle", "samples": 60, "noise": 0.1}, "batch_size": "full"}
    trainer = build(ExperimentSpec.from_dict(spec | fields))
    keys = [layer["activation"] for layer in trainer.layout()]
    twin = Twin(trainer.get_layers(), keys, trainer.spec.loss)
    train = ~trainer.data.is_test
    head = Head(trainer.spec.loss, trainer.spec.output_activation, 2)
    y = as_targets(trainer.spec.loss, head.encode(trainer.data.targets[train]))
    return trainer, twin, torch.tensor(trainer.data.inputs[train]), y


@pytest.mark.parametrize("schedule", SCHEDULES.keys())
@pytest.mark.parametrize("key", OPTIMIZERS.keys())
def test_a_hundred_steps_agree(key: str, schedule: str) -> None:
    values, make_scheduler = SCHEDULE_TWINS[schedule]
    trainer, twin, x, y = experiment(optimizer={"key": key}, schedule={"key": schedule, **values})
    settings = dict(OPTIMIZERS[key].defaults)
    rate = settings.pop("learning_rate")
    optimizer = OPTIMIZER_TWINS[key](twin.parameters, rate, **settings)
    scheduler, losses = make_scheduler(optimizer, rate), []
    for step in range(STEPS):
        assert trainer.learning_rate == pytest.approx(optimizer.param_groups[0]["lr"], rel=1e-12)
        losses.append(_step(twin, optimizer, x, y))
        scheduler.step()
        close(trainer.advance(1).losses, losses[-1:], 1e-9)
        assert trainer.step == step + 1
    close(trainer.parameters, twin.flat(), 1e-9)
    assert losses[-1] < losses[0]


def _step(
    twin: Twin, optimizer: Any, x: Any, y: Any, most: float | None = None, **options: Any
) -> float:
    optimizer.zero_grad()
    loss = twin.loss(x, y, **options)
    loss.backward()
    if most is not None:
        torch.nn.utils.clip_grad_norm_(twin.parameters, most)
    optimizer.step()
    return float(loss.item())


@pytest.mark.parametrize("key", OPTIMIZERS.keys())
def test_moving_the_slider_of_the_learning_rate_agrees(key: str) -> None:
    trainer, twin, x, y = experiment(optimizer={"key": key})
    settings = dict(OPTIMIZERS[key].defaults)
    optimizer = OPTIMIZER_TWINS[key](twin.parameters, settings.pop("learning_rate"), **settings)
    for rate in (0.02, 0.001, 0.05):
        changed = trainer.spec.to_dict() | {"optimizer": {"key": key, "learning_rate": rate}}
        trainer.configure(ExperimentSpec.from_dict(changed))
        optimizer.param_groups[0]["lr"] = rate
        losses = [_step(twin, optimizer, x, y) for _ in range(20)]
        close(trainer.advance(20).losses, losses, 1e-9)
    close(trainer.parameters, twin.flat(), 1e-9)


def test_clipping_agrees() -> None:
    trainer, twin, x, y = experiment(gradient_clip=0.05)
    optimizer = OPTIMIZER_TWINS["sgd"](twin.parameters, 0.03)
    losses = [_step(twin, optimizer, x, y, most=0.05) for _ in range(STEPS)]
    close(trainer.advance(STEPS).losses, losses, 1e-9)
    close(trainer.parameters, twin.flat(), 1e-9)


def test_class_weights_agree() -> None:
    fields = {"loss": "softmax_cross_entropy", "class_weights": [0.5, 3.0]}
    trainer, twin, x, y = experiment(**fields)
    optimizer = OPTIMIZER_TWINS["sgd"](twin.parameters, 0.03)
    weight = torch.tensor([0.5, 3.0], dtype=torch.float64)
    losses = [_step(twin, optimizer, x, y, weight=weight) for _ in range(STEPS)]
    close(trainer.advance(STEPS).losses, losses, 1e-9)
    close(trainer.parameters, twin.flat(), 1e-9)
