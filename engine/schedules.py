"""Schedules: the learning rate as a function of the step."""

from collections.abc import Callable
from typing import TypeAlias

from engine.registry import Registry

# (learning_rate, step, hyperparameters) -> the rate of the update that follows `step` updates
Schedule: TypeAlias = Callable[..., float]

SCHEDULES: Registry[Schedule] = Registry("schedule")


@SCHEDULES.register("constant", label="Constant")
def constant(learning_rate: float, step: int) -> float:  # noqa: ARG001
    """Keep the learning rate as it is."""
    return learning_rate


SCHEDULES.freeze()
