"""Looking inside over REST: the engine's own numbers, bad input refused, transfers that begin."""

import json
import math
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from pydantic import BaseModel

from app import answers_inspection
from app.answers import Created
from app.answers_inspection import Exported, NetworkTrace, NeuronTrace, Statistics, Surface
from app.openapi import EXAMPLES
from app.queries import SurfaceQuery, TransferBody
from engine import ExperimentSpec, Trainer, build
from engine.export import EXPORTS
from engine.probes import layer_statistics, score
from engine.trace import describe_trace, trace
from tests.app.client import QUICK, Rest, session
from tests.app.test_bad_input import assert_problem
from tests.app.test_docs_api import API, first_columns, section
from tests.serving import Server

DEEP = QUICK | {"hidden_layers": [{"units": 5, "activation": "relu"}] * 2}


def twin(rest: Rest, steps: int) -> Trainer:
    """Return a trainer of our own that did what the session did."""
    trainer = build(ExperimentSpec.from_dict(rest.created["spec"]))
    trainer.advance(steps)
    return trainer


def same(told: Any) -> Any:
    """Return what JSON makes of it."""
    return json.loads(json.dumps(told))


def test_a_trace_has_the_engines_numbers(server: Server) -> None:
    with session(server, QUICK | {"optimizer": {"key": "adam"}}) as rest:
        rest.train(30)
        told = rest.ok("GET", "trace?sample=17")
        NetworkTrace.model_validate(told)
        wanted = same(describe_trace(trace(twin(rest, 30), 17)))
        assert told == {"model": "network", "generation": 1} | wanted
        weights = rest.ok("GET", "weights")["layers"]
        assert [layer["W"] for layer in told["layers"]] == [layer["W"] for layer in weights]
        assert rest.train(5) == twin(rest, 30).advance(5).losses.tolist(), "it changed nothing"


@pytest.mark.parametrize("model", ["perceptron", "threshold"])
def test_a_single_neuron_has_a_trace_of_its_own(server: Server, model: str) -> None:
    with session(server, {"dataset": {"key": "gaussians"}, "model": model}) as rest:
        told = rest.ok("GET", "trace?sample=3")
        NeuronTrace.model_validate(told)
        assert (told["model"], told["sum"]) == (model, 0.0)
        Statistics.model_validate(rest.ok("GET", "statistics"))
        Surface.model_validate(rest.ok("GET", "surface?kind=weights&resolution=3"))


@pytest.mark.parametrize("key", ["circle", "iris", "diabetes"])
def test_statistics_are_the_engines(server: Server, key: str) -> None:
    with session(server, {"dataset": {"key": key}}) as rest:
        rest.train(40)
        told = rest.ok("GET", "statistics")
        Statistics.model_validate(told)
        trainer = twin(rest, 40)
        report, (train, test) = layer_statistics(trainer), score(trainer)
        assert told["layers"] == same([layer.describe() for layer in report.layers])
        assert (told["train"], told["test"]) == (same(train.describe()), same(test.describe()))
        assert (told["step"], told["samples"], told["of"]) == (40, report.samples, report.of)
        status = rest.ok("GET")
        assert told["train"]["accuracy"] == status["train_accuracy"]


@pytest.mark.parametrize(
    ("part", "pointer", "text"),
    [
        ("trace", "/sample", "be given"),
        ("trace?sample=100", "/sample", "from 0 to 99; got 100"),
        ("trace?sample=-1", "/sample", "at least 0"),
        ("trace?sample=1.5", "/sample", "integer"),
        ("trace?sample=99999999999999999999999", "/sample", "must"),
        ("trace?sample=0&smaple=1", "/smaple", "did you mean 'sample'"),
        ("surface?kind=radnom", "/kind", "'random'"),
        ("surface?resolution=2", "/resolution", "at least 3"),
        ("surface?resolution=52", "/resolution", "at most 51"),
        ("surface?resolution=x", "/resolution", "integer"),
        ("surface?span=0", "/span", "greater than 0"),
        ("surface?span=nan", "/span", "must"),
        ("surface?span=1e9", "/span", "at most 1000"),
        ("surface?seed=-1", "/seed", "at least 0"),
        ("surface?kind=path", "/kind", "until the run has moved"),
        ("surface?kind=weights&first=layers.0.b.0", "/second", "be given"),
        ("surface?first=layers.0.b.0&second=layers.0.b.1", "/first", "be left out"),
        ("surface?kind=weights&first=a&second=layers.0.b.1", "/first", "name of a parameter"),
        ("surface?kind=weights&first=layers.0.b.0&second=layers.9.b.1", "/second", "3 layers"),
        ("surface?kind=weights&second=b&first=" + "x" * 99, "/first", "40"),
    ],
)
def test_a_bad_query_is_refused_at_its_field(
    server: Server, part: str, pointer: str, text: str
) -> None:
    with session(server) as rest:
        problem = assert_problem(rest.call("GET", part), 422)
        assert problem["errors"][0]["pointer"] == pointer
        assert text in problem["errors"][0]["detail"]


