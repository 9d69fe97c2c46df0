"""Data sets: generators in the plane, and the split into train and test."""

from engine.datasets.drawing import Data, generate, sample
from engine.datasets.split import count_test, split_test
from engine.datasets.synthetic import DATASETS

__all__ = ["DATASETS", "Data", "count_test", "generate", "sample", "split_test"]
