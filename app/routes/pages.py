"""The pages: the playground, and the calls that scripts make."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from fastapi.templating import Jinja2Templates

from app import __version__
from app.files import STATIC, TEMPLATES
from app.modules import preloads
from app.routes.parts import Made

router = APIRouter(include_in_schema=False)
templates = Jinja2Templates(directory=TEMPLATES)


@router.api_route("/", methods=["GET", "HEAD"])
async def playground(made: Made, request: Request) -> Response:
    """Show the playground."""
    context = {
        "nonce": request.state.nonce,
        "root_path": f"{made.settings.root_path}/",
        "version": __version__,
        "static": request.app.state.assets.prefix(),
        "modules": preloads(STATIC / "js" / "main.js"),
    }
    headers = {"Cache-Control": "no-cache"}
    return templates.TemplateResponse(request, "playground.html", context, headers=headers)


@router.api_route("/docs", methods=["GET", "HEAD"])
async def docs(request: Request) -> Response:
    """Show the OpenAPI document, to read and to try."""
    headers = {"Cache-Control": "no-cache"}
    context = {"static": request.app.state.assets.prefix()}
    return templates.TemplateResponse(request, "docs.html", context, headers=headers)


@router.get("/favicon.ico")
async def favicon() -> Response:
    """Show the icon to browsers that ask for it by its old name."""
    return FileResponse(STATIC / "favicon.svg", media_type="image/svg+xml")
