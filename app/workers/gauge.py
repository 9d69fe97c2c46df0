"""The metrics of a run, measured when they are worth their time."""

from collections.abc import Callable

from engine import Metrics, Trainer

WAIT_SHARE = 4  # between epochs, metrics wait this many times as long as they took


class Gauge:
    """Measure a trainer's metrics, and remember them until its parameters change."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._metrics: Metrics | None = None
        self._step = 0
        self._due_seconds = 0.0

    def read(self, trainer: Trainer, *, fresh: bool) -> Metrics:
        """Return the metrics; without `fresh` they may be of an earlier step.

        So evaluation between the ends of epochs takes a bounded share of the time.
        """
        started = self._clock()
        known = self._metrics
        if known and (self._step == trainer.step or not (fresh or started >= self._due_seconds)):
            return known
        metrics = trainer.evaluate()
        self._metrics, self._step = metrics, trainer.step
        done = self._clock()
        self._due_seconds = done + WAIT_SHARE * (done - started)
        return metrics

    def forget(self) -> None:
        """Measure anew when next asked: the parameters changed without a step."""
        self._metrics = None
