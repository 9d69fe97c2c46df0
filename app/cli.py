"""The command line: `nn-playground serve`, and `nn-playground probe` to try a server."""

import argparse
import contextlib
import signal
import sys
from collections.abc import Sequence

import uvicorn
from fastapi import FastAPI

from app.main import create_app
from app.probe import probe
from app.security import ANY_ADDRESS
from app.services import Services
from app.settings import Settings

GRACEFUL_SECONDS = 5


class Server(uvicorn.Server):
    """A server that tells every socket before it goes."""

    def __init__(self, config: uvicorn.Config, services: Services) -> None:
        super().__init__(config)
        self._services = services

    async def shutdown(self, sockets: list | None = None) -> None:  # type: ignore[type-arg]
        """Announce the restart on every socket, then shut down."""
        await self._services.store.close_all()
        await super().shutdown(sockets)


def serve(app: FastAPI, settings: Settings) -> None:
    """Serve until interrupted; both ways of asking it to stop end it with exit code 0."""
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
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
    with contextlib.suppress(KeyboardInterrupt):
        Server(config, app.state.services).run()


def announce(settings: Settings) -> None:
    """Say where the page is, and what is risky about it."""
    shown = "127.0.0.1" if settings.host in ANY_ADDRESS else settings.host
    print(f"nn-playground is at http://{shown}:{settings.port}{settings.root_path}/", flush=True)
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
    server.add_argument("--public", action="store_true", default=None, help="tighter limits")
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
    settings = Settings(**{name: value for name, value in given.items() if value is not None})
    app = create_app(settings)
    announce(settings)
    serve(app, settings)
    return 0


if __name__ == "__main__":
    sys.exit(main())
