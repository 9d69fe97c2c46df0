"""What a run did since its last frame, and when it is worth another."""

import math
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from app.buckets import bucket_means
from app.protocol import MAX_LOSSES, FloatArray, Frame, float32, nothing
from app.workers.messages import EventMessage, FrameMessage
from engine import Metrics, Trainer

UNWATCHED_SECONDS = 1.0
WINDOW_FRAMES = 64
WINDOW_BYTES = 512 * 1024

EpochRow = tuple[float, ...]


class Emitter:
    """Collect losses and epoch metrics, and send them as frames in order with the events."""

    def __init__(self, session: str, send: Callable[[object], None]) -> None:
        self.session = session
        self.seq = 0
        self.frame_seconds = UNWATCHED_SECONDS
        self.single_step = False
        self.gradients = False
        self._send = send
        self._unacked: deque[int] = deque()
        self._frame_bytes = 1
        self._sent_seconds = -math.inf
        self.restart(0)

    def restart(self, step: int) -> None:
        """Begin a new generation at `step`; what was collected belongs to the old one."""
        self._step = step
        self._losses: list[FloatArray] = []
        self._epochs: list[EpochRow] = []
        self._unacked.clear()

    def watch(self, frames_per_second: float, single_step: bool, gradients: bool) -> None:
        """Set what the present sockets want; 0 frames a second means that nobody watches."""
        self.frame_seconds = 1 / frames_per_second if frames_per_second else UNWATCHED_SECONDS
        self.gradients = gradients
        if not single_step:
            self._unacked.clear()
        self.single_step = single_step

    def acknowledge(self, seq: int) -> None:
        """Note that every frame up to `seq` has arrived."""
        while self._unacked and self._unacked[0] <= seq:
            self._unacked.popleft()

    def has_room(self) -> bool:
        """Return whether another frame may be sent before the next acknowledgement."""
        window = min(WINDOW_FRAMES, max(1, WINDOW_BYTES // self._frame_bytes))
        return not self.single_step or len(self._unacked) < window

    def add(self, losses: FloatArray) -> None:
        """Collect the losses (steps,) float64 of further steps."""
        if losses.size:
            self._losses.append(losses)

    def add_epoch(self, row: EpochRow) -> None:
        """Collect the metrics at the end of an epoch."""
        self._epochs.append(row)

    @property
    def is_empty(self) -> bool:
        """Return whether no step was made since the last frame."""
        return not self._losses

    def due(self, now_seconds: float) -> bool:
        """Return whether the steps since the last frame should be shown now."""
        waited = now_seconds - self._sent_seconds >= self.frame_seconds
        return bool(self._losses) and (waited or self.single_step)

    def send_frame(
        self,
        trainer: Trainer,
        metrics: Metrics,
        *,
        generation: int,
        now_seconds: float,
        final: bool = False,
    ) -> None:
        """Send what was collected, with the newest parameters, as one frame."""
        losses = np.concatenate(self._losses) if self._losses else np.empty(0)
        stride, means = bucket_means(losses, MAX_LOSSES)
        self.seq += 1
        frame = Frame(
            generation=generation,
            seq=self.seq,
            step_from=self._step,
            step_to=trainer.step,
            epoch=trainer.epoch,
            metrics=metric_row(metrics, trainer.learning_rate),
            losses=float32(means),
            parameters=float32(trainer.parameters),
            gradients=float32(trainer.gradient_norms()) if self.gradients else nothing(),
            stride=stride,
            diverged=trainer.divergence is not None,
            final=final,
        ).encode()
        single = self.single_step and losses.size == 1
        if single:
            self._unacked.append(self.seq)
            self._frame_bytes = len(frame)
        message = FrameMessage(
            self.session, frame, losses.astype("<f8").tobytes(), tuple(self._epochs), single
        )
        self._step, self._losses, self._epochs = trainer.step, [], []
        self._sent_seconds = now_seconds
        self._send(message)

    def send_event(self, event: dict[str, Any]) -> None:
        """Send an event; it arrives after the frames sent before it."""
        self._send(EventMessage(self.session, event))


def metric_row(metrics: Metrics, learning_rate: float) -> tuple[float, ...]:
    """Return six floats in the order of the frame's metrics, NaN for what is not available."""
    values = (
        metrics.train_loss,
        metrics.test_loss,
        metrics.train_accuracy,
        metrics.test_accuracy,
        metrics.penalty,
        learning_rate,
    )
    return tuple(math.nan if value is None else float(value) for value in values)
