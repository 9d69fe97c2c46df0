"""Whatever is sent, the answer is a problem that names field, rule and value: never a 500."""

from typing import Any

import httpx
import pytest

from app.settings import LOCAL_LIMITS
from tests.app.client import session
from tests.serving import Server

BAD_SPECS: list[tuple[dict[str, Any], str, str]] = [
    ({"lerning_rate": 1}, "/lerning_rate", "known field"),
    ({"optimiser": {"key": "sgd"}}, "/optimiser", "did you mean 'optimizer'"),
    ({"optimizer": {"key": "sdg"}}, "/optimizer/key", "did you mean 'sgd'"),
    ({"optimizer": {"key": "sgd", "momentum": 0.9}}, "/optimizer/momentum", "known field"),
    ({"optimizer": {"key": "sgd", "learning_rate": -1}}, "/optimizer/learning_rate", "got -1"),
    ({"optimizer": {"key": "sgd", "learning_rate": True}}, "/optimizer/learning_rate", "number"),
    ({"optimizer": {"key": "sgd", "learning_rate": "0.1"}}, "/optimizer/learning_rate", "number"),
    ({"optimizer": {"momentum": 1}}, "/optimizer/momentum", "known field"),
    ({"optimizer": "sgd"}, "/optimizer", "object"),
    ({"dataset": {"key": "spirl"}}, "/dataset/key", "did you mean 'spiral'"),
    ({"dataset": {"key": "spiral", "noise": 2000}}, "/dataset/noise", "at most 0.5; got 2000"),
    ({"dataset": {"key": "spiral", "samples": 1e3}}, "/dataset/samples", "integer"),
    ({"dataset": {"key": "spiral", "samples": 10**30}}, "/dataset/samples", "integer"),
    ({"batch_size": 0}, "/batch_size", "at least 1"),
    ({"batch_size": "all"}, "/batch_size", "'full'"),
    ({"batch_size": True}, "/batch_size", "integer"),
    ({"test_fraction": 1}, "/test_fraction", "at most 0.9; got 1"),
    ({"features": []}, "/features", "at least"),
    ({"features": ["x3"]}, "/features/0", "must be one of x1, x2"),
    ({"features": [3]}, "/features/0", "text"),
    ({"dataset": {"key": "iris", "noise": 0.1}}, "/dataset/noise", "known field"),
    ({"dataset": {"key": "iris"}, "features": ["x1"]}, "/features/0", "sepal_length_cm"),
    ({"dataset": {"key": "points"}}, "/dataset/points", "given"),
    ({"dataset": {"key": "points", "points": []}}, "/dataset/points", "1 to 2000 points"),
    ({"dataset": {"key": "points", "points": [{"x": [1]}]}}, "/dataset/points/0/y", "given"),
    (
        {"dataset": {"key": "points", "points": [{"x": [1, 2], "y": 0}, {"x": [1], "y": 0}]}},
        "/dataset/points/1/x",
        "2 numbers",
    ),
    ({"dataset": {"key": "upload:nothing"}}, "/dataset/key", "still there"),
    ({"features": ["x1", "x1"]}, "/features", "must"),
    ({"hidden_layers": 10**9}, "/hidden_layers", "list"),
    (
        {"hidden_layers": [{"units": 10**9, "activation": "tanh"}]},
        "/hidden_layers/0/units",
        "from 1 to",
    ),
    ({"hidden_layers": [{"units": 0, "activation": "tanh"}]}, "/hidden_layers/0/units", "least 1"),
    ({"hidden_layers": [{"activation": "tanh"}]}, "/hidden_layers/0/units", "given"),
    (
        {"hidden_layers": [{"units": 3, "activation": "tan"}]},
        "/hidden_layers/0/activation",
        "did you mean 'tanh'",
    ),
    ({"loss": "mse", "output_activation": "softmax"}, "/output_activation", "must be"),
    ({"loss": "huber"}, "/loss", "must be"),
    ({"loss": "hinge", "output_activation": "sigmoid"}, "/output_activation", "must be"),
    ({"task": "regression"}, "/task", "classification"),
    ({"seed": -1}, "/seed", "at least 0"),
    ({"seed": 2**53}, "/seed", "at most"),
    ({"seeds": {"init": 1.5}}, "/seeds/init", "integer"),
    ({"seeds": {"weights": 1}}, "/seeds/weights", "known field"),
    ({"model": "perceptrn"}, "/model", "did you mean 'perceptron'"),
    ({"model": "perceptron", "loss": "mse"}, "/loss", "left out for a perceptron"),
    ({"model": "perceptron", "optimizer": {}}, "/optimizer", "left out for a perceptron"),
    ({"model": "threshold", "perceptron": {}}, "/perceptron", "left out"),
    ({"model": "perceptron", "dataset": {"key": "iris"}}, "/dataset/key", "two classes"),
    (
        {"model": "perceptron", "perceptron": {"averaged": 1}},
        "/perceptron/averaged",
        "true or false",
    ),
    ({"model": "perceptron", "perceptron": {"max_passes": 0}}, "/perceptron/max_passes", "least 1"),
    ({"optimizer": None}, "/optimizer", "object"),
    ({"backend": "compiled"}, "/backend", "not available"),
    ({"frozen_layers": [7]}, "/frozen_layers/0", "index of a layer"),
    ({"class_weights": [1]}, "/class_weights", "2 numbers"),
    ({"locked": ["optimzer"]}, "/locked/0", "name a field"),
    ({"locked": ["hidden_layers." + "9" * 80]}, "/locked/0", "name a field"),
    ({"locked": ["x" * 5_000]}, "/locked/0", "at most 100"),
    ({"optimizer": {"key": "x" * 200_000}}, "/optimizer/key", "known one"),
    ({"locked": ["optimizer.foo"]}, "/locked/0", "name a field"),
    ({"shuffle": 1}, "/shuffle", "true or false"),
    ({"\u0000": 1}, "", "known field"),
    ({"<script>alert(1)</script>": 1}, "", "known field"),
]


