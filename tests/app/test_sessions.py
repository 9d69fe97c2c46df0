"""Sessions over REST: the same spec gives the same history, whatever happens around it."""

import csv
import io
from contextlib import ExitStack

import numpy as np
import pytest

from engine import ExperimentSpec, build
from tests.app.client import QUICK, session, stream
from tests.serving import Server


def alone(spec: dict, steps: int) -> list[float]:
    """Return the losses that the engine gives for a spec."""
    return build(ExperimentSpec.from_dict(spec)).advance(steps).losses.tolist()


def test_a_new_session_states_everything(server: Server) -> None:
    with session(server, {}) as rest:
        spec = rest.created["spec"]
        assert spec["dataset"] == {"key": "circle", "samples": 500, "noise": 0.0}
        assert spec["loss"] == "binary_cross_entropy"
        assert all(isinstance(seed, int) for seed in spec["seeds"].values())
        status = rest.ok("GET")
        assert (status["state"], status["step"], status["epoch"]) == ("idle", 0, 0)
        assert status["parameters"] == 2 * 4 + 4 + 4 * 2 + 2 + 2 + 1
        assert "token" not in status


def test_a_stated_spec_makes_the_same_session_again(server: Server) -> None:
    with session(server, {"seed": 7}) as first, session(server, first.created["spec"]) as second:
        assert second.created["spec"] == first.created["spec"]
        assert first.train(30) == second.train(30)


def test_train_answers_the_exact_loss_of_every_step(server: Server) -> None:
    with session(server) as rest:
        assert rest.train(50) + rest.train(70) == alone(QUICK, 120)
        status = rest.ok("GET")
        assert (status["state"], status["step"], status["epoch"]) == ("paused", 120, 30)


def test_train_counts_epochs_to_their_end(server: Server) -> None:
    with session(server) as rest:
        rest.train(1)
        assert len(rest.ok("POST", "train", json={"epochs": 2})["losses"]) == 7
        assert rest.ok("GET")["epoch"] == 2


def test_interleaved_sessions_have_the_histories_they_have_alone(server: Server) -> None:
    specs = [
        QUICK | {"seed": 1},
        QUICK | {"seed": 2, "optimizer": {"key": "adam"}, "dropout_rate": 0.2},
        QUICK | {"seed": 3, "dataset": {"key": "spiral", "samples": 60}},
    ]
    with ExitStack() as open_sessions:
        a, b, c = (open_sessions.enter_context(session(server, spec)) for spec in specs)
        for rest in (a, b, c):
            rest.ok("POST", "run", json={"steps_per_second": "max", "until": {"steps": 3000}})
        for rest, spec in zip((a, b, c), specs, strict=True):
            status = rest.until_state("finished")
            assert status["reason"] == "until"
            history = rest.ok("GET", "history")["losses"]
            assert [part["stride"] for part in history] == [1]
            assert history[0]["values"] == alone(spec, 3000)


def test_history_has_a_row_for_every_epoch_and_reads_as_csv(server: Server) -> None:
    with session(server) as rest:
        losses = rest.train(40)
        epochs = rest.ok("GET", "history")["epochs"]
        assert epochs["epoch"] == list(range(1, 11))
        assert epochs["step"] == list(range(4, 41, 4))
        assert epochs["train_loss"][-1] == rest.ok("GET")["train_loss"]
        text = rest.http.get(f"{rest.path}/history", headers={"Accept": "text/csv"}).text
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [float(row["loss"]) for row in rows] == losses
        assert [int(row["step"]) for row in rows] == list(range(1, 41))


def test_reset_is_the_same_start_and_the_same_history(server: Server) -> None:
    with session(server) as rest:
        start = rest.ok("GET", "weights")
        losses = rest.train(40)
        status = rest.ok("POST", "reset")
        assert (status["state"], status["step"], status["generation"]) == ("idle", 0, 2)
        assert rest.ok("GET", "weights") == start
        assert rest.ok("GET", "history")["losses"] == []
        assert rest.train(40) == losses


