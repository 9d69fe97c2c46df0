"""What the calls about data sets take and answer."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from app.answers import Answer
from app.protocol import MAX_POINTS
from app.strict import Strict
from engine.datasets.csv_reader import ReadOptions

MAX_LABELS = 64
MAX_LABEL = 300  # characters; names of columns are shorter

Task = Literal["classification", "regression"]
Label = Annotated[str, Field(max_length=MAX_LABEL)]


class SampleQuery(Strict):
    """Which points to draw; what is left out is the data set's default."""

    model_config = ConfigDict(strict=False)  # a query is text

    samples: int | None = Field(None, ge=1, le=MAX_POINTS)
    noise: float | None = None
    samples_per_class: int | None = None
    seed: int = 0


class Sample(Answer):
    """Points of a data set."""

    key: str
    task: Task
    classes: list[str] | None
    columns: list[str]
    rows: int = Field(description="how many there are; fewer may be shown")
    inputs: list[list[float]]
    targets: list[int] | list[list[float]] = Field(description="class indices, or values")


class UploadQuery(Strict):
    """How to read a CSV file; what is left out is guessed, and told."""

    model_config = ConfigDict(strict=False)

    delimiter: str | None = Field(None, description="comma, semicolon, tab, pipe, or the character")
    quote: str | None = Field(None, description="the character around cells, or none")
    decimal: str | None = Field(None, description="the character before the decimals: . or ,")
    encoding: str | None = Field(
        None, description="utf-8, utf-16, latin-1, cp1252, …; else the charset of the Content-Type"
    )
    header: bool | None = Field(None, description="whether the first row names the columns")
    label: list[Label] = Field(
        [], max_length=MAX_LABELS, description="name of the label column, or its number from 1"
    )
    task: str = Field("auto", description="classification, regression or auto")
    missing: str = Field("drop", description="drop rows with gaps, or fill in the mean")

    def options(self) -> ReadOptions:
        """Return them as the reader takes them."""
        return ReadOptions(**(self.model_dump() | {"label": tuple(self.label)}))


class UploadedColumn(Answer):
    """A column of the file."""

    name: str
    role: Literal["input", "label", "left_out"]
    missing: int | None = Field(description="cells without a value; null where nobody counted")


class Guesses(Answer):
    """How the file was read, guessed or said; each can be said in the query."""

    encoding: str
    delimiter: str
    quote: str
    decimal: str
    header: bool
    label: list[str]
    task: Task
    missing: Literal["drop", "mean"]


class Place(Answer):
    """A cell or a line of the file."""

    line: int
    column: str | None
    value: str | None


class UploadProblem(Answer):
    """Something that was not as it should be, and what was done about it."""

    kind: str
    text: str
    count: int
    places: list[Place] = Field(description="the first ten")


class UploadSummary(Answer):
    """An uploaded data set: what was read, guessed and left out."""

    id: str
    key: str = Field(description="for the dataset of an experiment")
    task: Task
    columns: list[UploadedColumn] = Field(description="in the order of the file")
    rows: int
    rows_read: int = Field(description="how many the file has, without blank ones")
    classes: list[str] | None
    class_counts: list[int] | None
    guesses: Guesses
    problems: list[UploadProblem]
    preview: list[list[str]] = Field(description="the first rows, as they are written")


class Uploaded(UploadSummary):
    """A new uploaded data set."""

    token: str = Field(description="whoever holds it may delete the data set")