def assert_problem(response: httpx.Response, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert len(response.content) <= 8 * 1024
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["title"] and problem["detail"]
    return problem


@pytest.mark.parametrize(("spec", "pointer", "text"), BAD_SPECS, ids=lambda value: str(value)[:40])
def test_a_bad_spec_is_refused_at_its_field(
    server: Server, spec: dict[str, Any], pointer: str, text: str
) -> None:
    problem = assert_problem(httpx.post(f"{server.url}/api/sessions", json=spec), 422)
    errors = problem["errors"]
    if pointer:
        assert errors[0]["pointer"] == pointer
    assert text in errors[0]["detail"], errors
    assert "must" in errors[0]["detail"]


BAD_TEXTS = [
    ('{"seed": NaN}', 400),
    ('{"seed": Infinity}', 400),
    ('{"optimizer": {"key": "sgd", "learning_rate": 1e999}}', (400, 422)),
    ('{"dataset": {"key": "\\ud800"}}', 400),
    ('{"seed": ' + "1" * 5_000 + "}", (400, 422)),
    ("[" * 100_000, 400),
    ('{"a":' * 10_000, 400),
    ("{", 400),
    ("\x00", 400),
    ("[]", 422),
    ('"text"', 422),
    ("1", 422),
]


@pytest.mark.parametrize(("text", "status"), BAD_TEXTS, ids=lambda value: str(value)[:30])
def test_text_that_is_no_experiment_is_refused(server: Server, text: str, status: Any) -> None:
    response = httpx.post(
        f"{server.url}/api/sessions", content=text, headers={"Content-Type": "application/json"}
    )
    allowed = status if isinstance(status, tuple) else (status,)
    assert response.status_code in allowed, response.text
    assert_problem(response, response.status_code)


def test_many_mistakes_make_a_short_answer(server: Server) -> None:
    layers = [{"units": "x" * 100, "activation": "\U0001f600" * 90}] * 200
    spec = {"hidden_layers": layers}
    problem = assert_problem(httpx.post(f"{server.url}/api/sessions", json=spec), 422)
    assert 5 < len(problem["errors"]) <= 20
    spec = {"hidden_layers": [{}] * 60_000}
    problem = assert_problem(httpx.post(f"{server.url}/api/sessions", json=spec), 422)
    assert problem["errors"][0]["detail"].startswith("hidden_layers must have at most")


def test_a_body_over_the_limit_is_refused(server: Server) -> None:
    text = b" " * (LOCAL_LIMITS.json_bytes + 1)
    json_type = {"Content-Type": "application/json"}
    url = f"{server.url}/api/sessions"
    problem = assert_problem(httpx.post(url, content=text, headers=json_type), 413)
    assert problem["limit"] == LOCAL_LIMITS.json_bytes
    chunks = (b" " * 100_000 for _ in range(4))
    assert_problem(httpx.post(url, content=chunks, headers=json_type), 413)


def test_a_large_body_reaches_the_client_that_sent_it_all(server: Server) -> None:
    with httpx.Client(base_url=server.url) as client:
        assert client.get("/healthz").status_code == 200
        answer = client.post(
            "/api/sessions", content=b" " * 3_000_000, headers={"Content-Type": "application/json"}
        )
        assert_problem(answer, 413)


def test_a_long_address_makes_a_short_answer(server: Server) -> None:
    assert_problem(httpx.get(f"{server.url}/{'a' * 20_000}"), 404)


def test_nobody_without_the_token_has_a_body_read(server: Server) -> None:
    with session(server) as rest:
        answer = rest.http.put(
            f"{rest.path}/weights", content="{", headers={"Content-Type": "application/json"}
        )
        assert_problem(answer, 401)


def test_other_media_and_methods_and_addresses(server: Server) -> None:
    url = f"{server.url}/api/sessions"
    assert_problem(httpx.post(url, content="seed=1", headers={"Content-Type": "text/csv"}), 415)
    assert_problem(httpx.get(url), 405)
    assert_problem(httpx.get(f"{server.url}/api/nothing"), 404)
    assert_problem(httpx.get(f"{server.url}/static/../app/cli.py"), 404)
    assert_problem(httpx.get(f"{server.url}/static/%2e%2e/app/cli.py"), 404)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("samples=0", 422),
        ("samples=999999999", 422),
        ("samples=9999999999999999999999999", 422),
        ("samples=x", 422),
        ("sample=10", 422),
        ("noise=nan", 422),
        ("noise=-1", 422),
        ("seed=-1", 422),
        ("seed=1e3", 422),
        ("samples=10&noise=0.1&seed=1", 200),
    ],
)
def test_samples_of_a_data_set(server: Server, query: str, status: int) -> None:
    response = httpx.get(f"{server.url}/api/datasets/spiral/sample?{query}")
    if status == 200:
        assert len(response.json()["inputs"]) == 10
    else:
        problem = assert_problem(response, status)
        assert problem["errors"][0]["pointer"] == "/" + query.split("=")[0]
    assert_problem(httpx.get(f"{server.url}/api/datasets/spirl/sample"), 404)


