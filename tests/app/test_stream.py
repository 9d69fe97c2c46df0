"""The stream: gap-free frames, ordered events, one frame a step where asked, and resuming."""

import numpy as np
import pytest
from websockets.exceptions import ConnectionClosed

from tests.app.client import Stream, session, stream
from tests.serving import Server


def test_welcome_and_first_frame_show_the_untrained_network(server: Server) -> None:
    with session(server) as rest, stream(rest) as socket:
        welcome = socket.welcome
        assert welcome["session"] == rest.id
        assert (welcome["role"], welcome["state"], welcome["step"]) == ("controller", "idle", 0)
        assert welcome["spec"] == rest.created["spec"]
        assert len(welcome["points"]["inputs"]) == 100
        assert welcome["points"]["split"].count("test") == 20
        assert [part["W"]["shape"] for part in welcome["layout"]] == [[2, 4], [4, 2], [2, 1]]
        frame = socket.frame()
        assert (frame.step_from, frame.step_to, frame.losses.size) == (0, 0, 0)
        layers = rest.ok("GET", "weights")["layers"]
        flat = np.concatenate([np.append(np.ravel(part["W"]), part["b"]) for part in layers])
        np.testing.assert_allclose(frame.parameters, flat, rtol=1e-6)


def test_frames_carry_every_loss_once(server: Server) -> None:
    with session(server) as rest, stream(rest, frames_per_second=60) as socket:
        socket.command("run", steps_per_second="max", until={"steps": 5_000})
        socket.message("state", state="finished")
        exact = rest.ok("GET", "history")["losses"][0]["values"]
        assert socket.frames[-1].step_to == 5_000
        assert socket.frames[-1].final
        if all(frame.stride == 1 for frame in socket.frames):
            np.testing.assert_array_equal(socket.losses(), np.float32(exact))
        for frame in socket.frames:
            part = np.array(exact[frame.step_from : frame.step_to])
            means = [
                part[at : at + frame.stride].mean() for at in range(0, part.size, frame.stride)
            ]
            np.testing.assert_allclose(frame.losses, means, rtol=1e-5)


def test_metrics_agree_with_the_status(server: Server) -> None:
    with session(server) as rest, stream(rest) as socket:
        socket.command("train", steps=37)
        status = rest.ok("GET")
        frame = socket.frames[-1]
        assert frame.step_to == 37
        assert frame.metrics[0] == pytest.approx(status["train_loss"], rel=1e-6)
        assert frame.metrics[3] == pytest.approx(status["test_accuracy"], rel=1e-6)


def test_every_step_is_one_frame_a_step(server: Server) -> None:
    with session(server) as rest, stream(rest, weights="every_step") as socket:
        socket.send({"type": "train", "steps": 200})
        for step in range(1, 201):
            frame = socket.frame()
            assert (frame.step_from, frame.step_to) == (step - 1, step)
            assert (frame.stride, frame.losses.size) == (1, 1)
            socket.send({"type": "ack", "seq": frame.seq})
        socket.message("ok")
        assert len(socket.frames) == 200
        exact = rest.ok("GET", "history")["losses"][0]["values"]
        np.testing.assert_array_equal(socket.losses(), np.float32(exact))
        moved = np.diff([frame.parameters for frame in socket.frames], axis=0)
        assert np.all(np.abs(moved).max(axis=1) > 0)


def test_every_step_waits_for_the_acknowledgement(server: Server) -> None:
    with session(server) as rest, stream(rest, weights="every_step") as socket:
        socket.send({"type": "run", "steps_per_second": "max"})
        for _ in range(64):
            socket.frame()
        assert rest.ok("GET")["step"] == 64
        assert rest.ok("GET")["step"] == 64
        socket.send({"type": "ack", "seq": socket.frames[9].seq})
        for _ in range(10):
            socket.frame()
        assert rest.ok("GET")["step"] == 74


