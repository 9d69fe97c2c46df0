"""Hosts, origins and headers, for every way in."""

import json

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from app.security import allowed_hosts, check_origin, host_name
from app.settings import Settings
from tests.app.client import session
from tests.serving import Server

HELLO = '{"type": "hello", "protocol": 1}'


@pytest.mark.parametrize(
    "path", ["/", "/api/catalog", "/healthz", "/static/js/main.js", "/nothing"]
)
def test_every_answer_has_the_security_headers(server: Server, path: str) -> None:
    headers = httpx.get(f"{server.url}{path}").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers
    assert "set-cookie" not in headers


def test_the_nonce_is_fresh_and_the_pages(server: Server) -> None:
    pages = [httpx.get(f"{server.url}/") for _ in range(2)]
    nonces = [page.headers["content-security-policy"].split("nonce-")[1][:22] for page in pages]
    assert nonces[0] != nonces[1]
    assert all(f'nonce="{n}"' in page.text for n, page in zip(nonces, pages, strict=True))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "{own}"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Origin": "{own}.evil.example"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "127.0.0.1.evil.example"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/api/catalog", "/", "/static/js/main.js"])
def test_foreign_hosts_and_origins_are_refused(
    server: Server, headers: dict[str, str], status: int, path: str
) -> None:
    sent = {name: value.format(own=server.url) for name, value in headers.items()}
    answer = httpx.get(f"{server.url}{path}", headers=sent)
    assert answer.status_code == status
    if status == 403:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 403
        assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_foreign_page_may_not_open_a_stream(server: Server, origin: str) -> None:
    with session(server) as rest:
        url = f"{server.ws_url}{rest.path}/stream"
        with (
            connect(url, additional_headers={"Origin": origin}) as socket,
            pytest.raises(ConnectionClosed) as closed,
        ):
            socket.recv(timeout=30)
        assert closed.value.rcvd.code == 4403
        with connect(url, additional_headers={"Origin": server.url}) as socket:
            socket.send(HELLO)
            assert json.loads(socket.recv(timeout=30))["type"] == "welcome"


def test_the_token_is_told_once(server: Server) -> None:
    with session(server) as rest:
        assert len(rest.token) >= 43
        for part in ("", "history", "data", "weights"):
            assert rest.token not in rest.call("GET", part).text


def test_which_hosts_are_answered() -> None:
    assert allowed_hosts(Settings()) == {"localhost", "127.0.0.1", "[::1]"}
    assert "nn.example" in allowed_hosts(Settings(allowed_hosts=("NN.example",)))
    assert "192.168.0.7" in allowed_hosts(Settings(host="192.168.0.7"))
    assert allowed_hosts(Settings(host="0.0.0.0")) == frozenset()
    named = allowed_hosts(Settings(host="0.0.0.0", allowed_hosts=("nn.example",)))
    assert named == {"nn.example", "localhost", "127.0.0.1", "[::1]"}


def test_names_of_hosts() -> None:
    assert host_name("Localhost:8000") == "localhost"
    assert host_name("[::1]:8000") == "[::1]"
    assert host_name("") == ""


def test_origins_of_the_same_host_pass() -> None:
    check_origin(None, "nn.example")
    check_origin("https://nn.example", "nn.example")
    check_origin("http://[::1]:8000", "[::1]:8000")
