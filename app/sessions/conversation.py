"""What is said over one socket: the welcome, commands and their replies."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from app.complaints import invalid
from app.errors import Forbidden, Invalid, RateLimited, Refusal, Unparsable, from_engine, over_limit
from app.protocol import COMMAND, PROTOCOL_VERSION, Close, Hello, parse_json
from app.sessions import commands
from app.sessions.outbox import Closing, Outbox
from app.sessions.session import Session
from app.settings import Limits
from app.uploads import UploadStore
from engine import EngineError

MAX_ID = 128  # characters of a command's id, which its reply repeats
MAX_BAD_MESSAGES = 5  # in a row that are no message at all; then the socket is closed
MAX_EXCESS_SECONDS = 10.0
CALM_SECONDS = 2.0  # without a refused message, after which the excess is forgotten
MAX_TRAIN_COMMANDS = 16  # waiting for their reply at once


def understand(text: str | None) -> dict[str, Any]:
    """Return the object that a message is.

    Raises:
        Unparsable: if it is binary (None), not JSON, or not an object.
    """
    if text is None:
        raise Unparsable("Messages to the server are JSON text, not binary.")
    value = parse_json(text)
    if not isinstance(value, dict):
        raise Unparsable("A message must be a JSON object with a type.")
    if not is_scalar(value.get("id")):
        raise Unparsable(f"id must be null, a number or at most {MAX_ID} characters.")
    return value


def is_scalar(request: Any) -> bool:
    """Return whether a reply may repeat this id."""
    if isinstance(request, str):
        return len(request) <= MAX_ID
    return request is None or isinstance(request, int | float)


def read_hello(message: dict[str, Any], limits: Limits) -> Hello:
    """Return the hello that a message is.

    Raises:
        Invalid, LimitExceeded: if it is none, or wants what is not granted.
    """
    if message.get("type") != "hello":
        text = "the first message must be a hello"
        raise Invalid(text, errors=(("/type", text),))
    try:
        hello = Hello.model_validate(message)
    except ValidationError as error:
        raise invalid(error.errors(), message) from None
    if hello.protocol != PROTOCOL_VERSION:
        text = f"protocol must be {PROTOCOL_VERSION}; got {hello.protocol}"
        raise Invalid(text, errors=(("/protocol", text),))
    if hello.frames_per_second > limits.frames_per_second:
        raise over_limit("frames_per_second", limits.frames_per_second, hello.frames_per_second)
    return hello


def welcome(
    session: Session, outbox: Outbox, resume: tuple[int, int] | None, limits: Limits
) -> dict[str, Any]:
    """Attach a prepared socket, and return its first message."""
    controls = session.controller is outbox
    resumed = session.attach(outbox, resume)
    latest = session.latest
    assert latest is not None
    return {
        "type": "welcome",
        "session": session.id,
        "role": "controller" if controls else "watcher",
        **{name: value for name, value in session.state.items() if name != "type"},
        "generation": session.generation,
        "seq": resume[1] if resumed and resume else latest.seq,
        "step": latest.step_to,
        "epoch": latest.epoch,
        "resumed": resumed,
        **session.description,
        "history": session.history.overview(),
        "limits": limits.describe(),
    }


class Conversation:
    """Hear one client's messages and queue the replies."""

    def __init__(
        self,
        session: Session,
        outbox: Outbox,
        limits: Limits,
        uploads: UploadStore,
        allows_message: Callable[[], bool],
        clock: Callable[[], float],
    ) -> None:
        self._session = session
        self._outbox = outbox
        self._limits = limits
        self._uploads = uploads
        self._allows_message = allows_message
        self._clock = clock
        self._bad_messages = 0
        self._excess_since = self._refused_seconds = clock() - CALM_SECONDS
        self._trains: set[asyncio.Task[None]] = set()

    async def hear(self, text: str | None) -> None:
        """Act on one message; None stands for a binary one.

        Raises:
            Closing: if the client does not speak this protocol, or too fast for too long.
        """
        try:
            message = understand(text)
        except Unparsable as refusal:
            if self._is_in_time(None):
                self._count_bad(refusal)
            return
        if self._acknowledge(message):
            return
        self._bad_messages = 0
        request = message.get("id")
        if self._is_in_time(request):
            await self._act(message, request)

    def _acknowledge(self, message: dict[str, Any]) -> bool:
        """Take a well-formed acknowledgement of the controller, which no rate limits."""
        seq = message.get("seq")
        if message.keys() != {"type", "seq"} or message["type"] != "ack" or type(seq) is not int:
            return False
        if self._session.controller is not self._outbox:
            return False
        self._session.acknowledge(min(seq, self._outbox.sent_seq))
        return True

    def _is_in_time(self, request: Any) -> bool:
        """Count a message, and refuse it if there were too many."""
        if self._allows_message():
            return True
        now = self._clock()
        if now - self._refused_seconds > CALM_SECONDS:
            self._excess_since = now
        self._refused_seconds = now
        if now - self._excess_since > MAX_EXCESS_SECONDS:
            raise Closing(Close.RATE, "too many messages for too long")
        limit = self._limits.messages_per_second
        refusal = RateLimited(f"Too many messages: at most {limit} a second.")
        self._outbox.push(refusal.reply(request))
        return False

    def end(self) -> None:
        """Forget the commands that still wait; their socket has gone."""
        for task in self._trains:
            task.cancel()

    def _count_bad(self, refusal: Refusal) -> None:
        self._outbox.push(refusal.reply(None))
        self._bad_messages += 1
        if self._bad_messages >= MAX_BAD_MESSAGES:
            raise Closing(Close.PROTOCOL, "five messages in a row were not understood")

    async def _act(self, message: dict[str, Any], request: Any) -> None:
        try:
            command = COMMAND.validate_python(message)
        except ValidationError as error:
            self._outbox.push(invalid(error.errors(), message).reply(request))
            return
        if command.type == "train" and len(self._trains) < MAX_TRAIN_COMMANDS:
            # its reply may take long, and a pause must get through meanwhile
            task = asyncio.create_task(self._reply(request, command), name="train command")
            self._trains.add(task)
            task.add_done_callback(self._trains.discard)
            await asyncio.sleep(0)  # let it reach the worker before the next command
        else:
            await self._reply(request, command)

    async def _reply(self, request: Any, command: Any) -> None:
        try:
            result = await self._perform(command)
        except EngineError as error:
            self._outbox.push(from_engine(error).reply(request))
        except Refusal as refusal:
            self._outbox.push(refusal.reply(request))
        else:
            self._outbox.push({"type": "ok", "id": request, **result})

    async def _perform(self, command: Any) -> Mapping[str, Any]:
        session, limits = self._session, self._limits
        if command.type == "ping":
            return {}
        if session.controller is not self._outbox:
            raise Forbidden("Only the client that said hello with the token may do this.")
        session.touch()
        match command.type:
            case "run":
                return without_id(await commands.run(session, command, limits))
            case "train":
                answer = await commands.train(session, command, limits)
                return without_id({k: v for k, v in answer.items() if k != "losses"})
            case "pause":
                return without_id(await commands.pause(session))
            case "reset":
                return without_id(await commands.reset(session))
            case "reinitialize":
                return without_id(await commands.reinitialize(session, limits))
            case "configure":
                return await commands.configure(session, command, limits, self._uploads)
            case "rewind":
                return without_id(await commands.rewind(session, command))
            case "hide_unit":
                place = command.layer, command.unit
                return await commands.hide_unit(session, *place, command.hidden)
            case "ack":
                session.acknowledge(min(command.seq, self._outbox.sent_seq))
                return {}
            case _:
                return await commands.set_parameters(session, command)


def without_id(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return a status without the session's id, since a reply's id is the command's."""
    return {name: value for name, value in answer.items() if name != "id"}
