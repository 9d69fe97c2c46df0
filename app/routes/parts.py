"""What every route needs: strict JSON in and out, the services, the session and its token."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute

from app.errors import Refusal, UnsupportedMedia
from app.protocol import dump_json, parse_json
from app.services import Services
from app.sessions.session import Session

PROBLEM_MEDIA = "application/problem+json"
BEARER = "bearer "


def problems() -> dict[int | str, dict[str, Any]]:
    """Return the errors that every call may answer, for the OpenAPI document."""
    meanings = (
        (400, "The body is not JSON"),
        (401, "Missing or wrong token"),
        (403, "Origin or host not allowed"),
        (404, "No such session, data set or page"),
        (405, "Not a method of this address"),
        (409, "Not possible in this state, or locked"),
        (410, "The session has ended"),
        (413, "The body is too large"),
        (415, "The body is not application/json"),
        (422, "A value breaks its rule or a limit"),
        (429, "Too many requests"),
        (503, "Full, or a worker is being replaced"),
    )
    return {
        status: {"description": text, "content": {PROBLEM_MEDIA: {}}} for status, text in meanings
    }


class StrictRequest(Request):
    """A request whose body must be strict JSON."""

    async def json(self) -> Any:
        """Return the body's value.

        Raises:
            Unparsable: if it is not JSON.
        """
        return parse_json(await self.body())


class StrictRoute(APIRoute):
    """A route that reads strict JSON, and only where it is declared to be JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, with the request made strict."""
        handle = super().get_route_handler()

        async def strict(plain: Request) -> Response:
            request = StrictRequest(plain.scope, plain.receive)
            if self.body_field is not None and await request.body():
                media = request.headers.get("content-type", "").split(";")[0].strip().lower()
                if media != "application/json":
                    raise UnsupportedMedia("The body must be application/json.")
            return await handle(request)

        return strict


def answer(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return `value` as a strict JSON response."""
    return Response(dump_json(value), status, headers, "application/json")


def problem(refusal: Refusal) -> Response:
    """Return a refusal as a problem+json response."""
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    if refusal.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(dump_json(refusal.problem()), refusal.status, headers, PROBLEM_MEDIA)


def services(request: Request) -> Services:
    """Return what `create_app` made for this application."""
    made: Services = request.app.state.services
    return made


def session(session_id: str, request: Request) -> Session:
    """Return the session of the path; whoever knows its id may look."""
    return services(request).store.get(session_id)


def controlled(session_id: str, request: Request) -> Session:
    """Return the session of the path, for the holder of its token."""
    found = session(session_id, request)
    header = request.headers.get("authorization", "")
    found.authorize(header[len(BEARER) :] if header.lower().startswith(BEARER) else None)
    return found


Made = Annotated[Services, Depends(services)]
Watched = Annotated[Session, Depends(session)]
Controlled = Annotated[Session, Depends(controlled)]
