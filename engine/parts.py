"""The parts of a spec, and the ranges of its plain numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from engine.datasets.tables import Table
from engine.registry import Hyperparameter
from engine.rng import STREAMS

FIELDS = (
    Hyperparameter(
        "test_fraction",
        default=0.2,
        minimum=0.0,
        maximum=0.9,
        help="The share of all points that is kept for testing and never trained on.",
    ),
    Hyperparameter(
        "dropout_rate",
        default=0.0,
        minimum=0.0,
        maximum=0.9,
        help="The chance that a hidden unit is left out of a training step.",
    ),
    Hyperparameter(
        "gradient_clip",
        default=1.0,
        minimum=1e-3,
        maximum=1e3,
        scale="log",
        help="The longest gradient that a step may follow; longer ones are shortened to it.",
    ),
    Hyperparameter(
        "batch_size",
        default=10,
        minimum=1,
        maximum=50_000,
        integer=True,
        scale="log",
        help="How many points each step looks at; full is all. More is steadier, fewer livelier.",
    ),
    Hyperparameter(
        "seed",
        default=42,
        minimum=0,
        maximum=2**32 - 1,
        integer=True,
        help="The number from which all chance derives: same seed, same run.",
    ),
)
UNITS = Hyperparameter(
    "units", default=4, minimum=1, maximum=4096, integer=True, help="How many units the layer has."
)
CLASS_WEIGHT = Hyperparameter(
    "class_weight",
    default=1.0,
    minimum=1e-3,
    maximum=1e3,
    scale="log",
    help="What a sample of the class counts in the loss.",
)


@dataclass(frozen=True)
class Choice:
    """Name an entry of a registry and set its hyperparameters."""

    key: str
    values: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Freeze the values."""
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __hash__(self) -> int:
        """Hash key and values."""
        return hash((self.key, tuple(sorted(self.values.items()))))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as a plain dict: a mapping proxy cannot be."""
        return Choice, (self.key, dict(self.values))

    def to_dict(self) -> dict[str, Any]:
        """Return key and values side by side, JSON-able."""
        return {"key": self.key, **self.values}


@dataclass(frozen=True)
class TableChoice:
    """Name a data set that is no entry of a registry, and hold it.

    key: "points" for drawn points, which the spec states in full, or "upload:<id>".
    points: What was drawn, as a spec states it; empty for an upload.
    """

    key: str
    table: Table = field(compare=False)  # it follows from the points, or belongs to the key
    points: tuple[tuple[tuple[float, ...], float], ...] = ()

    @property
    def values(self) -> Mapping[str, float]:
        """Return no hyperparameters: a table has none."""
        return MappingProxyType({})

    def to_dict(self) -> dict[str, Any]:
        """Return what a spec says of it, JSON-able."""
        points = [{"x": list(x), "y": y} for x, y in self.points]
        return {"key": self.key, "points": points} if self.points else {"key": self.key}


@dataclass(frozen=True)
class PerceptronSpec:
    """Say how a perceptron learns."""

    learning_rate: float
    max_passes: int
    averaged: bool


@dataclass(frozen=True)
class LayerSpec:
    """Describe one hidden layer."""

    units: int
    activation: str


@dataclass(frozen=True)
class Seeds:
    """Set the seed of each random stream; None derives it from the spec's `seed`."""

    data: int | None = None
    split: int | None = None
    init: int | None = None
    batches: int | None = None
    dropout: int | None = None

    def of(self, stream: str) -> int:
        """Return the seed of a stream of a resolved spec."""
        seed: int | None = getattr(self, stream)
        assert stream in STREAMS and seed is not None, "only a resolved spec has all seeds"
        return seed
