"""Pure ASGI middleware: who may ask, how much they may send, and what browsers are told.

One setting, `embed`, decides everything about other origins. With `self` only this origin may
use the server: no CORS headers, no framing by others, no foreign Origin on any way in.
Requests without an Origin (scripts) pass: there are no cookies that a page could abuse.
"""

import secrets
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import Forbidden, Refusal, TooLarge
from app.problems import problem_body
from app.protocol import Close
from app.settings import Settings

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
ANY_ADDRESS = frozenset({"0.0.0.0", "::"})  # bound to all: the operator names the hosts, or none

UPLOAD_PATH = "/api/datasets"
LARGE_PATHS = ("/weights", "/checkpoint")  # whose bodies hold parameters
DRAINED_BYTES = 16 * 1024 * 1024  # of a refused body, before the connection is closed


class Guard:
    """Refuse foreign hosts and origins and oversized bodies; add the security headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._hosts = allowed_hosts(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass what may pass."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(headers)
        if scope["type"] == "websocket":
            if refusal:
                await refuse_socket(refusal, receive, send)
            else:
                await self._app(scope, receive, send)
        else:
            await self._pass_request(scope, headers, refusal, receive, send)

    def _refusal(self, headers: dict[bytes, str]) -> Forbidden | None:
        """Return why nobody with these headers may ask, or None if they may."""
        try:
            self._check_host(headers.get(b"host", ""))
            check_origin(headers.get(b"origin"), headers.get(b"host", ""))
        except Forbidden as refusal:
            return refusal
        return None

    def _check_host(self, host: str) -> None:
        name = host_name(host)
        if self._hosts and name not in self._hosts:
            raise Forbidden(f"This server does not answer to the host {name!r}.")

    async def _pass_request(
        self,
        scope: Scope,
        headers: dict[bytes, str],
        refusal: Refusal | None,
        receive: Receive,
        send: Send,
    ) -> None:
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        added = security_headers(nonce)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *added]
            await send(message)

        limit = self._body_limit(scope["path"])
        declared = headers.get(b"content-length", "0")
        if not refusal and declared.isdecimal() and len(declared) < 20 and int(declared) > limit:
            refusal = too_large(limit, int(declared))
        if refusal:
            await refuse(refusal, receive, send_with_headers)
            return
        await self._app(scope, Counted(receive, limit), send_with_headers)

    def _body_limit(self, path: str) -> int:
        limits = self._settings.limits
        if path == UPLOAD_PATH:
            return limits.csv_bytes
        return limits.weights_bytes if path.endswith(LARGE_PATHS) else limits.json_bytes


class Counted:
    """Receive a body, and refuse it once it is over the limit."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._limit = limit
        self._bytes = 0

    async def __call__(self) -> Message:
        """Return the next message.

        Raises:
            TooLarge: if the body so far is over the limit.
        """
        message = await self._receive()
        self._bytes += len(message.get("body", b""))
        if self._bytes > self._limit:
            raise too_large(self._limit, self._bytes)
        return message


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """Return the names to answer to; empty means any, which only an open address may say."""
    named = frozenset(name.lower() for name in settings.allowed_hosts)
    if settings.host in ANY_ADDRESS:
        return named | LOCAL_HOSTS if named else frozenset()
    bound = f"[{settings.host}]" if ":" in settings.host else settings.host.lower()
    return LOCAL_HOSTS | named | {bound}


def host_name(host: str) -> str:
    """Return the name of a Host header, without the port."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()


def check_origin(origin: str | None, host: str) -> None:
    """Raise Forbidden if a page of another origin asks."""
    if origin is not None and origin_host(origin) != host.lower():
        raise Forbidden("Pages of other origins may not use this server.")


def origin_host(origin: str) -> str | None:
    """Return host and port of an Origin header, or None if it is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


def too_large(limit: int, actual: int) -> TooLarge:
    """Return the refusal of a body that is over the limit."""
    return TooLarge(f"The body must have at most {limit:,} bytes.", limit=limit, actual=actual)


def security_headers(nonce: str) -> list[tuple[bytes, bytes]]:
    """Return what browsers are told with every response."""
    policy = (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; "
        "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; "
        "base-uri 'self'; form-action 'none'; frame-ancestors 'self'"
    )
    return [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    ]


async def refuse(refusal: Refusal, receive: Receive, send: Send) -> None:
    """Answer a request with a refusal, without asking the application.

    Some of its body is read first, since many clients listen only after they have sent it.
    """
    drained, more = 0, True
    while more and drained < DRAINED_BYTES:
        message = await receive()
        drained += len(message.get("body", b""))
        more = message.get("more_body", False)
    body = problem_body(refusal)
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def refuse_socket(refusal: Refusal, receive: Receive, send: Send) -> None:
    """Close a socket; it is accepted first, so that the reason arrives."""
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": int(Close.ORIGIN), "reason": refusal.detail})