def test_reinitialize_draws_new_weights_on_the_same_data(server: Server) -> None:
    with session(server) as rest:
        start, data = rest.ok("GET", "weights"), rest.ok("GET", "data")
        spec = rest.ok("POST", "reinitialize")["spec"]
        assert rest.ok("GET", "weights") != start
        assert rest.ok("GET", "data") == data
        assert spec["seeds"]["init"] != rest.created["spec"]["seeds"]["init"]
        assert spec | {"seeds": None} == rest.created["spec"] | {"seeds": None}


def test_a_learning_rate_changes_live(server: Server) -> None:
    with session(server) as rest:
        rest.train(20)
        weights = rest.ok("GET", "weights")
        answer = rest.ok("PATCH", json={"optimizer": {"learning_rate": 0.5}})
        assert answer["applied"] == "live"
        assert answer["spec"]["optimizer"] == {"key": "sgd", "learning_rate": 0.5}
        status = rest.ok("GET")
        assert (status["step"], status["generation"]) == (20, 1)
        assert status["learning_rate"] == 0.5
        assert rest.ok("GET", "weights") == weights


def test_another_data_set_rebuilds_and_keeps_the_weights_that_fit(server: Server) -> None:
    with session(server) as rest:
        rest.train(20)
        weights = rest.ok("GET", "weights")
        answer = rest.ok("PATCH", json={"dataset": {"key": "xor"}})
        assert (answer["applied"], answer["generation"]) == ("rebuilt", 2)
        assert answer["kept"] == ["layers.0", "layers.1", "layers.2"]
        assert rest.ok("GET", "weights") == weights
        assert rest.ok("GET")["step"] == 0
        answer = rest.ok("PATCH", json={"dataset": {"key": "moons"}, "keep_weights": False})
        assert answer["kept"] == []
        assert rest.ok("GET", "weights") != weights


def test_a_rebuild_resolves_auto_again(server: Server) -> None:
    with session(server) as rest:
        spec = rest.ok("PATCH", json={"dataset": {"key": "plane"}})["spec"]
        assert (spec["task"], spec["loss"]) == ("regression", "mse")
        assert rest.ok("GET")["train_accuracy"] is None
        spec = rest.ok("PATCH", json={"dataset": {"key": "circle"}})["spec"]
        assert (spec["task"], spec["loss"]) == ("classification", "binary_cross_entropy")


def test_a_run_goes_on_after_a_rebuild_but_not_after_a_reset(server: Server) -> None:
    with session(server) as rest:
        rest.ok("POST", "run", json={"steps_per_second": "max"})
        rest.ok("PATCH", json={"hidden_layers": [{"units": 3, "activation": "relu"}]})
        assert rest.ok("GET")["state"] == "running"
        assert rest.ok("POST", "reset")["state"] == "idle"


def test_weights_put_in_are_the_start_that_reset_returns_to(server: Server) -> None:
    with session(server) as rest:
        layers = rest.ok("GET", "weights")["layers"]
        layers[1]["b"] = [0.25, -0.5]
        assert rest.ok("PUT", "weights", json={"layers": layers})["step"] == 0
        losses = rest.train(10)
        rest.ok("POST", "reset")
        assert rest.ok("GET", "weights")["layers"] == layers
        assert rest.train(10) == losses


def test_predict_agrees_with_the_data_it_learned(server: Server) -> None:
    with session(server, {"optimizer": {"key": "adam", "learning_rate": 0.03}}) as rest:
        rest.ok("POST", "train", json={"epochs": 100})
        data = rest.ok("GET", "data")
        answer = rest.ok("POST", "predict", json={"inputs": data["inputs"]})
        probabilities = np.array(answer["probabilities"])
        np.testing.assert_allclose(probabilities.sum(axis=1), 1)
        assert answer["class_names"] == data["classes"]
        most = probabilities.argmax(axis=1)
        assert answer["classes"] == [data["classes"][index] for index in most]
        right = probabilities.argmax(axis=1) == data["targets"]
        assert right.mean() > 0.97
        is_test = np.array(data["split"]) == "test"
        assert right[is_test].mean() == pytest.approx(rest.ok("GET")["test_accuracy"])


