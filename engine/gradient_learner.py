"""The inner loop of gradient descent: one batch forward, its loss, backward, one update."""

import math

import numpy as np

from engine.arrays import FloatArray
from engine.head import Head
from engine.initializers import INITIALIZERS
from engine.learner import Learner, Splits, stream_of
from engine.network import Network
from engine.passes import Dropout
from engine.resolving import plan
from engine.rng import write_state
from engine.spec import ExperimentSpec
from engine.state import LearnerState
from engine.update import Update


class GradientLearner(Learner):
    """Learn by the gradient of a loss."""

    head: Head

    def __init__(self, network: Network, head: Head, splits: Splits, spec: ExperimentSpec) -> None:
        """Put the parts together; `restart` must follow before the first step."""
        super().__init__(network, head, splits, spec)
        self.update = Update(network, spec)
        self.dropout = Dropout(0.0, stream_of(spec, "dropout"))
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
        """Go back to the first step: to (parameters,) float64 given, or to newly drawn ones."""
        if start is None:
            initializer = INITIALIZERS[spec.initializer.key].value
            rng = stream_of(spec, "init")
            self.network.initialize(initializer, rng, **spec.initializer.values)
        else:
            np.copyto(self.network.parameters, start)
        self.network.show_all()
        self._heed_hidden_units()
        self.forget_gradient()
        self.forget_memory()
        self.batches.restart(stream_of(spec, "batches"))
        self.dropout.rng = stream_of(spec, "dropout")

    def _heed_hidden_units(self) -> None:
        """Learn nothing about hidden units: momentum and penalties must not move them either."""
        super()._heed_hidden_units()
        self.update.hold(self.network.hidden_parameters())

    def forget_gradient(self) -> None:
        """Set the latest gradient to zero."""
        self.network.gradients.fill(0.0)

    def forget_memory(self) -> None:
        """Forget the optimizer's moments and counts."""
        self.update.optimizer.reset()

    def train_batch(self, step: int) -> float | None:
        """Make one update and return the loss before it; None if that leads out of all numbers."""
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

    def learning_rate(self, step: int) -> float:
        """Return the rate of the update that follows `step` updates, as the schedule has it."""
        return self.update.learning_rate(step)

    def penalty(self) -> float:
        """Return the regularizer's penalty of the present weights."""
        return self.update.penalty()

    def gradient_norms(self) -> FloatArray:
        """Return (layers,) float64: each layer's gradient norm at the latest step, before clipping.

        A new array; zeros before the first step and after a divergence.
        """
        return self.network.gradient_norms() / self.update.clip_factor

    def capture(self) -> LearnerState:
        """Return copies of everything that training changes."""
        optimizer = self.update.optimizer
        return self._capture(
            optimizer.state, optimizer.counts, batches=self.batches.rng, dropout=self.dropout.rng
        )

    def restore(self, state: LearnerState, spec: ExperimentSpec) -> None:
        """Go to the captured state of a learner with the same spec."""
        self._restore(state)
        np.copyto(self.update.optimizer.state, state.memory)
        self.update.optimizer.restrict(frozenset(spec.frozen_layers), state.counts)
        write_state(self.batches.rng, state.streams["batches"])
        write_state(self.dropout.rng, state.streams["dropout"])
        self.forget_gradient()
