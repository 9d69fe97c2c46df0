"""The application: parts put together, no logic."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from app import __version__
from app.assets import Assets
from app.catalog import catalog
from app.complaints import invalid
from app.errors import NotFound, Refusal, Unparsable, from_engine, printable
from app.file_reader import FileReader
from app.files import STATIC, check_vendor
from app.openapi import DescribedApp, operation_id
from app.prefix import Prefix
from app.protocol import dump_json
from app.routes import catalog as catalog_routes
from app.routes import datasets, health, inspection, pages, sessions, stream
from app.routes.parts import PROBLEM_MEDIA, problem
from app.security import Guard
from app.services import Rates, Services
from app.sessions.pool import Pool
from app.sessions.store import SessionStore
from app.settings import Settings
from app.uploads import UploadStore
from engine import EngineError

log = logging.getLogger("nn_playground")

OLDEST_UVICORN = (0, 54)  # older ones let a client that never reads fill the memory
GZIP_BYTES = 1024
GZIP_LEVEL = 1  # higher ones cost ten times as much, on the loop that serves everybody
MAX_PATH = 200


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application of these settings (by default, those of the environment)."""
    settings = settings or Settings()
    check_uvicorn(version("uvicorn"))
    check_vendor()
    services = make_services(settings)
    app = DescribedApp(
        title="nn-playground",
        version=__version__,
        summary="Build a small neural network, train it, and stream every step.",
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
        generate_unique_id_function=operation_id,
        lifespan=lifespan,
    )
    app.state.services = services
    app.state.settings = settings
    app.add_middleware(GZipMiddleware, minimum_size=GZIP_BYTES, compresslevel=GZIP_LEVEL)
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(Prefix, root_path=settings.root_path)
    for routes in (pages, catalog_routes, datasets, sessions, inspection, stream, health):
        app.include_router(routes.router)
    app.state.assets = Assets(STATIC)
    app.mount("/static", app.state.assets, name="static")
    app.add_exception_handler(Refusal, tell_refusal)
    app.add_exception_handler(EngineError, tell_engine)
    app.add_exception_handler(RequestValidationError, tell_invalid)
    app.add_exception_handler(HTTPException, tell_http)
    app.add_exception_handler(Exception, tell_bug)
    return app


def make_services(settings: Settings) -> Services:
    """Return the parts that the routes call."""
    pool = Pool(settings)
    uploads = UploadStore(settings.limits, time.monotonic, FileReader())
    store = SessionStore(settings, pool, uploads, time.monotonic)
    limits = settings.limits
    return Services(settings, pool, store, uploads, Rates(limits), catalog(limits))


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Run the workers and the store's tending while the application serves."""
    services: Services = app.state.services
    await services.pool.start()
    tending = [
        asyncio.create_task(services.store.tend(), name="tend sessions"),
        asyncio.create_task(services.uploads.tend(services.store.tables), name="tend uploads"),
    ]
    try:
        yield
    finally:
        for task in tending:
            task.cancel()
        await services.store.close_all()
        await services.uploads.close()
        await services.pool.stop()


def check_uvicorn(installed: str) -> None:
    """Raise RuntimeError if the server under us is too old to be safe."""
    if tuple(int(part) for part in installed.split(".")[:2]) < OLDEST_UVICORN:
        raise RuntimeError(f"uvicorn must be at least 0.54; got {installed}")


async def tell_refusal(request: Request, refusal: Exception) -> Response:  # noqa: ARG001
    """Answer a refusal as problem+json."""
    assert isinstance(refusal, Refusal)
    return problem(refusal)


async def tell_engine(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Answer the engine's complaint about a value as problem+json."""
    assert isinstance(error, EngineError)
    return problem(from_engine(error))


async def tell_invalid(request: Request, error: Exception) -> Response:
    """Answer FastAPI's own findings as problem+json."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    in_query = any(finding["loc"][0] == "query" for finding in found)
    value = dict(request.query_params) if in_query else error.body
    return problem(invalid([each | {"loc": each["loc"][1:]} for each in found], value))


async def tell_http(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses (404, 405, …) as problem+json."""
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, Refusal):  # raised while FastAPI read the body
        return problem(error.__cause__)
    if error.status_code == 400:
        return problem(Unparsable("The body could not be read."))
    if error.status_code == 404:
        return problem(NotFound(f"There is nothing at {printable(request.url.path, MAX_PATH)}."))
    document = {
        "type": "about:blank",
        "title": error.detail,
        "status": error.status_code,
        "detail": f"{request.method} is not possible at {printable(request.url.path, MAX_PATH)}.",
    }
    headers = dict(error.headers or {})
    return Response(dump_json(document), error.status_code, headers, PROBLEM_MEDIA)


async def tell_bug(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Answer our own mistake as problem+json; the server's log has the trace."""
    return problem(Refusal("This is a mistake of ours, not of yours; it was logged."))