@pytest.mark.parametrize(
    ("method", "part", "body", "pointer"),
    [
        ("POST", "train", {}, "/steps"),
        ("POST", "train", {"steps": 0}, "/steps"),
        ("POST", "train", {"steps": 1.5}, "/steps"),
        ("POST", "run", {"until": {"loss": 1}}, "/until/loss"),
        ("POST", "run", {"until": {"epochs": -1}}, "/until/epochs"),
        ("POST", "run", {"steps_per_second": -1}, "/steps_per_second"),
        ("POST", "run", {"steps_per_second": 1e-300}, "/steps_per_second"),
        ("POST", "run", {"steps_per_second": "fast"}, "/steps_per_second"),
        ("POST", "predict", {"inputs": []}, "/inputs"),
        ("POST", "predict", {"inputs": [[1, 2], [1]]}, "/inputs/1"),
        ("POST", "predict", {"inputs": [[1]]}, "/inputs"),
        ("POST", "predict", {"inputs": [["a", 1]]}, "/inputs/0/0"),
        ("PUT", "weights", {"layers": []}, "/layers"),
        ("PUT", "weights", {"layers": [{"W": [[1]], "b": [1]}] * 3}, "/layers/0/W"),
        ("PUT", "weights", {"layers": [{"W": [[1], [1, 2]], "b": [1]}] * 3}, "/layers/0/W/1"),
        ("PATCH", "", {"steps_per_second": 0}, "/steps_per_second"),
        ("PATCH", "", {"keep_weights": "yes"}, "/keep_weights"),
        ("PATCH", "", {"hidden_layers": "x"}, "/hidden_layers"),
    ],
)
def test_a_bad_body_is_refused_at_its_field(
    server: Server, method: str, part: str, body: dict[str, Any], pointer: str
) -> None:
    with session(server) as rest:
        problem = assert_problem(rest.call(method, part, json=body), 422)
        assert problem["errors"][0]["pointer"] == pointer, problem
        assert rest.ok("GET")["state"] == "idle"
        assert rest.ok("GET")["spec"] == rest.created["spec"]