def test_an_export_runs_and_says_what_the_session_says(server: Server, tmp_path: Path) -> None:
    with session(server) as rest:
        rest.train(30)
        source = rest.call("GET", "export/numpy")
        assert source.headers["content-type"] == "text/x-python; charset=utf-8"
        attached = 'attachment; filename="network_step_30.py"'
        assert source.headers["content-disposition"] == attached
        (tmp_path / "network_step_30.py").write_bytes(source.content)
        inputs = rest.ok("GET", "data")["inputs"][:6]
        ask = f"import json, network_step_30 as n; print(json.dumps(n.predict({inputs}).tolist()))"
        command = [sys.executable, "-c", ask]
        printed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        wanted = rest.ok("POST", "predict", json={"inputs": inputs})["outputs"]
        np.testing.assert_allclose(json.loads(printed.stdout), wanted, rtol=1e-12)
        document = rest.call("GET", "export/json")
        assert document.headers["content-type"] == "application/json"
        assert document.headers["content-disposition"].endswith('"network_step_30.json"')
        Exported.model_validate(document.json())
        assert document.json()["spec"] == rest.created["spec"]


@pytest.mark.parametrize(
    ("title", "models"),
    [
        ("trace", [NetworkTrace, NeuronTrace, answers_inspection.LayerTrace]),
        ("statistics", [Statistics, answers_inspection.LayerStatistics, answers_inspection.Spread]),
        ("statistics", [answers_inspection.UnitStatistics, answers_inspection.Scores]),
        ("statistics", [answers_inspection.ClassScore, answers_inspection.Thresholds]),
        ("surface", [Surface, answers_inspection.Path, SurfaceQuery]),
        ("surface", [answers_inspection.Directions]),
        ("export/{format}", [Exported, answers_inspection.ExportedLayer]),
    ],
)
def test_every_field_is_documented(title: str, models: list[type[BaseModel]]) -> None:
    text = section(API, f"GET /api/sessions/{{session_id}}/{title}")
    names = {name for model in models for name in model.model_fields}
    assert {name for name in names if not re.search(rf'["`]{name}["`]', text)} == set()


def test_every_field_of_a_transfer_is_documented() -> None:
    text = section(API, "POST /api/sessions/{session_id}/transfer")
    assert TransferBody.model_fields.keys() == first_columns(text)


def test_an_unknown_format_is_answered_with_the_known_ones(server: Server) -> None:
    with session(server) as rest:
        problem = assert_problem(rest.call("GET", "export/pickle"), 404)
        assert all(export.key in problem["detail"] for export in EXPORTS)


def test_looking_needs_the_id_alone(server: Server) -> None:
    with session(server) as rest:
        for part in ("trace?sample=0", "statistics", "surface?resolution=3", "export/json"):
            assert rest.http.get(f"{rest.path}/{part}").status_code == 200
            assert rest.http.get(f"/api/sessions/nobody/{part}").status_code == 404


def test_a_diverged_session_can_be_looked_at(server: Server) -> None:
    plane = {"dataset": {"key": "plane"}, "features": ["x1_squared", "x2_squared"]}
    with session(server, plane | {"optimizer": {"key": "sgd", "learning_rate": 10.0}}) as rest:
        assert rest.ok("POST", "train", json={"steps": 5_000})["state"] == "diverged"
        NetworkTrace.model_validate(rest.ok("GET", "trace?sample=0"))
        Statistics.model_validate(rest.ok("GET", "statistics"))
        Surface.model_validate(rest.ok("GET", "surface?resolution=3&span=1000"))


def transferred(rest: Rest, body: dict[str, Any]) -> httpx.Response:
    return rest.http.post(f"{rest.path}/transfer", json=body)


