"""What there is to choose."""

from fastapi import APIRouter, Response

from app.answers import Catalog
from app.routes.parts import Made, StrictRoute, answer, problems

router = APIRouter(
    prefix="/api", tags=["catalog"], route_class=StrictRoute, responses=problems(403)
)


@router.get("/catalog", response_model=Catalog)
async def catalog(made: Made) -> Response:
    """Return every choice with its label, help, default and range."""
    return answer(made.catalog)
