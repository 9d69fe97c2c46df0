"""ExperimentSpec: everything a run depends on, as frozen data.

How untrusted mappings are read is in `reading`, how `auto` is resolved in `resolving`.
"""

from dataclasses import dataclass, fields
from typing import Any, Literal, TypeAlias

from engine import defaults
from engine.parts import Choice, LayerSpec, Seeds
from engine.reading import read_fields

Auto: TypeAlias = Literal["auto"]


@dataclass(frozen=True)
class ExperimentSpec:
    """Hold everything a run depends on; the same spec gives the same history.

    The fields and their meaning are the public interface: names never change.
    """

    model: str = "network"
    task: str = "auto"
    dataset: Choice = defaults.DATASET
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
    seed: int = 42
    seeds: Seeds = defaults.SEEDS
    backend: str = "auto"

    @classmethod
    def from_dict(cls, mapping: object) -> "ExperimentSpec":
        """Read and check a mapping; fields that are missing take their defaults.

        Raises:
            EngineError: naming the first field that breaks a rule.
        """
        return cls(**read_fields(mapping))

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able dict from which `from_dict` makes an equal spec."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}


def _plain(value: Any) -> Any:
    if isinstance(value, Choice):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, LayerSpec | Seeds):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return value
