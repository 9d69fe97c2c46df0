"""What happened since step 0: losses step by step, metrics epoch by epoch, in bounded memory."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from app.buckets import FloatArray, LossBuckets, bucket_means
from app.protocol import METRIC_NAMES

EXACT_STEPS = 50_000  # kept exactly at the beginning, and again at the end
SPARE_STEPS = 10_000  # by which the end may overshoot before its oldest part is thinned
MIDDLE_BUCKETS = 4_096
MAX_EPOCH_ROWS = 1_000
OVERVIEW_VALUES = 1_024
COLUMNS = ("epoch", "step", *METRIC_NAMES)


@dataclass(frozen=True)
class Segment:
    """Losses of the steps (step_from, step_to].

    values: (buckets,) float64. Means of `stride` steps each; with stride 1 the losses themselves.
    """

    step_from: int
    step_to: int
    stride: int
    values: FloatArray

    def describe(self) -> dict[str, Any]:
        """Return the segment as the wire has it."""
        return {
            "step_from": self.step_from,
            "step_to": self.step_to,
            "stride": self.stride,
            "values": self.values,
        }

    def thinned(self, most: int) -> "Segment":
        """Return the segment in at most `most` values."""
        stride, values = bucket_means(self.values, most)
        return Segment(self.step_from, self.step_to, self.stride * stride, values)


class History:
    """Exact losses of the first and the newest steps, bucket means between, and epoch metrics."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything: a new run begins."""
        self._head = np.empty(0)
        self._middle = LossBuckets(MIDDLE_BUCKETS)
        self._tail = np.empty(0)
        self._tail_from = EXACT_STEPS
        self._rows: list[tuple[float, ...]] = []
        self._row_stride = 1

    @property
    def steps(self) -> int:
        """Return how many steps there are."""
        beyond_head = self._middle.steps or self._tail.size
        return self._tail_from + self._tail.size if beyond_head else self._head.size

    def append(self, losses: FloatArray) -> None:
        """Take the losses (steps,) float64 of further steps."""
        room = EXACT_STEPS - self._head.size
        if room > 0:
            self._head = np.concatenate((self._head, losses[:room]))
            losses = losses[room:]
        if losses.size:
            self._tail = np.concatenate((self._tail, losses))
            excess = self._tail.size - EXACT_STEPS
            if excess > SPARE_STEPS:
                self._middle.append(self._tail[:excess])
                self._tail = self._tail[excess:]
                self._tail_from += excess

    def append_epochs(self, rows: tuple[tuple[float, ...], ...]) -> None:
        """Take further rows of (epoch, step, six metrics); a long run keeps every n-th."""
        self._rows += [row for row in rows if row[0] % self._row_stride == 0]
        while len(self._rows) > MAX_EPOCH_ROWS:
            self._row_stride *= 2
            self._rows = [row for row in self._rows if row[0] % self._row_stride == 0]

    def truncate(self, step: int) -> None:
        """Forget what came after `step`."""
        self._rows = [row for row in self._rows if row[1] <= step]
        step = min(step, self.steps)
        if step >= self._tail_from:
            self._tail = self._tail[: step - self._tail_from]
            return
        self._tail = np.empty(0)
        if step > self._head.size:
            self._middle.truncate(step - self._head.size)
            self._tail_from = step
        else:
            self._head = self._head[:step]
            self._middle = LossBuckets(MIDDLE_BUCKETS)
            self._tail_from = EXACT_STEPS

    def segments(self) -> list[Segment]:
        """Return everything that is kept, in order and without a gap."""
        head, middle, steps = self._head.size, self._middle.steps, self.steps
        parts = [Segment(0, head, 1, self._head)]
        if middle:
            between = head + middle
            parts.append(Segment(head, between, self._middle.stride, self._middle.values()))
        if self._tail.size:
            parts.append(Segment(self._tail_from, steps, 1, self._tail))
        return [part for part in parts if part.step_to > part.step_from]

    def exact(self, step_from: int) -> FloatArray | None:
        """Return the losses (steps,) float64 after `step_from`, or None if any was thinned."""
        if step_from >= self._tail_from:
            return self._tail[step_from - self._tail_from :]
        if self._middle.steps or step_from > self.steps:
            return None
        return np.concatenate((self._head[step_from:], self._tail))

    def epochs(self) -> dict[str, list[float]]:
        """Return the epoch metrics by column."""
        columns = zip(*self._rows, strict=True) if self._rows else ((),) * len(COLUMNS)
        table = {name: list(column) for name, column in zip(COLUMNS, columns, strict=True)}
        return table | {
            "epoch": [int(value) for value in table["epoch"]],
            "step": [int(value) for value in table["step"]],
        }

    def describe(self) -> dict[str, Any]:
        """Return all of it, as GET …/history answers."""
        return {
            "losses": [segment.describe() for segment in self.segments()],
            "epochs": self.epochs(),
        }

    def overview(self) -> dict[str, Any]:
        """Return a thinned copy, small enough for a welcome."""
        thin = [segment.thinned(OVERVIEW_VALUES) for segment in self.segments()]
        return {"losses": [segment.describe() for segment in thin], "epochs": self.epochs()}
