"""Single parameters, set by hand among all the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine import HyperparameterError


def apply_edits(
    layers: Sequence[Mapping[str, Any]], edits: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """Set parameters in place, and return the layers.

    Args:
        layers: W (in, out) float64 and b (out,) float64 of each layer.
        edits: `layer`, `input` (`None`: the bias), `unit` and `value` of each.

    Raises:
        HyperparameterError: if there is no such parameter.
    """
    for at, edit in enumerate(edits):
        place = f"edits.{at}"
        layer = layers[_checked(f"{place}.layer", edit["layer"], len(layers))]
        fan_in, units = layer["W"].shape
        unit = _checked(f"{place}.unit", edit["unit"], units)
        if edit["input"] is None:
            layer["b"][unit] = edit["value"]
        else:
            layer["W"][_checked(f"{place}.input", edit["input"], fan_in), unit] = edit["value"]
    return layers


def _checked(field: str, index: int, count: int) -> int:
    if index >= count:
        raise HyperparameterError(field, f"be below {count}", index)
    return index
