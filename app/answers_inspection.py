"""What the calls that look inside a session answer, for the OpenAPI document."""

from typing import Literal

from pydantic import Field

from app.answers import Answer, Preprocessing
from app.choices import Experiment

Numbers = list[float | None]
Matrix = list[list[float | None]]


class LayerTrace(Answer):
    """Every number of one layer for one sample; W is (in, out)."""

    activation: str
    frozen: bool
    inputs: Numbers = Field(description="what comes in")
    W: Matrix
    b: Numbers
    z: Numbers = Field(description="weighted sums")
    a: Numbers = Field(description="activations")
    da: Numbers | None = Field(description="d loss / d a; null where the loss takes z")
    slope: Numbers | None = Field(description="the activation's derivative at z; null likewise")
    dz: Numbers
    dW: Matrix
    db: Numbers
    W_after: Matrix = Field(description="after the step that this sample alone would cause")
    b_after: Numbers
    updates: int = Field(description="how often the optimizer updated this layer before")
    memory_W: list[Matrix] = Field(description="what the optimizer remembered before the step")
    memory_b: list[Numbers]


class NetworkTrace(Answer):
    """One sample's way through a network."""

    model: Literal["network"]
    generation: int
    step: int
    sample: int | None = Field(description="row of …/data; null of a sample that is not in them")
    split: Literal["train", "test"] | None
    inputs: Numbers = Field(description="raw")
    features: Numbers = Field(description="what the network is shown")
    target: int | list[float] = Field(description="class index, or values")
    coded_target: Numbers = Field(description="what the loss compares with")
    outputs: Numbers
    loss: float | None
    loss_after: float | None
    learning_rate: float
    gradient_norm: float | None = Field(description="of the layers that learn, before clipping")
    clip_factor: float | None
    updated: bool = Field(description="false if the step would lead out of all numbers")
    layers: list[LayerTrace]


class NeuronTrace(Answer):
    """One sample before a perceptron or a threshold unit."""

    model: Literal["perceptron", "threshold"]
    generation: int
    step: int
    sample: int | None = Field(description="row of …/data; null of a sample that is not in them")
    split: Literal["train", "test"] | None
    inputs: Numbers
    features: Numbers
    target: int
    weights: Numbers = Field(description="of the line that learns, not of an average")
    bias: float
    sum: float | None
    output: float
    label: float = Field(description="the output that would be right")
    mistake: bool
    learning_rate: float | None
    weights_after: Numbers
    bias_after: float | None


class Spread(Answer):
    """How some numbers are spread; `counts` has one less than `edges`."""

    norm: float | None
    mean: float | None
    deviation: float | None
    minimum: float | None
    maximum: float | None
    edges: Numbers
    counts: list[int]


class UnitStatistics(Answer):
    """How the units of a hidden layer behave."""

    dead: list[int] = Field(description="units that say 0 to every sample and learn from none")
    saturated: list[int] = Field(description="units that are nearly flat for most samples")
    near_limit: Numbers | None = Field(description="share of samples, for each unit")
    mean: Numbers = Field(description="mean output of each unit")


class LayerStatistics(Answer):
    """How one layer is doing."""

    activation: str
    frozen: bool
    weights: Spread
    bias_norm: float | None
    gradients: Spread | None = Field(description="of W, over the train split, dropout off")
    gradient_norm: float | None = Field(description="of W and b together")
    units: UnitStatistics | None = Field(description="null for the output layer")


class Thresholds(Answer):
    """From where on a unit is called saturated."""

    near_limit: float = Field(description="share of the way between both limits")
    saturated: float = Field(description="share of the samples")


class ClassScore(Answer):
    """How well one class is found; null where there is nothing to divide by."""

    name: str
    support: int
    precision: float | None
    recall: float | None


class TargetScore(Answer):
    """How well one target is met, in its own units."""

    name: str
    r2: float | None
    rmse: float | None


class Scores(Answer):
    """How good the network is on one split."""

    samples: int
    of: int
    accuracy: float | None
    confusion: list[list[int]] | None = Field(description="rows: what is; columns: what is said")
    classes: list[ClassScore] | None
    targets: list[TargetScore] | None


class MistakeRecord(Answer):
    """A mistake of a perceptron, and the line that it led to."""

    step: int
    sample: int = Field(description="row of …/data")
    weights: Numbers
    bias: float


class Mistakes(Answer):
    """The mistakes of a perceptron."""

    total: int
    latest: list[MistakeRecord] = Field(description="at most 200, in order")


class Statistics(Answer):
    """How the layers are doing, and scores by class or by target."""

    generation: int
    step: int
    samples: int = Field(description="train samples that were looked at, evenly spaced")
    of: int
    thresholds: Thresholds
    layers: list[LayerStatistics]
    train: Scores
    test: Scores | None
    mistakes: Mistakes | None = Field(description="of a perceptron")


class Path(Answer):
    """The way of the run, as seen on the plane."""

    steps: list[int]
    xs: Numbers
    ys: Numbers
    off_plane: Numbers = Field(description="share of the distance that leads off the plane")


class Directions(Answer):
    """What places other parameters on the plane of a surface; as long as all parameters."""

    origin: Numbers = Field(description="the present parameters, where the directions begin")
    first: Numbers
    second: Numbers


class Surface(Answer):
    """The train loss over a plane; losses[j][i] is at xs[i], ys[j]."""

    generation: int
    step: int
    kind: str
    labels: list[str]
    xs: Numbers
    ys: Numbers
    losses: Matrix
    center: Numbers = Field(description="where the present parameters are")
    path: Path
    samples: int = Field(description="train samples that were looked at, evenly spaced")
    of: int
    directions: Directions | None = Field(description="if they were asked for")


class ExportedLayer(Answer):
    """One layer; W is (in, out)."""

    activation: str
    W: Matrix
    b: Numbers


class Exported(Answer):
    """An experiment to take along."""

    format: Literal["nn-playground/network"]
    version: int
    about: str
    spec: Experiment
    step: int
    preprocessing: Preprocessing
    class_names: list[str] | None
    target_names: list[str]
    hidden_units: list[list[int]]
    layers: list[ExportedLayer]
