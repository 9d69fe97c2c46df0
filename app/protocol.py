"""THE wire format: frames, close codes, and every message of the stream.

A frame is a snapshot (the newest parameters and metrics win) that carries every loss since the
frame before it; events and replies are never dropped. What is not here does not cross the wire,
but for the experiment itself, whose models `choices.py` derives from the engine's registries.
"""

import struct
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Annotated, Any, Literal

import numpy as np
import numpy.typing as npt
import orjson
from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

from app.choices import PatchBody
from app.errors import Unparsable
from app.strict import Strict

FloatArray = npt.NDArray[np.float64]
Float32Array = npt.NDArray[np.float32]

PROTOCOL_VERSION = 1
MAX_LOSSES = 1024  # losses in a frame; above, means of equal buckets of `stride` steps
MAX_LAYERS = 65  # no network of any profile has more; the profile's own limits are tighter
MAX_WIDTH = 4_096
MAX_ROWS = 10_000
MAX_POINTS = 2_000  # with more than these the welcome carries no points; GET …/data has them
MAX_POINT_NUMBERS = 32_000  # the same for points of many columns

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


class Close(IntEnum):
    """Why the server closed a socket."""

    SERVER_ERROR = 1011
    SERVICE_RESTART = 1012
    PROTOCOL = 4400
    TOKEN = 4401
    ORIGIN = 4403
    UNKNOWN = 4404
    TIMEOUT = 4408
    SUPERSEDED = 4409
    EXPIRED = 4410
    RATE = 4429
    FULL = 4503


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


def dump_json(value: Any) -> bytes:
    """Return strict JSON: NaN and the infinities become null, NumPy arrays become lists."""
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)


def parse_json(text: bytes | str) -> Any:
    """Return the value of strict JSON text (no NaN, no unpaired surrogates, bounded depth).

    Raises:
        Unparsable: if it is none.
    """
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, RecursionError) as error:
        raise Unparsable(f"The text is not JSON: {error}.") from None


class Until(Strict):
    """Where a run ends by itself; the first condition that is met ends it."""

    steps: int | None = Field(None, ge=1, le=1_000_000_000, description="total steps")
    epochs: int | None = Field(None, ge=1, le=1_000_000_000, description="total epochs")
    train_loss: float | None = Field(None, ge=0, description="train loss at or below this")
    test_loss: float | None = Field(None, ge=0, description="test loss at or below this")
    test_accuracy: float | None = Field(None, ge=0, le=1, description="at or above this")
    patience_epochs: int | None = Field(
        None, ge=1, le=1_000_000, description="epochs without a lower test loss (or train loss)"
    )


class RunBody(Strict):
    """Train continuously, at most `steps_per_second`, until paused or `until` is met."""

    steps_per_second: float | Literal["max"] | None = Field(None, description="null keeps it")
    until: Until | None = None


class TrainBody(Strict):
    """Train a number of steps or epochs now."""

    steps: int | None = Field(None, ge=1)
    epochs: int | None = Field(None, ge=1)


class RewindBody(Strict):
    """Go back to the last kept state at or before a step."""

    step: int = Field(ge=0)


class LayerBody(Strict):
    """One layer's parameters: W is (in, out), b is (out,)."""

    W: list[list[float]] = Field(max_length=MAX_WIDTH)
    b: list[float] = Field(max_length=MAX_WIDTH)


class WeightsBody(Strict):
    """The parameters of every layer."""

    layers: list[LayerBody] = Field(max_length=MAX_LAYERS)


class CheckpointBody(BaseModel):
    """The exact state of a session, as GET …/checkpoint answers it; the engine checks the rest."""

    model_config = ConfigDict(extra="allow", strict=True, allow_inf_nan=False)

    format: str
    version: int
    spec: dict[str, JsonValue]


class PredictBody(Strict):
    """Raw inputs, a row a sample."""

    inputs: list[list[float]] = Field(max_length=MAX_ROWS)


class Resume(Strict):
    """The last frame that a client has seen."""

    generation: int = Field(ge=0)
    seq: int = Field(ge=0)


class Hello(Strict):
    """The client's first message: what it knows and what it wants."""

    type: Literal["hello"]
    protocol: int
    id: str | int | float | bool | None = None
    token: str | None = None
    format: Literal["binary", "json"] = "binary"
    frames_per_second: float = Field(20.0, gt=0)
    weights: Literal["latest", "every_step"] = "latest"
    gradients: bool = False
    resume: Resume | None = None


class Command(Strict):
    """A message after the hello; `id` comes back with its reply."""

    id: str | int | float | bool | None = None


class RunCommand(RunBody, Command):
    """Train continuously."""

    type: Literal["run"]


class TrainCommand(TrainBody, Command):
    """Train a number of steps or epochs now."""

    type: Literal["train"]


class PlainCommand(Command):
    """Pause, go back to the start, draw new weights, or ask for a sign of life."""

    type: Literal["pause", "reset", "reinitialize", "ping"]


class ConfigureCommand(PatchBody, Command):
    """Change the experiment: the fields of a PATCH beside type and id."""

    type: Literal["configure"]


class SetParametersCommand(WeightsBody, Command):
    """Edit the parameters by hand; the next step starts from them."""

    type: Literal["set_parameters"]


class RewindCommand(RewindBody, Command):
    """Go back to the last kept state at or before a step."""

    type: Literal["rewind"]


class HideUnitCommand(Command):
    """Let a unit of a hidden layer put out 0, or let it work again."""

    type: Literal["hide_unit"]
    layer: int = Field(ge=0)
    unit: int = Field(ge=0)
    hidden: bool = True


class AckCommand(Command):
    """Confirm every frame up to `seq`."""

    type: Literal["ack"]
    seq: int = Field(ge=0)


ClientCommand = Annotated[
    RunCommand
    | TrainCommand
    | PlainCommand
    | RewindCommand
    | ConfigureCommand
    | SetParametersCommand
    | HideUnitCommand
    | AckCommand,
    Field(discriminator="type"),
]
COMMAND: TypeAdapter[ClientCommand] = TypeAdapter(ClientCommand)
