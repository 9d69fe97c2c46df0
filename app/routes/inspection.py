"""Looking inside a session, and taking what it learned along."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from app.answers import Created
from app.answers_inspection import Exported, NetworkTrace, NeuronTrace, Statistics, Surface
from app.errors import Invalid, NotFound
from app.queries import SurfaceQuery, TraceBody, TraceQuery, TransferBody
from app.routes.parts import BODY, LOOK, CountedRoute, Made, StrictRoute, Watched, problems
from app.routes.sessions import tell_created
from app.sessions.transferring import transfer as transfer_layers
from engine.export import EXPORTS

router = APIRouter(
    prefix="/api/sessions", tags=["inspection"], route_class=StrictRoute, responses=problems(403)
)


def json_text(content: bytes) -> Response:
    """Return an answer that a worker wrote as JSON already."""
    return Response(content, media_type="application/json")


@router.get(
    "/{session_id}/trace",
    response_model=NetworkTrace | NeuronTrace,
    responses=problems(*LOOK, 422),
)
async def trace(session: Watched, query: Annotated[TraceQuery, Query()]) -> Response:
    """Follow one sample through forward pass, loss, chain rule and update."""
    return json_text(await session.call("trace", sample=query.sample, given=None))


@router.post(
    "/{session_id}/trace",
    response_model=NetworkTrace | NeuronTrace,
    responses=problems(*LOOK, *BODY),
)
async def trace_given(session: Watched, body: TraceBody) -> Response:
    """Follow a sample that need not be in the data in the same way."""
    return json_text(await session.call("trace", sample=None, given=body.model_dump()))


@router.get("/{session_id}/statistics", response_model=Statistics, responses=problems(*LOOK))
async def statistics(session: Watched) -> Response:
    """Return how layers and units are doing, and scores by class or by target."""
    return json_text(await session.call("statistics"))


@router.get("/{session_id}/surface", response_model=Surface, responses=problems(*LOOK, 422))
async def surface(session: Watched, query: Annotated[SurfaceQuery, Query()]) -> Response:
    """Return the train loss over a plane through all parameters, with the run's path."""
    return json_text(await session.call("surface", **surface_choice(query)))


def surface_choice(query: SurfaceQuery) -> dict[str, Any]:
    """Return what the worker wants to know.

    Raises:
        Invalid: if one of two parameters is named alone.
    """
    choice = query.model_dump()
    names = choice.pop("first"), choice.pop("second")
    if (names[0] is None) != (names[1] is None):
        missing = "first" if names[0] is None else "second"
        text = f"{missing} must be given beside the other parameter"
        raise Invalid(text, errors=((f"/{missing}", text),))
    return choice | {"parameters": None if names[0] is None else names}


@router.get(
    "/{session_id}/export/{format}",
    response_model=Exported,
    responses=problems(*LOOK) | {200: {"content": {"text/x-python": {}}}},
)
async def export(session: Watched, format: str) -> Response:
    """Return the experiment to take along: as JSON, or as source that runs alone."""
    if format not in EXPORTS:
        known = ", ".join(EXPORTS.keys())
        raise NotFound(f"There is no export format of this name; there are {known}.")
    exported = await session.call("export", format=format)
    disposition = f'attachment; filename="{exported["file_name"]}"'
    headers = {"Content-Disposition": disposition}
    return Response(exported["content"], 200, headers, exported["media_type"])


async def transfer(made: Made, session: Watched, body: TransferBody) -> Response:
    """Make a session whose first layers come from this one."""
    return tell_created(made, await transfer_layers(session, body, made))


router.add_api_route(
    "/{session_id}/transfer",
    transfer,
    methods=["POST"],
    status_code=201,
    response_model=Created,
    responses=problems(*LOOK, *BODY, 429),
    route_class_override=CountedRoute,
)
