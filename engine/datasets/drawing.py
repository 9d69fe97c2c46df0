"""Drawing the samples of a data set from its seed."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.arrays import AnyArray, BoolArray, FloatArray
from engine.datasets.registry import DATASETS
from engine.rng import make_stream


@dataclass(frozen=True)
class Data:
    """Hold the raw samples of an experiment and their split.

    inputs: (samples, columns) float64. Read-only.
    targets: (samples,) int64 class indices, or (samples, targets) float64. Read-only.
    is_test: (samples,) bool. Read-only.
    """

    inputs: FloatArray
    targets: AnyArray
    is_test: BoolArray
    class_names: tuple[str, ...] | None
    columns: tuple[str, ...]
    target_names: tuple[str, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what may surprise about the split, in plain sentences."""
        if self.class_names is None:
            return ()
        present, trained = set(self.targets.tolist()), set(self.targets[~self.is_test].tolist())
        untold = [self.class_names[index] for index in sorted(present - trained)]
        return tuple(f"No training point is of the class {name}." for name in untold)


def generate(key: str, values: Mapping[str, float], seed: int) -> tuple[FloatArray, AnyArray]:
    """Draw the samples of a generator from the data stream.

    Returns:
        inputs: (samples, 2) float64. Points, most of them within -6..6.
        targets: (samples,) int64 class indices, or (samples, 1) float64 values.
    """
    rng = make_stream("data", seed)
    return DATASETS[key].value(**values, rng=rng)


def sample(key: str, samples: int, noise: float, seed: int) -> tuple[FloatArray, AnyArray]:
    """Draw what an experiment with this data seed would see, for a thumbnail.

    Returns:
        inputs: (samples, 2) float64. Points, most of them within -6..6.
        targets: (samples,) int64 class indices, or (samples, 1) float64 values.

    Raises:
        UnknownKeyError, HyperparameterError: if the key or a value is refused.
    """
    entry = DATASETS.get(key, "dataset.key")
    return generate(key, entry.check({"samples": samples, "noise": noise}, "dataset"), seed)
