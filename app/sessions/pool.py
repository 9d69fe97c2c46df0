"""The worker processes, supervised: one pipe each, restarted when they die or fall silent."""

import asyncio
import contextlib
import itertools
import logging
import os
import socket
import sys
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from app.errors import Unavailable
from app.settings import Settings
from app.workers.messages import Call, Reply, Unpacker, pack

log = logging.getLogger("nn_playground.pool")

READ_BYTES = 1 << 18
STOP_SECONDS = 2.0
RESTART_WAIT_SECONDS = 5.0  # how long a call waits for a worker that is being replaced
SHORT_LIFE_SECONDS = 1.0  # a process that dies sooner is restarted after a growing pause
MAX_PAUSE_SECONDS = 5.0
THREAD_COUNTS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class Resident(Protocol):
    """A session, as its worker needs to know it."""

    id: str
    tables: Mapping[str, Any]  # uploaded tables that it trains on, by their key

    def give_up(self) -> None:
        """Learn that it cannot be brought back."""

    def receive(self, message: Any) -> None:
        """Take a message of the worker."""

    def lose_worker(self) -> None:
        """Learn that the worker's process has died."""

    async def restore(self) -> None:
        """Go on in the worker's new process."""


class Worker:
    """One worker: its process, its pipe, its sessions, and the calls that wait for an answer."""

    def __init__(self, settings: Settings) -> None:
        self.residents: dict[str, Resident] = {}
        self._settings = settings
        self._requests = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._tables: set[str] = set()  # keys of the uploaded tables that the process holds
        self._ready = asyncio.Event()
        self._process: asyncio.subprocess.Process | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._supervisor: asyncio.Task[None] | None = None
        self._stopping = False

    @property
    def is_ready(self) -> bool:
        """Return whether the process is up and has its sessions back."""
        return self._ready.is_set()

    @property
    def pid(self) -> int | None:
        """Return the process id, if there is a process."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Start the process and keep it running until `stop`."""
        self._supervisor = asyncio.create_task(self._supervise(), name="supervise worker")
        await self._ready.wait()

    async def stop(self) -> None:
        """Let the process end, and make sure that it does."""
        self._stopping = True
        if self._writer:
            self._writer.close()
        if self._process:
            try:
                await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
            except TimeoutError:
                self._process.kill()
        if self._supervisor:
            self._supervisor.cancel()
            await asyncio.gather(self._supervisor, return_exceptions=True)

    async def call(self, session: str, operation: str, **arguments: Any) -> Any:
        """Have an operation done, and return its result.

        Raises:
            Unavailable: if the process dies meanwhile, or does not come back in time.
            EngineError, Refusal: what the operation raised.
        """
        if operation != "restore":
            await self._until_ready()
        return await self._send(session, operation, arguments)

    def tell(self, session: str, operation: str, **arguments: Any) -> None:
        """Have an operation done, without an answer; lost if there is no process just now."""
        if self._writer and not self._writer.is_closing():
            self._writer.write(pack(Call(0, session, operation, arguments)))

    def drop_unused_tables(self) -> None:
        """Let the process forget the uploaded tables that no session of it trains on."""
        used = {key for resident in self.residents.values() for key in resident.tables}
        unused = self._tables - used
        if unused:
            self._tables -= unused
            self.tell("", "forget_tables", keys=tuple(unused))

    def _without_known_tables(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments of a call with those tables alone that the process lacks."""
        if "tables" not in arguments:
            return arguments
        tables = arguments["tables"]
        new = {key: table for key, table in tables.items() if key not in self._tables}
        self._tables |= new.keys()
        return arguments | {"tables": new}

    async def _until_ready(self) -> None:
        try:
            await asyncio.wait_for(self._ready.wait(), RESTART_WAIT_SECONDS)
        except TimeoutError:
            raise Unavailable("The training process is not back yet.", retry_after=2) from None

    async def _send(self, session: str, operation: str, arguments: dict[str, Any]) -> Any:
        assert self._writer is not None
        request = next(self._requests)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[request] = answer
        arguments = self._without_known_tables(arguments)
        self._writer.write(pack(Call(request, session, operation, arguments)))
        try:
            return await answer
        finally:
            self._waiting.pop(request, None)

    async def _supervise(self) -> None:
        pause = 0.0
        clock = asyncio.get_running_loop().time
        while not self._stopping:
            started = clock()
            try:
                await self._live()
            except Exception:
                log.exception("a worker could not be kept running")
            if self._stopping:
                return
            log.warning("a worker process ended; its %d sessions move on", len(self.residents))
            pause = min(MAX_PAUSE_SECONDS, pause * 2 + 0.1)
            if clock() - started > SHORT_LIFE_SECONDS:
                pause = 0.0
            await asyncio.sleep(pause)

    async def _live(self) -> None:
        """Start a process, serve it until it ends, and clean up after it."""
        reader = await self._spawn()
        tasks = [
            asyncio.create_task(self._restore_residents(), name="restore sessions"),
            asyncio.create_task(self._watch_silence(), name="watch worker"),
        ]
        try:
            await self._read(reader)
        finally:
            self._ready.clear()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._bury()

    async def _spawn(self) -> asyncio.StreamReader:
        self._tables.clear()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                "-m",
                "app.workers.process",
                str(theirs.fileno()),
                str(self._settings.checkpoint_seconds),
                str(self._settings.limits.session_steps),
                pass_fds=(theirs.fileno(),),
                stdin=asyncio.subprocess.DEVNULL,
                env=os.environ | dict.fromkeys(THREAD_COUNTS, "1"),
            )
        reader, self._writer = await asyncio.open_connection(sock=ours)
        return reader

    async def _read(self, reader: asyncio.StreamReader) -> None:
        unpacker = Unpacker()
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(READ_BYTES):
                for message in unpacker.feed(data):
                    self._take(message)

    def _take(self, message: Any) -> None:
        if not isinstance(message, Reply):
            resident = self.residents.get(message.session)
            if resident:
                self._hand_over(message, resident)
            return
        answer = self._waiting.get(message.request)
        if answer and not answer.done():
            if message.error:
                answer.set_exception(message.error)
            else:
                answer.set_result(message.value)

    def _hand_over(self, message: Any, resident: Resident) -> None:
        """Give a session its message; its mistake shall not end the others' process."""
        try:
            resident.receive(message)
        except Exception:
            log.exception("a session could not take a message")

    async def _restore_residents(self) -> None:
        await self._send("", "alive", {})
        for resident in list(self.residents.values()):
            if resident.id not in self.residents:
                continue  # ended meanwhile
            try:
                await resident.restore()
            except Unavailable:
                raise  # this process has died too; the next one tries again
            except Exception:
                log.exception("a session could not be restored, and ends")
                resident.give_up()
        self._ready.set()

    async def _watch_silence(self) -> None:
        """Replace a process that answers nothing for too long."""
        silence = self._settings.worker_silence_seconds
        while True:
            try:
                await asyncio.wait_for(self._send("", "alive", {}), silence)
            except TimeoutError:
                log.error("a worker process fell silent for %s s and is replaced", silence)
                assert self._process is not None
                self._process.kill()
                return
            await asyncio.sleep(silence / 4)

    async def _bury(self) -> None:
        """Fail what waited for the dead process, and tell its sessions."""
        if self._writer:
            self._writer.close()
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        waiting, self._waiting = self._waiting, {}
        for answer in waiting.values():
            if not answer.done():
                answer.set_exception(
                    Unavailable("The training process was restarted; try again.", retry_after=1)
                )
        if not self._stopping:
            for resident in self.residents.values():
                resident.lose_worker()


class Pool:
    """All workers; new sessions go to the one that has the fewest."""

    def __init__(self, settings: Settings, make: Callable[[Settings], Worker] = Worker) -> None:
        self.workers = [make(settings) for _ in range(settings.workers)]

    async def start(self) -> None:
        """Start every worker."""
        await asyncio.gather(*(worker.start() for worker in self.workers))

    async def stop(self) -> None:
        """Stop every worker."""
        await asyncio.gather(*(worker.stop() for worker in self.workers))

    def least_loaded(self) -> Worker:
        """Return the worker with the fewest sessions, ready ones first."""
        return min(self.workers, key=lambda worker: (not worker.is_ready, len(worker.residents)))

    @property
    def is_ready(self) -> bool:
        """Return whether every worker can take calls."""
        return all(worker.is_ready for worker in self.workers)
