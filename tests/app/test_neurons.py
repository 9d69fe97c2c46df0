"""Sessions of single neurons: streamed, stepped and reset like any other."""

from typing import Any

import numpy as np
import pytest

from tests.app.client import session, stream
from tests.serving import Server

POINTS = [{"x": [a, b], "y": int(a and b)} for a in (0, 1) for b in (0, 1)]
PERCEPTRON: dict[str, Any] = {"model": "perceptron", "dataset": {"key": "gaussians"}}
THRESHOLD: dict[str, Any] = {
    "model": "threshold",
    "dataset": {"key": "points", "points": POINTS},
    "test_fraction": 0,
}


def test_a_perceptron_streams_its_visits_and_ends_by_itself(server: Server) -> None:
    with session(server, PERCEPTRON) as rest, stream(rest) as client:
        assert client.welcome["layout"][0]["activation"] == "sign"
        client.command("run", steps_per_second="max")
        client.message("state", state="finished", reason="converged")
        status = rest.ok("GET")
        assert (status["state"], status["reason"]) == ("finished", "converged")
        assert (status["train_loss"], status["train_accuracy"]) == (0, 1)
        assert status["step"] == 400 * status["epoch"] == client.losses().size
        assert set(client.losses().tolist()) == {0.0, 1.0}


def test_the_mistakes_of_a_perceptron_are_told_with_their_lines(server: Server) -> None:
    with session(server, PERCEPTRON) as rest:
        losses = rest.train(50)
        data = rest.ok("GET", "data")
        told = rest.ok("GET", "statistics")["mistakes"]
        assert told["total"] == sum(losses) == len(told["latest"])
        weights = np.zeros(2)
        for mistake in told["latest"]:
            assert losses[mistake["step"] - 1] == 1
            assert data["split"][mistake["sample"]] == "train"
            sign = 2 * data["targets"][mistake["sample"]] - 1
            weights += sign * np.array(data["inputs"][mistake["sample"]])
            np.testing.assert_allclose(mistake["weights"], weights)
        assert rest.ok("GET", "weights")["layers"][0]["b"] == [told["latest"][-1]["bias"]]


def test_a_train_call_ends_with_the_outcome(server: Server) -> None:
    spec = {**PERCEPTRON, "dataset": {"key": "xor"}, "perceptron": {"max_passes": 2}}
    with session(server, spec) as rest:
        trained = rest.ok("POST", "train", json={"steps": 5})
        assert (trained["state"], len(trained["losses"])) == ("paused", 5)
        trained = rest.ok("POST", "train", json={"epochs": 10})
        assert (trained["state"], trained["reason"]) == ("finished", "not_converged")
        assert (trained["step"], trained["epoch"]) == (800, 2)
        again = rest.ok("POST", "train", json={"steps": 5})
        assert (again["reason"], again["losses"]) == ("not_converged", [])
        changed = rest.ok("PATCH", json={"perceptron": {"max_passes": 3}})
        assert changed["applied"] == "live"
        assert rest.ok("POST", "train", json={"epochs": 10})["epoch"] == 3
        reset = rest.ok("POST", "reset")
        assert (reset["state"], reset["step"]) == ("idle", 0)
        assert rest.ok("GET", "weights")["layers"] == [{"W": [[0], [0]], "b": [0]}]


def test_a_threshold_unit_is_set_by_hand(server: Server) -> None:
    with session(server, THRESHOLD) as rest, stream(rest) as client:
        gate = next(
            each for each in rest.http.get("/api/catalog").json()["gates"] if each["key"] == "and"
        )
        layers = [{"W": [[weight] for weight in gate["weights"]], "b": [-gate["threshold"]]}]
        assert client.command("set_parameters", layers=layers)["type"] == "ok"
        assert client.frames[-1].parameters.tolist() == [1, 1, -2]
        status = rest.ok("GET")
        assert (status["train_loss"], status["train_accuracy"]) == (0, 1)
        assert status["learning_rate"] is None
        answer = rest.ok("POST", "predict", json={"inputs": [[1, 1], [0, 1]]})
        assert answer["outputs"] == [[1], [0]]
        assert (answer["classes"], answer["probabilities"]) == (["1", "0"], None)
        for call in ("train", "run"):
            refused = rest.call("POST", call, json={"steps": 1} if call == "train" else {})
            assert refused.status_code == 409
            assert "set by hand" in refused.json()["detail"]


def test_the_model_can_be_changed_and_changed_back(server: Server) -> None:
    with session(server, {"optimizer": {"key": "adam"}, "seed": 7}) as rest:
        changed = rest.ok("PATCH", json={"model": "perceptron"})
        assert changed["applied"] == "rebuilt" and changed["kept"] == []
        spec = changed["spec"]
        assert (spec["optimizer"], spec["hidden_layers"], spec["seed"]) == (None, [], 7)
        assert spec["perceptron"] == {"learning_rate": 1, "max_passes": 100, "averaged": False}
        refused = rest.call("PATCH", json={"optimizer": {"key": "adam"}})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == "/optimizer"
        back = rest.ok("PATCH", json={"model": "network"})["spec"]
        assert back["optimizer"]["key"] == "sgd" and back["perceptron"] is None


def test_a_stated_spec_makes_the_same_session(server: Server) -> None:
    for spec in (PERCEPTRON, THRESHOLD, {"dataset": {"key": "iris"}}):
        with session(server, spec) as rest, session(server, rest.created["spec"]) as twin:
            assert twin.created["spec"] == rest.created["spec"]


@pytest.mark.parametrize("key", ["iris", "digits", "diabetes"])
def test_measured_data_trains(server: Server, key: str) -> None:
    with session(server, {"dataset": {"key": key}}) as rest, stream(rest) as client:
        assert client.welcome["preprocessing"]["planar"] is False
        assert (client.welcome["points"] is None) == (key == "digits")
        data = rest.ok("GET", "data")
        assert len(data["preprocessing"]["ranges"]) == len(data["columns"])
        losses = rest.train(200)
        assert sum(losses[-20:]) < sum(losses[:20])
        outputs = rest.ok("POST", "predict", json={"inputs": data["inputs"][:3]})
        assert len(outputs["outputs"]) == 3
