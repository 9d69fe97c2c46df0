"""One session at the front: who may control it, who watches it, and what must survive."""

import asyncio
import hmac
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from app.errors import Unauthorized, Unavailable
from app.protocol import Close, Frame, decode_frame
from app.sessions.history import History
from app.sessions.outbox import Closing, Outbox
from app.sessions.pool import Worker
from app.sessions.restarts import Restarts
from app.workers.messages import CheckpointMessage, EventMessage, FrameMessage
from engine import Table

RESUMABLE_FRAMES = 8_192
DESCRIPTION = tuple("spec requested notes layout preprocessing classes hidden_units points".split())


class Session:
    """Keep what the front knows of a session, in the order in which its worker told it."""

    def __init__(
        self,
        worker: Worker,
        locked: tuple[str, ...],
        clock: Callable[[], float],
        tables: Mapping[str, Table],
    ) -> None:
        self.id = secrets.token_urlsafe(16)
        self.token = secrets.token_urlsafe(32)
        self.worker = worker
        self.locked = locked
        self.tables = tables  # the uploaded one that it trains on, by its key
        self.clock = clock
        self.created_seconds = self.touched_seconds = clock()
        self.runs_alone = False  # started by REST with an ending: trains on without a socket
        self.change_lock = asyncio.Lock()
        self.history = History()
        self.outboxes: set[Outbox] = set()
        self.arriving = 0  # sockets that said hello and are not attached yet
        self.ended: Closing | None = None
        self.left_seconds: float | None = None  # since when an every_step client is away
        self.controller: Outbox | None = None
        self.description: dict[str, Any] = {}
        self.state: dict[str, Any] = {}
        self.generation = 0
        self.latest: Frame | None = None
        self.single_steps: deque[Frame] = deque()
        self._step_of_seq: OrderedDict[int, int] = OrderedDict()
        self._checkpoint: CheckpointMessage | None = None
        self._restarts = Restarts(clock)

    # What clients ask

    def authorize(self, token: str | None) -> None:
        """Let pass who holds the token, and note that somebody cares about the session.

        Raises:
            Unauthorized: if the token is missing or another one.
        """
        if token is None:
            raise Unauthorized("This needs the session's token: Authorization: Bearer <token>.")
        if not hmac.compare_digest(token.encode(errors="replace"), self.token.encode()):
            raise Unauthorized("The token is not this session's.")
        self.touch()

    def touch(self) -> None:
        """Note that somebody cares about the session."""
        self.touched_seconds = self.clock()

    async def call(self, operation: str, **arguments: Any) -> Any:
        """Have the worker do something, and return what it answers."""
        return await self.worker.call(self.id, operation, **arguments)

    @property
    def requested(self) -> Mapping[str, Any]:
        """Return the experiment as it was asked for, its autos unresolved."""
        requested: Mapping[str, Any] = self.description["requested"]
        return requested

    @property
    def is_running(self) -> bool:
        """Return whether the session trains."""
        return bool(self.state.get("state") == "running")

    # What sockets do

    async def prepare(self, outbox: Outbox, *, controls: bool) -> None:
        """Make room for a socket: the worker learns what it wants, an older controller goes."""
        self.touch()
        self.arriving += 1
        older = self.controller
        try:
            if controls:
                self.controller = outbox
            await self._watch(outbox)
        except BaseException:
            if self.controller is outbox:
                self.controller = older if older in self.outboxes else None
            raise
        finally:
            self.arriving -= 1
        if controls:
            self._supersede(older)
            if not outbox.single_step:
                self.single_steps.clear()

    def _supersede(self, older: Outbox | None) -> None:
        self.left_seconds = None
        if older:
            older.close(Close.SUPERSEDED, "another client took control")
            self.outboxes.discard(older)

    def attach(self, outbox: Outbox, resume: tuple[int, int] | None) -> bool:
        """Let a prepared socket's stream begin, and return whether it goes on where it ended.

        Args:
            outbox: the socket's.
            resume: generation and seq of the last frame that the client has seen, if any.

        Raises:
            Closing: if the session has ended meanwhile.
        """
        if self.ended:
            raise self.ended
        self.outboxes.add(outbox)
        if resume and self._resume(outbox, *resume):
            return True
        if not outbox.single_step and self.latest:
            outbox.offer(self.latest, np.empty(0))
        elif self.latest and self.controller is outbox:
            self.acknowledge(self.latest.seq)
        return False

    def _resume(self, outbox: Outbox, generation: int, seq: int) -> bool:
        step = self._step_of_seq.get(seq) if generation == self.generation else None
        if step is None or self.latest is None:
            return False
        if outbox.single_step:
            return self._resume_steps(outbox, seq)
        losses = self.history.exact(step)
        if losses is None:
            return False
        outbox.offer(self.latest, losses)
        return True

    def _resume_steps(self, outbox: Outbox, seq: int) -> bool:
        self.acknowledge(seq)
        kept = [frame.seq for frame in self.single_steps]
        if kept != list(range(seq + 1, self.latest.seq + 1 if self.latest else 0)):
            return False
        for frame in self.single_steps:
            outbox.offer_step(frame)
        return True

    async def detach(self, outbox: Outbox) -> None:
        """Remove a socket. What it did not acknowledge is kept for a while, if it comes back."""
        self.outboxes.discard(outbox)
        self.touch()
        if self.controller is outbox:
            self.controller = None
            if outbox.single_step and not self.runs_alone:
                self.left_seconds = self.clock()
                return
        await self._watch()

    async def end_single_steps(self) -> None:
        """Wait no longer for an every_step client that has left."""
        since, self.left_seconds = self.left_seconds, None
        if since is None:
            return
        self.single_steps.clear()
        try:
            await self._watch()
        except Unavailable:
            self.left_seconds = since  # the worker has not heard of it
            raise

    def wants(self, *more: Outbox) -> dict[str, Any]:
        """Return what the present sockets, and these, want together."""
        boxes = self.outboxes | set(more)
        return {
            "frames_per_second": max((box.frames_per_second for box in boxes), default=0.0),
            "single_step": self.is_single_step,
            "gradients": any(box.gradients for box in boxes),
        }

    @property
    def is_single_step(self) -> bool:
        """Return whether every step is sent, to a controller that is here or expected back."""
        return self.controller.single_step if self.controller else self.left_seconds is not None

    async def _watch(self, *more: Outbox) -> None:
        await self.call("watch", **self.wants(*more))

    def acknowledge(self, seq: int) -> None:
        """Forget the single-step frames up to `seq`, and let training go on."""
        while self.single_steps and self.single_steps[0].seq <= seq:
            self.single_steps.popleft()
        self.worker.tell(self.id, "acknowledge", seq=seq)

    def broadcast(self, event: dict[str, Any]) -> None:
        """Queue an event for every socket."""
        for outbox in self.outboxes:
            outbox.push(event)

    def close(self, code: Close, reason: str) -> None:
        """Close every socket, and those that are about to be attached."""
        self.ended = Closing(code, reason)
        for outbox in self.outboxes:
            outbox.push({"type": "closing", "reason": reason})
            outbox.close(code, reason)

    # What the worker tells

    def receive(self, message: FrameMessage | EventMessage | CheckpointMessage) -> None:
        """Take a message of the worker, in order."""
        if isinstance(message, FrameMessage):
            self._take_frame(message)
        elif isinstance(message, EventMessage):
            self._take_event(message.event)
        else:
            self._checkpoint = message

    def _take_frame(self, message: FrameMessage) -> None:
        frame = decode_frame(message.frame)
        losses = np.frombuffer(message.losses, dtype="<f8")
        self.latest = frame
        self.history.append(losses)
        self.history.append_epochs(message.epochs)
        self._step_of_seq[frame.seq] = frame.step_to
        if len(self._step_of_seq) > RESUMABLE_FRAMES:
            self._step_of_seq.popitem(last=False)
        for outbox in self.outboxes:
            outbox.offer(frame, losses)
        if message.single_step:
            self.single_steps.append(frame)
            if self.controller in self.outboxes:
                self.controller.offer_step(frame)

    def _take_event(self, event: dict[str, Any]) -> None:
        self.description |= {name: event[name] for name in DESCRIPTION if name in event}
        if event["type"] == "state":
            self.state = event
            if self.runs_alone and event["state"] != "running":
                self.runs_alone = False
                self.touch()  # its time to live counts from here
        elif event["type"] == "generation":
            self.generation = event["generation"]
            self.history = self.history.at(event["step"], known=event["why"] != "checkpoint")
            self._step_of_seq.clear()
            self.single_steps.clear()
        self.broadcast(event)

    def describe(self, created: Mapping[str, Any]) -> None:
        """Take what the worker answered when it made the session."""
        self.description = {name: created[name] for name in DESCRIPTION}
        self.generation = created["generation"]
        names = ("state", "reason", "step", "epoch", "steps_per_second")
        self.state = {"type": "state"} | {name: created[name] for name in names}

    # When the worker dies

    def lose_worker(self) -> None:
        """Tell every socket how far the session falls back."""
        kept = self._checkpoint.control["step"] if self._checkpoint else 0
        seen = self.latest.step_to if self.latest else 0
        self._restarts.count()
        self.broadcast({"type": "worker_restarted", "lost_steps": max(0, seen - kept)})

    def give_up(self) -> None:
        """End: what led here cannot be continued. The store takes it out when it next looks."""
        self.close(Close.EXPIRED, "the session could not be brought back")

    async def restore(self) -> None:
        """Go on from the last checkpoint in the worker's new process."""
        if self._checkpoint is None:
            return
        control = self._checkpoint.control | {
            "generation": self.generation,
            "seq": self.latest.seq if self.latest else self._checkpoint.control["seq"],
        }
        if self._restarts.are_many:
            control |= {"state": "paused", "reason": "worker_restarts"}
        arguments = {"control": control, "wants": self.wants(), "tables": self.tables}
        await self.call("restore", data=self._checkpoint.data, **arguments)
