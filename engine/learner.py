"""The inner loop: one batch forward, its loss, backward, one update."""

import math
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from engine.arrays import FloatArray
from engine.batches import Batches
from engine.evaluation import Split, evaluate_split
from engine.head import Head
from engine.initializers import INITIALIZERS
from engine.network import Network
from engine.passes import Dropout, Pass
from engine.reports import Metrics
from engine.resolving import plan
from engine.rng import make_stream, read_state, write_state
from engine.spec import ExperimentSpec
from engine.state import LearnerState
from engine.update import Update


@dataclass(frozen=True)
class Splits:
    """Hold the preprocessed data; `test` is None where nothing is held back."""

    train: Split
    test: Split | None


class Learner:
    """Hold a network and everything that changes while it learns."""

    def __init__(self, network: Network, head: Head, splits: Splits, spec: ExperimentSpec) -> None:
        """Put the parts together; `restart` must follow before the first step."""
        self.network, self.head, self.splits = network, head, splits
        self.update = Update(network, spec)
        train = splits.train
        self.batches = Batches(train.x, train.y, train.w, _stream(spec, "batches"))
        self.dropout = Dropout(0.0, _stream(spec, "dropout"))
        self._passes: dict[int, Pass] = {}
        self.configure(spec)

    def configure(self, spec: ExperimentSpec) -> None:
        """Take over every live setting; weights, moments and streams stay."""
        batch = plan(spec).batch
        if batch != self.batches.batch_size:
            self._passes.clear()
        self.batches.batch_size = batch
        self.batches.shuffle = spec.shuffle
        self.dropout.rate = spec.dropout_rate
        self.update.configure(spec)

    def restart(self, spec: ExperimentSpec, start: FloatArray | None) -> None:
        """Go back to the first step.

        Args:
            spec: Says how to draw the initial weights, and the seeds.
            start: (parameters,) float64 to start from instead; copied.
        """
        if start is None:
            initializer = INITIALIZERS[spec.initializer.key].value
            self.network.initialize(initializer, _stream(spec, "init"))
        else:
            np.copyto(self.network.parameters, start)
        self.forget_gradient()
        self.update.optimizer.reset()
        self.batches.restart(_stream(spec, "batches"))
        self.dropout.rng = _stream(spec, "dropout")

    def forget_gradient(self) -> None:
        """Set the latest gradient to zero."""
        self.network.gradients.fill(0.0)

    def train_batch(self, step: int) -> float | None:
        """Make one update and return the loss before it.

        Args:
            step: Updates made before.

        Returns:
            The mean loss of the batch; None if it, or the outcome, is not finite. Then weights
            and moments are as before.
        """
        x, y, w = self.batches.current()
        room = self.room(x.shape[1])
        dropout = self.dropout if self.dropout.rate else None
        z = room.forward(x, dropout)
        loss = self.head.mean_loss(z, y, w, room)
        if not math.isfinite(loss):
            return None
        room.backward(dropout)
        if not self.update.apply(step):
            return None
        self.batches.advance()
        return loss

    def room(self, batch: int) -> Pass:
        """Return the pass for batches of this size; the same one each time."""
        room = self._passes.get(batch)
        if room is None:
            room = self._passes[batch] = Pass(self.network, batch)
        return room

    def evaluation(self) -> Generator[None, None, Metrics]:
        """Measure loss and accuracy on both splits, chunk by chunk; dropout off, penalty apart."""
        head, splits = self.head, self.splits
        train_loss, train_accuracy = yield from evaluate_split(head, splits.train, self.room)
        test_loss = test_accuracy = None
        if splits.test is not None:
            test_loss, test_accuracy = yield from evaluate_split(head, splits.test, self.room)
        with np.errstate(all="ignore"):
            penalty = self.update.penalty()
        return Metrics(train_loss, test_loss, train_accuracy, test_accuracy, penalty)

    def capture(self) -> LearnerState:
        """Return copies of everything that training changes."""
        return LearnerState(
            epoch=self.batches.epoch,
            position=self.batches.position,
            parameters=self.network.parameters.copy(),
            memory=self.update.optimizer.state.copy(),
            counts=self.update.optimizer.counts,
            order=self.batches.order.copy(),
            streams={
                "batches": read_state(self.batches.rng),
                "dropout": read_state(self.dropout.rng),
            },
        )

    def restore(self, state: LearnerState, spec: ExperimentSpec) -> None:
        """Go to the captured state of a learner with the same spec."""
        np.copyto(self.network.parameters, state.parameters)
        np.copyto(self.update.optimizer.state, state.memory)
        self.update.optimizer.restrict(frozenset(spec.frozen_layers), state.counts)
        self.batches.restore(state.epoch, state.position, state.order)
        write_state(self.batches.rng, state.streams["batches"])
        write_state(self.dropout.rng, state.streams["dropout"])
        self.forget_gradient()


def _stream(spec: ExperimentSpec, name: str) -> np.random.Generator:
    return make_stream(name, spec.seeds.of(name))
