"""Data sets: generators in the plane, real data, tables, and the split into train and test."""

from engine.datasets import synthetic  # noqa: F401 (fills the registry; menus show it first)

# isort: split
from engine.datasets import real  # noqa: F401
from engine.datasets.drawing import Data, generate, sample
from engine.datasets.registry import DATASETS, PLANE, Samples
from engine.datasets.split import count_test, split_test
from engine.datasets.tables import Table

__all__ = [
    "DATASETS",
    "PLANE",
    "Data",
    "Samples",
    "Table",
    "count_test",
    "generate",
    "sample",
    "split_test",
]

DATASETS.freeze()
