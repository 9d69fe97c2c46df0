"""The OpenAPI document: its examples work, its models are what the calls answer, it is complete."""

import re
from typing import Any

import pytest
from pydantic import BaseModel

from app.answers import (
    Catalog,
    Changed,
    Created,
    Data,
    Health,
    LossHistory,
    Predicted,
    Problem,
    Readiness,
    Status,
    Trained,
)
from app.dataset_models import Sample
from app.main import create_app
from app.openapi import EXAMPLES
from app.protocol import WeightsBody
from app.routes.parts import PROBLEM_MEDIA
from tests.app.client import session
from tests.serving import Server

DIVERGING = {
    "dataset": {"key": "plane", "samples": 100},
    "hidden_layers": [{"units": 8, "activation": "relu"}],
    "optimizer": {"key": "sgd", "learning_rate": 10.0},
}

GUARDED = (
    "change end train run pause reset reinitialize rewind put_weights put_checkpoint remove_upload"
)


@pytest.fixture(scope="module")
def calls() -> dict[str, dict[str, Any]]:
    """Return the description of every call by its operation id."""
    paths = create_app().openapi()["paths"]
    return {call["operationId"]: call for methods in paths.values() for call in methods.values()}


def check(model: type[BaseModel], answer: Any) -> None:
    """Raise if an answer is not what the document says."""
    model.model_validate(answer)


def test_examples_work(server: Server) -> None:
    with session(server, EXAMPLES["NewSession"]) as rest:
        check(Created, rest.created)
        check(Changed, rest.ok("PATCH", json=EXAMPLES["PatchBody"]))
        check(Trained, rest.ok("POST", "train", json=EXAMPLES["TrainBody"]))
        check(LossHistory, rest.ok("GET", "history"))
        check(Status, rest.ok("POST", "run", json=EXAMPLES["RunBody"]))
        check(Status, rest.ok("POST", "pause"))
        check(Predicted, rest.ok("POST", "predict", json=EXAMPLES["PredictBody"]))
        check(Changed, rest.ok("PATCH", json={"hidden_layers": []}))
        check(Status, rest.ok("PUT", "weights", json=EXAMPLES["WeightsBody"]))
        check(WeightsBody, rest.ok("GET", "weights"))
        check(Data, rest.ok("GET", "data"))


def test_answers_about_a_diverged_regression(server: Server) -> None:
    with session(server, DIVERGING) as rest:
        trained = rest.ok("POST", "train", json={"steps": 100})
        assert trained["state"] == "diverged"
        check(Trained, trained)
        check(Data, rest.ok("GET", "data"))
        check(Predicted, rest.ok("POST", "predict", json={"inputs": [[1.0, 2.0]]}))
        refused = rest.call("POST", "run")
        assert refused.status_code == 409
        assert refused.headers["content-type"] == PROBLEM_MEDIA
        check(Problem, refused.json())


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("/api/catalog", Catalog),
        ("/api/datasets/spiral/sample", Sample),
        ("/api/datasets/hills/sample", Sample),
        ("/api/datasets/penguins/sample", Sample),
        ("/healthz", Health),
        ("/readyz", Readiness),
    ],
)
def test_answers_without_a_session(server: Server, path: str, model: type[BaseModel]) -> None:
    with session(server) as rest:
        response = rest.http.get(path)
        assert response.status_code == 200
        check(model, response.json())


def test_problems_tell_what_was_refused(server: Server) -> None:
    with session(server) as rest:
        for body in ({"batch_size": 0}, {"hidden_layers": [{"units": 513, "activation": "tanh"}]}):
            refused = rest.call("PATCH", json=body)
            assert refused.status_code == 422
            check(Problem, refused.json())


def test_every_call_has_a_title_an_answer_and_errors(calls: dict[str, dict[str, Any]]) -> None:
    for name, call in calls.items():
        assert re.fullmatch(r"[A-Z].{10,}[^.]", call["summary"]), name
        assert "default" in call["responses"], name
        good = call["responses"].get("200") or call["responses"].get("201")
        assert name in ("end", "remove_upload") or good["content"]["application/json"]["schema"], (
            name
        )
        if "requestBody" in call:
            assert {"400", "413", "415", "422"} <= call["responses"].keys(), name


def test_calls_that_control_need_the_token(calls: dict[str, dict[str, Any]]) -> None:
    guarded = {name for name, call in calls.items() if call.get("security") == [{"token": []}]}
    assert guarded == set(GUARDED.split())
    assert guarded == {name for name, call in calls.items() if "401" in call["responses"]}


def test_references_lead_somewhere() -> None:
    document = create_app().openapi()
    schemas = document["components"]["schemas"]
    named = set(re.findall(r"'\$ref': '#/components/schemas/(\w+)'", str(document)))
    assert named - schemas.keys() == set()
    assert EXAMPLES.keys() <= schemas.keys()
