"""The threshold unit: a neuron whose weights a person sets, and which never learns."""

import math

import numpy as np

from engine.arrays import FloatArray
from engine.errors import EngineError
from engine.learner import Learner
from engine.spec import ExperimentSpec
from engine.state import LearnerState


class HandSet(Learner):
    """Hold weights that only a person changes."""

    def configure(self, spec: ExperimentSpec) -> None:
        """Keep all as it is: nothing about it can change live."""

    def restart(self, spec: ExperimentSpec, start: FloatArray | None) -> None:  # noqa: ARG002
        """Go back to (parameters,) float64 that were put in, or to zeros."""
        self.network.parameters[:] = 0.0 if start is None else start

    def train_batch(self, step: int) -> float | None:
        """Refuse to train.

        Raises:
            EngineError: always.
        """
        raise EngineError("training", "be left out: a threshold unit is set by hand", step)

    def learning_rate(self, step: int) -> float:  # noqa: ARG002
        """Return NaN: there are no updates."""
        return math.nan

    def penalty(self) -> float:
        """Return 0."""
        return 0.0

    def gradient_norms(self) -> FloatArray:
        """Return (layers,) float64 of zeros, a new array."""
        return np.zeros(len(self.network.layers))

    def forget_gradient(self) -> None:
        """Do nothing: there is no gradient."""

    def forget_memory(self) -> None:
        """Do nothing: there is no memory."""

    def capture(self) -> LearnerState:
        """Return copies of everything that can change."""
        return self._capture(np.empty((0, self.network.parameters.size)), [])

    def restore(self, state: LearnerState, spec: ExperimentSpec) -> None:  # noqa: ARG002
        """Go to the captured state of a unit with the same spec."""
        self._restore(state)
