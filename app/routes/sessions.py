"""Sessions over REST: make, read, change, train, end."""

import csv
import io
from typing import Annotated

from fastapi import APIRouter, Header, Response

from app.answers import (
    Changed,
    Created,
    Data,
    LossHistory,
    Predicted,
    Status,
    Trained,
)
from app.choices import NewSession, PatchBody
from app.protocol import (
    CheckpointBody,
    Close,
    PredictBody,
    RewindBody,
    RunBody,
    TrainBody,
    WeightsBody,
)
from app.routes.parts import (
    BODY,
    CONTROL,
    LOOK,
    Controlled,
    CountedRoute,
    Made,
    StrictRoute,
    Watched,
    answer,
    in_pieces,
    problems,
)
from app.services import Services
from app.sessions import commands
from app.sessions.session import Session

router = APIRouter(
    prefix="/api/sessions", tags=["sessions"], route_class=StrictRoute, responses=problems(403)
)

PARTS = (
    "stream",
    "train",
    "run",
    "pause",
    "reset",
    "reinitialize",
    "rewind",
    "history",
    "data",
    "weights",
    "predict",
    "checkpoint",
    "export",
    "trace",
    "statistics",
    "surface",
    "transfer",
)


async def create(made: Made, body: NewSession | None = None) -> Response:
    """Make a session of an experiment; every field is optional."""
    requested = body.model_dump(exclude_unset=True) if body else {}
    locked = requested.pop("locked", [])
    return tell_created(made, await made.store.create(requested, locked))


def tell_created(made: Services, session: Session) -> Response:
    """Tell who made a session where it is, and how to control it."""
    path = f"{made.settings.root_path}/api/sessions/{session.id}"
    created = {
        "id": session.id,
        "token": session.token,
        "spec": session.description["spec"],
        "notes": session.description["notes"],
        "limits": made.limits.describe(),
        "links": links(path),
    }
    return answer(created, 201, {"Location": path})


router.add_api_route(
    "",
    create,
    methods=["POST"],
    status_code=201,
    response_model=Created,
    responses=problems(*BODY, 429, 503),
    route_class_override=CountedRoute,
)


def links(path: str) -> dict[str, str]:
    """Return where the parts of a session are."""
    return {"self": path} | {part: f"{path}/{part}" for part in PARTS}


@router.get("/{session_id}", response_model=Status, responses=problems(*LOOK))
async def read(session: Watched) -> Response:
    """Say how the session is."""
    return answer(await commands.status(session))


@router.patch("/{session_id}", response_model=Changed, responses=problems(*CONTROL, *BODY, 409))
async def change(made: Made, session: Controlled, body: PatchBody) -> Response:
    """Change the experiment, live where that is possible."""
    return answer(await commands.configure(session, body, made.limits, made.uploads))


@router.delete("/{session_id}", status_code=204, responses=problems(*CONTROL))
async def end(made: Made, session: Controlled) -> Response:
    """End the session."""
    made.store.remove(session, Close.EXPIRED, "the session was ended")
    return Response(status_code=204)


@router.post(
    "/{session_id}/train", response_model=Trained, responses=problems(*CONTROL, *BODY, 409)
)
async def train(made: Made, session: Controlled, body: TrainBody) -> Response:
    """Train so many steps or epochs now, and answer the loss of every step."""
    return answer(await commands.train(session, body, made.limits))


@router.post("/{session_id}/run", response_model=Status, responses=problems(*CONTROL, *BODY, 409))
async def run(made: Made, session: Controlled, body: RunBody | None = None) -> Response:
    """Train continuously, also without a socket if `until` says where it ends."""
    body = body or RunBody()
    status = await commands.run(session, body, made.limits)
    session.runs_alone = body.until is not None and session.is_running
    return answer(status)


@router.post("/{session_id}/pause", response_model=Status, responses=problems(*CONTROL))
async def pause(session: Controlled) -> Response:
    """Stop training where it is."""
    return answer(await commands.pause(session))


@router.post("/{session_id}/reset", response_model=Status, responses=problems(*CONTROL))
async def reset(session: Controlled) -> Response:
    """Go back to step 0 and the same initial weights."""
    return answer(await commands.reset(session))


@router.post("/{session_id}/reinitialize", response_model=Status, responses=problems(*CONTROL, 409))
async def reinitialize(made: Made, session: Controlled) -> Response:
    """Start again from new random weights."""
    return answer(await commands.reinitialize(session, made.limits))


@router.post(
    "/{session_id}/rewind", response_model=Status, responses=problems(*CONTROL, *BODY, 409)
)
async def rewind(session: Controlled, body: RewindBody) -> Response:
    """Go back to the last kept state at or before a step; the answer says which."""
    return answer(await commands.rewind(session, body))


@router.get("/{session_id}/checkpoint", response_model=CheckpointBody, responses=problems(*LOOK))
async def checkpoint(session: Watched) -> Response:
    """Return the exact state, to be kept or put into a session."""
    return Response(await session.call("checkpoint"), media_type="application/json")


@router.put(
    "/{session_id}/checkpoint", response_model=Status, responses=problems(*CONTROL, *BODY, 409)
)
async def put_checkpoint(made: Made, session: Controlled, body: CheckpointBody) -> Response:
    """Go on from an exact state, experiment and all."""
    return answer(await commands.put_checkpoint(session, body, made.limits, made.uploads))


@router.get(
    "/{session_id}/history",
    response_model=LossHistory,
    responses=problems(*LOOK) | {200: {"content": {"text/csv": {}}}},
)
async def history(
    session: Watched,
    accept: Annotated[str, Header(include_in_schema=False)] = "application/json",
) -> Response:
    """Return losses by step and metrics by epoch; as CSV, the losses alone."""
    if "text/csv" in accept:
        return Response(history_csv(session), media_type="text/csv")
    return answer({"generation": session.generation} | session.history.describe())


def history_csv(session: Session) -> str:
    """Return the losses as CSV: the last step of each value, its stride, the loss."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("step", "stride", "loss"))
    for segment in session.history.segments():
        for index, loss in enumerate(segment.values.tolist(), start=1):
            last = min(segment.step_to, segment.step_from + index * segment.stride)
            writer.writerow((last, segment.stride, repr(loss)))
    return text.getvalue()


@router.get("/{session_id}/data", response_model=Data, responses=problems(*LOOK))
async def data(session: Watched) -> Response:
    """Return every sample, its split, and the preprocessing."""
    return in_pieces(await session.call("data"))


@router.get("/{session_id}/weights", response_model=WeightsBody, responses=problems(*LOOK))
async def weights(session: Watched) -> Response:
    """Return every layer's W (in, out) and b (out,)."""
    return answer(await session.call("weights"))


@router.put("/{session_id}/weights", response_model=Status, responses=problems(*CONTROL, *BODY))
async def put_weights(session: Controlled, body: WeightsBody) -> Response:
    """Take these parameters as the new start, at step 0."""
    return answer(await commands.put_weights(session, body))


@router.post("/{session_id}/predict", response_model=Predicted, responses=problems(*LOOK, *BODY))
async def predict(made: Made, session: Watched, body: PredictBody) -> Response:
    """Return the network's answer to raw inputs."""
    return answer(await commands.predict(session, body, made.limits))
