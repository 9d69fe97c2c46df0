"""Whether the server lives, and whether it can take another session."""

from fastapi import APIRouter, Response

from app.answers import Health, Readiness
from app.routes.parts import Made, answer, problems

router = APIRouter(tags=["health"], responses=problems(403))


@router.get("/healthz", response_model=Health)
async def healthz() -> Response:
    """Say that the front process lives."""
    return answer({"status": "ok"})


@router.get(
    "/readyz",
    response_model=Readiness,
    responses={503: {"model": Readiness, "description": "Busy"}},
)
async def readyz(made: Made) -> Response:
    """Say whether all workers are up and a session could be made: 200, else 503."""
    checks = {"workers": made.pool.is_ready, "room": made.store.has_room}
    ready = all(checks.values())
    body = {"status": "ready" if ready else "busy"} | checks | {"sessions": len(made.store)}
    return answer(body, 200 if ready else 503)