def test_json_format_has_the_same_numbers(server: Server) -> None:
    with (
        session(server) as rest,
        stream(rest) as binary,
        stream(rest, token=False, format="json") as text,
    ):
        assert text.welcome["role"] == "watcher"
        rest.train(30)
        while binary.frame().step_to < 30:
            pass
        while (frame := text.message("frame"))["step_to"] < 30:
            pass
        same = binary.frames[-1].as_json()
        assert frame["parameters"] == pytest.approx(same["parameters"])
        assert frame["train_loss"] == pytest.approx(same["train_loss"])
        assert frame["gradients"] == []


def test_gradient_norms_come_to_who_asks(server: Server) -> None:
    with (
        session(server) as rest,
        stream(rest, gradients=True) as asks,
        stream(rest, token=False) as not_,
    ):
        rest.train(5)
        while asks.frame().step_to < 5:
            pass
        while not_.frame().step_to < 5:
            pass
        assert asks.frames[-1].gradients.shape == (3,)
        assert np.all(asks.frames[-1].gradients > 0)
        assert not_.frames[-1].gradients.size == 0


def test_commands_answer_as_rest_does(server: Server) -> None:
    with session(server) as rest, stream(rest) as socket:
        assert socket.command("ping")["type"] == "ok"
        assert socket.command("train", epochs=1)["step"] == 4
        live = socket.command("configure", optimizer={"learning_rate": 0.1})
        assert (live["applied"], live["kept"]) == ("live", ["weights", "optimizer", "step"])
        rebuilt = socket.command("configure", dataset={"key": "xor"}, keep_weights=False)
        assert (rebuilt["applied"], rebuilt["generation"]) == ("rebuilt", 2)
        event = next(event for event in socket.events if event["type"] == "generation")
        assert (event["generation"], event["why"], event["step"]) == (2, "rebuilt", 0)
        assert event["spec"]["dataset"]["key"] == "xor"
        assert len(event["points"]["inputs"]) == len(rest.ok("GET", "data")["inputs"])
        assert socket.command("run", steps_per_second=10)["state"] == "running"
        assert socket.command("pause")["state"] == "paused"
        assert socket.command("reset")["step"] == 0
        assert socket.command("reinitialize")["generation"] == 4


def test_an_edit_by_hand_acts_on_the_next_step_and_goes_with_reset(server: Server) -> None:
    with session(server) as rest, stream(rest) as socket:
        layers = rest.ok("GET", "weights")["layers"]
        layers[2]["b"] = [3.0]
        assert socket.command("set_parameters", layers=layers)["type"] == "ok"
        assert socket.frames[-1].parameters[-1] == 3.0
        assert rest.ok("GET")["generation"] == 1
        rest.train(1)
        assert rest.ok("GET", "weights")["layers"][2]["b"][0] != 3.0
        socket.command("reset")
        assert rest.ok("GET", "weights")["layers"][2]["b"] == [0.0]


def test_single_parameters_are_set_and_all_others_stay(server: Server) -> None:
    with session(server) as rest, stream(rest) as socket:
        rest.train(3)
        before = rest.ok("GET", "weights")["layers"]
        weight = {"layer": 1, "input": 2, "unit": 1, "value": -1.5}
        bias = {"layer": 2, "unit": 0, "value": 3}
        assert socket.command("set_parameters", edits=[weight, bias])["type"] == "ok"
        assert socket.frames[-1].parameters[-1] == 3.0
        before[1]["W"][2][1], before[2]["b"][0] = -1.5, 3.0
        assert rest.ok("GET", "weights")["layers"] == before
        assert rest.ok("GET")["step"] == 3


def test_a_watcher_may_not_command(server: Server) -> None:
    with session(server) as rest, stream(rest, token=False) as socket:
        assert socket.command("ping")["type"] == "ok"
        refused = socket.command("run")
        assert (refused["type"], refused["code"]) == ("error", "forbidden")
        assert rest.ok("GET")["state"] == "idle"


def test_a_second_controller_takes_over(server: Server) -> None:
    with session(server) as rest, stream(rest) as first, stream(rest) as second:
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                first.next()
        assert closed.value.rcvd.code == 4409
        assert second.command("ping")["type"] == "ok"


