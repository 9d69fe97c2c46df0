"""Rewinding, checkpoints over REST, and hidden units."""

from typing import Any

import numpy as np
import pytest

from app.workers.snapshots import MAX_BYTES, MAX_STATES, Snapshots
from engine import ExperimentSpec, build
from tests.app.client import QUICK, session, stream
from tests.serving import Server

ADAM: dict[str, Any] = {**QUICK, "optimizer": {"key": "adam"}, "dropout_rate": 0.1}


def test_a_rewound_session_repeats_its_past(server: Server) -> None:
    with session(server, ADAM) as rest, stream(rest) as client:
        losses = rest.train(3000)
        answer = rest.ok("POST", "rewind", json={"step": 1234})
        assert answer["state"] == "paused"
        step = answer["step"]
        assert 1234 - 3000 / 64 < step <= 1234, "kept states are dense"
        event = client.message("generation", why="rewind")
        assert event["step"] == step
        history = rest.ok("GET", "history")["losses"]
        assert history[-1]["step_to"] == step
        assert rest.train(200) == losses[step : step + 200]
        again = client.command("rewind", step=10)
        assert (again["type"], again["step"]) == ("ok", 0 if again["step"] == 0 else again["step"])
        assert rest.train(5) == losses[again["step"] : again["step"] + 5]


def test_going_back_before_the_beginning_is_refused(server: Server) -> None:
    with session(server, ADAM) as rest:
        rest.train(50)
        checkpoint = rest.ok("GET", "checkpoint")
        rest.ok("PUT", "checkpoint", json=checkpoint)
        refused = rest.call("POST", "rewind", json={"step": 49})
        assert refused.status_code == 422
        assert "step must be at least 50; got 49" in refused.json()["detail"]


def test_going_beyond_the_present_is_refused(server: Server) -> None:
    with session(server, ADAM) as rest, stream(rest) as client:
        rest.train(50)
        refused = rest.call("POST", "rewind", json={"step": 51})
        assert refused.status_code == 422
        assert refused.json()["errors"] == [
            {"pointer": "/step", "detail": "step must be at most 50, the present step; got 51"}
        ]
        reply = client.command("rewind", step=10**6)
        assert (reply["type"], reply["code"], reply["pointer"]) == ("error", "invalid", "/step")
        status = rest.ok("GET")
        assert (status["step"], status["generation"]) == (50, 1)
        assert rest.ok("POST", "rewind", json={"step": 50})["step"] == 50


def test_kept_states_are_bounded_and_spread_evenly() -> None:
    trainer = build(ExperimentSpec.from_dict(ADAM))
    snapshots = Snapshots(trainer)
    while trainer.step < 5000:
        trainer.advance(snapshots.steps_left(trainer.step))
        snapshots.offer(trainer)
    steps = [state.step for state in snapshots.states]
    assert steps[0] == 0 and len(steps) <= MAX_STATES
    assert len(steps) > MAX_STATES / 3
    assert set(np.diff(steps)) == {64}
    assert sum(state.nbytes for state in snapshots.states) <= MAX_BYTES


def test_large_networks_keep_few_states() -> None:
    spec = {**ADAM, "hidden_layers": [{"units": 200, "activation": "relu"}] * 2}
    trainer = build(ExperimentSpec.from_dict(spec))
    snapshots = Snapshots(trainer)
    for _ in range(60):
        trainer.advance(1)
        snapshots.offer(trainer)
    assert 1 <= len(snapshots.states) <= 4
    assert sum(state.nbytes for state in snapshots.states) <= MAX_BYTES
    assert snapshots.rewind(trainer, 60) and trainer.step == snapshots.states[-1].step


def test_a_checkpoint_put_into_another_session_goes_on_bit_for_bit(server: Server) -> None:
    with session(server, ADAM) as one, session(server, {"dataset": {"key": "xor"}}) as other:
        one.train(100)
        checkpoint = one.ok("GET", "checkpoint")
        assert checkpoint["format"] == "nn-playground checkpoint"
        status = other.ok("PUT", "checkpoint", json=checkpoint)
        assert (status["state"], status["step"]) == ("paused", 100)
        assert status["spec"] == one.ok("GET")["spec"]
        assert other.train(100) == one.train(100)
        assert other.ok("GET", "checkpoint") == one.ok("GET", "checkpoint")
        segments = other.ok("GET", "history")["losses"]
        assert (segments[0]["step_from"], segments[-1]["step_to"]) == (100, 200)
        assert other.ok("POST", "reset")["step"] == 0
        assert other.train(5) == one.ok("GET", "history")["losses"][0]["values"][:5]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"format": "other"}, "format"),
        ({"version": 9}, "version"),
        ({"parameters": "AAAA"}, "parameters"),
        ({"spec": {"batch_size": 0}}, "batch_size"),
        ({"spec": {"hidden_layers": [{"units": 999, "activation": "tanh"}]}}, "units"),
        ({"spec": {"dataset": {"key": "upload:gone"}}}, "dataset.key"),
        ({"spec": 3}, "spec"),
        ({"step": -1}, "counters"),
    ],
)
def test_a_bad_checkpoint_changes_nothing(
    server: Server, change: dict[str, Any], text: str
) -> None:
    with session(server, ADAM) as rest:
        rest.train(10)
        checkpoint = rest.ok("GET", "checkpoint")
        refused = rest.call("PUT", "checkpoint", json=checkpoint | change)
        assert refused.status_code == 422, refused.text
        assert text in refused.json()["detail"]
        assert rest.ok("GET", "checkpoint") == checkpoint


