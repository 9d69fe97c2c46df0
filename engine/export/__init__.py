"""Taking an experiment along: the formats in which it can leave, one module each.

To add one is to write one decorated function and to name its module here.
"""

from engine.export import json_document, numpy_source  # noqa: F401 (fills the registry)
from engine.export.registry import EXPORTS, Export

__all__ = ["EXPORTS", "Export"]

EXPORTS.freeze()
