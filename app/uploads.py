"""Tables that clients uploaded: read, held for a while within a bound, and handed to sessions."""

import asyncio
import hmac
import secrets
import weakref
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.choices import UPLOAD
from app.errors import (
    Invalid,
    LimitExceeded,
    NotFound,
    Unauthorized,
    Unavailable,
    Unparsable,
    from_engine,
)
from app.file_reader import FileReader
from app.protocol import dump_json
from app.settings import Limits
from app.workers.reading import Order
from engine import EngineError, Table
from engine.datasets.csv_reader import OverLimitError, ReadLimits, ReadOptions, ReadTable

FILES_AT_ONCE = 8  # files that wait to be read, or are; more wait a while
WAIT_SECONDS = 60.0
BODY_SECONDS = 60.0
STALL_SECONDS = 10.0  # without a further piece of a body
ARRIVING_BYTES = 64 * 1024 * 1024  # of bodies in memory, all together
TEND_SECONDS = 10.0
SPARED_SECONDS = 300.0  # without use, even where there is no room
OVERHEAD_BYTES = 4096  # of an upload, besides its numbers and its summary


@dataclass(eq=False)
class Upload:
    """One uploaded table: whoever knows its id may use it, whoever has the token may remove it."""

    id: str
    token: str
    table: Table
    summary: bytes
    touched_seconds: float

    @property
    def key(self) -> str:
        """Return what an experiment calls it."""
        return UPLOAD + self.id

    @property
    def size_bytes(self) -> int:
        """Return how much memory it takes."""
        arrays = self.table.inputs.nbytes + self.table.targets.nbytes
        return arrays + len(self.summary) + OVERHEAD_BYTES


