"""The store of uploads: what it holds, what it refuses, and what it forgets, by a clock of ours."""

import asyncio
import gc
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from app import uploads as uploads_module
from app.errors import Invalid, NotFound, Unauthorized, Unavailable, Unparsable
from app.file_reader import FileReader, start
from app.settings import LOCAL_LIMITS, Limits
from app.uploads import Upload, UploadStore, read_limits
from app.workers import reading
from app.workers.reading import Order, read
from engine import DataError
from engine.datasets.csv_reader import ReadOptions, ReadTable, read_table

SMALL = b"a,b,kind\n1,2,x\n3,4,y\n5,6,x\n"
HALF_HOUR = 1800


class Here:
    """Read files in this process."""

    async def read(self, order: Order) -> ReadTable:
        return read_table(order.content, order.options, order.limits)


@pytest.fixture
async def reader() -> AsyncIterator[FileReader]:
    reader = FileReader()
    yield reader
    await reader.close()


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def make_store(limits: Limits = LOCAL_LIMITS) -> tuple[UploadStore, Clock]:
    clock = Clock()
    return UploadStore(limits, clock, Here()), clock  # type: ignore[arg-type]


async def add(store: UploadStore, *parts: bytes) -> Upload:
    return await store.add(chunks(*(parts or (SMALL,))), ReadOptions())


async def test_chunks_are_one_file() -> None:
    store, _ = make_store()
    upload = await add(store, SMALL[:7], SMALL[7:20], b"", SMALL[20:])
    assert upload.table.inputs.tolist() == [[1, 2], [3, 4], [5, 6]]
    assert store.get(upload.id) is upload
    assert len(upload.id) == 22 and len(upload.token) == 43


async def test_experiments_get_the_table_they_name() -> None:
    store, _ = make_store()
    upload = await add(store)
    assert store.tables_for({"dataset": {"key": upload.key}}) == {upload.key: upload.table}
    for other in ({}, {"dataset": {"key": "circle"}}, {"dataset": 5}, {"dataset": {"key": 7}}):
        assert store.tables_for(other) == {}
    with pytest.raises(Invalid, match="still there") as caught:
        store.tables_for({"dataset": {"key": "upload:other"}})
    assert caught.value.pointer == "/dataset/key"


async def test_only_the_token_removes() -> None:
    store, _ = make_store()
    upload = await add(store)
    for token in (None, "", "x", upload.token + "\ud800"):
        with pytest.raises(Unauthorized):
            store.remove(upload.id, token)
    store.remove(upload.id, upload.token)
    with pytest.raises(NotFound):
        store.get(upload.id)


async def test_what_nobody_uses_is_forgotten() -> None:
    store, clock = make_store()
    used, chosen, seen = [await add(store) for _ in range(3)]
    clock.seconds = HALF_HOUR - 1
    store.tables_for({"dataset": {"key": chosen.key}})
    store.get(seen.id)
    store.forget_unused({used.key})
    assert len(store) == 3
    clock.seconds = HALF_HOUR + 1
    store.forget_unused({used.key})
    assert store.get(chosen.id) is chosen
    with pytest.raises(NotFound):  # looking at it does not keep it
        store.get(seen.id)
    clock.seconds = 2 * HALF_HOUR + 3
    store.forget_unused({used.key})
    assert [store.get(used.id)] == [used] and len(store) == 1


async def test_public_servers_forget_after_their_idle_time() -> None:
    store, clock = make_store(replace(LOCAL_LIMITS, disconnected_seconds=300, idle_seconds=900))
    await add(store)
    clock.seconds = 899
    store.forget_unused(set())
    assert len(store) == 1
    clock.seconds = 901
    store.forget_unused(set())
    assert len(store) == 0


async def test_memory_is_bounded_also_by_what_sessions_still_hold() -> None:
    store, _ = make_store(replace(LOCAL_LIMITS, uploads_bytes=12_000))
    first, second = await add(store), await add(store)
    assert 8_000 < store.size_bytes < 12_000
    with pytest.raises(Unavailable) as caught:
        await add(store)
    assert caught.value.retry_after
    table = first.table  # as a session would hold it
    store.remove(first.id, first.token)
    store.remove(second.id, second.token)
    del first, second
    gc.collect()
    assert 4_000 < store.size_bytes < 8_000
    del table
    gc.collect()
    assert store.size_bytes == 0
    await add(store)


async def test_where_there_is_no_room_the_longest_unused_goes_first() -> None:
    store, clock = make_store(replace(LOCAL_LIMITS, uploads_bytes=16_000))
    used, first, second = [await add(store) for _ in range(3)]
    clock.seconds = 200
    store.tables_for({"dataset": {"key": first.key}})
    clock.seconds = 301
    store.get(second.id)  # looking at it is no use
    store.forget_unused({used.key})
    await add(store)
    assert len(store) == 3 and store.get(used.id) and store.get(first.id)
    with pytest.raises(NotFound):
        store.get(second.id)
    clock.seconds = 500
    with pytest.raises(Unavailable):  # none is unused for five minutes
        await add(store)
    assert len(store) == 3


