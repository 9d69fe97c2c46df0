"""What every route needs: strict JSON in and out, the services, the session and its token."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from types import MappingProxyType
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.errors import Refusal, UnsupportedMedia
from app.problems import problem_body
from app.protocol import dump_json, parse_json
from app.services import Services
from app.sessions.session import Session

PIECE_BYTES = 64 * 1024
PROBLEM_MEDIA = "application/problem+json"
TOKEN = HTTPBearer(
    scheme_name="token",
    description="The session's token, as its creation answered it.",
    auto_error=False,
)
MEANINGS: Mapping[int, str] = MappingProxyType(
    {
        400: "The body cannot be read",
        401: "Missing or wrong token",
        403: "Origin or host not allowed",
        404: "No such session or data set",
        409: "Not possible in this state, or locked",
        410: "The session has ended",
        413: "The body is too large",
        415: "The body is of another media type",
        422: "A value breaks its rule or a limit",
        429: "Too many new sessions and data sets from this address",
        503: "Full, or a worker is being replaced",
    }
)
BODY = (400, 413, 415, 422)  # what a call with a body may answer besides
LOOK = (404, 410, 503)  # what a call that looks at a session may answer besides
CONTROL = (*LOOK, 401)  # what a call that needs the token may answer besides


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the errors that a call may answer, for the OpenAPI document."""
    content = {PROBLEM_MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    named: dict[int | str, str] = {status: MEANINGS[status] for status in sorted(statuses)}
    named["default"] = "Any other error"
    return {status: {"description": text, "content": content} for status, text in named.items()}


class StrictRequest(Request):
    """A request whose body must be strict JSON."""

    async def json(self) -> Any:
        """Return the body's value.

        Raises:
            Unparsable: if it is not JSON.
        """
        return parse_json(await self.body())


class StrictRoute(APIRoute):
    """A route that reads strict JSON, and only from who may send it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, with the request made strict."""
        handle = super().get_route_handler()

        async def strict(plain: Request) -> Response:
            request = StrictRequest(plain.scope, plain.receive)
            self.check_before_body(request)
            if self.body_field is not None and await request.body():
                media = request.headers.get("content-type", "").split(";")[0].strip().lower()
                if media != "application/json":
                    raise UnsupportedMedia("The body must be application/json.")
            return await handle(request)

        return strict

    def check_before_body(self, request: Request) -> None:
        """Refuse who has no token where one is needed, before a large body is read for them."""
        if any(needed.call is controlled for needed in self.dependant.dependencies):
            scheme, _, token = request.headers.get("authorization", "").partition(" ")
            found = session(request.path_params["session_id"], request)
            found.authorize(token if scheme.lower() == "bearer" else None)


class CountedRoute(StrictRoute):
    """A route that an address may call only so often, with whatever body."""

    def check_before_body(self, request: Request) -> None:
        """Count the call."""
        services(request).rates.count_creation(request.client.host if request.client else "")


def answer(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return `value` as a strict JSON response."""
    return Response(dump_json(value), status, headers, "application/json")


def in_pieces(content: bytes) -> Response:
    """Return a large JSON text as a response whose compression lets others have their turn."""

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(content), PIECE_BYTES):
            yield content[start : start + PIECE_BYTES]
            await asyncio.sleep(0)

    return StreamingResponse(pieces(), media_type="application/json")


def problem(refusal: Refusal) -> Response:
    """Return a refusal as a problem+json response."""
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    if refusal.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(problem_body(refusal), refusal.status, headers, PROBLEM_MEDIA)


def services(request: Request) -> Services:
    """Return what `create_app` made for this application."""
    made: Services = request.app.state.services
    return made


def session(session_id: str, request: Request) -> Session:
    """Return the session of the path; whoever knows its id may look."""
    return services(request).store.get(session_id)


def controlled(
    session_id: str,
    request: Request,
    held: Annotated[HTTPAuthorizationCredentials | None, Depends(TOKEN)],
) -> Session:
    """Return the session of the path, for the holder of its token."""
    found = session(session_id, request)
    found.authorize(held.credentials if held else None)
    return found


Made = Annotated[Services, Depends(services)]
Watched = Annotated[Session, Depends(session)]
Controlled = Annotated[Session, Depends(controlled)]
