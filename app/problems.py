"""Problem documents as bytes, never longer than a client should have to read."""

from app.errors import Refusal
from app.protocol import dump_json

MAX_PROBLEM_BYTES = 8 * 1024


def problem_body(refusal: Refusal) -> bytes:
    """Return the problem+json of a refusal; of many errors, the first that fit."""
    document = refusal.problem()
    while len(body := dump_json(document)) > MAX_PROBLEM_BYTES and document.get("errors"):
        document["errors"].pop()
    return body
