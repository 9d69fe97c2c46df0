"""Serving below a path such as /tools/nn, whether or not a proxy takes it off again."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Prefix:
    """Let every request begin with the root path, and say so to the application."""

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self._app = app
        self._root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on under the root path."""
        if scope["type"] in ("http", "websocket") and self._root_path:
            path = scope["path"]
            if not path.startswith(f"{self._root_path}/"):
                path = self._root_path + path
            scope = {**scope, "path": path, "root_path": self._root_path}
        await self._app(scope, receive, send)
