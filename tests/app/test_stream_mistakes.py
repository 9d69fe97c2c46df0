"""Mistakes on the stream: told where they can be mended, closed with a code where not."""

import json
from contextlib import ExitStack

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.app.client import QUICK, session, stream
from tests.serving import Server, serve


def test_mistakes_are_answered_and_the_socket_stays(server: Server) -> None:
    with session(server) as rest, stream(rest) as socket:
        for message, pointer in (
            ({"type": "trian", "id": 1}, "/type"),
            ({"type": "train", "id": 2, "steps": 0}, "/steps"),
            ({"type": "train", "id": 3, "steps": 1, "epochs": 1}, "/steps"),
            ({"type": "train", "id": 4, "steps": True}, "/steps"),
            ({"type": "configure", "id": 5, "lerning_rate": 1}, "/lerning_rate"),
            ({"type": "configure", "id": 6, "optimizer": {"key": "adm"}}, "/optimizer/key"),
            (
                {"type": "configure", "id": 7, "optimizer": {"learning_rate": -1}},
                "/optimizer/learning_rate",
            ),
            ({"type": "configure", "id": 8, "dataset": {"noise": 2000}}, "/dataset/noise"),
            ({"type": "configure", "id": 9, "batch_size": 0}, "/batch_size"),
            ({"type": "run", "id": 10, "steps_per_second": 0}, "/steps_per_second"),
            ({"type": "set_parameters", "id": 11, "layers": []}, "/layers"),
            ({"type": "set_parameters", "id": 13}, "/layers"),
            ({"type": "set_parameters", "id": 14, "edits": []}, "/edits"),
            (
                {
                    "type": "set_parameters",
                    "id": 15,
                    "edits": [{"layer": 2, "input": 9, "unit": 0, "value": 1}],
                },
                "/edits/0/input",
            ),
            ({"id": 12}, "/type"),
        ):
            socket.send(message)
            reply = socket.message("error")
            assert reply["id"] == message["id"]
            assert reply["pointer"] == pointer, reply
            assert "must" in reply["detail"], reply
        assert socket.command("ping")["type"] == "ok"


def test_what_is_no_message_closes_after_five_in_a_row(server: Server) -> None:
    bad = ["{", b"\x00\x01", "[" * 50_000, "1" * 5_000, '{"type": NaN}']
    with session(server) as rest, stream(rest) as socket:
        for message in bad[:4]:
            socket.send(message)
            assert socket.message("error")["code"] == "bad_message"
        assert socket.command("ping")["type"] == "ok"
        for request in ([[]], {"a": 1}, "x" * 129):
            socket.send({"type": "ping", "id": request})
            assert socket.message("error")["code"] == "bad_message"
        assert socket.command("ping")["type"] == "ok"
        for message in bad:
            socket.send(message)
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                socket.next()
        assert closed.value.rcvd.code == 4400


def refused(url: str, *messages: str) -> int:
    """Return the close code after these first messages."""
    with connect(url) as socket:
        for message in messages:
            socket.send(message)
        try:
            while True:
                socket.recv(timeout=30)
        except ConnectionClosed as closed:
            assert closed.rcvd is not None
            return closed.rcvd.code


def test_close_codes_of_a_beginning_that_fails(server: Server) -> None:
    hello = {"type": "hello", "protocol": 1}
    with session(server) as rest:
        url = f"{server.ws_url}{rest.path}/stream"
        assert refused(url, json.dumps(hello | {"token": "wrong"})) == 4401
        assert refused(f"{server.ws_url}/api/sessions/nobody/stream") == 4404
        assert refused(url, *['{"type": "run"}'] * 5) == 4400
        path = rest.path
    assert refused(f"{server.ws_url}{path}/stream") == 4410


def test_a_mistake_in_the_hello_may_be_mended(server: Server) -> None:
    with session(server) as rest, connect(f"{server.ws_url}{rest.path}/stream") as socket:
        socket.send('{"type": "hello", "protocol": 7}')
        assert "protocol must be 1" in json.loads(socket.recv())["detail"]
        socket.send('{"type": "hello", "protocol": 1, "frames_per_second": 1000}')
        assert json.loads(socket.recv())["limit"] == 60
        socket.send('{"type": "hello", "protocol": 1}')
        assert json.loads(socket.recv())["type"] == "welcome"


def test_silence_and_crowds_are_ended() -> None:
    with serve(workers=1, hello_seconds=0.3) as server, session(server, QUICK) as rest:
        url = f"{server.ws_url}{rest.path}/stream"
        assert refused(url) == 4408
        hello = '{"type": "hello", "protocol": 1}'
        with ExitStack() as crowd:
            for _ in range(8):
                crowd.enter_context(stream(rest, token=False))
            assert refused(url, hello) == 4503


def test_too_many_messages_are_refused_one_by_one(server: Server) -> None:
    with session(server) as rest, stream(rest) as socket:
        for index in range(200):
            kind = "ping" if index % 2 else "ack"  # an ack that is no ack is a message like others
            socket.send({"type": kind, "id": index})
        kinds = []
        while len(kinds) < 200:
            item = socket.next()
            if isinstance(item, dict) and isinstance(item.get("id"), int):
                kinds.append(item.get("code", "ok"))
        assert "rate" not in kinds[:120]
        assert "rate" in kinds[120:]


def test_restart_is_announced() -> None:
    with serve(workers=1) as server, session(server) as rest, stream(rest) as socket:
        server.process.terminate()
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                socket.next()
        assert socket.events[-1]["type"] == "closing"
        assert closed.value.rcvd.code == 1012
        assert server.process.wait(timeout=8) == 0


def test_control_can_be_taken_in_a_full_room(server: Server) -> None:
    with session(server) as rest, ExitStack() as crowd:
        crowd.enter_context(stream(rest))
        for _ in range(7):
            crowd.enter_context(stream(rest, token=False))
        with stream(rest) as socket:
            assert socket.welcome["role"] == "controller"
