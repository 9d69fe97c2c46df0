"""Independent, named streams of random numbers.

Each stream has a seed of its own, so that drawing more or fewer numbers from one never shifts
another: new noise leaves the initial weights alone, dropout leaves the batches alone.
"""

from typing import Any

import numpy as np

STREAMS = ("data", "split", "init", "batches", "dropout")


def derive_seed(seed: int, stream: str) -> int:
    """Return the default seed of a stream: a number below 2³² that depends on nothing else."""
    sequence = np.random.SeedSequence(entropy=seed, spawn_key=(STREAMS.index(stream),))
    return int(sequence.generate_state(1, np.uint32)[0])


def make_stream(stream: str, seed: int) -> np.random.Generator:
    """Return a new generator at the start of a stream.

    The name goes into the sequence too: two streams with equal seeds share no numbers. PCG64 is
    named because `default_rng` may change its mind.
    """
    sequence = np.random.SeedSequence(entropy=seed, spawn_key=(STREAMS.index(stream),))
    return np.random.Generator(np.random.PCG64(sequence))


def read_state(generator: np.random.Generator) -> dict[str, str]:
    """Return where a stream stands, its 128-bit integers as strings, which JSON cannot spoil."""
    state: dict[str, Any] = dict(generator.bit_generator.state)
    return {
        "state": str(state["state"]["state"]),
        "inc": str(state["state"]["inc"]),
        "has_uint32": str(state["has_uint32"]),
        "uinteger": str(state["uinteger"]),
    }


def write_state(generator: np.random.Generator, state: dict[str, str]) -> None:
    """Put a stream back to where `read_state` found it.

    Raises:
        KeyError, TypeError, ValueError, OverflowError: if it is not such a state.
    """
    generator.bit_generator.state = {
        "bit_generator": "PCG64",
        "state": {"state": int(state["state"]), "inc": int(state["inc"])},
        "has_uint32": int(state["has_uint32"]),
        "uinteger": int(state["uinteger"]),
    }
