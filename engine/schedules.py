"""Schedules: the learning rate as a function of the step.

They remember nothing: the same step has the same rate, however a run came to it. A schedule only
scales the learning rate that was chosen, so that its slider works at any time.
"""

import math
from collections.abc import Callable
from typing import TypeAlias

from engine.registry import Hyperparameter, Registry

# (learning_rate, step, hyperparameters) -> the rate of the update that follows `step` updates
Schedule: TypeAlias = Callable[..., float]

SCHEDULES: Registry[Schedule] = Registry("schedule")

LONGEST = 1_000_000  # steps


@SCHEDULES.register(
    "constant", label="Constant", formula="learning_rate", source="Rumelhart et al., 1986"
)
def constant(learning_rate: float, step: int) -> float:  # noqa: ARG001
    """Keep the learning rate as it is."""
    return learning_rate


@SCHEDULES.register(
    "step_decay",
    label="Step decay",
    formula="learning_rate × drop^floor(step / every_steps)",
    source="Krizhevsky, Sutskever and Hinton, 2012; PyTorch's StepLR",
    hyperparameters=(
        Hyperparameter(
            "drop",
            default=0.5,
            minimum=0.01,
            maximum=1.0,
            help="What a drop leaves of the learning rate: 0.5 halves it.",
        ),
        Hyperparameter(
            "every_steps",
            default=1000,
            minimum=1,
            maximum=LONGEST,
            integer=True,
            scale="log",
            help="How many steps there are from one drop to the next.",
        ),
    ),
)
def step_decay(learning_rate: float, step: int, *, drop: float, every_steps: int) -> float:
    """Drop the learning rate every so many steps, and hold it in between."""
    return float(learning_rate * drop ** (step // every_steps))


@SCHEDULES.register(
    "exponential",
    label="Exponential decay",
    formula="learning_rate × decay^step",
    source="Senior, Heigold, Ranzato and Yang, 2013; PyTorch's ExponentialLR",
    hyperparameters=(
        Hyperparameter(
            "decay",
            default=0.999,
            minimum=0.9,
            maximum=1.0,
            help="What each step leaves of the learning rate: 0.999 halves it in 693 steps.",
        ),
    ),
)
def exponential(learning_rate: float, step: int, *, decay: float) -> float:
    """Lower the learning rate a little at every step, by the same share."""
    return float(learning_rate * decay**step)


@SCHEDULES.register(
    "cosine",
    label="Cosine",
    formula="learning_rate × (m + (1 - m) (1 + cos(π min(step / total_steps, 1))) / 2), "
    "m = minimum_fraction",
    source="Loshchilov and Hutter, 2017, without restarts; PyTorch's CosineAnnealingLR",
    hyperparameters=(
        Hyperparameter(
            "total_steps",
            default=10_000,
            minimum=1,
            maximum=LONGEST,
            integer=True,
            scale="log",
            help="After how many steps the lowest learning rate is reached; then it stays there.",
        ),
        Hyperparameter(
            "minimum_fraction",
            default=0.01,
            minimum=0.0,
            maximum=1.0,
            help="What is left of the learning rate in the end; at 0 training comes to a stop.",
        ),
    ),
)
def cosine(learning_rate: float, step: int, *, total_steps: int, minimum_fraction: float) -> float:
    """Lower the learning rate gently at first, fast midway and gently to its minimum."""
    done = min(step / total_steps, 1.0)
    height = 0.5 * (1.0 + math.cos(math.pi * done))
    return learning_rate * (minimum_fraction + (1.0 - minimum_fraction) * height)


SCHEDULES.freeze()
