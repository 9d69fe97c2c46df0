"""A new session whose first layers come from another one."""

from collections.abc import Mapping
from typing import Any

from app.choices import DEFAULTS, merge
from app.errors import Invalid, Refusal, from_engine
from app.protocol import Close
from app.queries import TransferBody
from app.services import Services
from app.sessions.admission import admit
from app.sessions.commands import is_known
from app.sessions.session import Session
from app.strict import near_match
from engine import EngineError, ExperimentSpec, Table
from engine.transfer import plan_transfer


async def transfer(source: Session, body: TransferBody, made: Services) -> Session:
    """Make a session that begins with layers of another one.

    Raises:
        Invalid, LimitExceeded: if the experiment may not run here, or the layers do not fit.
        Unavailable: if the server is full.
    """
    wanted = merge(source.requested, changes(body))
    async with source.change_lock:
        requested, tables = admit_transfer(source, body, wanted, made)
        kept = (await source.call("weights"))["layers"][: body.keep_layers]
    session = await made.store.create(requested, [], tables)
    try:
        await session.call("begin_with_layers", layers=kept)
    except BaseException:
        made.store.remove(session, Close.EXPIRED, "the transfer failed")
        raise
    return session


def changes(body: TransferBody) -> dict[str, Any]:
    """Return what differs from the source's experiment; what it froze is not inherited."""
    for name in body.spec:
        if name not in DEFAULTS:
            text = f"spec.{name} must be a known field{near_match(name, tuple(DEFAULTS))}"
            raise Invalid(text, errors=((f"/spec/{name}", text),))
    dataset = {} if body.dataset is None else {"dataset": body.dataset}
    return {"frozen_layers": None} | body.spec | dataset


def admit_transfer(
    source: Session, body: TransferBody, wanted: Mapping[str, Any], made: Services
) -> tuple[dict[str, Any], Mapping[str, Table]]:
    """Return the experiment of the new session, its kept layers frozen if asked, and its tables.

    Raises:
        Invalid, LimitExceeded: if it may not run here, or the layers do not fit.
    """
    known = is_known(wanted, source.tables)
    tables = source.tables if known else made.uploads.tables_for(wanted)
    old = ExperimentSpec.from_dict(source.description["spec"], source.tables)
    try:
        admitted, _ = admit(wanted, made.limits, tables)
        new = ExperimentSpec.from_dict(admitted, tables)
        return plan_transfer(old, new, body.keep_layers, body.freeze).to_dict(), tables
    except EngineError as error:
        raise in_spec(from_engine(error), body) from None
    except Refusal as refusal:
        raise in_spec(refusal, body) from None


def in_spec(refusal: Refusal, body: TransferBody) -> Refusal:
    """Return the refusal pointing to where the body has the fields that are refused."""
    refusal.errors = tuple(
        (f"/spec{at}" if at.split("/")[1] in body.spec else at, text) for at, text in refusal.errors
    )
    return refusal
