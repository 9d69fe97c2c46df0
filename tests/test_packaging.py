"""Build the wheel, install it into an empty environment without Node, and ask for the page."""

import os
import socket
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.packaging

ROOT = Path(__file__).parent.parent
START_SECONDS = 30


def run(*command: str | Path) -> None:
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ".")
    (built,) = folder.glob("nn_playground-*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of a new environment that holds the wheel alone."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin/python"
    install = ["--quiet", "--disable-pip-version-check", "--constraint", "constraints.txt"]
    run(sys.executable, "-m", "pip", "--python", python, "install", *install, wheel)
    return python.parent


@pytest.fixture(scope="module")
def address(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve from the environment, with nothing else on PATH, and yield the address."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    log = tmp_path_factory.mktemp("log") / "server.txt"
    with log.open("w") as output:
        server = subprocess.Popen(
            [environment / "nn-playground", "serve", "--host", "127.0.0.1", "--port", port],
            cwd=log.parent,  # not the checkout, whose app/ would be found first
            env=clean | {"PATH": str(environment)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_served(f"http://127.0.0.1:{port}/healthz", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=START_SECONDS)


def wait_until_served(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            httpx.get(url).raise_for_status()
            return
        except httpx.TransportError:
            time.sleep(0.1)  # the socket is not open yet; nothing here waits for a duration
    pytest.fail(f"the server did not start:\n{log.read_text()}")


def test_the_wheel_holds_code_page_and_licenses(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for expected in (
        "app/main.py",
        "engine/trainer.py",
        "engine/datasets/data/README.md",
        "engine/datasets/data/digits_8x8.csv.gz",
        "engine/datasets/data/iris.csv",
        "app/static/js/main.js",
        "app/static/vendor/preact.js",
        "app/static/vendor/LICENSES.txt",
        "app/templates/playground.html",
    ):
        assert expected in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {
        "app",
        "engine",
        "nn_playground",
    }


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html"),
        ("/static/js/main.js", "text/javascript"),
        ("/static/vendor/preact.js", "text/javascript"),
        ("/api/catalog", "application/json"),
    ],
)
def test_an_installed_wheel_serves_without_node(address: str, path: str, media_type: str) -> None:
    response = httpx.get(address + path)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(media_type)
    assert response.content
