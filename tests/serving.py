"""A real server in a process of its own, for tests that talk to it as anybody would."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
START_SECONDS = 30
STOP_SECONDS = 15


class Server:
    """A running server: where it is, and its processes."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url
        self.ws_url = "ws" + url.removeprefix("http")

    def worker_pids(self) -> list[int]:
        """Return the process ids of its workers."""
        return [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and self._is_worker(entry)
        ]

    def _is_worker(self, entry: Path) -> bool:
        with contextlib.suppress(OSError):
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            command = (entry / "cmdline").read_bytes()
            return parent == self.process.pid and b"app.workers.process" in command
        return False

    def kill_worker(self, pid: int) -> None:
        """Kill a worker as the system would when memory runs out."""
        os.kill(pid, signal.SIGKILL)


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def serve(**settings: object) -> Iterator[Server]:
    """Run a server with these settings (workers=2, hello_seconds=0.5, …) until the end."""
    port = free_port()
    environment = {f"NNPG_{name.upper()}": str(value) for name, value in settings.items()}
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "app.cli", "serve", "--port", str(port)],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    server = Server(process, f"http://127.0.0.1:{port}")
    try:
        wait_until_ready(server)
        yield server
    finally:
        process.terminate()
        try:
            printed, _ = process.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert "Traceback" not in printed, printed


def wait_until_ready(server: Server) -> None:
    """Wait until the server takes sessions."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise RuntimeError(f"the server ended: {server.process.communicate()[0]}")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{server.url}/readyz", timeout=2).status_code == 200:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not become ready")
