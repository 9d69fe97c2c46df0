"""The exact state of a trainer as bytes: a JSON header, then raw little-endian float64.

    8 bytes   "NNPGCKPT"
    u32       format version, 1
    u32       length of the header
    header    UTF-8 JSON: spec, counters, streams (64-bit integers as strings)
    float64s  parameters, optimizer memory, start (if there is one), order of the epoch

Nothing is unpickled. All lengths follow from the spec and are compared with the bytes at hand
before anything is allocated.
"""

import json
import struct
from dataclasses import asdict
from typing import Any

import numpy as np

from engine.arrays import FloatArray
from engine.build import Plan, build, plan, resolve
from engine.errors import DataError, EngineError
from engine.optimizers import OPTIMIZERS
from engine.reports import Divergence
from engine.spec import ExperimentSpec
from engine.state import LearnerState, TrainerState
from engine.trainer import Trainer

MAGIC = b"NNPGCKPT"
VERSION = 1
PREFIX = struct.Struct("<8sII")
MOST_HEADER = 1 << 20  # bytes


def save_checkpoint(trainer: Trainer) -> bytes:
    """Return everything that the trainer needs to go on exactly as it would have."""
    state = trainer.capture()
    learner = state.learner
    header = json.dumps(
        {
            "spec": trainer.spec.to_dict(),
            "step": str(state.step),
            "epoch": str(learner.epoch),
            "position": learner.position,
            "counts": [str(count) for count in learner.counts],
            "streams": learner.streams,
            "divergence": None if state.divergence is None else asdict(state.divergence),
            "has_start": state.start is not None,
            "numpy": np.__version__,
        },
        allow_nan=False,
    ).encode()
    start = np.empty(0) if state.start is None else state.start
    arrays = (learner.parameters, learner.memory.ravel(), start, learner.order.astype(np.float64))
    body = np.concatenate(arrays).astype("<f8").tobytes()
    return PREFIX.pack(MAGIC, VERSION, len(header)) + header + body


def load_checkpoint(content: bytes) -> Trainer:
    """Make a trainer that goes on where the saved one stood.

    Raises:
        DataError: if the bytes are no checkpoint of this version, in whole.
    """
    header, body = _read_header(content)
    spec = _read_spec(header)
    state = _read_state(header, body, spec)
    trainer = build(spec)
    try:
        trainer.restore(state)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        raise _refusal("hold the state of its random streams", "another one") from None
    return trainer


def read_checkpoint_spec(content: bytes) -> ExperimentSpec:
    """Return the resolved spec of a checkpoint alone, so that limits can be checked first.

    Raises:
        DataError: if the bytes are no checkpoint of this version.
    """
    return _read_spec(_read_header(content)[0])


def _refusal(rule: str, value: object) -> DataError:
    return DataError("checkpoint", rule, value)


def _read_header(content: bytes) -> tuple[dict[str, Any], memoryview]:
    if len(content) < PREFIX.size or content[: len(MAGIC)] != MAGIC:
        raise _refusal(f"begin with {MAGIC.decode()}", bytes(content[: len(MAGIC)]))
    _, version, length = PREFIX.unpack_from(content)
    if version != VERSION:
        raise _refusal(f"have format version {VERSION}", version)
    end = PREFIX.size + length
    if length > MOST_HEADER or end > len(content):
        raise _refusal("be complete", f"a header of {length} in {len(content)} bytes")
    try:
        header = json.loads(bytes(content[PREFIX.size : end]))
    except (ValueError, RecursionError):
        raise _refusal("have a header in JSON", "something else") from None
    if not isinstance(header, dict):
        raise _refusal("have an object as header", header)
    return header, memoryview(content)[end:]


def _read_spec(header: dict[str, Any]) -> ExperimentSpec:
    try:
        return resolve(ExperimentSpec.from_dict(header.get("spec")))[0]
    except EngineError as error:
        raise _refusal(f"hold a valid spec ({error})"[:300], header.get("spec")) from None


def _read_state(header: dict[str, Any], body: memoryview, spec: ExperimentSpec) -> TrainerState:
    sizes = plan(spec)
    lengths = _lengths(spec, sizes, header.get("has_start") is True)
    if len(body) != 8 * sum(lengths):
        raise _refusal(f"hold {8 * sum(lengths)} bytes after its header", len(body))
    parts = np.split(np.frombuffer(body, dtype="<f8").astype(np.float64), np.cumsum(lengths)[:-1])
    for part in parts:
        if not np.isfinite(part).all():
            raise _refusal("hold finite numbers only", "NaN or infinity")
    parameters, memory, start, order = parts
    _check_order(order)
    try:
        learner = LearnerState(
            epoch=_count(header["epoch"]),
            position=_count(header["position"], sizes.n_train - 1),
            parameters=parameters,
            memory=memory.reshape(-1, parameters.size),
            counts=_counts(header["counts"], len(sizes.shapes)),
            order=order.astype(np.int64),
            streams=header["streams"],
        )
        divergence = _read_divergence(header["divergence"])
        start_given = start if start.size else None
        return TrainerState(_count(header["step"]), start_given, divergence, learner)
    except (KeyError, TypeError, ValueError) as error:
        raise _refusal("hold all counters", f"{type(error).__name__}: {error}"[:80]) from None


def _lengths(spec: ExperimentSpec, sizes: Plan, has_start: bool) -> tuple[int, int, int, int]:
    parameters = sizes.n_parameters
    slots = OPTIMIZERS[spec.optimizer.key].value.slots
    return parameters, slots * parameters, parameters if has_start else 0, sizes.n_train


def _check_order(order: FloatArray) -> None:
    """Refuse (train,) float64 that are no permutation."""
    if not np.array_equal(np.sort(order), np.arange(order.size)):
        raise _refusal("hold a permutation of the train split", "another order")


def _count(value: object, most: int = 2**63 - 1) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError("no count")
    count = int(value)
    if not 0 <= count <= most:
        raise ValueError("a count out of range")
    return count


def _counts(values: object, layers: int) -> list[int]:
    if not isinstance(values, list) or len(values) != layers:
        raise TypeError("no list of counts")
    return [_count(value) for value in values]


def _read_divergence(value: object) -> Divergence | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise TypeError("no divergence")
    step, cause, suggestion = _count(value["step"]), value["cause"], value["suggestion"]
    if not isinstance(cause, str) or not isinstance(suggestion, dict):
        raise TypeError("no divergence")
    return Divergence(step, cause, suggestion)