class UploadStore:
    """Read, hold and hand out uploads; those that nobody uses any more go after a while."""

    def __init__(self, limits: Limits, clock: Callable[[], float], reader: FileReader) -> None:
        self._limits = limits
        self._clock = clock
        self._reader = reader
        self._uploads: dict[str, Upload] = {}
        # Sessions hold the tables they train on: one that was removed here may live on there.
        self._held: weakref.WeakKeyDictionary[Table, int] = weakref.WeakKeyDictionary()
        self._slots = asyncio.Semaphore(FILES_AT_ONCE)
        self._arriving_bytes = 0

    def __len__(self) -> int:
        return len(self._uploads)

    @property
    def size_bytes(self) -> int:
        """Return how much memory all tables take that are still in use."""
        return sum(self._held.values())

    async def add(self, chunks: AsyncIterator[bytes], options: ReadOptions) -> Upload:
        """Read a file that is being sent, and hold its table.

        Raises:
            Invalid, LimitExceeded: if it is no table, or an option is none.
            Unavailable: if there is no room or no time for it.
        """
        try:
            options = options.checked()
        except EngineError as error:
            raise from_engine(error) from None
        parts: list[bytes] = []
        try:
            await self._receive(chunks, parts)
            order = Order(b"".join(parts), options, read_limits(self._limits))
            return self._hold(await self._read(order))
        finally:
            self._arriving_bytes -= sum(map(len, parts))

    async def _receive(self, chunks: AsyncIterator[bytes], parts: list[bytes]) -> None:
        """Take a body piece by piece; who sends slowly holds nothing but what was sent.

        Raises:
            Unparsable: if it does not arrive in time.
            Unavailable: if too much is arriving from everybody.
        """
        try:
            async with asyncio.timeout(BODY_SECONDS):
                while True:
                    async with asyncio.timeout(STALL_SECONDS):
                        chunk = await anext(chunks, None)
                    if chunk is None:
                        return
                    self._arriving_bytes += len(chunk)
                    parts.append(chunk)
                    if self._arriving_bytes > ARRIVING_BYTES:
                        raise Unavailable("Too many files are being sent now.", retry_after=5)
        except TimeoutError:
            text = f"The body must arrive within {BODY_SECONDS:g} seconds, and without a pause of "
            raise Unparsable(f"{text}{STALL_SECONDS:g} seconds.") from None

    async def _read(self, order: Order) -> ReadTable:
        """Have a file read when its turn comes.

        Raises:
            Invalid, LimitExceeded: if it is no table.
            Unavailable: if its turn does not come in time.
        """
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self._slots.acquire()
        except TimeoutError:
            raise Unavailable("Too many files are being read just now.", retry_after=5) from None
        try:
            return await self._reader.read(order)
        except EngineError as error:
            raise refusal_of(error) from None
        finally:
            self._slots.release()

    def _hold(self, result: ReadTable) -> Upload:
        upload = Upload(
            id=secrets.token_urlsafe(16),
            token=secrets.token_urlsafe(32),
            table=result.table,
            summary=dump_json(result.describe()),
            touched_seconds=self._clock(),
        )
        self._make_room(upload.size_bytes)
        self._uploads[upload.id] = upload
        self._held[upload.table] = upload.size_bytes
        return upload

    def _make_room(self, more: int) -> None:
        """Forget what nobody has used for a while, the longest unused first, as far as needed.

        What sessions train on was used when it was last tended to.

        Raises:
            Unavailable: if all of that would not be enough; then none is forgotten.
        """
        long_ago = self._clock() - SPARED_SECONDS
        unused = [each for each in self._uploads.values() if each.touched_seconds < long_ago]
        needed = self.size_bytes + more - self._limits.uploads_bytes
        if needed >= sum(each.size_bytes for each in unused):
            text = "The server has no room for more data sets; it forgets those that nobody uses."
            raise Unavailable(text, retry_after=60)
        for each in sorted(unused, key=lambda upload: upload.touched_seconds):
            if needed < 0:
                break
            needed -= each.size_bytes
            del self._uploads[each.id]

    def get(self, upload_id: str) -> Upload:
        """Return the upload of an id; that somebody looks at it keeps it no longer.

        Raises:
            NotFound: if there is none.
        """
        upload = self._uploads.get(upload_id)
        if upload is None:
            raise NotFound("There is no uploaded data set of this id, or it has been forgotten.")
        return upload

    def remove(self, upload_id: str, token: str | None) -> None:
        """Forget an upload; sessions that train on it go on.

        Raises:
            NotFound: if there is none.
            Unauthorized: if the token is missing or another one.
        """
        upload = self.get(upload_id)
        if token is None:
            raise Unauthorized("This needs the data set's token: Authorization: Bearer <token>.")
        if not hmac.compare_digest(token.encode(errors="replace"), upload.token.encode()):
            raise Unauthorized("The token is not this data set's.")
        del self._uploads[upload_id]

    def tables_for(self, requested: Mapping[str, Any]) -> Mapping[str, Table]:
        """Return the table that an experiment names, by its key; nothing if it names none.

        Raises:
            Invalid: if it names one that is not here.
        """
        dataset = requested.get("dataset")
        key = dataset.get("key") if isinstance(dataset, Mapping) else None
        if not isinstance(key, str) or not key.startswith(UPLOAD):
            return {}
        try:
            upload = self.get(key.removeprefix(UPLOAD))
        except NotFound:
            text = f"dataset.key must name an uploaded data set that is still there; got {key!r}"
            raise Invalid(text, errors=(("/dataset/key", text),)) from None
        upload.touched_seconds = self._clock()
        return {key: upload.table}

    async def tend(self, used: Callable[[], set[str]]) -> None:
        """Forget what nobody uses, and be ready for the next file, for ever.

        Args:
            used: returns the keys of the uploads that sessions train on.
        """
        while True:
            await asyncio.sleep(TEND_SECONDS)
            await self._reader.prepare()
            self.forget_unused(used())

    async def close(self) -> None:
        """End what was ready for the next file."""
        await self._reader.close()

    def forget_unused(self, used: set[str]) -> None:
        """Forget what no session uses and nobody has asked for in a while."""
        kept_seconds = self._limits.idle_seconds or self._limits.disconnected_seconds
        now = self._clock()
        for upload in list(self._uploads.values()):
            if upload.key in used:
                upload.touched_seconds = now
            elif now - upload.touched_seconds > kept_seconds:
                del self._uploads[upload.id]


def read_limits(limits: Limits) -> ReadLimits:
    """Return how much of a file is read under these limits."""
    return ReadLimits(
        rows=limits.csv_rows,
        columns=limits.csv_columns,
        numbers=limits.csv_numbers,
        field=limits.csv_field,
        classes=limits.classes,
        samples=limits.samples,
    )


def refusal_of(error: EngineError) -> Invalid | LimitExceeded:
    """Return the refusal of a file: it points at an option of the query, or at no field at all."""
    if error.field in ReadOptions.__dataclass_fields__:
        return from_engine(error)
    text = str(error)
    errors = (("", text),)
    if isinstance(error, OverLimitError):
        return LimitExceeded(text, errors=errors, limit=error.limit, actual=error.actual)
    return Invalid(text, errors=errors)
