"""Read-only views of a trainer: decision grids, statistics of layers, scores, loss surfaces.

Nothing here changes a trainer. What a view costs is bounded: where there are too many samples, an
evenly spaced part of them is looked at, and the answer says how many.
"""

from engine.probes.grid import DecisionGrid, decision_grid
from engine.probes.layers import LayerReport, layer_statistics
from engine.probes.planes import PLANES, Plane, parameter_index
from engine.probes.scores import Scores, score
from engine.probes.surface import Surface, SurfaceChoice, loss_surface

__all__ = [
    "PLANES",
    "DecisionGrid",
    "LayerReport",
    "Plane",
    "Scores",
    "Surface",
    "SurfaceChoice",
    "decision_grid",
    "layer_statistics",
    "loss_surface",
    "parameter_index",
    "score",
]
