"""Below a root path everything is found, whether or not a proxy takes the path off."""

import httpx
import pytest

from tests.app.client import Rest, stream
from tests.serving import Server, serve

ROOT = "/tools/nn"
PAGES = ("/", "/api/catalog", "/static/js/main.js", "/static/vendor/preact.js", "/docs", "/healthz")


@pytest.fixture(scope="module")
def below() -> Server:
    with serve(workers=1, root_path=ROOT) as server:
        yield server


@pytest.mark.parametrize("path", PAGES)
def test_both_kinds_of_proxy_reach_everything(below: Server, path: str) -> None:
    for prefix in (ROOT, ""):
        assert httpx.get(f"{below.url}{prefix}{path}").status_code == 200, prefix + path


def test_links_and_streams_are_below_the_root_path(below: Server) -> None:
    created = httpx.post(f"{below.url}{ROOT}/api/sessions")
    path = created.headers["location"]
    assert path == f"{ROOT}/api/sessions/{created.json()['id']}"
    assert created.json()["links"]["stream"] == f"{path}/stream"
    for prefix in (ROOT, ""):
        rest = Rest(below)
        rest.path = prefix + rest.path
        with stream(rest) as socket:
            assert socket.command("train", steps=3)["step"] == 3
        rest.end()
    assert f'<base href="{ROOT}/"' in httpx.get(f"{below.url}/").text
