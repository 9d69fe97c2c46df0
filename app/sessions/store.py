"""All sessions of this server: made, found, let go."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.errors import Expired, NotFound, Refusal, Unavailable
from app.protocol import Close
from app.sessions.admission import admit, check_locked
from app.sessions.pool import Pool
from app.sessions.session import Session
from app.settings import Settings
from app.uploads import UploadStore
from engine import Table

log = logging.getLogger("nn_playground.store")

REMEMBERED_IDS = 10_000  # sessions that have gone answer 410 for so long, then 404
FULL_RETRY_SECONDS = 10
TEND_SECONDS = 1.0
TEND_ONE_SECONDS = 5.0
SINGLE_STEP_SECONDS = 10.0  # how long training waits for an every_step client to come back
FAREWELL_SECONDS = 2.0
FAREWELL_POLL_SECONDS = 0.02


class SessionStore:
    """Hold the sessions, within capacity, and tend them: pause the unwatched, end the old."""

    def __init__(
        self,
        settings: Settings,
        pool: Pool,
        uploads: UploadStore,
        clock: Callable[[], float],
    ) -> None:
        self._uploads = uploads
        self._settings = settings
        self._limits = settings.limits
        self._pool = pool
        self._clock = clock
        self._sessions: dict[str, Session] = {}
        self._gone: OrderedDict[str, None] = OrderedDict()
        self._pending = 0

    def __iter__(self) -> Iterator[Session]:
        return iter(list(self._sessions.values()))

    def __len__(self) -> int:
        return len(self._sessions)

    def tables(self) -> set[str]:
        """Return the keys of the uploaded tables that sessions train on."""
        return {key for session in self._sessions.values() for key in session.tables}

    @property
    def has_room(self) -> bool:
        """Return whether another session may be made."""
        return len(self._sessions) + self._pending < self._limits.sessions

    def get(self, session_id: str) -> Session:
        """Return the session of an id.

        Raises:
            Expired: if it was here and has gone.
            NotFound: if it never was, or went long ago.
        """
        session = self._sessions.get(session_id)
        if session:
            return session
        if session_id in self._gone:
            raise Expired("This session has ended; make a new one.")
        raise NotFound("There is no session of this id.")

    async def create(
        self,
        requested: Mapping[str, Any],
        locked: list[str],
        tables: Mapping[str, Table] | None = None,
    ) -> Session:
        """Make a session of an experiment, in the worker that has the fewest.

        Args:
            requested: what a client asked for.
            locked: paths that nobody may change.
            tables: what the data set names, if the caller has it; else it must be an upload.

        Raises:
            Invalid, LimitExceeded: if the experiment may not run here.
            Unavailable: if the server is full.
        """
        tables = self._uploads.tables_for(requested) if tables is None else tables
        admitted, resolved = admit(requested, self._limits, tables)
        paths = check_locked(locked, resolved)
        if not self.has_room:
            raise Unavailable(
                f"The server is full: it holds {self._limits.sessions} sessions.",
                retry_after=FULL_RETRY_SECONDS,
            )
        worker = self._pool.least_loaded()
        session = Session(worker, paths, self._clock, tables)
        self._pending += 1
        worker.residents[session.id] = session
        try:
            session.describe(await session.call("create", requested=admitted, tables=tables))
        except BaseException:
            worker.residents.pop(session.id, None)
            worker.tell(session.id, "close")
            worker.drop_unused_tables()
            raise
        finally:
            self._pending -= 1
        self._sessions[session.id] = session
        return session

    def remove(self, session: Session, code: Close, reason: str) -> None:
        """End a session, and close its sockets with this code."""
        if self._sessions.pop(session.id, None) is None:
            return
        session.close(code, reason)
        session.worker.residents.pop(session.id, None)
        session.worker.tell(session.id, "close")
        session.worker.drop_unused_tables()
        self._gone[session.id] = None
        if len(self._gone) > REMEMBERED_IDS:
            self._gone.popitem(last=False)

    async def tend(self) -> None:
        """Pause the unwatched and end the old, for ever."""
        while True:
            await asyncio.sleep(TEND_SECONDS)
            await asyncio.gather(*(self._tend_safely(session) for session in self))

    async def _tend_safely(self, session: Session) -> None:
        """Tend one session; that its worker is slow or broken is no reason to forget the others."""
        try:
            async with asyncio.timeout(TEND_ONE_SECONDS):
                await self.tend_one(session)
        except (Refusal, TimeoutError) as error:
            log.info("a session could not be tended: %s", error)
        except Exception:
            log.exception("a session could not be tended")

    async def tend_one(self, session: Session) -> None:
        """Pause one session if nobody watches it, end it if its time is over."""
        limits, now = self._limits, self._clock()
        alone_seconds = 0.0 if session.outboxes else now - session.touched_seconds
        too_old = limits.life_seconds and now - session.created_seconds > limits.life_seconds
        too_idle = limits.idle_seconds and now - session.touched_seconds > limits.idle_seconds
        if session.ended:
            self.remove(session, Close.EXPIRED, session.ended.reason)
        elif too_old or (too_idle and not session.is_running):
            self.remove(session, Close.EXPIRED, "the session's time is over")
        elif alone_seconds > limits.disconnected_seconds and not session.runs_alone:
            self.remove(session, Close.EXPIRED, "nobody came back to the session")
        elif (
            session.is_running
            and not session.runs_alone
            and alone_seconds > self._settings.pause_after_seconds
        ):
            await session.call("pause", reason="unwatched")
        elif session.left_seconds and now - session.left_seconds > SINGLE_STEP_SECONDS:
            await session.end_single_steps()

    async def close_all(self) -> None:
        """Tell every socket that the server restarts, and give them a moment to hear it."""
        for session in self:
            session.close(Close.SERVICE_RESTART, "the server restarts")
        deadline = self._clock() + FAREWELL_SECONDS
        while any(session.outboxes for session in self) and self._clock() < deadline:
            await asyncio.sleep(FAREWELL_POLL_SECONDS)
