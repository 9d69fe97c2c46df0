"""Files of the page: from memory, compressed, and kept by browsers for as long as they hold."""

import os
import re
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from app.assets import Assets
from tests.serving import Server

TEXT = "export const words = 'again and again and again';\n" * 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/main.js").write_text(TEXT)
    (tmp_path / "secret.txt").write_text("not for you")
    return tmp_path / "static"


def test_a_file_is_kept_for_good_under_its_digest_and_asked_for_under_its_name(
    folder: Path,
) -> None:
    assets = Assets(folder)
    client = TestClient(assets)
    address = assets.prefix().removeprefix("static")
    kept = client.get(f"{address}/main.js")
    assert (kept.status_code, kept.text) == (200, TEXT)
    assert kept.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert kept.headers["Content-Encoding"] == "gzip"
    plain = client.get("/main.js", headers={"Accept-Encoding": "identity"})
    assert plain.headers["Cache-Control"] == "no-cache"
    assert "Content-Encoding" not in plain.headers
    assert plain.content == TEXT.encode()
    again = client.get("/main.js", headers={"If-None-Match": plain.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_change_is_another_address_and_the_old_one_is_not_kept(folder: Path) -> None:
    assets = Assets(folder)
    client = TestClient(assets)
    before = assets.prefix()
    (folder / "main.js").write_text("other")
    os.utime(folder / "main.js", ns=(1, 1))
    old = client.get(f"{before.removeprefix('static')}/main.js")
    assert (old.text, old.headers["Cache-Control"]) == ("other", "no-cache")
    assert assets.prefix() != before


@pytest.mark.parametrize("path", ["/", "/@x", "/@x/", "/missing.js", "/%2e%2e/secret.txt"])
def test_nothing_else_is_served(folder: Path, path: str) -> None:
    client = TestClient(Assets(folder), raise_server_exceptions=False)
    assert client.get(path).status_code in (404, 500)
    assert "not for you" not in client.get(path).text


def test_the_page_names_its_files_by_their_digest(server: Server) -> None:
    page = httpx.get(f"{server.url}/").text
    named = re.findall(r'(?:href|src)="(static/[^"]+)"', page)
    assert len(named) > 100
    assert [name for name in named if not name.startswith("static/@")] == []
    answer = httpx.get(f"{server.url}/{named[0]}")
    assert answer.headers["Cache-Control"].endswith("immutable")
    assert httpx.post(f"{server.url}/{named[0]}").status_code == 405
