"""A train request that is answered when its last step was made."""

from dataclasses import dataclass, field

import numpy as np

from app.protocol import FloatArray


@dataclass
class TrainCall:
    """What was asked for, and what has come of it so far.

    pace_after: steps a second once it is done; None means as fast as turns allow.
    """

    request: int
    goal_step: int
    pace_after: float | None
    _pieces: list[FloatArray] = field(default_factory=list)

    def add(self, losses: FloatArray) -> None:
        """Take the losses (steps,) float64 of further steps."""
        self._pieces.append(losses)

    def losses(self) -> FloatArray:
        """Return the loss of every step so far, (steps,) float64, a new array."""
        return np.concatenate(self._pieces) if self._pieces else np.empty(0)
