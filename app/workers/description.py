"""What a viewer needs to know of an experiment to draw it."""

from collections.abc import Mapping
from typing import Any

from app.protocol import MAX_POINTS
from engine import Data, Trainer


def describe(trainer: Trainer, requested: Mapping[str, Any]) -> dict[str, Any]:
    """Return the experiment, asked for and resolved, with its network's layout and its points."""
    few = len(trainer.data.inputs) <= MAX_POINTS
    return {
        "spec": trainer.spec.to_dict(),
        "requested": dict(requested),
        "notes": list(trainer.notes),
        "layout": trainer.layout(),
        "preprocessing": trainer.preprocessing(),
        "classes": trainer.data.class_names,
        "points": points(trainer.data) if few else None,
    }


def points(data: Data) -> dict[str, Any]:
    """Return inputs, targets and split of every sample, as lists."""
    return {
        "inputs": data.inputs.tolist(),
        "targets": data.targets.tolist(),
        "split": ["test" if test else "train" for test in data.is_test.tolist()],
    }
