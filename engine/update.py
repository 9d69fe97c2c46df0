"""The update: gradient clipping, the optimizer's step, the regularizer's proximal step.

Everything in it can be changed during a run without touching weights or memory.
"""

import math
from collections.abc import Callable

import numpy as np

from engine.arrays import IntArray
from engine.network import Network
from engine.optimizers import OPTIMIZERS
from engine.regularizers import REGULARIZERS
from engine.schedules import SCHEDULES
from engine.spec import ExperimentSpec

CLIP_GUARD = 1e-6  # what PyTorch's clip_grad_norm_ adds to the norm


class Update:
    """Apply one gradient to the parameters of a network, or leave all as it was."""

    def __init__(self, network: Network, spec: ExperimentSpec) -> None:
        """Bind the network's buffers and start with an empty memory."""
        self._network = network
        parameters, gradients = network.parameters, network.gradients
        where = [layer.where for layer in network.layers]
        self.optimizer = OPTIMIZERS[spec.optimizer.key].value(parameters, gradients, where)
        self._parameters_before = np.empty_like(parameters)
        self._memory = self.optimizer.state.reshape(-1)
        self._memory_before = np.empty_like(self._memory)
        self._zeros = np.zeros_like(parameters), np.zeros_like(self._memory)
        self._room = np.empty_like(parameters), np.empty_like(parameters)
        self.clip_factor = 1.0  # what the latest gradient was multiplied with
        self._held: IntArray | None = None
        self.configure(spec)

    def configure(self, spec: ExperimentSpec) -> None:
        """Take over every live setting; weights, moments and counts stay."""
        self._learning_rate = spec.optimizer.values["learning_rate"]
        self.optimizer.hyperparameters = spec.optimizer.values
        self._schedule: Callable[..., float] = SCHEDULES[spec.schedule.key].value
        self._schedule_values = dict(spec.schedule.values)
        self._regularizer = REGULARIZERS[spec.regularizer.key].value
        self._regularizer_values = spec.regularizer.values
        self._clip = spec.gradient_clip
        self._shrinkable = self._network.weight_mask.copy()
        for index in spec.frozen_layers:
            self._shrinkable[self._network.layers[index].where] = 0.0
        self.optimizer.restrict(frozenset(spec.frozen_layers))

    def hold(self, parameters: IntArray | None) -> None:
        """Leave some parameters as they are in every later step, and their moments too.

        Args:
            parameters: (held,) int64. Their places; None to let all move.
        """
        self._held = parameters

    def learning_rate(self, step: int) -> float:
        """Return the rate of the update that follows `step` updates."""
        return self._schedule(self._learning_rate, step, **self._schedule_values)

    def penalty(self) -> float:
        """Return the penalty of all weights, frozen ones too."""
        network = self._network
        mask, values = network.weight_mask, self._regularizer_values
        return self._regularizer.penalty(network.parameters, mask, values)

    def apply(self, step: int) -> bool:
        """Update the parameters in place.

        Args:
            step: Updates made before.

        Returns:
            False if the outcome would not be finite: then nothing has changed.
        """
        parameters = self._network.parameters
        self._parameters_before[:] = parameters
        self._memory_before[:] = self._memory
        rate = self.learning_rate(step)
        self.clip_factor = 1.0 if self._clip is None else self._clip_gradient(self._clip)
        if not self.clip_factor > 0.0:  # 0 or NaN: the norm is beyond all floats
            self.clip_factor = 1.0
            return False
        self.optimizer.step(rate)
        values = self._regularizer_values
        self._regularizer.shrink(parameters, self._shrinkable, rate, values, self._room)
        if self._held is not None:
            self._put_back(self._held)
        if self._is_finite():
            return True
        parameters[:] = self._parameters_before
        self._memory[:] = self._memory_before
        self.optimizer.undo_count()
        return False

    def _clip_gradient(self, most: float) -> float:
        """Scale the gradient of all layers that learn down to a norm of `most`; by how much."""
        gradients = self._network.gradients
        factor = min(most / (self._norm() + CLIP_GUARD), 1.0)
        np.multiply(gradients, factor, out=gradients)
        return factor

    def _norm(self) -> float:
        """Return the norm of the gradient of all layers that learn; NaN if it has none."""
        parts = [part.g for part in self.optimizer.parts]
        square = sum(float(g.dot(g)) for g in parts)
        if math.isfinite(square):
            return math.sqrt(square)
        # The squares of numbers beyond 1e154 are beyond all floats: divide by the largest first.
        largest = max(float(np.abs(g).max()) for g in parts)
        scaled = [g / largest for g in parts]
        return largest * math.sqrt(sum(float(g.dot(g)) for g in scaled))

    def _put_back(self, held: IntArray) -> None:
        """Undo this step for (held,) int64 places: momentum and penalties moved them too."""
        self._network.parameters[held] = self._parameters_before[held]
        before = self._memory_before.reshape(self.optimizer.state.shape)
        self.optimizer.state[:, held] = before[:, held]

    def _is_finite(self) -> bool:
        # 0 × v is 0 for a finite v and NaN otherwise: one dot product tests all of them.
        zeros, memory_zeros = self._zeros
        total = self._network.parameters.dot(zeros) + self._memory.dot(memory_zeros)
        return bool(total == 0.0)
