"""What one socket still has to be sent: events in order, frames merged while it is slow."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

from app.buckets import FloatArray, LossBuckets
from app.protocol import MAX_LOSSES, Close, Frame, dump_json, float32

MAX_EVENTS = 1_000  # a client this far behind its own commands' replies is given up

BEFORE_FRAMES = frozenset({"welcome", "generation"})  # they say what the next frames mean


class Closing(Exception):
    """The socket shall be closed with this code and reason."""

    def __init__(self, code: Close, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Outbox:
    """Queue events, keep the newest frame with every loss since the last one sent.

    Frames wait until one is due; events do not. An event that was queued after a frame is sent
    after it, and a frame of a new generation after the event that announces it.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        frames_per_second: float,
        wire_format: Literal["binary", "json"],
        single_step: bool,
        gradients: bool,
    ) -> None:
        self.frames_per_second = frames_per_second
        self.wire_format = wire_format
        self.single_step = single_step
        self.gradients = gradients
        self.sent_seq = 0  # of the newest frame sent, which is the most that can be confirmed
        self._clock = clock
        self._frame_seconds = 1 / frames_per_second
        self._due_seconds = 0.0
        self._events: deque[str] = deque()
        self._events_before_frame = 0
        self._frames: deque[Frame] = deque()
        self._latest: Frame | None = None
        self._losses = LossBuckets(MAX_LOSSES)
        self._closing: Closing | None = None
        self._changed = asyncio.Event()

    def push(self, event: dict[str, Any]) -> None:
        """Queue an event or a reply."""
        if len(self._events) >= MAX_EVENTS:
            self.close(Close.TIMEOUT, "too far behind")
            return
        self._events.append(dump_json(event).decode())
        if event["type"] == "generation":
            self._latest = None
            self._losses = LossBuckets(MAX_LOSSES)
            self._frames.clear()
        if event["type"] in BEFORE_FRAMES:
            self._events_before_frame = len(self._events)
        self._changed.set()

    def offer(self, frame: Frame, losses: FloatArray) -> None:
        """Take the newest frame, and the losses (steps,) float64 since the one before it."""
        if self.single_step:
            return
        self._latest = frame
        self._losses.append(losses)
        self._changed.set()

    def offer_step(self, frame: Frame) -> None:
        """Take one frame of an every_step stream, which is sent as it is."""
        self._frames.append(frame)
        self._changed.set()

    def close(self, code: Close, reason: str) -> None:
        """Close the socket as soon as what it is sending has gone."""
        self._closing = self._closing or Closing(code, reason)
        self._changed.set()

    async def next(self) -> bytes | str:
        """Wait for the next thing to send, and return it.

        Raises:
            Closing: if the socket shall be closed instead.
        """
        while True:
            item = self._take()
            if item is not None:
                return item
            self._changed.clear()
            try:
                async with asyncio.timeout(self._delay_seconds()):
                    await self._changed.wait()
            except TimeoutError:
                continue

    def _take(self) -> bytes | str | None:
        if self._closing and not self._events:
            raise self._closing
        if self._events_before_frame:
            self._events_before_frame -= 1
            return self._events.popleft()
        if self._frames:
            return self._encode(self._frames.popleft())
        if self._latest and (self._events or self._delay_seconds() == 0):
            return self._merged()
        return self._events.popleft() if self._events else None

    def _delay_seconds(self) -> float | None:
        """Return how long the newest frame has to wait; None without one."""
        return max(0.0, self._due_seconds - self._clock()) if self._latest else None

    def _merged(self) -> bytes | str:
        frame, self._latest = self._latest, None
        assert frame is not None
        losses, self._losses = self._losses, LossBuckets(MAX_LOSSES)
        self._due_seconds = self._clock() + self._frame_seconds
        if losses.steps != frame.step_to - frame.step_from:
            frame = replace(
                frame,
                step_from=frame.step_to - losses.steps,
                stride=losses.stride,
                losses=float32(losses.values()),
            )
        return self._encode(frame)

    def _encode(self, frame: Frame) -> bytes | str:
        self.sent_seq = frame.seq
        if not self.gradients:
            frame = frame.without_gradients()
        if self.wire_format == "json":
            return dump_json(frame.as_json()).decode()
        return frame.encode()
