"""What an export must offer, and the registry of all formats."""

from collections.abc import Callable
from typing import TypeAlias

from engine.registry import Registry
from engine.trainer import Trainer

Export: TypeAlias = Callable[[Trainer], bytes]

# Each states its media type and the suffix of its file.
EXPORTS: Registry[Export] = Registry("export")
