"""The page's files, from memory, under an address that changes when any of them does.

A page is some hundred small files. Their address holds a digest of all of them, so that a browser
keeps them for good and asks for none on its next visit, yet never mixes two versions.
"""

import gzip
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

MARK = "@"  # begins the part of an address that is a digest
FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
LEAST_BYTES = 512  # below, compressing is not worth it
DIGEST_LENGTH = 12


@dataclass(frozen=True)
class Asset:
    """Hold a file as it is sent.

    stamp: Time of its last change in ns, and its size: another one is another file.
    packed: The same, compressed; None where that saves nothing.
    """

    stamp: tuple[int, int]
    content: bytes
    packed: bytes | None
    etag: str


def read_asset(path: str, stamp: tuple[int, int]) -> Asset:
    """Read and compress a file."""
    content = Path(path).read_bytes()
    packed = gzip.compress(content, mtime=0) if len(content) >= LEAST_BYTES else content
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    return Asset(stamp, content, packed if len(packed) < len(content) else None, etag)


def stamp_of(found: os.stat_result) -> tuple[int, int]:
    """Return what tells one state of a file from another."""
    return found.st_mtime_ns, found.st_size


class Assets(StaticFiles):
    """Serve a folder; every file is read and compressed once, until it changes."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory)
        self._root = Path(os.path.realpath(directory))
        self._known: dict[str, Asset] = {}
        self._stamps: dict[str, tuple[int, int]] = {}  # of all files, when last looked at
        self._digest = ""

    def prefix(self) -> str:
        """Return the address of the folder as it is now, relative to the page's."""
        self._stamps = {
            os.path.join(folder, name): stamp_of(os.stat(os.path.join(folder, name)))
            for folder, _, names in os.walk(self._root)
            for name in names
        }
        digest = hashlib.sha256(repr(sorted(self._stamps.items())).encode())
        self._digest = digest.hexdigest()[:DIGEST_LENGTH]
        return f"{self._root.name}/{MARK}{self._digest}"

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with a file, or with the news that the browser has it already."""
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        version, path = self._split(path)
        full, found = self.lookup_path(path)
        if found is None or not stat.S_ISREG(found.st_mode):
            raise HTTPException(404)
        stamp = stamp_of(found)
        asset = self._asset(full, stamp)
        asked = Headers(scope=scope)
        is_packed = asset.packed is not None and "gzip" in asked.get("accept-encoding", "")
        headers = {
            "ETag": asset.etag,
            "Cache-Control": FOR_GOOD if self._is_current(version, full, stamp) else ASK_AGAIN,
            "Vary": "Accept-Encoding",
        } | ({"Content-Encoding": "gzip"} if is_packed else {})
        content = asset.packed if is_packed and asset.packed else asset.content
        response = Response(content, media_type=media_type(path), headers=headers)
        if self.is_not_modified(response.headers, asked):
            return NotModifiedResponse(response.headers)
        return response

    def _split(self, path: str) -> tuple[str, str]:
        """Return the digest that an address holds, if any, and the rest of it."""
        first, _, rest = path.replace(os.sep, "/").partition("/")
        return (first[len(MARK) :], rest) if first.startswith(MARK) else ("", path)

    def _is_current(self, version: str, path: str, stamp: tuple[int, int]) -> bool:
        """Whether this is the digest of the files as they are, this one among them."""
        if not version:
            return False
        if version != self._digest or self._stamps.get(path) != stamp:
            self.prefix()  # they have changed since somebody last asked for a page
        return version == self._digest

    def _asset(self, path: str, stamp: tuple[int, int]) -> Asset:
        known = self._known.get(path)
        if known is None or known.stamp != stamp:
            known = self._known[path] = read_asset(path, stamp)
        return known


MEDIA_TYPES = (
    (".js", "text/javascript"),
    (".css", "text/css"),
    (".json", "application/json"),
    (".svg", "image/svg+xml"),
    (".csv", "text/csv"),
    (".txt", "text/plain"),
)


def media_type(path: str) -> str:
    """Return the type of a file by its name; the system's table may say anything."""
    types = (kind for ending, kind in MEDIA_TYPES if path.endswith(ending))
    return next(types, "application/octet-stream")
