"""Reading uploaded files in processes of their own, few at a time, and none for too long."""

import asyncio
import logging
import os
import pickle
import signal
import sys
from asyncio.subprocess import PIPE, Process

from app.errors import Unavailable
from app.sessions.pool import THREAD_COUNTS
from app.workers.reading import PROCESSOR_SECONDS, Order
from engine import EngineError
from engine.datasets.csv_reader import ReadTable, check_kind

log = logging.getLogger("nn_playground.files")

PROCESSES = 2
READ_SECONDS = 60.0  # by the clock; its processor time is bounded more tightly
RETRY_SECONDS = 30


class FileReader:
    """Read CSV files; each gets a process that ends with it, and the next one waits already."""

    def __init__(self, read_seconds: float = READ_SECONDS) -> None:
        """Start nothing yet.

        Args:
            read_seconds: After so long a process is ended.
        """
        self._read_seconds = read_seconds
        self._free = asyncio.Semaphore(PROCESSES)
        self._spare: Process | None = None
        self._preparing = asyncio.Lock()

    async def read(self, order: Order) -> ReadTable:
        """Return the table of a file.

        Raises:
            EngineError: if there is none in it.
            Unavailable: if reading took too long, or its process died.
        """
        check_kind(order.content)  # needs no process
        async with self._free:
            output = await self._run(pickle.dumps(order, protocol=5))
        await self.prepare()
        result: ReadTable | EngineError = await asyncio.to_thread(pickle.loads, output)
        if isinstance(result, EngineError):
            raise result
        return result

    async def prepare(self) -> None:
        """Have a process wait for the next file, which then need not wait for its start."""
        async with self._preparing:
            if self._spare is None or self._spare.returncode is not None:
                try:
                    self._spare = await start()
                except OSError as error:
                    log.warning("no process could be started to read the next file: %s", error)

    async def close(self) -> None:
        """End the process that waits."""
        async with self._preparing:
            spare, self._spare = self._spare, None
            if spare is not None:
                await spare.communicate(b"")  # no order: it ends

    async def _run(self, order: bytes) -> bytes:
        process, self._spare = self._spare, None
        if process is None or process.returncode is not None:
            process = await start()
        try:
            async with asyncio.timeout(self._read_seconds):
                output, _ = await process.communicate(order)
        except TimeoutError:
            raise too_slow(self._read_seconds) from None
        finally:
            if process.returncode is None:  # too slow, or nobody waits for it any more
                process.kill()
                await process.wait()
        if process.returncode == -signal.SIGXCPU:
            raise too_slow(PROCESSOR_SECONDS)
        if process.returncode != 0:
            log.error("the process that read a file ended with %s", process.returncode)
            text = "The process that read the file died. Try a smaller one."
            raise Unavailable(text, retry_after=RETRY_SECONDS)
        return output


async def start() -> Process:
    """Start a process that waits for an order."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "app.workers.reading",
        stdin=PIPE,
        stdout=PIPE,
        env=os.environ | dict.fromkeys(THREAD_COUNTS, "1"),
    )


def too_slow(seconds: float) -> Unavailable:
    """Return the refusal of a file that takes longer than this."""
    text = f"The file could not be read within {seconds:g} seconds. Try a smaller one."
    return Unavailable(text, retry_after=RETRY_SECONDS)
