"""The metrics of a run, measured when they are worth their time, and in pieces."""

import math
from collections.abc import Callable, Generator

from engine import Metrics, Trainer

WAIT_SHARE = 4  # between epochs, metrics wait this many times as long as they took
QUICK_SECONDS = 0.005  # metrics that take longer are measured at the ends of epochs alone


class Gauge:
    """Measure a trainer's metrics, and remember them until its parameters change."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._metrics: Metrics | None = None
        self._step = 0
        self._due_seconds = 0.0
        self._measuring: Generator[None, None, Metrics] | None = None
        self._spent_seconds = 0.0

    def go_on(self, trainer: Trainer) -> Metrics | None:
        """Measure one more piece; return the metrics of the present step when they are known."""
        if self._metrics and self._step == trainer.step:
            return self._metrics
        started = self._clock()
        if self._measuring is None:
            self._measuring, self._spent_seconds = trainer.evaluation(), 0.0
        try:
            next(self._measuring)
        except StopIteration as end:
            return self._remember(end.value, trainer.step, started)
        self._spent_seconds += self._clock() - started
        return None

    def read(self, trainer: Trainer, *, fresh: bool) -> Metrics:
        """Return the metrics; without `fresh` they may be of an earlier step.

        So evaluation between the ends of epochs takes a bounded share of the time.
        """
        if self._metrics and not fresh and self._clock() < self._due_seconds:
            return self._metrics
        while (metrics := self.go_on(trainer)) is None:
            pass
        return metrics

    def forget(self) -> None:
        """Measure anew when next asked: the parameters changed without a step."""
        self._metrics = self._measuring = None

    def _remember(self, metrics: Metrics, step: int, started_seconds: float) -> Metrics:
        self._metrics, self._step, self._measuring = metrics, step, None
        now = self._clock()
        spent = self._spent_seconds + now - started_seconds
        self._due_seconds = now + WAIT_SHARE * spent if spent < QUICK_SECONDS else math.inf
        return metrics
