"""Activations: value and derivative as a pair.

Both write into `out`; none overflows or warns for any |z| up to 1e4. To add one is to add one
decorated class. A fact `differentiable=False` says that gradients end there.
"""

from engine.activations import classic  # noqa: F401 (fills the registry; menus show it first)

# isort: split
from engine.activations import modern  # noqa: F401

# isort: split
from engine.activations import threshold  # noqa: F401

# isort: split
from engine.activations.classic import Sigmoid
from engine.activations.registry import ACTIVATIONS, Activation

__all__ = ["ACTIVATIONS", "Activation", "Sigmoid"]

ACTIVATIONS.freeze()