def resume(socket: Stream) -> dict[str, int]:
    last = socket.frames[-1]
    return {"generation": last.generation, "seq": last.seq}


def test_resume_after_drops_loses_no_loss_and_has_none_twice(server: Server) -> None:
    with session(server) as rest:
        with stream(rest) as socket:
            socket.command("run", steps_per_second=2_000, until={"steps": 3_000})
            socket.frame()
            frames = list(socket.frames)
        for _ in range(2):
            with stream(rest, resume=resume(socket)) as socket:
                assert socket.welcome["resumed"]
                socket.frame()
                frames += socket.frames
        with stream(rest, resume=resume(socket)) as socket:
            while socket.frame().step_to < 3_000:
                pass
            frames += socket.frames
        socket.frames = frames
        exact = rest.ok("GET", "history")["losses"][0]["values"]
        if all(frame.stride == 1 for frame in frames):
            np.testing.assert_array_equal(socket.losses(), np.float32(exact))
        assert frames[-1].step_to == 3_000


def test_every_step_resumes_with_the_frames_that_were_not_seen(server: Server) -> None:
    with session(server) as rest:
        with stream(rest, weights="every_step") as socket:
            socket.send({"type": "run", "steps_per_second": "max"})
            frames = [socket.frame() for _ in range(10)]
        resumed = {"generation": 1, "seq": frames[-1].seq}
        with stream(rest, weights="every_step", resume=resumed) as socket:
            assert socket.welcome["resumed"]
            frames += [socket.frame() for _ in range(40)]
            assert [frame.step_to for frame in frames] == list(range(1, 51))


def test_an_old_generation_is_not_resumed(server: Server) -> None:
    with session(server) as rest:
        with stream(rest) as socket:
            socket.command("train", steps=5)
            last = resume(socket)
        rest.ok("POST", "reset")
        with stream(rest, resume=last) as socket:
            assert not socket.welcome["resumed"]
            assert socket.frame().step_to == 0


def test_the_welcome_has_what_happened_before(server: Server) -> None:
    with session(server) as rest:
        losses = rest.train(3_000)
        with stream(rest) as socket:
            part = socket.welcome["history"]["losses"][0]
            assert (part["step_from"], part["step_to"], part["stride"]) == (0, 3_000, 4)
            assert part["values"][0] == pytest.approx(np.mean(losses[:4]))
            assert socket.welcome["history"]["epochs"]["epoch"][-1] == 750
            assert socket.frame().step_from == 3_000


def test_an_every_step_client_that_leaves_stops_nobody(server: Server) -> None:
    with session(server) as rest:
        with stream(rest, weights="every_step") as socket:
            socket.send({"type": "run", "steps_per_second": "max"})
            socket.frame()
        rest.ok("POST", "pause")
        assert len(rest.train(500)) == 500
        with stream(rest, weights="every_step") as socket:
            rest.ok("POST", "run", json={"until": {"steps": 2_000}, "steps_per_second": "max"})
            socket.frame()
        assert rest.until_state("finished")["step"] == 2_000


def test_only_frames_that_were_sent_can_be_confirmed(server: Server) -> None:
    with session(server) as rest, stream(rest, weights="every_step") as socket:
        socket.send({"type": "ack", "seq": 10**9})
        socket.send({"type": "run", "steps_per_second": "max"})
        while rest.ok("GET")["step"] < 64:
            pass
        assert rest.ok("GET")["step"] == 64


def test_a_session_that_is_ended_answers_its_train_call(server: Server) -> None:
    with session(server, {}) as rest, stream(rest) as socket:
        socket.send({"type": "train", "id": "long", "steps": 100_000})
        while socket.frame().step_to == 0:
            pass
        assert rest.call("DELETE").status_code == 204
        kinds = {}
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                item = socket.next()
                kinds[item["type"] if isinstance(item, dict) else "frame"] = item
        assert closed.value.rcvd.code == 4410
        assert "closing" in kinds
