"""Data sets over REST: looked at before they are chosen, and uploaded as CSV files."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.security import HTTPAuthorizationCredentials
from pydantic import TypeAdapter
from starlette.requests import ClientDisconnect

from app.dataset_models import Sample, SampleQuery, Uploaded, UploadQuery, UploadSummary
from app.errors import Unparsable, UnsupportedMedia, printable
from app.protocol import parse_json
from app.routes.parts import TOKEN, CountedRoute, Made, StrictRoute, answer, problems
from app.samples import sample
from app.uploads import Upload
from engine.datasets.csv_reader import ENCODINGS

MAX_CHARSET = 40  # characters of it in a complaint
MEDIA = ("text/csv", "text/tab-separated-values", "text/plain")

router = APIRouter(
    prefix="/api/datasets", tags=["data sets"], route_class=StrictRoute, responses=problems(403)
)


def body_description() -> dict[str, Any]:
    """Return what the OpenAPI document says of an upload's body."""
    text = {"schema": TypeAdapter(str).json_schema()}
    return {"requestBody": {"content": dict.fromkeys(MEDIA, text), "required": True}}


def read_charset(content_type: str) -> str | None:
    """Return the charset of a content type, if it says one.

    Raises:
        UnsupportedMedia: if it is none of a CSV file.
    """
    media, *parameters = content_type.split(";")
    if media.strip().lower() not in MEDIA:
        raise UnsupportedMedia(f"The body must be {' or '.join(MEDIA)}.")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return None


def check_charset(charset: str) -> str:
    """Return a charset that can be read.

    Raises:
        UnsupportedMedia: if it cannot.
    """
    if charset not in ENCODINGS:
        got = printable(charset, MAX_CHARSET)
        raise UnsupportedMedia(f"charset must be one of {', '.join(ENCODINGS)}; got {got!r}")
    return charset


async def upload(made: Made, request: Request, query: Annotated[UploadQuery, Query()]) -> Response:
    """Read a CSV file as a data set, and say all that was guessed and left out."""
    charset = read_charset(request.headers.get("content-type", ""))
    options = query.options()
    if options.encoding is None and charset is not None:
        options = replace(options, encoding=check_charset(charset))
    try:
        added = await made.uploads.add(request.stream(), options)
    except ClientDisconnect:
        raise Unparsable("The body did not arrive.") from None
    location = f"{made.settings.root_path}/api/datasets/{added.id}"
    return answer(summary(added) | {"token": added.token}, 201, {"Location": location})


router.add_api_route(
    "",
    upload,
    methods=["POST"],
    status_code=201,
    response_model=Uploaded,
    responses=problems(400, 413, 415, 422, 429, 503),
    openapi_extra=body_description(),
    route_class_override=CountedRoute,
)


def summary(uploaded: Upload) -> dict[str, Any]:
    """Return what everybody may know of an upload."""
    told: dict[str, Any] = parse_json(uploaded.summary)
    return {"id": uploaded.id, "key": uploaded.key} | told


@router.get("/{dataset_id}", response_model=UploadSummary, responses=problems(404))
async def read_upload(dataset_id: str, made: Made) -> Response:
    """Say again what was read of an uploaded file."""
    return answer(summary(made.uploads.get(dataset_id)))


@router.delete("/{dataset_id}", status_code=204, responses=problems(401, 404))
async def remove_upload(
    dataset_id: str,
    made: Made,
    held: Annotated[HTTPAuthorizationCredentials | None, Depends(TOKEN)],
) -> Response:
    """Forget an uploaded data set; sessions that train on it go on."""
    made.uploads.remove(dataset_id, held.credentials if held else None)
    return Response(status_code=204)


@router.get("/{key}/sample", response_model=Sample, responses=problems(404, 422))
async def dataset_sample(key: str, made: Made, query: Annotated[SampleQuery, Query()]) -> Response:
    """Return points of a data set as a session with these settings would have them."""
    return answer(sample(key, query, made.uploads))
