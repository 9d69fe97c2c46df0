"""Data sets: generators in the plane, tables, and the split into train and test."""

from engine.datasets import synthetic  # noqa: F401 (fills the registry)
from engine.datasets.drawing import Data, generate, sample
from engine.datasets.registry import DATASETS
from engine.datasets.split import count_test, split_test
from engine.datasets.tables import Table

__all__ = [
    "DATASETS",
    "Data",
    "Table",
    "count_test",
    "generate",
    "sample",
    "split_test",
]

DATASETS.freeze()
