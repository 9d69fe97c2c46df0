"""Which JavaScript modules the page needs before it can start.

The page is native modules: without being told, a browser finds an import only after it has read the
module before, one round trip a level. Named in the head of the page, all come at once.
"""

import os
import re
from pathlib import Path

# What is imported at once; `import(…)` waits until it is asked for, and is not meant here.
IMPORTED = re.compile(
    r"""^(?:import|export)\b[^'";]*?\bfrom\s*["'](\.[^"']+\.js)["']""", re.MULTILINE
)


def reachable(module: Path) -> list[Path]:
    """Return a module and all that it imports, directly or not, each once, nearest first."""
    found = [module]
    for path in found:
        for name in IMPORTED.findall(path.read_text("utf-8")):
            imported = Path(os.path.normpath(path.parent / name))
            if imported not in found:
                found.append(imported)
    return found


def preloads(module: Path, root: Path) -> list[str]:
    """Return the addresses of a module and its imports, relative to a folder of files."""
    return [path.relative_to(root.parent).as_posix() for path in reachable(module)]