async def test_what_would_not_be_enough_is_not_forgotten() -> None:
    store, clock = make_store(replace(LOCAL_LIMITS, uploads_bytes=12_000))
    unused, held = await add(store), await add(store)
    clock.seconds = 301
    store.tables_for({"dataset": {"key": held.key}})
    rows = b"".join(b"%d,%d,%d\n" % (at, at % 7, at % 2) for at in range(300))
    with pytest.raises(Unavailable):
        await add(store, b"a,b,kind\n", rows)
    assert store.get(unused.id) and store.get(held.id)


async def test_a_body_that_does_not_arrive_frees_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads_module, "BODY_SECONDS", 0.0)
    store, _ = make_store()

    async def never() -> AsyncIterator[bytes]:
        yield b"a,b\n"
        await uploads_module.asyncio.Event().wait()

    for _ in range(2 * uploads_module.FILES_AT_ONCE):
        with pytest.raises(Unparsable, match="must arrive within"):
            await store.add(never(), ReadOptions())


async def test_bodies_that_trickle_in_keep_nobody_waiting() -> None:
    store, _ = make_store()

    async def trickle() -> AsyncIterator[bytes]:
        yield b"a"
        await asyncio.Event().wait()

    slow = [
        asyncio.create_task(store.add(trickle(), ReadOptions()))
        for _ in range(2 * uploads_module.FILES_AT_ONCE)
    ]
    await asyncio.sleep(0)
    assert (await add(store)).table.samples == 3
    for task in slow:
        task.cancel()
    await asyncio.gather(*slow, return_exceptions=True)


async def test_arriving_bodies_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads_module, "ARRIVING_BYTES", len(SMALL) + 5)
    store, _ = make_store()
    for _ in range(3):
        await add(store)
        with pytest.raises(Unavailable, match="being sent"):
            await add(store, SMALL, SMALL)


async def test_a_refused_file_frees_its_place() -> None:
    store, _ = make_store()
    for _ in range(2 * uploads_module.FILES_AT_ONCE):
        with pytest.raises(Invalid, match="an empty file"):
            await add(store, b"")
    await add(store)


async def test_a_file_is_read_in_another_process(reader: FileReader) -> None:
    limits = read_limits(LOCAL_LIMITS)
    result = await reader.read(Order(SMALL, ReadOptions(), limits))
    assert result.describe() == read_table(SMALL, limits=limits).describe()
    assert not result.table.inputs.flags.writeable
    with pytest.raises(DataError, match="an empty file"):
        await reader.read(Order(b"", ReadOptions(), limits))
    with pytest.raises(DataError, match="a column beside the label"):
        await reader.read(Order(b"a\n1\n2\n", ReadOptions(), limits))


async def test_a_process_that_takes_too_long_is_ended() -> None:
    reader = FileReader(read_seconds=0.0)
    with pytest.raises(Unavailable, match="could not be read within 0 seconds"):
        await reader.read(Order(SMALL, ReadOptions(), read_limits(LOCAL_LIMITS)))


async def test_a_process_waits_for_the_next_file(
    reader: FileReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_more() -> Process:
        raise OSError("no room for another process")

    order = Order(SMALL, ReadOptions(), read_limits(LOCAL_LIMITS))
    assert (await reader.read(order)).table.samples == 3
    monkeypatch.setattr("app.file_reader.start", no_more)
    assert (await reader.read(order)).table.samples == 3


async def test_a_process_that_waits_ends_with_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = []

    async def remember() -> Process:
        ended.append(await start())
        return ended[-1]

    monkeypatch.setattr("app.file_reader.start", remember)
    reader = FileReader()
    await asyncio.gather(reader.prepare(), reader.prepare())
    await reader.close()
    assert [process.returncode for process in ended] == [0]


async def test_what_is_no_table_at_first_sight_needs_no_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.file_reader.start", None)
    for content, text in ((b" \n", "an empty file"), (b"%PDF-1.7", "a PDF")):
        with pytest.raises(DataError, match=text):
            await FileReader().read(Order(content, ReadOptions(), read_limits(LOCAL_LIMITS)))


async def test_processor_time_that_runs_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def busy() -> Process:
        code = "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)"
        return await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, stdin=PIPE, stdout=PIPE
        )

    monkeypatch.setattr("app.file_reader.start", busy)
    with pytest.raises(Unavailable, match="within 30 seconds"):
        await FileReader().read(Order(SMALL, ReadOptions(), read_limits(LOCAL_LIMITS)))


async def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.file_reader.sys.executable", "/bin/false")
    with pytest.raises(Unavailable, match="died") as caught:
        await FileReader().read(Order(SMALL, ReadOptions(), read_limits(LOCAL_LIMITS)))
    assert caught.value.retry_after


def test_memory_that_runs_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(reading, "read_table", greedy)
    result = read(Order(SMALL, ReadOptions(), read_limits(LOCAL_LIMITS)))
    assert isinstance(result, DataError) and "need less memory" in str(result)
