"""The exact state of a trainer as one JSON document, in bytes.

Numbers that JSON readers round are text: arrays are base64 of little-endian float64, counters and
the 128-bit states of random streams are decimal strings. Nothing is unpickled. All lengths follow
from the spec and are compared before anything of that size is made.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import asdict
from math import isfinite
from typing import Any

import numpy as np

from engine.arrays import FloatArray, IntArray
from engine.build import build, count_memory
from engine.datasets import Table
from engine.divergence import CAUSE_VALUES, CAUSES, LADDER
from engine.errors import DataError, EngineError
from engine.reading import NO_TABLES
from engine.reports import Divergence
from engine.resolving import plan, resolve
from engine.spec import ExperimentSpec
from engine.state import LearnerState, TrainerState
from engine.trainer import Trainer

FORMAT = "nn-playground checkpoint"
VERSION = 1
MOST_EPOCHS = 2**32 - 1  # what a frame of the stream can tell
MOST_CAUSE = 300  # characters
MOST_CHARACTERS = 30  # of a counter


def save_checkpoint(trainer: Trainer) -> bytes:
    """Return everything that the trainer needs to go on exactly as it would have."""
    state = trainer.capture()
    learner = state.learner
    document = {
        "format": FORMAT,
        "version": VERSION,
        "spec": trainer.spec.to_dict(),
        "step": str(state.step),
        "epoch": str(learner.epoch),
        "position": learner.position,
        "counts": [str(count) for count in learner.counts],
        "streams": learner.streams,
        "hidden_units": [list(each) for each in learner.hidden_units],
        "divergence": None if state.divergence is None else asdict(state.divergence),
        "parameters": _encode(learner.parameters),
        "memory": _encode(learner.memory),
        "start": None if state.start is None else _encode(state.start),
        "order": _encode(learner.order.astype(np.float64)),
        "numpy": np.__version__,
    }
    return json.dumps(document, allow_nan=False).encode()


def load_checkpoint(content: bytes, tables: Mapping[str, Table] = NO_TABLES) -> Trainer:
    """Make a trainer that goes on where the saved one stood.

    Args:
        content: What `save_checkpoint` returned.
        tables: What the data sets "upload:<id>" hold, by this key.

    Raises:
        DataError: if the bytes are no checkpoint of this version, in whole.
    """
    document = _read_document(content)
    spec = _read_spec(document, tables)
    state = _read_state(document, spec)
    trainer = build(spec)
    try:
        trainer.restore(state)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError, EngineError):
        rule = "hold random streams and hidden units that fit its spec"
        raise _refusal(rule, "others") from None
    return trainer


def read_checkpoint_spec(content: bytes, tables: Mapping[str, Table] = NO_TABLES) -> ExperimentSpec:
    """Return the resolved spec of a checkpoint alone, so that limits can be checked first.

    Raises:
        DataError: if the bytes are no checkpoint of this version.
    """
    return _read_spec(_read_document(content), tables)


def _refusal(rule: str, value: object) -> DataError:
    return DataError("checkpoint", rule, value)


def _encode(array: FloatArray) -> str:
    """Return float64 of any shape as text."""
    return base64.b64encode(array.astype("<f8").tobytes()).decode()


def _decode(document: dict[str, Any], name: str, length: int) -> FloatArray:
    """Return (length,) float64, all of it finite."""
    text = document.get(name)
    size = 4 * -(-8 * length // 3)  # characters that base64 needs for so many numbers
    if not isinstance(text, str) or len(text) != size:
        got = f"{len(text)} of them" if isinstance(text, str) else text
        raise _refusal(f"hold {size} characters of base64 as {name}", got)
    try:
        numbers = np.frombuffer(base64.b64decode(text, validate=True), "<f8").astype(np.float64)
    except (binascii.Error, ValueError):
        raise _refusal(f"hold base64 of float64 as {name}", text) from None
    if len(numbers) != length or not np.isfinite(numbers).all():
        raise _refusal(f"hold {length} finite numbers as {name}", "others")
    return numbers


def _read_document(content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise _refusal("be JSON", bytes(content[:40])) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _refusal(f'be an object of format "{FORMAT}"', document)
    if document.get("version") != VERSION:
        raise _refusal(f"have version {VERSION}", document.get("version"))
    return document


def _read_spec(document: dict[str, Any], tables: Mapping[str, Table]) -> ExperimentSpec:
    try:
        return resolve(ExperimentSpec.from_dict(document.get("spec"), tables))[0]
    except EngineError as error:
        raise _refusal(f"hold a valid spec ({error})"[:300], error.value) from None


def _read_state(document: dict[str, Any], spec: ExperimentSpec) -> TrainerState:
    sizes, memory = plan(spec), count_memory(spec)
    parameters = _decode(document, "parameters", sizes.n_parameters)
    moments = _decode(document, "memory", memory.slots * parameters.size)
    start = document.get("start")
    try:
        learner = LearnerState(
            epoch=_count(document["epoch"], min(MOST_EPOCHS, _count(document["step"]))),
            position=_count(document["position"], sizes.n_train - 1),
            parameters=parameters,
            memory=moments.reshape(memory.slots, parameters.size),
            counts=_counts(document["counts"], memory.counts),
            order=_order(_decode(document, "order", sizes.n_train)),
            streams=document["streams"],
            hidden_units=_units(document["hidden_units"]),
        )
        return TrainerState(
            step=_count(document["step"]),
            start=None if start is None else _decode(document, "start", parameters.size),
            divergence=_divergence(document["divergence"]),
            learner=learner,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _refusal("hold all counters", f"{type(error).__name__}: {error}"[:80]) from None


def _order(order: FloatArray) -> IntArray:
    """Return (train,) float64 as indices, and refuse what is no permutation."""
    if not np.array_equal(np.sort(order), np.arange(order.size)):
        raise _refusal("hold a permutation of the train split as order", "another order")
    return order.astype(np.int64)


def _count(value: object, most: int = 2**63 - 1) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError("no count")
    if isinstance(value, str) and len(value) > MOST_CHARACTERS:
        raise ValueError("a count of too many digits")
    count = int(value)
    if not 0 <= count <= most:
        raise ValueError("a count out of range")
    return count


def _counts(values: object, length: int) -> list[int]:
    if not isinstance(values, list) or len(values) != length:
        raise TypeError("no list of counts")
    return [_count(value) for value in values]


def _units(values: object) -> tuple[tuple[int, int], ...]:
    if not isinstance(values, list) or not all(
        isinstance(each, list) and len(each) == 2 for each in values
    ):
        raise TypeError("no list of units")
    return tuple((_count(layer), _count(unit)) for layer, unit in values)


def _check_suggestion(value: object) -> None:
    """Refuse what no explanation of a divergence suggests: it is shown as something to try."""
    if value in ({}, {"standardize": True}):
        return
    if not isinstance(value, dict) or set(value) != {"optimizer"}:
        raise TypeError("no suggestion")
    rates = value["optimizer"]
    if not isinstance(rates, dict) or set(rates) != {"learning_rate"}:
        raise TypeError("no suggestion of a learning rate")
    if rates["learning_rate"] not in LADDER:
        raise ValueError("a learning rate that is never suggested")


def _divergence(value: object) -> Divergence | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise TypeError("no divergence")
    step, cause, suggestion = _count(value["step"]), value["cause"], value["suggestion"]
    if not isinstance(cause, str) or len(cause) > MOST_CAUSE:
        raise TypeError("no cause of a divergence")
    _check_suggestion(suggestion)
    return Divergence(step, cause, suggestion, *_cause(value))


def _cause(value: dict[str, Any]) -> tuple[str, dict[str, float]]:
    """Return key and numbers of the cause; older documents have neither."""
    key, numbers = value.get("cause_key", ""), value.get("cause_values", {})
    if key not in ("", *CAUSES) or not isinstance(numbers, dict):
        raise TypeError("no known cause of a divergence")
    if not set(numbers) <= set(CAUSE_VALUES):
        raise TypeError("no known number of a cause")
    if not all(type(each) in (int, float) and isfinite(each) for each in numbers.values()):
        raise TypeError("no number of a cause")
    return key, numbers
