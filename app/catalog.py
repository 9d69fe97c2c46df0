"""One document that says everything selectable: the menus, ranges, help and limits."""

from typing import Any

import engine
from app import __version__
from app.choices import DEFAULTS
from app.protocol import PROTOCOL_VERSION
from app.settings import Limits
from engine import ExperimentSpec, Hyperparameter, resolve
from engine.export import EXPORTS
from engine.probes import PLANES

DEFAULT_STEPS_PER_SECOND = 500  # the first data set is learned in about five seconds


def catalog(limits: Limits) -> dict[str, Any]:
    """Return the catalog of a server with these limits."""
    resolved, _ = resolve(ExperimentSpec())
    return {
        "protocol": PROTOCOL_VERSION,
        "version": __version__,
        "models": engine.MODELS.describe(),
        "gates": engine.GATES.describe(),
        "datasets": engine.DATASETS.describe(),
        "features": engine.FEATURES.describe(),
        "activations": engine.ACTIVATIONS.describe(),
        "losses": engine.LOSSES.describe(),
        "initializers": engine.INITIALIZERS.describe(),
        "optimizers": engine.OPTIMIZERS.describe(),
        "schedules": engine.SCHEDULES.describe(),
        "regularizers": engine.REGULARIZERS.describe(),
        "planes": PLANES.describe(),
        "exports": EXPORTS.describe(),
        "pairs": [dict(pair) for pair in engine.LEGAL_PAIRS],
        "fields": [field.describe() for field in fields(limits)],
        "defaults": dict(DEFAULTS),
        "resolved_defaults": resolved.to_dict(),
        "limits": limits.describe(),
    }


def fields(limits: Limits) -> tuple[Hyperparameter, ...]:
    """Return the ranges of the numbers that belong to no entry of a registry."""
    return (*engine.FIELDS, engine.UNITS, engine.CLASS_WEIGHT, pace(limits))


def pace(limits: Limits) -> Hyperparameter:
    """Return the range of steps_per_second, which is the server's and not the engine's."""
    return Hyperparameter(
        "steps_per_second",
        default=DEFAULT_STEPS_PER_SECOND,
        minimum=1,
        maximum=limits.steps_per_second,
        scale="log",
        label="Speed",
        help="How many steps a second training makes at most; 'max' is as fast as it can.",
    )
