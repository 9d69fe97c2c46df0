"""The stream of a session: a hello, then one reader and one writer task a socket."""

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Coroutine
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from app.errors import Expired, NotFound, Refusal, Unauthorized, Unavailable
from app.protocol import Close, Hello, dump_json
from app.services import Services
from app.sessions.conversation import (
    MAX_BAD_MESSAGES,
    Conversation,
    read_hello,
    understand,
    welcome,
)
from app.sessions.outbox import Closing, Outbox
from app.sessions.session import Session

log = logging.getLogger("nn_playground.stream")
router = APIRouter()

GONE = (WebSocketDisconnect, RuntimeError, OSError)  # what a send to a closed socket raises
CLOSE_CODES = (
    (NotFound, Close.UNKNOWN),
    (Expired, Close.EXPIRED),
    (Unauthorized, Close.TOKEN),
    (Unavailable, Close.FULL),
)


@router.websocket("/api/sessions/{session_id}/stream")
async def stream(socket: WebSocket, session_id: str) -> None:
    """Stream a session to one client, and hear its commands."""
    made: Services = socket.app.state.services
    await socket.accept()
    try:
        session = made.store.get(session_id)
        async with asyncio.timeout(made.settings.hello_seconds):
            hello = await hear_hello(socket, made)
        if hello.token is not None:
            session.authorize(hello.token)
        taken_over = 1 if hello.token is not None and session.controller else 0
        sockets = len(session.outboxes) + session.arriving - taken_over
        if sockets >= made.limits.sockets_per_session:
            raise Unavailable("This session has as many sockets as it may have.")
        await converse(socket, session, hello, made)
    except TimeoutError:
        await close(socket, Closing(Close.TIMEOUT, "no hello in time"), made)
    except Refusal as refusal:
        codes = (code for kind, code in CLOSE_CODES if isinstance(refusal, kind))
        code = next(codes, Close.SERVER_ERROR)
        await close(socket, Closing(code, refusal.detail), made)
    except Closing as closing:
        await close(socket, closing, made)
    except (WebSocketDisconnect, OSError):
        return
    except Exception:
        log.exception("a socket ended by a mistake of ours")
        await close(socket, Closing(Close.SERVER_ERROR, "a mistake of ours; it was logged"), made)


async def hear_hello(socket: WebSocket, made: Services) -> Hello:
    """Return the client's hello; a mistake in it is told, and may be mended.

    Raises:
        Closing: after five mistakes.
    """
    for _ in range(MAX_BAD_MESSAGES):
        text = await receive(socket)
        message = None
        try:
            message = understand(text)
            return read_hello(message, made.limits)
        except Refusal as refusal:
            request = message.get("id") if message else None
            await socket.send_text(dump_json(refusal.reply(request)).decode())
    raise Closing(Close.PROTOCOL, "no hello among the first five messages")


async def receive(socket: WebSocket) -> str | None:
    """Return the text of the next message, or None if it is binary.

    Raises:
        WebSocketDisconnect: if the client has gone.
    """
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1006))
    text: str | None = message.get("text")
    return text


async def converse(socket: WebSocket, session: Session, hello: Hello, made: Services) -> None:
    """Welcome the client, then read and write until one side ends it.

    Raises:
        Closing: if the server ends it.
    """
    outbox = Outbox(
        time.monotonic,
        frames_per_second=hello.frames_per_second,
        wire_format=hello.format,
        single_step=hello.weights == "every_step" and hello.token is not None,
        gradients=hello.gradients,
    )
    resume = (hello.resume.generation, hello.resume.seq) if hello.resume else None
    name = secrets.token_hex(8)
    conversation = Conversation(
        session,
        outbox,
        made.limits,
        made.uploads,
        lambda: made.rates.allows_message(name),
        time.monotonic,
    )
    await session.prepare(outbox, controls=hello.token is not None)
    try:
        outbox.push(welcome(session, outbox, resume, made.limits))
        await first_of(
            read(socket, conversation), write(socket, outbox, made.settings.send_seconds)
        )
    finally:
        conversation.end()
        made.rates.forget(name)
        with contextlib.suppress(Refusal):
            await session.detach(outbox)


async def read(socket: WebSocket, conversation: Conversation) -> None:
    """Hear the client until it has gone."""
    while True:
        try:
            text = await receive(socket)
        except GONE:
            return
        await conversation.hear(text)


async def write(socket: WebSocket, outbox: Outbox, send_seconds: float) -> None:
    """Send what the outbox has, until the client has gone.

    Raises:
        Closing: if the outbox says so, or a send makes no progress.
    """
    with contextlib.suppress(*GONE):
        while True:
            item = await outbox.next()
            try:
                async with asyncio.timeout(send_seconds):
                    if isinstance(item, str):
                        await socket.send_text(item)
                    else:
                        await socket.send_bytes(item)
            except TimeoutError:
                raise Closing(Close.TIMEOUT, "the client does not read") from None


async def first_of(*coroutines: Coroutine[Any, Any, None]) -> None:
    """Run all until the first ends, then end the others; raise what the first raised."""
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


async def close(socket: WebSocket, closing: Closing, made: Services) -> None:
    """Close the socket with a code and a reason of at most 123 bytes."""
    reason = closing.reason.encode()[:123].decode(errors="ignore")
    with contextlib.suppress(*GONE, TimeoutError):
        async with asyncio.timeout(made.settings.send_seconds):
            await socket.close(closing.code, reason)
