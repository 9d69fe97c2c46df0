"""The command line: `nn-playground serve`, and `nn-playground probe` to try a server."""

import argparse
import contextlib
import signal
import socket
import sys
from collections.abc import Sequence

import uvicorn
from fastapi import FastAPI
from pydantic import ValidationError

from app.complaints import invalid
from app.main import create_app
from app.probe import probe
from app.security import ANY_ADDRESS
from app.services import Services
from app.settings import Settings

GRACEFUL_SECONDS = 5
BACKLOG = 2048  # a class arrives at once


class Server(uvicorn.Server):
    """A server that says where it is once it listens, and tells every socket before it goes."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._services: Services = app.state.services

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, then announce it."""
        await super().startup(sockets)
        if self.started and sockets:
            announce(self._services.settings, sockets[0].getsockname()[1])

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Announce the restart on every socket, then shut down."""
        await self._services.store.close_all()
        await super().shutdown(sockets)


def serve(settings: Settings) -> int:
    """Serve until interrupted; both ways of asking it to stop end it with exit code 0."""
    try:
        listener = listen(settings)
    except OSError as error:
        print(f"{settings.host}:{settings.port} cannot be used: {error.strerror}", file=sys.stderr)
        return 1
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        ws="websockets-sansio",
        ws_max_size=settings.limits.message_bytes,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
        forwarded_allow_ips="127.0.0.1",
        server_header=False,
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn raises it again at its end
    with listener, contextlib.suppress(KeyboardInterrupt):
        Server(config, app).run(sockets=[listener])
    return 0


def listen(settings: Settings) -> socket.socket:
    """Return the socket of the server's address, bound.

    Raises:
        OSError: if the address is taken, or not this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    return socket.create_server((settings.host, settings.port), family=family, backlog=BACKLOG)


def announce(settings: Settings, port: int) -> None:
    """Say where the page is, and what is risky about it."""
    host = "127.0.0.1" if settings.host in ANY_ADDRESS else settings.host
    shown = f"[{host}]" if ":" in host else host
    print(f"nn-playground is at http://{shown}:{port}{settings.root_path}/", flush=True)
    if settings.host in ANY_ADDRESS and not settings.public:
        print(
            "Everybody on this network can use it, with the limits meant for one person; "
            "--public sets the tighter ones.",
            file=sys.stderr,
        )


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser("nn-playground", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    server = commands.add_parser("serve", help="serve the page, REST and the stream")
    server.add_argument("--host", help="address to bind (127.0.0.1)")
    server.add_argument("--port", type=int, help="port to bind (8000)")
    server.add_argument("--workers", type=int, help="training processes (cores - 1)")
    server.add_argument(
        "--public",
        action="store_true",
        default=None,
        help="limits for a server that anybody may use",
    )
    prober = commands.add_parser("probe", help="train on a running server and print the losses")
    prober.add_argument("--url", default="http://127.0.0.1:8000", help="where the server is")
    prober.add_argument("--dataset", default="circle", help="a data set of the catalog")
    prober.add_argument("--steps", type=int, default=2_000, help="how many steps to train")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says, and return the exit code."""
    given = vars(parser().parse_args(arguments))
    if given.pop("command") == "probe":
        return probe(**given)
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        settings = Settings(**chosen)
    except ValidationError as error:
        for _, text in invalid(error.errors(), chosen).errors:
            print(text, file=sys.stderr)
        return 2
    return serve(settings)


if __name__ == "__main__":
    sys.exit(main())
