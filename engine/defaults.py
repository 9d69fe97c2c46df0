"""The choices that a spec makes where nothing is said."""

from typing import Any

from engine.datasets import DATASETS
from engine.initializers import INITIALIZERS
from engine.models import MODELS
from engine.optimizers import OPTIMIZERS
from engine.parts import Choice, LayerSpec, PerceptronSpec, Seeds
from engine.registry import Registry
from engine.regularizers import REGULARIZERS
from engine.schedules import SCHEDULES


def _choose(registry: Registry[Any], key: str) -> Choice:
    return Choice(key, registry[key].defaults)


DATASET = _choose(DATASETS, "circle")
INITIALIZER = _choose(INITIALIZERS, "glorot_uniform")
OPTIMIZER = _choose(OPTIMIZERS, "sgd")
SCHEDULE = _choose(SCHEDULES, "constant")
REGULARIZER = _choose(REGULARIZERS, "none")
ACTIVATION = "tanh"
HIDDEN_LAYERS = (LayerSpec(4, ACTIVATION), LayerSpec(2, ACTIVATION))
PERCEPTRON = PerceptronSpec(**MODELS["perceptron"].defaults)  # type: ignore[arg-type]
SEEDS = Seeds()
