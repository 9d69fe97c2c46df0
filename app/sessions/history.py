"""What happened since step 0: losses step by step, metrics epoch by epoch, in bounded memory."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from app.buckets import FloatArray, LossBuckets, bucket_means
from app.protocol import METRIC_NAMES

EXACT_STEPS = 50_000  # kept exactly at the beginning, and again at the end
SPARE_STEPS = 10_000  # by which the end may overshoot before its oldest part is thinned
TAIL_STEPS = EXACT_STEPS + SPARE_STEPS
FIRST_ROOM = 256
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


class Exact:
    """Losses one by one, in a buffer that grows with them up to its room."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._buffer = np.empty(FIRST_ROOM)
        self.size = 0

    @property
    def values(self) -> FloatArray:
        """Return the losses (size,) float64: a view."""
        return self._buffer[: self.size]

    def append(self, losses: FloatArray) -> None:
        """Take as many losses (steps,) float64 as there is room for in all."""
        end = self.size + losses.size
        if end > self._buffer.size:
            grown = np.empty(min(self._room, max(end, 2 * self._buffer.size)))
            grown[: self.size] = self.values
            self._buffer = grown
        self._buffer[self.size : end] = losses
        self.size = end

    def drop_first(self, count: int) -> None:
        """Forget the oldest losses."""
        kept = self.values[count:].copy()
        self._buffer[: kept.size] = kept
        self.size = kept.size

    def cut(self, size: int) -> None:
        """Forget the newest losses."""
        self.size = min(self.size, size)


class History:
    """Exact losses of the first and the newest steps, bucket means between, and epoch metrics.

    It begins at `first_step`: what led to a checkpoint that was put in, nobody here has seen.
    Inside, steps are counted from there.
    """

    def __init__(self, first_step: int = 0) -> None:
        self.first_step = first_step
        self._rows: list[tuple[float, ...]] = []
        self._row_stride = 1
        self._head = Exact(EXACT_STEPS)
        self._middle = LossBuckets(MIDDLE_BUCKETS)
        self._tail = Exact(TAIL_STEPS)
        self._tail_from = EXACT_STEPS

    @property
    def steps(self) -> int:
        """Return the last step that is known."""
        return self.first_step + self._steps

    @property
    def _steps(self) -> int:
        beyond_head = self._middle.steps or self._tail.size
        return self._tail_from + self._tail.size if beyond_head else self._head.size

    def append(self, losses: FloatArray) -> None:
        """Take the losses (steps,) float64 of further steps."""
        room = EXACT_STEPS - self._head.size
        self._head.append(losses[:room])
        losses = losses[room:]
        while losses.size:
            room = TAIL_STEPS - self._tail.size
            self._tail.append(losses[:room])
            losses = losses[room:]
            if self._tail.size == TAIL_STEPS:
                self._middle.append(self._tail.values[:SPARE_STEPS])
                self._tail.drop_first(SPARE_STEPS)
                self._tail_from += SPARE_STEPS

    def append_epochs(self, rows: tuple[tuple[float, ...], ...]) -> None:
        """Take further rows of (epoch, step, six metrics); a long run keeps every n-th."""
        self._rows += [row for row in rows if row[0] % self._row_stride == 0]
        while len(self._rows) > MAX_EPOCH_ROWS:
            self._row_stride *= 2
            self._rows = [row for row in self._rows if row[0] % self._row_stride == 0]

    def truncate(self, step: int) -> None:
        """Forget what came after `step`."""
        self._rows = [row for row in self._rows if row[1] <= step]
        step = min(step - self.first_step, self._steps)
        if step >= self._tail_from:
            self._tail.cut(step - self._tail_from)
            return
        self._tail.cut(0)
        if step > self._head.size:
            self._middle.truncate(step - self._head.size)
            self._tail_from = step
        else:
            self._head.cut(step)
            self._middle = LossBuckets(MIDDLE_BUCKETS)
            self._tail_from = EXACT_STEPS

    def at(self, step: int, *, known: bool) -> "History":
        """Return the history of a generation that begins at `step`: this one cut, or a new one.

        Args:
            step: where the generation begins.
            known: whether it goes on from a past that this history tells of.
        """
        if not known or step < self.first_step:
            return History(step)
        self.truncate(step)
        return self

    def segments(self) -> list[Segment]:
        """Return everything that is kept, in order and without a gap."""
        head, middle, first = self._head.size, self._middle.steps, self.first_step
        parts = [Segment(first, first + head, 1, self._head.values)]
        if middle:
            stride, values = self._middle.stride, self._middle.values()
            parts.append(Segment(first + head, first + head + middle, stride, values))
        if self._tail.size:
            last = first + self._steps
            parts.append(Segment(first + self._tail_from, last, 1, self._tail.values))
        return [part for part in parts if part.step_to > part.step_from]

    def exact(self, step_from: int) -> FloatArray | None:
        """Return the losses (steps,) float64 after `step_from`, or None if any was thinned."""
        step_from -= self.first_step
        if step_from >= self._tail_from:
            return self._tail.values[step_from - self._tail_from :].copy()
        if self._middle.steps or not 0 <= step_from <= self._steps:
            return None
        return np.concatenate((self._head.values[step_from:], self._tail.values))

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
