"""What the holder of a token may do with a session: one function a command, for every way in."""

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import numpy as np

from app.catalog import pace
from app.choices import PatchBody, merge
from app.errors import Invalid, from_engine, over_limit
from app.protocol import (
    METRIC_NAMES,
    CheckpointBody,
    FloatArray,
    LayerBody,
    PredictBody,
    RewindBody,
    RunBody,
    SetParametersCommand,
    TrainBody,
    WeightsBody,
    dump_json,
)
from app.sessions.admission import admit, refuse_locked
from app.sessions.session import Session
from app.settings import Limits
from app.uploads import UploadStore
from engine import EngineError, Table

SEEDS = 2**32
STATUS_FIELDS = (
    "state",
    "reason",
    "generation",
    "step",
    "epoch",
    *METRIC_NAMES,
    "parameters",
    "backend",
    "hidden_units",
    "steps_per_second",
    "cause",
    "suggestion",
    "cause_key",
    "cause_values",
    "spec",
    "notes",
)


async def status(session: Session) -> dict[str, Any]:
    """Return the session's status."""
    return tell(session, await session.call("status"))


def tell(session: Session, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return a worker's status as clients see it."""
    told = {name: answer[name] for name in STATUS_FIELDS if name in answer}
    return {"id": session.id} | told


async def run(session: Session, body: RunBody, limits: Limits) -> dict[str, Any]:
    """Train continuously, until paused or until the body's ending is met."""
    check_pace(body.steps_per_second, limits)
    until = body.until.model_dump() if body.until else None
    await session.end_single_steps()
    answer = await session.call("run", steps_per_second=body.steps_per_second, until=until)
    return tell(session, answer)


async def train(session: Session, body: TrainBody, limits: Limits) -> dict[str, Any]:
    """Train a number of steps or epochs now; the answer has the loss of every step."""
    if (body.steps is None) == (body.epochs is None):
        text = "the body must have either steps or epochs"
        raise Invalid(text, errors=(("/steps", text), ("/epochs", text)))
    if body.steps is not None and body.steps > limits.train_steps:
        raise over_limit("steps", limits.train_steps, body.steps)
    await session.end_single_steps()
    answer = await session.call(
        "train", steps=body.steps, epochs=body.epochs, limit=limits.train_steps
    )
    return tell(session, answer) | {"losses": answer["losses"]}


async def pause(session: Session) -> dict[str, Any]:
    """Stop training where it is."""
    return tell(session, await session.call("pause"))


async def reset(session: Session) -> dict[str, Any]:
    """Go back to step 0 and the same initial weights."""
    return tell(session, await session.call("reset"))


async def reinitialize(session: Session, limits: Limits) -> dict[str, Any]:
    """Start again from new random weights."""
    async with session.change_lock:
        changes = {"seeds": {"init": secrets.randbelow(SEEDS)}}
        requested, tables = admit_change(session, merge(session.requested, changes), limits)
        answer = await session.call("reinitialize", requested=requested, tables=tables)
        return tell(session, answer)


async def configure(
    session: Session, body: PatchBody, limits: Limits, uploads: UploadStore
) -> dict[str, Any]:
    """Change the experiment, live where that is possible."""
    check_pace(body.steps_per_second, limits)
    async with session.change_lock:
        wanted = merge(session.requested, body.changes())
        requested, tables = admit_change(session, wanted, limits, uploads)
        async with training_on(session, tables):
            result: dict[str, Any] = await session.call(
                "configure",
                requested=requested,
                tables=tables,
                keep_weights=body.keep_weights,
                steps_per_second=body.steps_per_second,
            )
    return result


def admit_change(
    session: Session,
    wanted: Mapping[str, Any],
    limits: Limits,
    uploads: UploadStore | None = None,
) -> tuple[dict[str, Any], Mapping[str, Table]]:
    """Return an experiment for the session, if it may run and nothing is locked, and its tables.

    A table that the session has already is its own, whatever became of the upload.
    """
    known = is_known(wanted, session.tables)
    tables = session.tables if known or uploads is None else uploads.tables_for(wanted)
    requested, resolved = admit(wanted, limits, tables)
    refuse_locked(session.locked, session.description["spec"], resolved)
    return requested, tables


@asynccontextmanager
async def training_on(session: Session, tables: Mapping[str, Table]) -> AsyncIterator[None]:
    """Hold these tables beside the session's present ones while its data set changes.

    Where the change fails on its way, nobody knows on which the worker trains: both are kept.
    """
    both = {**session.tables, **tables}
    session.tables = both
    yield
    key = session.description["spec"]["dataset"]["key"]
    session.tables = {name: table for name, table in both.items() if name == key}
    session.worker.drop_unused_tables()


def is_known(wanted: Mapping[str, Any], tables: Mapping[str, Table]) -> bool:
    """Return whether the experiment's data set is one of these tables."""
    dataset = wanted.get("dataset")
    return isinstance(dataset, Mapping) and dataset.get("key") in tables


async def rewind(session: Session, body: RewindBody) -> dict[str, Any]:
    """Go back to the last kept state at or before a step; the answer says which."""
    return tell(session, await session.call("rewind", step=body.step))


async def hide_unit(session: Session, layer: int, unit: int, hidden: bool) -> dict[str, Any]:
    """Let a unit put out 0, or let it work again."""
    answer: dict[str, Any] = await session.call("hide_unit", layer=layer, unit=unit, hidden=hidden)
    return answer


async def put_checkpoint(
    session: Session, body: CheckpointBody, limits: Limits, uploads: UploadStore
) -> dict[str, Any]:
    """Go on from an exact state, experiment and all."""
    async with session.change_lock:
        requested, tables = admit_checkpoint(session, body, limits, uploads)
        content = dump_json(body.model_dump())
        async with training_on(session, tables):
            answer = await session.call(
                "put_checkpoint", content=content, requested=requested, tables=tables
            )
    return tell(session, answer)


def admit_checkpoint(
    session: Session, body: CheckpointBody, limits: Limits, uploads: UploadStore
) -> tuple[dict[str, Any], Mapping[str, Table]]:
    """Return the experiment of a checkpoint as it was asked for, if it may run, and its tables.

    Raises:
        Invalid: also if what was asked for is not what the state is of.
    """
    requested, tables = admit_change(session, body.spec, limits, uploads)
    if body.requested is None:
        return requested, tables
    _, stated = admit(body.spec, limits, tables)
    asked, resolved = admit(body.requested, limits, tables)
    if resolved != stated:
        text = "requested must resolve to the checkpoint's spec; leave it out if it is not known"
        raise Invalid(text, errors=(("/requested", text),))
    return asked, tables


async def put_weights(session: Session, body: WeightsBody) -> dict[str, Any]:
    """Take these parameters as the new start."""
    return tell(session, await session.call("put_weights", layers=layers(body.layers)))


async def set_parameters(session: Session, body: SetParametersCommand) -> dict[str, Any]:
    """Edit the parameters by hand, all or a few; training goes on from them."""
    if (body.layers is None) == (body.edits is None):
        text = "the command must have either layers or edits"
        raise Invalid(text, errors=(("/layers", text), ("/edits", text)))
    edits = [edit.model_dump() for edit in body.edits or ()]
    whole = None if body.layers is None else layers(body.layers)
    await session.call("set_parameters", layers=whole, edits=edits)
    return {}


async def predict(session: Session, body: PredictBody, limits: Limits) -> dict[str, Any]:
    """Return the network's answer to raw inputs."""
    if len(body.inputs) > limits.predict_rows:
        raise over_limit("inputs", limits.predict_rows, len(body.inputs))
    if not body.inputs:
        text = "inputs must have at least one row"
        raise Invalid(text, errors=(("/inputs", text),))
    answer: dict[str, Any] = await session.call("predict", inputs=matrix(body.inputs, "inputs"))
    return answer


def check_pace(steps_per_second: float | str | None, limits: Limits) -> None:
    """Raise Invalid or LimitExceeded if nothing can train at this pace."""
    if not isinstance(steps_per_second, int | float):
        return
    if steps_per_second > limits.steps_per_second:
        raise over_limit("steps_per_second", limits.steps_per_second, steps_per_second)
    try:
        pace(limits).check(steps_per_second)
    except EngineError as error:
        raise from_engine(error) from None


def layers(bodies: list[LayerBody]) -> list[dict[str, FloatArray]]:
    """Return the layers as arrays: W (in, out) float64, b (out,) float64."""
    return [
        {"W": matrix(body.W, f"layers.{index}.W"), "b": np.array(body.b, dtype=np.float64)}
        for index, body in enumerate(bodies)
    ]


def matrix(rows: list[list[float]], field: str) -> FloatArray:
    """Return rows of equal length as an array (rows, columns) float64."""
    width = len(rows[0]) if rows else 0
    for index, row in enumerate(rows):
        if len(row) != width:
            text = f"{field}.{index} must have {width} numbers like the first row; got {len(row)}"
            pointer = "/" + f"{field}.{index}".replace(".", "/")
            raise Invalid(text, errors=((pointer, text),))
    return np.array(rows, dtype=np.float64).reshape(len(rows), width)
