"""What is said on a stream: the hello, commands, and why it closes."""

from enum import IntEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from app.choices import PatchBody
from app.protocol.bodies import (
    MAX_EDITS,
    MAX_LAYERS,
    LayerBody,
    ParameterEdit,
    RewindBody,
    RunBody,
    TrainBody,
)
from app.strict import Strict

MAX_POINTS = 2_000  # with more than these the welcome carries no points; GET …/data has them
MAX_POINT_NUMBERS = 32_000  # the same for points of many columns


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


class SetParametersCommand(Command):
    """Edit all parameters or a few by hand; the next step starts from them."""

    type: Literal["set_parameters"]
    layers: list[LayerBody] | None = Field(None, max_length=MAX_LAYERS)
    edits: list[ParameterEdit] | None = Field(None, min_length=1, max_length=MAX_EDITS)


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
