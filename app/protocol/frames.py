"""Frames: the steps since the last one, their losses, and the state they led to."""

import struct
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
Float32Array = npt.NDArray[np.float32]

PROTOCOL_VERSION = 1
MAX_LOSSES = 1024  # losses in a frame; above, means of equal buckets of `stride` steps

MAGIC = b"NNPG"
FRAME_KIND = 1
FLAG_DIVERGED = 1
FLAG_FINAL = 2
HEADER = struct.Struct("<4sBBHIIQQIIIIII6f")
METRIC_NAMES = (
    "train_loss",
    "test_loss",
    "train_accuracy",
    "test_accuracy",
    "penalty",
    "learning_rate",
)


def nothing() -> Float32Array:
    """Return an empty float32 array (0,)."""
    return np.empty(0, dtype="<f4")


@dataclass(frozen=True)
class Frame:
    """One frame: the steps (step_from, step_to], their losses, and the state they led to.

    losses: (buckets,) float32. One a step, or means of `stride` steps each.
    parameters: (parameters,) float32. Flat: per layer W row-major (in, out), then b.
    gradients: (layers,) float32. Gradient norm per layer, or empty.
    metrics: six numbers in the order of METRIC_NAMES, NaN = not available.
    """

    generation: int
    seq: int
    step_from: int
    step_to: int
    epoch: int
    metrics: tuple[float, ...]
    losses: Float32Array
    parameters: Float32Array
    gradients: Float32Array = field(default_factory=nothing)
    stride: int = 1
    diverged: bool = False
    final: bool = False

    @property
    def flags(self) -> int:
        """Return the header's flag bits."""
        return FLAG_DIVERGED * self.diverged | FLAG_FINAL * self.final

    def encode(self) -> bytes:
        """Return the binary frame: 56 bytes of header, six metrics, then the float32 arrays."""
        place = (self.generation, self.seq, self.step_from, self.step_to, self.epoch, self.stride)
        counts = (self.losses.size, self.parameters.size, self.gradients.size, 0)
        kind = (MAGIC, PROTOCOL_VERSION, FRAME_KIND, self.flags)
        # Through an array: struct refuses what float32 cannot hold.
        metrics = float32(np.array(self.metrics)).tolist()
        head = HEADER.pack(*kind, *place, *counts, *metrics)
        return head + self.losses.tobytes() + self.parameters.tobytes() + self.gradients.tobytes()

    def as_json(self) -> dict[str, Any]:
        """Return the frame as the JSON format has it; `dump_json` makes non-finite null."""
        return {
            "type": "frame",
            "generation": self.generation,
            "seq": self.seq,
            "step_from": self.step_from,
            "step_to": self.step_to,
            "epoch": self.epoch,
            "stride": self.stride,
            "diverged": self.diverged,
            "final": self.final,
            **dict(zip(METRIC_NAMES, self.metrics, strict=True)),
            "losses": self.losses.tolist(),
            "parameters": self.parameters.tolist(),
            "gradients": self.gradients.tolist(),
        }

    def without_gradients(self) -> "Frame":
        """Return this frame for a client that did not ask for gradient norms."""
        return replace(self, gradients=nothing()) if self.gradients.size else self


def decode_frame(data: bytes) -> Frame:
    """Return the frame of its bytes.

    Raises:
        ValueError: if these bytes are not one whole frame of this version.
    """
    if len(data) < HEADER.size:
        raise ValueError(f"a frame has at least {HEADER.size} bytes; got {len(data)}")
    magic, version, kind, flags, *rest = HEADER.unpack_from(data)
    if (magic, version, kind) != (MAGIC, PROTOCOL_VERSION, FRAME_KIND):
        raise ValueError(f"not a frame of version {PROTOCOL_VERSION}")
    generation, seq, step_from, step_to, epoch, stride = rest[:6]
    n_losses, n_parameters, n_gradients = rest[6:9]
    values = np.frombuffer(data, dtype="<f4", offset=HEADER.size)
    if values.size != n_losses + n_parameters + n_gradients:
        raise ValueError("the frame's length and its header differ")
    losses, parameters, gradients = np.split(values, [n_losses, n_losses + n_parameters])
    return Frame(
        generation=generation,
        seq=seq,
        step_from=step_from,
        step_to=step_to,
        epoch=epoch,
        metrics=tuple(rest[10:]),
        losses=losses,
        parameters=parameters,
        gradients=gradients,
        stride=stride,
        diverged=bool(flags & FLAG_DIVERGED),
        final=bool(flags & FLAG_FINAL),
    )


def float32(values: FloatArray) -> Float32Array:
    """Return `values` (any,) float64 as little-endian float32; what is too large becomes inf."""
    with np.errstate(over="ignore"):
        return values.astype("<f4")
