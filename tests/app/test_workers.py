"""Workers die; sessions go on from their last checkpoint, and the others do not notice."""

import json
import os
import signal
from contextlib import ExitStack

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.app.client import QUICK, Rest, Stream, session, stream
from tests.serving import Server, serve

SLOW = {"steps_per_second": 200}


def run(socket: Stream) -> None:
    socket.command("run", **SLOW)
    while socket.frame().step_to < 100:
        pass


def killed_under(server: Server, socket: Stream) -> dict:
    """Kill workers until this session's was hit, and return what its client was told."""
    for pid in server.worker_pids():
        server.kill_worker(pid)
    return socket.message("worker_restarted")


def test_a_killed_worker_comes_back_with_its_sessions() -> None:
    with serve(workers=1) as server, session(server) as rest, stream(rest) as socket:
        run(socket)
        before = server.worker_pids()
        told = killed_under(server, socket)
        seen = socket.frames[-1].step_to
        generation = socket.message("generation", why="worker_restarted")
        assert generation["generation"] == 2
        assert generation["step"] == seen - told["lost_steps"]
        assert 0 <= told["lost_steps"] <= 400
        first = len(socket.frames)
        while socket.frame().step_to < seen + 100:
            pass
        after = socket.frames[first:]
        assert all(frame.generation == 2 for frame in after)
        assert after[0].step_from == generation["step"]
        status = rest.ok("GET")
        assert (status["state"], status["generation"]) == ("running", 2)
        assert set(server.worker_pids()).isdisjoint(before)


def test_what_follows_a_restart_is_what_would_have_followed_without() -> None:
    with serve(workers=1) as server, session(server) as rest:
        losses = rest.train(200)
        with stream(rest) as socket:
            killed_under(server, socket)
            socket.message("generation")
        losses += rest.train(200)
        with session(server, QUICK) as undisturbed:
            assert undisturbed.train(400) == losses
        history = rest.ok("GET", "history")["losses"]
        assert [value for part in history for value in part["values"]] == losses


def test_the_sessions_of_another_worker_do_not_notice() -> None:
    with (
        serve(workers=2) as server,
        session(server) as one,
        session(server) as other,
        stream(one) as hit,
        stream(other) as spared,
    ):
        run(hit)
        run(spared)
        server.kill_worker(worker_of(server, one))
        hit.message("worker_restarted")
        hit.message("generation")
        spared.command("ping")
        seen = spared.frames[-1].step_to
        while spared.frame().step_to < seen + 100:
            pass
        spared.losses()
        kinds = {event["type"] for event in spared.events}
        assert kinds.isdisjoint({"worker_restarted", "generation"})
        assert spared.frames[-1].generation == 1


def worker_of(server: Server, rest: Rest) -> int:
    """Return the pid of the session's worker: the first session goes to the first worker."""
    assert rest.ok("GET")["generation"] == 1
    return min(server.worker_pids())


def test_a_train_call_that_is_cut_answers_503_and_the_session_lives() -> None:
    with serve(workers=1) as server, session(server, {}) as rest, stream(rest) as socket:
        socket.send({"type": "train", "id": "long", "steps": 100_000})
        while socket.frame().step_to == 0:
            pass
        killed_under(server, socket)
        reply = socket.message("error")
        assert (reply["id"], reply["code"]) == ("long", "unavailable")
        socket.message("generation")
        assert rest.until_state("paused")["generation"] == 2
        assert len(rest.train(5)) == 5


def test_a_session_that_keeps_killing_its_worker_comes_back_paused() -> None:
    with serve(workers=1) as server, session(server) as rest, stream(rest) as socket:
        run(socket)
        for _ in range(3):
            killed_under(server, socket)
            socket.message("generation")
        assert rest.until_state("paused")["generation"] == 4


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_end_with_their_server(workers: int) -> None:
    with serve(workers=workers) as server:
        pids = server.worker_pids()
        assert len(pids) == workers
        server.process.terminate()
        assert server.process.wait(timeout=8) == 0
        assert server.worker_pids() == []


def test_a_checkpoint_is_never_ahead_of_what_was_shown() -> None:
    with serve(workers=1) as server, session(server) as rest:
        with stream(rest, frames_per_second=0.1) as socket:
            socket.command("run", steps_per_second=500)
            while rest.ok("GET")["step"] < 1_000:
                pass
            killed_under(server, socket)
            start = socket.message("generation")["step"]
            while rest.ok("GET")["step"] <= start:
                pass
            socket.command("pause")
        parts = rest.ok("GET", "history")["losses"]
        assert start > 0
        assert sum(len(part["values"]) for part in parts) == rest.ok("GET")["step"] > start


def test_a_run_that_goes_on_alone_does_so_over_a_restart_and_a_rebuild() -> None:
    with serve(workers=1, pause_after_seconds=0.5) as server, session(server) as rest:
        forever = {"steps_per_second": 400, "until": {"steps": 1_000_000}}
        rest.ok("POST", "run", json=forever)
        server.kill_worker(*server.worker_pids())
        while watched_only(rest)["generation"] < 2:
            pass
        while (status := watched_only(rest))["step"] < 1_000:  # two looks of the tending and more
            assert status["state"] == "running"
        rest.ok("PATCH", json={"hidden_layers": [{"units": 3, "activation": "relu"}]})
        while (status := watched_only(rest))["step"] < 1_000:
            assert status["state"] == "running"


def watched_only(rest: Rest) -> dict:
    """Return the status without the token, so that nobody seems to care."""
    answer = rest.http.get(rest.path)
    return answer.json() if answer.is_success else {"generation": 0}


def test_why_a_session_stopped_survives_a_restart() -> None:
    with serve(workers=1) as server, session(server) as rest, stream(rest) as socket:
        socket.command("run", until={"steps": 10}, steps_per_second="max")
        socket.message("state", state="finished")
        killed_under(server, socket)
        socket.message("generation")
        status = rest.ok("GET")
        assert (status["state"], status["reason"], status["step"]) == ("finished", "until", 10)


def test_hellos_that_fail_in_an_outage_leave_no_controller_behind() -> None:
    with serve(workers=1) as server, session(server) as rest, ExitStack() as sockets:
        (pid,) = server.worker_pids()
        os.kill(pid, signal.SIGSTOP)
        hello = {"type": "hello", "protocol": 1, "token": rest.token, "weights": "every_step"}
        waiting = [
            sockets.enter_context(connect(f"{server.ws_url}{rest.path}/stream")) for _ in range(2)
        ]
        for socket in waiting:
            socket.send(json.dumps(hello))
        # the front has read both once it answers what came after them
        assert rest.http.get("/healthz").status_code == 200
        server.kill_worker(pid)
        for socket in waiting:
            with pytest.raises(ConnectionClosed):
                socket.recv(timeout=30)
        while not rest.call("GET").is_success:
            pass
        assert len(rest.train(500)) == 500
