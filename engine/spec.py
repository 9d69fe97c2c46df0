"""ExperimentSpec: everything a run depends on, as frozen data.

How untrusted mappings are read is in `reading`, how `auto` is resolved in `resolving`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, TypeAlias

from engine import defaults
from engine.datasets import Table
from engine.models import MODELS
from engine.parts import Choice, LayerSpec, PerceptronSpec, Seeds, TableChoice
from engine.reading import NO_TABLES, read_fields

Auto: TypeAlias = Literal["auto"]


@dataclass(frozen=True)
class ExperimentSpec:
    """Hold everything a run depends on; the same spec gives the same history.

    The fields and their meaning are the public interface: names never change. Fields that mean
    nothing to the model keep their defaults here and are null in `to_dict`.
    """

    model: str = "network"
    task: str = "auto"
    dataset: Choice | TableChoice = defaults.DATASET
    test_fraction: float = 0.2
    features: tuple[str, ...] | Auto = "auto"
    standardize: bool | Auto = "auto"
    hidden_layers: tuple[LayerSpec, ...] = defaults.HIDDEN_LAYERS
    output_activation: str = "auto"
    loss: str = "auto"
    class_weights: tuple[float, ...] | None = None
    initializer: Choice = defaults.INITIALIZER
    optimizer: Choice = defaults.OPTIMIZER
    schedule: Choice = defaults.SCHEDULE
    regularizer: Choice = defaults.REGULARIZER
    dropout_rate: float = 0.0
    gradient_clip: float | None = None
    batch_size: int | Literal["full"] = 10
    shuffle: bool = True
    frozen_layers: tuple[int, ...] = ()
    perceptron: PerceptronSpec = defaults.PERCEPTRON
    seed: int = 42
    seeds: Seeds = defaults.SEEDS
    backend: str = "auto"

    @classmethod
    def from_dict(
        cls, mapping: object, tables: Mapping[str, Table] = NO_TABLES
    ) -> "ExperimentSpec":
        """Read and check a mapping; fields that are missing take their defaults.

        Args:
            mapping: Untrusted.
            tables: What the data sets "upload:<id>" hold, by this key.

        Raises:
            EngineError: naming the first field that breaks a rule.
        """
        return cls(**read_fields(mapping, tables))

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able dict from which `from_dict` makes an equal spec."""
        unused = MODELS[self.model].value.unused
        return {
            each.name: None if each.name in unused else _plain(getattr(self, each.name))
            for each in fields(self)
        }


def _plain(value: Any) -> Any:
    if isinstance(value, Choice | TableChoice):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, LayerSpec | PerceptronSpec | Seeds):
        return asdict(value)
    return value
