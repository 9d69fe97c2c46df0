"""Bodies of calls; the stream's commands have the same."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from app.strict import Strict

MAX_LAYERS = 65  # no network of any profile has more; the profile's own limits are tighter
MAX_WIDTH = 4_096
MAX_ROWS = 10_000
MAX_EDITS = 1_000


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


class ParameterEdit(Strict):
    """One weight, or one bias."""

    layer: int = Field(ge=0)
    input: int | None = Field(None, ge=0, description="row of W; null: the bias")
    unit: int = Field(ge=0)
    value: float


class CheckpointBody(BaseModel):
    """The exact state of a session, as GET …/checkpoint answers it; the engine checks the rest."""

    model_config = ConfigDict(extra="allow", strict=True, allow_inf_nan=False)

    format: str
    version: int
    spec: dict[str, JsonValue]
    requested: dict[str, JsonValue] | None = Field(
        None, description="the experiment as it was asked for, its autos unresolved"
    )


class PredictBody(Strict):
    """Raw inputs, a row a sample."""

    inputs: list[list[float]] = Field(max_length=MAX_ROWS)
