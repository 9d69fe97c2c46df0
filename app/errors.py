"""The one table of refusals: exception -> problem+json, HTTP status and socket error code.

Refusal
├── Unparsable         400 bad_message    the text is not JSON, or not a JSON object
├── Unauthorized       401 unauthorized   missing or wrong token
├── Forbidden          403 forbidden      origin, host, or a watcher that wants to control
├── NotFound           404 not_found      no such session, data set or page
├── WrongState         409 wrong_state    the session cannot do that now
├── Locked             409 locked         the field is locked in this session
├── Expired            410 expired        the session was here and has gone
├── TooLarge           413 too_large      a body or message over its limit
├── UnsupportedMedia   415 unsupported    a body of another type than the one asked for
├── Invalid            422 invalid        a value breaks its rule
├── LimitExceeded      422 limit          a value is legal but larger than this server grants
├── RateLimited        429 rate           too many, too fast
└── Unavailable        503 unavailable    full, stopping, or a worker is being replaced
"""

from typing import Any, ClassVar

from engine import EngineError

MAX_ERRORS = 20
MAX_DETAIL = 300


class Refusal(Exception):
    """A request that is answered with an error its sender can act on."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal error"
    code: ClassVar[str] = "internal"

    def __init__(
        self,
        detail: str,
        *,
        errors: tuple[tuple[str, str], ...] = (),
        limit: float | None = None,
        actual: float | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = printable(detail, MAX_DETAIL)
        self.errors = tuple((at, printable(text, MAX_DETAIL)) for at, text in errors[:MAX_ERRORS])
        self.limit = limit
        self.actual = actual
        self.retry_after = retry_after

    @property
    def pointer(self) -> str:
        """Return the JSON pointer of the first offending field, or an empty string."""
        return self.errors[0][0] if self.errors else ""

    def problem(self) -> dict[str, Any]:
        """Return the refusal as an RFC 9457 problem document."""
        document: dict[str, Any] = {
            "type": f"urn:nn-playground:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            document["errors"] = [{"pointer": at, "detail": text} for at, text in self.errors]
        if self.limit is not None:
            document |= {"limit": self.limit, "actual": self.actual}
        return document

    def reply(self, request: Any) -> dict[str, Any]:
        """Return the refusal as the socket's error reply to the command `request`."""
        reply: dict[str, Any] = {
            "type": "error",
            "id": request,
            "code": self.code,
            "pointer": self.pointer,
            "detail": self.detail,
            "errors": [{"pointer": at, "detail": text} for at, text in self.errors],
        }
        if self.limit is not None:
            reply |= {"limit": self.limit, "actual": self.actual}
        return reply


class Unparsable(Refusal):
    """Refuse text that is not a JSON object."""

    status, title, code = 400, "Not understood", "bad_message"


class Unauthorized(Refusal):
    """Refuse a missing or wrong token."""

    status, title, code = 401, "Token needed", "unauthorized"


class Forbidden(Refusal):
    """Refuse an origin, a host, or a watcher that wants to control."""

    status, title, code = 403, "Not allowed", "forbidden"


class NotFound(Refusal):
    """Refuse an unknown session, data set or page."""

    status, title, code = 404, "Not found", "not_found"


class WrongState(Refusal):
    """Refuse what the session cannot do in its present state."""

    status, title, code = 409, "Not possible now", "wrong_state"


class Locked(Refusal):
    """Refuse a change of a locked field."""

    status, title, code = 409, "Locked", "locked"


class Expired(Refusal):
    """Refuse a session that was here and has gone."""

    status, title, code = 410, "Expired", "expired"


class TooLarge(Refusal):
    """Refuse a body or message over its limit."""

    status, title, code = 413, "Too large", "too_large"


class UnsupportedMedia(Refusal):
    """Refuse a body of another media type than the one asked for."""

    status, title, code = 415, "Unsupported media type", "unsupported"


class Invalid(Refusal):
    """Refuse a value that breaks its rule."""

    status, title, code = 422, "Invalid value", "invalid"


class LimitExceeded(Refusal):
    """Refuse a value that is legal but larger than this server grants."""

    status, title, code = 422, "Over the limit", "limit"


class RateLimited(Refusal):
    """Refuse what comes too fast."""

    status, title, code = 429, "Too many requests", "rate"


class Unavailable(Refusal):
    """Refuse while the server is full, stopping, or replacing a worker."""

    status, title, code = 503, "Not available now", "unavailable"


def printable(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, control and unpaired surrogates escaped."""
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"


def over_limit(field: str, limit: float, actual: float) -> LimitExceeded:
    """Return the refusal of a field that is over this server's limit.

    Args:
        field: dotted path of the field, or a name such as "parameters".
        limit: the largest value granted.
        actual: the value asked for.
    """
    text = f"{field} must be at most {limit:,} on this server; got {actual:,}"
    return LimitExceeded(text, errors=((pointer(field), text),), limit=limit, actual=actual)


def pointer(field: str) -> str:
    """Return the JSON pointer of a dotted field path: "a.0.b" -> "/a/0/b"."""
    return "".join(f"/{part}" for part in field.split(".")) if field else ""


def from_engine(error: EngineError) -> Invalid:
    """Return the engine's complaint as a refusal that points at the field."""
    text = printable(str(error), MAX_DETAIL)
    return Invalid(text, errors=((pointer(error.field), text),))
