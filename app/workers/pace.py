"""How fast a run may go, and where it ends by itself."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from engine import Metrics

CATCH_UP_SECONDS = 0.25  # a run that fell further behind than this starts counting anew
UNPACED = 1 << 62
PIECE_SECONDS = 0.002  # aim of one call into the engine, so that a slice can end in time
MAX_PIECE_STEPS = 4096


class Piece:
    """Find how many steps take about PIECE_SECONDS."""

    def __init__(self) -> None:
        self.steps = 1

    def fit(self, seconds: float) -> None:
        """Learn from how long the last piece took."""
        if seconds < PIECE_SECONDS / 2:
            self.steps = min(MAX_PIECE_STEPS, self.steps * 2)
        elif seconds > PIECE_SECONDS:
            self.steps = max(1, self.steps // 2)


class Pace:
    """Grant steps at a steady rate; None means as fast as its turns allow."""

    def __init__(self, steps_per_second: float | None = None) -> None:
        self.steps_per_second = steps_per_second
        self._start_seconds = 0.0
        self._granted = 0

    def start(self, now_seconds: float) -> None:
        """Count from now; the first step is granted at once."""
        self._start_seconds = now_seconds
        self._granted = 0

    def allowed(self, now_seconds: float) -> int:
        """Return how many steps are due."""
        if self.steps_per_second is None:
            return UNPACED
        if now_seconds - self.due_seconds() > CATCH_UP_SECONDS:
            self.start(now_seconds)
        elapsed = now_seconds - self._start_seconds
        return math.floor(elapsed * self.steps_per_second) + 1 - self._granted

    def use(self, steps: int) -> None:
        """Note that so many of the granted steps were made."""
        self._granted += steps

    def due_seconds(self) -> float:
        """Return the time at which the next step is due."""
        if self.steps_per_second is None:
            return 0.0
        return self._start_seconds + self._granted / self.steps_per_second


@dataclass
class Ending:
    """The conditions under which a run ends by itself; the first one met ends it."""

    steps: int | None = None
    epochs: int | None = None
    train_loss: float | None = None
    test_loss: float | None = None
    test_accuracy: float | None = None
    patience_epochs: int | None = None
    best_loss: float = math.inf
    best_epoch: int = 0

    @classmethod
    def of(cls, state: Mapping[str, Any] | None) -> "Ending":
        """Return the ending that `state` (its own `state()`, or the wire's `until`) describes."""
        return cls(**(state or {}))

    def state(self) -> dict[str, Any]:
        """Return all that it takes to make the same ending in another process."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def forget(self, epoch: int = 0) -> None:
        """Count the patience anew, from this epoch."""
        self.best_loss, self.best_epoch = math.inf, epoch

    def steps_left(self, step: int) -> int:
        """Return how many steps there are until the `steps` condition, if there is one."""
        return UNPACED if self.steps is None else max(0, self.steps - step)

    def met(self, epoch: int, metrics: Metrics) -> bool:
        """Return whether the run ends after this epoch; looks at epoch ends only."""
        test_loss = _or_nan(metrics.test_loss)
        return (
            (self.epochs is not None and epoch >= self.epochs)
            or (self.train_loss is not None and metrics.train_loss <= self.train_loss)
            or (self.test_loss is not None and test_loss <= self.test_loss)
            or (
                self.test_accuracy is not None
                and _or_nan(metrics.test_accuracy) >= self.test_accuracy
            )
            or self._out_of_patience(epoch, metrics)
        )

    def _out_of_patience(self, epoch: int, metrics: Metrics) -> bool:
        if self.patience_epochs is None:
            return False
        loss = metrics.train_loss if metrics.test_loss is None else metrics.test_loss
        if loss < self.best_loss:
            self.best_loss, self.best_epoch = loss, epoch
        return epoch - self.best_epoch >= self.patience_epochs


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value
