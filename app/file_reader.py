"""Reading uploaded files in processes of their own, few at a time, and none for too long."""

import asyncio
import logging
import os
import pickle
import sys

from app.errors import Unavailable
from app.sessions.pool import THREAD_COUNTS
from app.workers.reading import Order
from engine import EngineError
from engine.datasets.csv_reader import ReadTable

log = logging.getLogger("nn_playground.files")

PROCESSES = 2
READ_SECONDS = 60.0  # by the clock; its processor time is bounded more tightly
RETRY_SECONDS = 30


class FileReader:
    """Read CSV files; each gets a process that ends with it."""

    def __init__(self, read_seconds: float = READ_SECONDS) -> None:
        """Start nothing yet.

        Args:
            read_seconds: After so long a process is ended.
        """
        self._read_seconds = read_seconds
        self._free = asyncio.Semaphore(PROCESSES)

    async def read(self, order: Order) -> ReadTable:
        """Return the table of a file.

        Raises:
            EngineError: if there is none in it.
            Unavailable: if reading took too long, or its process died.
        """
        async with self._free:
            output = await self._run(pickle.dumps(order, protocol=5))
        result: ReadTable | EngineError = await asyncio.to_thread(pickle.loads, output)
        if isinstance(result, EngineError):
            raise result
        return result

    async def _run(self, order: bytes) -> bytes:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "app.workers.reading",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=os.environ | dict.fromkeys(THREAD_COUNTS, "1"),
        )
        try:
            async with asyncio.timeout(self._read_seconds):
                output, _ = await process.communicate(order)
        except TimeoutError:
            text = f"The file could not be read within {self._read_seconds:g} seconds."
            raise Unavailable(f"{text} Try a smaller one.", retry_after=RETRY_SECONDS) from None
        finally:
            if process.returncode is None:  # too slow, or nobody waits for it any more
                process.kill()
                await process.wait()
        if process.returncode != 0:
            log.error("the process that read a file ended with %s", process.returncode)
            text = "The process that read the file died. Try a smaller one."
            raise Unavailable(text, retry_after=RETRY_SECONDS)
        return output
