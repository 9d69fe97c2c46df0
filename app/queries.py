"""What the calls that look inside a session take, and a transfer; strict models like the others."""

from typing import Annotated

from pydantic import ConfigDict, Field, JsonValue

from app.choices import one_of
from app.strict import Strict
from engine.probes import PLANES
from engine.probes.surface import LEAST_SIDE, MOST_SIDE, MOST_SPAN

MAX_COLUMNS = 10_000
MAX_NAME = 40  # characters of the name of a parameter

ParameterName = Annotated[str, Field(max_length=MAX_NAME)]


class TraceQuery(Strict):
    """Which sample to follow."""

    model_config = ConfigDict(strict=False)  # a query is text

    sample: int = Field(ge=0, description="row of …/data")


class TraceBody(Strict):
    """A sample that need not be in the data."""

    inputs: list[float] = Field(max_length=MAX_COLUMNS, description="raw, one a column")
    target: int | list[float] = Field(description="index of a class, or values to predict")


class SurfaceQuery(Strict):
    """Which loss surface to draw."""

    model_config = ConfigDict(strict=False)

    kind: one_of(PLANES) = Field("random", description="the plane")  # type: ignore[valid-type]
    resolution: int = Field(21, ge=LEAST_SIDE, le=MOST_SIDE, description="points along each side")
    span: float | None = Field(
        None, gt=0, le=MOST_SPAN, description="from the middle to the edge; null: past the path"
    )
    seed: int = Field(0, ge=0, le=2**32 - 1, description="of the random directions")
    first: ParameterName | None = Field(None, description="for kind=weights: layers.0.W.1.0")
    second: ParameterName | None = Field(None, description="for kind=weights: layers.0.b.0")
    directions: bool = Field(False, description="whether the answer has the two directions")


class TransferBody(Strict):
    """A new session whose first layers are those of this one."""

    keep_layers: int = Field(ge=1, description="hidden layers to keep, from the first")
    freeze: bool = Field(True, description="whether training leaves them alone")
    dataset: JsonValue = Field(None, description="as in an experiment; null: the same")
    spec: dict[str, JsonValue] = Field({}, description="what else differs from this experiment")
