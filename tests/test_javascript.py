"""Run the JavaScript tests, so that one command and one closing line cover both languages."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_javascript() -> None:
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI") == "true":
            pytest.fail("node is missing: the JavaScript tests cannot run")
        pytest.skip("no node found: the JavaScript tests need Node 20 or newer")
    files = sorted(str(path) for path in (ROOT / "tests/js").rglob("*.test.js"))
    assert files, "tests/js holds no test"
    result = subprocess.run([node, "--test", *files], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
