"""What the calls answer, for the OpenAPI document; a test holds these models to real answers.

The routes answer plain dicts and do not pay for these models.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from app.choices import Experiment

State = Literal["idle", "running", "paused", "finished", "diverged"]


class Answer(BaseModel):
    """An answer has exactly the fields that are stated."""

    model_config = ConfigDict(extra="forbid")


class Complaint(Answer):
    """One value that was refused."""

    pointer: str = Field(description="JSON pointer of the value in the request's body")
    detail: str = Field(description="<field> must <rule>; got <value>")


class Problem(Answer):
    """An error as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Complaint] = Field(default=[], description="only where values were refused")
    limit: float | None = Field(None, description="only where a limit was met")
    actual: float | None = Field(None, description="only where a limit was met")


class Catalog(Answer):
    """Everything that can be chosen."""

    protocol: int
    version: str
    models: list[dict[str, JsonValue]]
    gates: list[dict[str, JsonValue]] = Field(description="known settings of a threshold unit")
    datasets: list[dict[str, JsonValue]]
    features: list[dict[str, JsonValue]]
    activations: list[dict[str, JsonValue]]
    losses: list[dict[str, JsonValue]]
    initializers: list[dict[str, JsonValue]]
    optimizers: list[dict[str, JsonValue]]
    schedules: list[dict[str, JsonValue]]
    regularizers: list[dict[str, JsonValue]]
    planes: list[dict[str, JsonValue]] = Field(description="kinds of loss surfaces")
    exports: list[dict[str, JsonValue]] = Field(description="formats to take an experiment along")
    pairs: list[dict[str, JsonValue]] = Field(description="legal pairs of loss and output")
    fields: list[dict[str, JsonValue]] = Field(description="ranges of the numeric fields")
    defaults: Experiment
    resolved_defaults: Experiment
    limits: dict[str, int | None]


class Created(Answer):
    """A new session."""

    id: str = Field(description="whoever knows it may look")
    token: str = Field(description="whoever holds it may control")
    spec: Experiment = Field(description="every auto and every seed resolved")
    notes: list[str] = Field(description="what was understood differently than it was said")
    limits: dict[str, int | None]
    links: dict[str, str]


class Status(Answer):
    """How a session is."""

    id: str
    state: State
    reason: str | None
    generation: int
    step: int
    epoch: int = Field(description="completed passes over the training points")
    train_loss: float | None
    test_loss: float | None
    train_accuracy: float | None
    test_accuracy: float | None
    penalty: float | None
    learning_rate: float | None
    parameters: int
    backend: str
    hidden_units: list[list[int]] = Field(description="[layer, unit] of each that puts out 0")
    steps_per_second: float | Literal["max"]
    cause: str = Field("", description="only when diverged: what probably caused it")
    suggestion: dict[str, JsonValue] = Field({}, description="only when diverged: a PATCH to try")
    cause_key: str = Field("", description="only when diverged: which kind of cause it is")
    cause_values: dict[str, float] = Field({}, description="only when diverged: its numbers")
    spec: Experiment
    notes: list[str]


class Trained(Status):
    """How a session is after training, and how it got there."""

    losses: list[float | None] = Field(description="the loss of every step of this call")


class Changed(Answer):
    """What a change did."""

    applied: Literal["live", "rebuilt"]
    kept: list[str]
    reset: list[str]
    spec: Experiment
    generation: int


class LossSegment(Answer):
    """Losses of the steps (step_from, step_to]."""

    step_from: int
    step_to: int
    stride: int = Field(description="steps that each value is the mean of; the last may be fewer")
    values: list[float | None]


class Epochs(Answer):
    """Metrics at the ends of epochs, by column."""

    epoch: list[int]
    step: list[int]
    train_loss: list[float | None]
    test_loss: list[float | None]
    train_accuracy: list[float | None]
    test_accuracy: list[float | None]
    penalty: list[float | None]
    learning_rate: list[float | None]


class LossHistory(Answer):
    """What happened since step 0 of this generation."""

    generation: int
    losses: list[LossSegment]
    epochs: Epochs


class Range(Answer):
    """Where a raw column lies in the train split."""

    minimum: float
    maximum: float
    mean: float
    median: float


class Preprocessing(Answer):
    """How raw inputs become the network's: feature value v enters as (v - mean) / scale."""

    columns: list[str]
    planar: bool = Field(description="the columns are x1 and x2, of which features are computed")
    features: list[str]
    mean: list[float]
    scale: list[float]
    target_mean: list[float]
    target_scale: list[float]
    ranges: list[Range] = Field(description="of each column")


class Data(Answer):
    """Every sample of a session."""

    inputs: list[list[float]]
    targets: list[int] | list[list[float]] = Field(description="class indices, or values")
    split: list[Literal["train", "test"]]
    classes: list[str] | None
    columns: list[str]
    target_names: list[str]
    preprocessing: Preprocessing


class Predicted(Answer):
    """The network's answer to raw inputs, a row a sample."""

    outputs: list[list[float | None]]
    probabilities: list[list[float | None]] | None = Field(
        description="null in regression, and where the outputs are bare scores"
    )
    classes: list[str] | None = Field(description="the class of each row; null in regression")
    class_names: list[str] | None = Field(description="the order of the probabilities")


class Health(Answer):
    """The front process lives."""

    status: Literal["ok"]


class Readiness(Answer):
    """Whether a session could be made now."""

    status: Literal["ready", "busy"]
    workers: bool = Field(description="all worker processes are up")
    room: bool = Field(description="there are fewer sessions than the limit")
    sessions: int
