"""A process that reads one CSV file and ends: it may fail or be ended without harm to others.

In: a pickled `Order` on the standard input, for which it may wait long, or nothing. Out: a pickled
`ReadTable`, or the `EngineError` that tells why there is none.
"""

import pickle
import resource
import signal
import sys
from dataclasses import dataclass

from engine import DataError, EngineError
from engine.datasets.csv_reader import ReadLimits, ReadOptions, ReadTable, read_table

MEMORY_BYTES = 1 << 30  # of address space, NumPy's own included
PROCESSOR_SECONDS = 30


@dataclass(frozen=True)
class Order:
    """A file to read, and how."""

    content: bytes
    options: ReadOptions
    limits: ReadLimits


def read(order: Order) -> ReadTable | EngineError:
    """Return the table of a file, or why there is none."""
    try:
        return read_table(order.content, order.options, order.limits)
    except EngineError as error:
        return error
    except MemoryError:
        return DataError("the file", "need less memory; leave out rows or columns", "too much")


def main() -> None:
    """Read the file of the standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it reaches the whole group; the front decides
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    # The signal of the first bound tells the reason; that of the other ends it in any case.
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 5))
    if order := sys.stdin.buffer.read():
        pickle.dump(read(pickle.loads(order)), sys.stdout.buffer, protocol=5)


if __name__ == "__main__":
    main()