def test_run_ends_where_until_says(server: Server) -> None:
    with session(server) as rest:
        for until, expected in (
            ({"steps": 10}, {"step": 10}),
            ({"epochs": 5}, {"epoch": 5}),
        ):
            rest.ok("POST", "run", json={"steps_per_second": "max", "until": until})
            assert expected.items() <= rest.until_state("finished").items()
        adam = {"optimizer": {"key": "adam", "learning_rate": 0.05}}
        rest.ok("PATCH", json=adam)
        rest.ok("POST", "run", json={"steps_per_second": "max", "until": {"train_loss": 0.3}})
        status = rest.until_state("finished")
        assert status["train_loss"] <= 0.3
        assert status["step"] == 4 * status["epoch"], "conditions are looked at when epochs end"


def test_patience_ends_a_run_that_learns_nothing(server: Server) -> None:
    frozen = QUICK | {"frozen_layers": [0, 1, 2]}
    with session(server, frozen) as rest:
        rest.ok("POST", "run", json={"until": {"patience_epochs": 3}, "steps_per_second": "max"})
        assert rest.until_state("finished")["epoch"] == 4


def test_divergence_is_told_and_left_by_reset(server: Server) -> None:
    plane = {"dataset": {"key": "plane"}, "features": ["x1_squared", "x2_squared"]}
    with session(server, plane | {"optimizer": {"key": "sgd", "learning_rate": 3.0}}) as rest:
        answer = rest.ok("POST", "train", json={"steps": 5_000})
        assert answer["state"] == "diverged"
        assert "learning rate" in answer["cause"].lower()
        assert answer["suggestion"]["optimizer"]["learning_rate"] < 3.0
        assert answer["cause_key"] == "rate"
        assert answer["cause_values"] == {"learning_rate": 3.0, "step": answer["step"] + 1}
        assert len(answer["losses"]) == answer["step"] < 5_000
        refused = rest.call("POST", "run")
        assert refused.status_code == 409
        assert rest.call("POST", "train", json={"steps": 1}).status_code == 409
        rest.ok("PATCH", json=answer["suggestion"])
        rest.ok("POST", "reset")
        assert rest.ok("POST", "train", json={"steps": 50})["state"] == "paused"


def test_a_goal_that_is_reached_already_ends_at_once(server: Server) -> None:
    with session(server) as rest:
        rest.train(20)
        rest.ok("POST", "run", json={"steps_per_second": "max", "until": {"steps": 10}})
        status = rest.until_state("finished")
        assert (status["step"], status["reason"]) == (20, "until")
        assert len(rest.train(5)) == 5


def test_an_edit_by_hand_ends_a_divergence(server: Server) -> None:
    with session(server) as rest:
        layers = rest.ok("GET", "weights")["layers"]
        spec = {"dataset": {"key": "plane"}, "features": ["x1_squared", "x2_squared"]}
        rest.ok("PATCH", json=spec | {"optimizer": {"learning_rate": 10.0}})
        assert rest.ok("POST", "train", json={"steps": 5_000})["state"] == "diverged"
        with stream(rest) as socket:
            socket.command("set_parameters", layers=layers)
            assert rest.ok("GET")["state"] == "paused"
        assert "cause" not in rest.ok("GET")


def test_a_live_penalty_shows_at_once(server: Server) -> None:
    with session(server) as rest:
        rest.train(20)
        assert rest.ok("GET")["penalty"] == 0
        rest.ok("PATCH", json={"regularizer": {"key": "l2", "rate": 0.1}})
        assert rest.ok("GET")["penalty"] > 0
