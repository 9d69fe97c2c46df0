"""Optimizers, in the order of growing complexity, as PyTorch defines them.

In formulas: p a parameter, g its gradient, all others start at 0; t counts the updates from 1.
The learning rate stays outside of everything that is remembered, so that it may change mid-run.
"""

from engine.optimizers import descent  # noqa: F401 (fills the registry; menus show it first)

# isort: split
from engine.optimizers import per_weight  # noqa: F401

# isort: split
from engine.optimizers.registry import OPTIMIZERS, Optimizer, Part

__all__ = ["OPTIMIZERS", "Optimizer", "Part"]

OPTIMIZERS.freeze()
