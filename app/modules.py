"""Which JavaScript modules the page needs before it can start.

The page is native modules: without being told, a browser finds an import only after it has read the
module before, one round trip a level. Named in the head of the page, all come at once.
"""

import os
import re
from functools import lru_cache
from pathlib import Path

# What is imported at once; `import(…)` waits until it is asked for, and is not meant here.
IMPORTED = re.compile(
    r"""^(?:import|export)\b[^'";]*?\bfrom\s*["'](\.[^"']+\.js)["']""", re.MULTILINE
)


def preloads(module: Path) -> list[str]:
    """Return a module and all that it imports, directly or not, each once, nearest first.

    Addresses are relative to the folder that the module's folder is in.
    """
    root = module.parent.parent
    found = [module]
    for path in found:
        for name in imports(path, path.stat().st_mtime_ns):
            imported = Path(os.path.normpath(path.parent / name))
            if imported not in found:
                found.append(imported)
    return [path.relative_to(root).as_posix() for path in found]


@lru_cache(maxsize=1024)
def imports(module: Path, changed_ns: int) -> list[str]:  # noqa: ARG001
    """Return what a module imports; read once for each state of its file."""
    return IMPORTED.findall(module.read_text("utf-8"))