def test_locks_hold_for_checkpoints_too(server: Server) -> None:
    locked = {**QUICK, "locked": ["dataset"]}
    with session(server, {"dataset": {"key": "xor"}}) as one, session(server, locked) as other:
        refused = other.call("PUT", "checkpoint", json=one.ok("GET", "checkpoint"))
        assert refused.status_code == 409


def test_a_hidden_unit_puts_out_nothing_and_learns_nothing(server: Server) -> None:
    with session(server, QUICK) as rest, stream(rest) as client:
        assert client.welcome["hidden_units"] == []
        before = rest.ok("GET", "weights")["layers"]
        reply = client.command("hide_unit", layer=0, unit=1, hidden=True)
        assert (reply["type"], reply["hidden_units"]) == ("ok", [[0, 1]])
        assert rest.ok("GET")["hidden_units"] == [[0, 1]]
        rest.train(20)
        after = rest.ok("GET", "weights")["layers"]
        assert [row[1] for row in after[0]["W"]] == [row[1] for row in before[0]["W"]]
        assert after[1]["W"][1] == before[1]["W"][1]
        assert after[1]["W"][0] != before[1]["W"][0]
        with stream(rest, token=False) as watcher:
            assert watcher.welcome["hidden_units"] == [[0, 1]]
        assert client.command("hide_unit", layer=0, unit=1, hidden=False)["hidden_units"] == []
        rest.train(1)
        assert rest.ok("GET", "weights")["layers"][1]["W"][1] != before[1]["W"][1]


@pytest.mark.parametrize(
    ("place", "pointer"),
    [
        ({"layer": 2, "unit": 0}, "/layer"),
        ({"layer": 0, "unit": 4}, "/unit"),
        ({"layer": -1, "unit": 0}, "/layer"),
        ({"layer": 0}, "/unit"),
        ({"layer": 0, "unit": 0, "hidden": 1}, "/hidden"),
    ],
)
def test_units_that_are_not_there_cannot_be_hidden(
    server: Server, place: dict[str, Any], pointer: str
) -> None:
    with session(server, QUICK) as rest, stream(rest) as client:
        reply = client.command("hide_unit", **place)
        assert (reply["type"], reply["pointer"]) == ("error", pointer)


def test_a_checkpoint_brings_the_autos_back(server: Server) -> None:
    with session(server, ADAM) as rest:
        rest.train(10)
        rest.ok("PUT", "checkpoint", json=rest.ok("GET", "checkpoint"))
        changed = rest.ok("PATCH", json={"dataset": {"key": "iris"}, "seed": 7})
        assert changed["spec"]["loss"] == "softmax_cross_entropy"
        with session(server, {**ADAM, "seed": 7}) as other:
            assert changed["spec"]["seeds"] == other.created["spec"]["seeds"]


def test_a_checkpoint_of_another_request_is_refused(server: Server) -> None:
    with session(server, ADAM) as rest:
        checkpoint = rest.ok("GET", "checkpoint")
        refused = rest.call("PUT", "checkpoint", json=checkpoint | {"requested": {"seed": 8}})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == "/requested"


def test_a_checkpoint_at_the_end_of_all_steps_finishes(server: Server) -> None:
    with session(server, QUICK) as rest:
        checkpoint = rest.ok("GET", "checkpoint")
        rest.ok("PUT", "checkpoint", json=checkpoint | {"step": str(10**9 - 2)})
        trained = rest.ok("POST", "train", json={"steps": 5})
        assert (trained["state"], trained["reason"]) == ("finished", "step_limit")
        assert (trained["step"], len(trained["losses"])) == (10**9, 2)
        refused = rest.call("PUT", "checkpoint", json=checkpoint | {"step": str(10**9 + 1)})
        assert refused.status_code == 422
