"""A small neural network engine on NumPy: no web, no threads, no clock, no files.

The same spec gives the same history. Everything that can be chosen is in the registries.

Array dimensions, as docstrings name them:
    samples   rows of a data set; train and test are the parts of its split
    batch     samples that one step looks at
    columns   raw inputs of a sample; features: what the network is shown of them
    units     outputs of one layer; fan_in: its inputs; outputs: units of the last layer
    classes   kinds that a classification tells apart
    parameters  all weights and biases in one row, layer by layer, W row-major, then b
    layers    hidden layers and the output layer
"""

from engine.activations import ACTIVATIONS
from engine.build import build
from engine.changes import LIVE_FIELDS, changed_fields
from engine.checkpoint import load_checkpoint, read_checkpoint_spec, save_checkpoint
from engine.datasets import DATASETS, Data, Table, sample
from engine.errors import (
    DataError,
    EngineError,
    HyperparameterError,
    ShapeError,
    UnknownKeyError,
)
from engine.features import FEATURES
from engine.initializers import INITIALIZERS
from engine.losses import LEGAL_PAIRS, LOSSES
from engine.models import MODELS
from engine.neurons import GATES
from engine.optimizers import OPTIMIZERS
from engine.parts import CLASS_WEIGHT, FIELDS, UNITS, Choice, LayerSpec, Seeds
from engine.registry import Entry, Flag, Hyperparameter, Registry
from engine.regularizers import REGULARIZERS
from engine.reports import Divergence, Metrics, Prediction, StepReport
from engine.resolving import Plan, plan, resolve
from engine.rng import STREAMS
from engine.schedules import SCHEDULES
from engine.sources import find_source
from engine.spec import ExperimentSpec
from engine.state import TrainerState
from engine.trainer import Trainer

__all__ = [
    "ACTIVATIONS",
    "CLASS_WEIGHT",
    "DATASETS",
    "FEATURES",
    "FIELDS",
    "GATES",
    "INITIALIZERS",
    "LEGAL_PAIRS",
    "LIVE_FIELDS",
    "LOSSES",
    "MODELS",
    "OPTIMIZERS",
    "REGULARIZERS",
    "SCHEDULES",
    "STREAMS",
    "UNITS",
    "Choice",
    "Data",
    "DataError",
    "Divergence",
    "EngineError",
    "Entry",
    "ExperimentSpec",
    "Flag",
    "Hyperparameter",
    "HyperparameterError",
    "LayerSpec",
    "Metrics",
    "Plan",
    "Prediction",
    "Registry",
    "Seeds",
    "ShapeError",
    "StepReport",
    "Table",
    "Trainer",
    "TrainerState",
    "UnknownKeyError",
    "build",
    "changed_fields",
    "find_source",
    "load_checkpoint",
    "plan",
    "read_checkpoint_spec",
    "resolve",
    "sample",
    "save_checkpoint",
]
