"""What the front process and a worker say to each other over their pipe."""

import pickle
import select
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LENGTH = struct.Struct("<I")
READ_BYTES = 1 << 16
MAX_WAIT_SECONDS = 60.0


@dataclass(frozen=True)
class Call:
    """Front to worker: do `operation` in a session; request 0 wants no reply."""

    request: int
    session: str
    operation: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """Worker to front: what a call returned, or the exception that it raised."""

    request: int
    value: Any = None
    error: Exception | None = None


@dataclass(frozen=True)
class FrameMessage:
    """Worker to front: a ready-made frame, and what the front keeps as history.

    losses: the exact float64 losses of the frame's steps, little-endian.
    epochs: one row (epoch, step, six metrics) for each epoch that ended within the frame.
    single_step: the frame is one of an every_step stream and must not be merged.
    """

    session: str
    frame: bytes
    losses: bytes
    epochs: tuple[tuple[float, ...], ...]
    single_step: bool


@dataclass(frozen=True)
class EventMessage:
    """Worker to front: something happened in a session; in order with its frames."""

    session: str
    event: dict[str, Any]


@dataclass(frozen=True)
class CheckpointMessage:
    """Worker to front: all that it takes to go on with a session in another process."""

    session: str
    data: bytes
    control: dict[str, Any]


def pack(message: object) -> bytes:
    """Return `message` as length-prefixed bytes.

    Both ends are this program and the pipe is private, so pickle is safe here; nothing that a
    client sends is ever unpickled.
    """
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body


class Unpacker:
    """Cut a stream of bytes back into messages."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Any]:
        """Take more bytes and return the messages that they complete."""
        self._buffer += data
        messages = []
        while (message := self._next()) is not None:
            messages.append(message)
        return messages

    def _next(self) -> Any | None:
        if len(self._buffer) < LENGTH.size:
            return None
        end = LENGTH.size + LENGTH.unpack_from(self._buffer)[0]
        if len(self._buffer) < end:
            return None
        message = pickle.loads(self._buffer[LENGTH.size : end])
        del self._buffer[:end]
        return message


class Pipe:
    """The worker's end: blocking writes, and reads that wait at most so long."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._unpacker = Unpacker()

    def receive(self, timeout_seconds: float | None) -> list[Any]:
        """Return the messages that arrived, waiting up to `timeout_seconds` (None = for ever).

        Raises:
            EOFError: if the other end is gone.
        """
        if timeout_seconds is not None:
            timeout_seconds = min(timeout_seconds, MAX_WAIT_SECONDS)
        readable, _, _ = select.select([self._connection], [], [], timeout_seconds)
        if not readable:
            return []
        data = self._connection.recv(READ_BYTES)
        if not data:
            raise EOFError
        return self._unpacker.feed(data)

    def send(self, message: object) -> None:
        """Write one message, waiting while the other end is behind."""
        self._connection.sendall(pack(message))
