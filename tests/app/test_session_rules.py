"""What a session refuses: locks, states, tokens and limits."""

from app.settings import LOCAL_LIMITS
from tests.app.client import QUICK, session
from tests.serving import Server


def test_locked_fields_stay(server: Server) -> None:
    spec = QUICK | {"locked": ["optimizer.learning_rate", "dataset", "seeds"]}
    with session(server, spec) as rest:
        for change in (
            {"optimizer": {"learning_rate": 1.0}},
            {"optimizer": {"key": "adam"}},
            {"dataset": {"noise": 0.1}},
        ):
            refused = rest.call("PATCH", json=change)
            assert refused.status_code == 409, refused.text
            assert "locked" in refused.json()["detail"]
        assert rest.call("POST", "reinitialize").status_code == 409
        seed = rest.call("PATCH", json={"seed": 7})
        assert seed.status_code == 409, "the locked seeds derive from it"
        assert rest.ok("PATCH", json={"batch_size": 5})["applied"] == "live"
        assert rest.ok("PATCH", json={"optimizer": {"learning_rate": 0.03}})["applied"] == "live"


def test_what_a_state_forbids(server: Server) -> None:
    with session(server) as rest:
        rest.ok("POST", "run", json={"steps_per_second": 5})
        for part, body in (("run", {}), ("train", {"steps": 1})):
            refused = rest.call("POST", part, json=body)
            assert refused.status_code == 409
            assert "running" in refused.json()["detail"]
        assert rest.ok("POST", "pause")["state"] == "paused"
        assert rest.ok("POST", "pause")["state"] == "paused"


def test_tokens_and_ends(server: Server) -> None:
    with session(server) as rest, session(server) as other:
        path = f"{rest.path}/train"
        body = {"steps": 1}
        assert rest.http.post(path, json=body).status_code == 401
        wrong = {"Authorization": f"Bearer {other.token}"}
        assert rest.http.post(path, json=body, headers=wrong).status_code == 401
        assert rest.http.get(rest.path).status_code == 200
        assert rest.http.delete(rest.path, headers=wrong).status_code == 401
        assert rest.call("DELETE").status_code == 204
        assert rest.call("GET").status_code == 410
        assert rest.http.get("/api/sessions/nobody").status_code == 404


def test_limits_are_published_and_kept(server: Server) -> None:
    limits = LOCAL_LIMITS
    too_much = (
        ({"hidden_layers": [{"units": 1, "activation": "tanh"}] * 17}, "/hidden_layers"),
        ({"hidden_layers": [{"units": 513, "activation": "tanh"}]}, "/hidden_layers/0/units"),
        ({"hidden_layers": [{"units": 400, "activation": "tanh"}] * 2}, "/parameters"),
        (
            {
                "hidden_layers": [{"units": 200, "activation": "tanh"}] * 2,
                "batch_size": "full",
                "dataset": {"key": "circle", "samples": 50_000},
            },
            "/work_per_step",
        ),
        (
            {
                "hidden_layers": [{"units": 249, "activation": "tanh"}],
                "batch_size": "full",
                "test_fraction": 0,
                "dataset": {"key": "circle", "samples": 50_000},
            },
            "/activations",
        ),
    )
    with session(server) as rest:
        assert rest.created["limits"] == limits.describe()
        for spec, pointer in too_much:
            refused = rest.http.post("/api/sessions", json=spec)
            assert refused.status_code == 422, refused.text
            problem = refused.json()
            assert problem["errors"][0]["pointer"] == pointer
            assert problem["actual"] > problem["limit"]
            assert rest.call("PATCH", json=spec).status_code == 422
        refused = rest.call("POST", "train", json={"steps": limits.train_steps + 1})
        assert refused.json()["limit"] == limits.train_steps
        refused = rest.call("POST", "train", json={"epochs": limits.train_steps})
        assert refused.json()["limit"] == limits.train_steps // 4
