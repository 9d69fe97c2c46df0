"""What there is to choose, and samples of the data sets."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import ConfigDict, Field

from app.answers import Catalog, Sample
from app.errors import NotFound
from app.protocol import MAX_POINTS
from app.routes.parts import Made, StrictRoute, answer, problems
from app.samples import sample
from app.strict import Strict
from engine import DATASETS

router = APIRouter(
    prefix="/api", tags=["catalog"], route_class=StrictRoute, responses=problems(403)
)


@router.get("/catalog", response_model=Catalog)
async def catalog(made: Made) -> Response:
    """Return every choice with its label, help, default and range."""
    return answer(made.catalog)


class SampleQuery(Strict):
    """Which points to draw; what is left out is the data set's default."""

    model_config = ConfigDict(strict=False)  # a query is text

    samples: int | None = Field(None, ge=1, le=MAX_POINTS)
    noise: float | None = None
    seed: int = 0


@router.get("/datasets/{key}/sample", response_model=Sample, responses=problems(404, 422))
async def dataset_sample(key: str, query: Annotated[SampleQuery, Query()]) -> Response:
    """Return points of a data set as a session with these settings would have them."""
    if key not in DATASETS:
        raise NotFound("There is no data set of this name.")
    return answer(sample(key, query.samples, query.noise, query.seed))
