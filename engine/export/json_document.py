"""The experiment as one JSON document: everything that it takes to run the network elsewhere."""

import json
import math
from typing import Any

from engine.export.registry import EXPORTS
from engine.trainer import Trainer

VERSION = 1
ABOUT = (
    "A network made with nn-playground. Inputs go through `preprocessing`: each feature of value v "
    "enters as (v - mean) / scale. A layer makes activation(W^T x + b) of what comes in; units "
    "listed in `hidden_units` as [layer, unit] put out 0. In regression an output a stands for "
    "a * target_scale + target_mean."
)


@EXPORTS.register("json", label="JSON", media_type="application/json", suffix="json")
def json_document(trainer: Trainer) -> bytes:
    """Write settings, preprocessing, names and weights down for other programs to read."""
    return json.dumps(_finite(document(trainer)), allow_nan=False).encode()


def document(trainer: Trainer) -> dict[str, Any]:
    """Return the document as a JSON-able dict."""
    data = trainer.data
    return {
        "format": "nn-playground/network",
        "version": VERSION,
        "about": ABOUT,
        "spec": trainer.spec.to_dict(),
        "step": trainer.step,
        "preprocessing": trainer.preprocessing(),
        "class_names": None if data.class_names is None else list(data.class_names),
        "target_names": list(data.target_names),
        "hidden_units": [list(each) for each in trainer.hidden_units],
        "layers": [
            {"activation": layer.activation_key, "W": layer.W.tolist(), "b": layer.b.tolist()}
            for layer in trainer.network.layers
        ],
    }


def _finite(value: Any) -> Any:
    """Return the value with null for every number that JSON does not know."""
    if isinstance(value, dict):
        return {name: _finite(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
