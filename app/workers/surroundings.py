"""What a run has around it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

State = Literal["idle", "running", "paused", "finished", "diverged"]


@dataclass(frozen=True)
class Surroundings:
    """What a run needs from its process."""

    send: Callable[[object], None]
    clock: Callable[[], float]
    checkpoint_seconds: float
    step_limit: int
