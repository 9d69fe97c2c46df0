"""A client as somebody would write it, for the tests."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx
import numpy as np
from websockets.sync.client import ClientConnection, connect

from app.protocol import Frame, decode_frame
from tests.serving import Server

TIMEOUT_SECONDS = 30
QUICK: dict[str, Any] = {"dataset": {"key": "circle", "samples": 100}, "batch_size": 20}


class Rest:
    """One session over REST."""

    def __init__(self, server: Server, spec: dict[str, Any] | None = None) -> None:
        self.server = server
        self.http = httpx.Client(base_url=server.url, timeout=TIMEOUT_SECONDS)
        created = self.http.post("/api/sessions", json=QUICK if spec is None else spec)
        assert created.status_code == 201, created.text
        self.created = created.json()
        self.id, self.token = self.created["id"], self.created["token"]
        self.path = f"/api/sessions/{self.id}"
        self.authorized = {"Authorization": f"Bearer {self.token}"}

    def call(self, method: str, part: str = "", **options: Any) -> httpx.Response:
        """Make a call with the token."""
        path = f"{self.path}/{part}" if part else self.path
        return self.http.request(method, path, headers=self.authorized, **options)

    def ok(self, method: str, part: str = "", **options: Any) -> Any:
        """Make a call that must succeed, and return its JSON."""
        response = self.call(method, part, **options)
        assert response.is_success, response.text
        return response.json()

    def train(self, steps: int) -> list[float]:
        """Train, and return the loss of every step."""
        losses: list[float] = self.ok("POST", "train", json={"steps": steps})["losses"]
        return losses

    def until_state(self, *states: str) -> dict[str, Any]:
        """Ask until the session is in one of these states."""
        while True:
            status: dict[str, Any] = self.ok("GET")
            if status["state"] in states:
                return status

    def end(self) -> None:
        """End the session, if its server is still there."""
        with suppress(httpx.TransportError):
            self.call("DELETE")
        self.http.close()


@contextmanager
def session(server: Server, spec: dict[str, Any] | None = None) -> Iterator[Rest]:
    """Hold a session for a while."""
    rest = Rest(server, spec)
    try:
        yield rest
    finally:
        rest.end()


class Stream:
    """One socket: hello, then messages and frames in order."""

    def __init__(self, socket: ClientConnection, **hello: Any) -> None:
        self.socket = socket
        self.events: list[dict[str, Any]] = []
        self.frames: list[Frame] = []
        self.overtaken: list[dict[str, Any]] = []  # events that came before the last reply
        self.send({"type": "hello", "protocol": 1} | hello)
        self.welcome = self.message("welcome")

    def send(self, message: Any) -> None:
        """Send a JSON message, or the text as it is."""
        self.socket.send(message if isinstance(message, str | bytes) else json.dumps(message))

    def next(self) -> dict[str, Any] | Frame:
        """Return the next message or frame."""
        data = self.socket.recv(timeout=TIMEOUT_SECONDS)
        if isinstance(data, bytes):
            self.frames.append(decode_frame(data))
            return self.frames[-1]
        self.events.append(json.loads(data))
        return self.events[-1]

    def frame(self) -> Frame:
        """Return the next frame, skipping messages."""
        while not isinstance(item := self.next(), Frame):
            pass
        return item

    def message(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Return the next message of a type with these fields, skipping others and frames.

        A named one may have come before the reply to the last command: a short run can end first.
        """
        while True:
            item = self.overtaken.pop(0) if fields and self.overtaken else self.next()
            if isinstance(item, dict) and item["type"] == kind and fields.items() <= item.items():
                return item

    def command(self, kind: str, **body: Any) -> dict[str, Any]:
        """Send a command, and return its reply."""
        request = f"{kind} {len(self.events)}"
        self.send({"type": kind, "id": request} | body)
        self.overtaken.clear()
        while True:
            item = self.next()
            if isinstance(item, dict) and item.get("id") == request:
                return item
            if isinstance(item, dict):
                self.overtaken.append(item)

    def losses(self) -> np.ndarray:
        """Return all losses of the frames so far, which must follow each other without a gap."""
        for before, after in zip(self.frames, self.frames[1:], strict=False):
            assert after.step_from == before.step_to
            assert after.seq > before.seq
        return np.concatenate([frame.losses for frame in self.frames])


@contextmanager
def stream(rest: Rest, *, token: bool = True, **hello: Any) -> Iterator[Stream]:
    """Hold a socket of a session for a while."""
    with connect(f"{rest.server.ws_url}{rest.path}/stream", max_size=None) as socket:
        yield Stream(socket, **({"token": rest.token} if token else {}), **hello)
