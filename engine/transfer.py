"""Transfer: begin with the first layers of a network that has learned something similar.

What the first layers found out about the inputs is kept, and perhaps frozen; the layers after
them and the output are new (Yosinski, Clune, Bengio and Lipson, 2014: How transferable are
features in deep neural networks?). What is kept is the new trainer's start: `reset` comes back
to it. Where inputs are standardized, the scaling is fitted anew on the new data: what was large
for the old data is large for the new. Units that were hidden work again.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.arrays import FloatArray
from engine.build import build
from engine.errors import EngineError, HyperparameterError
from engine.resolving import resolve
from engine.spec import ExperimentSpec
from engine.trainer import Trainer


def transfer(
    source: Trainer, spec: ExperimentSpec, keep_layers: int, freeze: bool = True
) -> Trainer:
    """Build a trainer whose first layers are those of another one.

    Args:
        source: Only read.
        spec: The new experiment; what it freezes stays frozen too.
        keep_layers: How many hidden layers to keep, from the first.
        freeze: Whether training leaves them alone.

    Raises:
        EngineError: if the layers do not fit.
    """
    trainer = build(plan_transfer(source.spec, spec, keep_layers, freeze))
    keep = source.get_layers()[:keep_layers]
    trainer.start_from(with_layers(trainer, keep))
    return trainer


def plan_transfer(
    source: ExperimentSpec, spec: ExperimentSpec, keep_layers: int, freeze: bool = True
) -> ExperimentSpec:
    """Return the new experiment, its kept layers frozen if asked; nothing is built.

    Args:
        source: The resolved experiment whose layers are kept.
        spec: The new experiment.
        keep_layers: How many hidden layers to keep, from the first.
        freeze: Whether training leaves them alone.

    Raises:
        EngineError: if the layers do not fit.
    """
    if source.model != "network":
        raise EngineError("source", "be a session with a network", f"a {source.model}")
    if spec.model != "network":
        raise HyperparameterError("model", "be network: others have no layers", spec.model)
    _check_count(source, spec, keep_layers)
    if freeze:
        frozen = {*spec.frozen_layers, *range(keep_layers)}
        spec = replace(spec, frozen_layers=tuple(sorted(frozen)))
    resolved, _ = resolve(spec)
    for index in range(keep_layers):
        kept, new = source.hidden_layers[index], resolved.hidden_layers[index]
        if kept != new:
            rule = f"be {kept.units} units with {kept.activation}, like the layer that is kept"
            got = f"{new.units} units with {new.activation}"
            raise HyperparameterError(f"hidden_layers.{index}", rule, got)
    if source.features != resolved.features:
        rule = "be those of the network whose layers are kept"
        raise HyperparameterError("features", rule, list(resolved.features))
    if source.standardize != resolved.standardize:
        shown = "true" if source.standardize else "false"
        rule = f"be {shown}, as for the network whose layers are kept"
        raise HyperparameterError("standardize", rule, resolved.standardize)
    return spec


def _check_count(source: ExperimentSpec, spec: ExperimentSpec, keep: object) -> None:
    most = min(len(source.hidden_layers), len(spec.hidden_layers))
    if most == 0:
        rule = "be left out: without hidden layers in both networks there is nothing to keep"
        raise HyperparameterError("keep_layers", rule, keep)
    if isinstance(keep, bool) or not isinstance(keep, int) or not 1 <= keep <= most:
        rule = f"be an integer from 1 to {most}, the hidden layers that both networks have"
        raise HyperparameterError("keep_layers", rule, keep)


def with_layers(trainer: Trainer, layers: Sequence[dict[str, FloatArray]]) -> FloatArray:
    """Put layers in the place of a trainer's first ones.

    Args:
        trainer: Only read.
        layers: W (fan_in, units) float64 and b (units,) float64 of each, as `get_layers` has them.

    Returns:
        (parameters,) float64. A new array.

    Raises:
        ShapeError: if a layer does not fit.
    """
    mine = trainer.get_layers()
    return np.asarray(trainer.flatten([*layers, *mine[len(layers) :]]))