def test_a_transfer_begins_with_the_layers_of_its_source(server: Server) -> None:
    with session(server, DEEP) as rest:
        rest.train(40)
        kept = rest.ok("GET", "weights")["layers"][0]
        body = {"dataset": {"key": "rings3", "samples": 90}, "keep_layers": 1}
        made = transferred(rest, body | {"spec": {"batch_size": 7}})
        assert made.status_code == 201
        created = made.json()
        assert made.headers["location"] == created["links"]["self"]
        assert created["spec"]["dataset"] == body["dataset"] | {"noise": 0.0}
        assert (created["spec"]["batch_size"], created["spec"]["frozen_layers"]) == (7, [0])
        assert created["spec"]["hidden_layers"] == DEEP["hidden_layers"]
        assert created["id"] != rest.id
        path = f"/api/sessions/{created['id']}"
        held = {"Authorization": f"Bearer {created['token']}"}
        start = rest.http.get(f"{path}/weights").json()["layers"]
        assert start[0] == kept and len(start[2]["b"]) == 3
        first = rest.http.post(f"{path}/train", json={"steps": 20}, headers=held).json()["losses"]
        now = rest.http.get(f"{path}/weights").json()["layers"]
        assert now[0] == kept and now[1] != start[1]
        assert rest.http.post(f"{path}/reset", headers=held).json()["step"] == 0
        assert rest.http.get(f"{path}/weights").json()["layers"] == start
        again = rest.http.post(f"{path}/train", json={"steps": 20}, headers=held).json()["losses"]
        assert first == again and all(map(math.isfinite, first))
        rest.http.delete(path, headers=held)


def test_the_example_of_a_transfer_works(server: Server) -> None:
    with session(server) as rest:
        created = transferred(rest, EXAMPLES["TransferBody"])
        Created.model_validate(created.json())
        held = {"Authorization": f"Bearer {created.json()['token']}"}
        assert rest.http.delete(created.json()["links"]["self"], headers=held).status_code == 204


def test_a_transfer_may_go_on_with_all_layers(server: Server) -> None:
    with session(server, DEEP | {"frozen_layers": [1]}) as rest:
        body = {"keep_layers": 2, "freeze": False, "spec": {"seed": 5}}
        created = transferred(rest, body).json()
        assert created["spec"]["frozen_layers"] == []
        assert created["spec"]["dataset"] == rest.created["spec"]["dataset"]
        held = {"Authorization": f"Bearer {created['token']}"}
        rest.http.delete(f"/api/sessions/{created['id']}", headers=held)


@pytest.mark.parametrize(
    ("body", "pointer", "text"),
    [
        ({}, "/keep_layers", "be given"),
        ({"keep_layers": 0}, "/keep_layers", "at least 1"),
        ({"keep_layers": 3}, "/keep_layers", "from 1 to 2"),
        ({"keep_layers": 10**30}, "/keep_layers", "must"),
        ({"keep_layers": True}, "/keep_layers", "integer"),
        ({"keep_layers": 1, "freeze": 1}, "/freeze", "true or false"),
        ({"keep_layers": 1, "frieze": True}, "/frieze", "did you mean 'freeze'"),
        ({"keep_layers": 1, "spec": []}, "/spec", "object"),
        ({"keep_layers": 1, "spec": {"batchsize": 1}}, "/spec/batchsize", "did you mean"),
        ({"keep_layers": 1, "spec": {"batch_size": 0}}, "/spec/batch_size", "at least 1"),
        ({"keep_layers": 1, "dataset": {"key": "circel"}}, "/dataset/key", "did you mean 'circle'"),
        ({"keep_layers": 1, "dataset": {"key": "iris"}}, "/features", "those of the network"),
        (
            {"keep_layers": 1, "spec": {"hidden_layers": [{"units": 4, "activation": "relu"}]}},
            "/spec/hidden_layers/0",
            "5 units with relu",
        ),
        ({"keep_layers": 1, "spec": {"model": "perceptron"}}, "/spec/model", "network"),
    ],
)
def test_a_transfer_that_does_not_fit_is_refused(
    server: Server, body: dict[str, Any], pointer: str, text: str
) -> None:
    with session(server, DEEP) as rest:
        before = rest.http.get("/readyz").json()["sessions"]
        problem = assert_problem(transferred(rest, body), 422)
        assert problem["errors"][0]["pointer"] == pointer, problem
        assert text in problem["errors"][0]["detail"], problem
        assert rest.http.get("/readyz").json()["sessions"] == before, "nothing is left over"
