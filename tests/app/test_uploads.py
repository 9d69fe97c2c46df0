"""CSV files over REST: read, told, sampled, trained on, bounded, and forgotten."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from app.answers import Problem
from app.dataset_models import Sample, Uploaded, UploadQuery, UploadSummary
from app.routes import datasets
from app.routes.parts import CountedRoute
from app.settings import LOCAL_LIMITS, PUBLIC_LIMITS
from app.uploads import read_limits
from engine.datasets.csv_reader import ReadOptions, read_table
from tests.app.client import session
from tests.engine.test_csv_read import LAYOUTS
from tests.engine.test_csv_refused import REFUSED
from tests.serving import Server

CSV = {"Content-Type": "text/csv"}
TABLE = "height;weight;kind\n1,5;2;cat\n2,5;?;dog\n3,5;6;cat\n4,5;8;dog\n5,5;1;dog\n"
READ = ReadOptions.__dataclass_fields__.keys()

NASTY = {name: content for name, (content, _) in (REFUSED | LAYOUTS).items()}


@pytest.fixture(scope="module")
def http(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client


def upload(http: httpx.Client, content: bytes | str = TABLE, **query: Any) -> dict[str, Any]:
    data = content.encode() if isinstance(content, str) else content
    response = http.post("/api/datasets", content=data, params=query, headers=CSV)
    assert response.status_code == 201, response.text
    created: dict[str, Any] = response.json()
    Uploaded.model_validate(created)
    assert response.headers["location"] == f"/api/datasets/{created['id']}"
    return created


def refused(response: httpx.Response, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    Problem.model_validate(response.json())
    problem: dict[str, Any] = response.json()
    return problem


def test_a_file_is_read_and_told_again(http: httpx.Client) -> None:
    created = upload(http)
    told = http.get(f"/api/datasets/{created['id']}").json()
    UploadSummary.model_validate(told)
    assert created == told | {"token": created["token"]}
    expected = read_table(TABLE.encode(), limits=read_limits(LOCAL_LIMITS)).describe()
    assert told == expected | {"id": created["id"], "key": f"upload:{created['id']}"}
    assert told["guesses"].keys() == READ
    assert [(each["kind"], each["count"]) for each in told["problems"]] == [("missing", 1)]


def test_what_was_guessed_can_be_said(http: httpx.Client) -> None:
    said = {"delimiter": "semicolon", "decimal": ",", "encoding": "utf8", "header": "true"}
    created = upload(http, **said, quote="none", label="1", task="regression", missing="mean")
    assert created["guesses"] == {
        "encoding": "utf-8",
        "delimiter": ";",
        "quote": "none",
        "decimal": ",",
        "header": True,
        "label": ["height"],
        "task": "regression",
        "missing": "mean",
    }
    assert created["rows"] == 5
    several = upload(http, label=["height", "weight"], content="a,height,weight\n1,2,3\n4,5,7\n")
    assert several["guesses"]["label"] == ["height", "weight"]


@pytest.mark.parametrize("media", ["text/csv; charset=utf-8", "text/plain", "TEXT/CSV"])
def test_plain_text_is_taken_too(http: httpx.Client, media: str) -> None:
    body, headers = TABLE.encode(), {"Content-Type": media}
    assert http.post("/api/datasets", content=body, headers=headers).status_code == 201


@pytest.mark.parametrize(
    ("charset", "text", "encoding", "guess"),
    [
        ("utf-8", "name;é\n", "utf-8", "utf-8"),
        ('"UTF-16"', "name;é\n", "utf-16", "utf-16"),
        ("UTF-16LE", "name;é\n", "utf-16-le", "utf-16-le"),
        ("us-ascii", "name;e\n", "ascii", "utf-8"),
        ("latin-1", "name;Ã©\n", "latin-1", "latin-1"),  # which would be guessed as UTF-8
    ],
)
def test_a_charset_is_an_encoding(
    http: httpx.Client, charset: str, text: str, encoding: str, guess: str
) -> None:
    body = f"{text}1;0\n2;1\n".encode(encoding)
    headers = {"Content-Type": f"text/csv; header=present; Charset={charset}"}
    told = http.post("/api/datasets", content=body, headers=headers).json()
    assert told["guesses"]["encoding"] == guess
    assert told["columns"][1]["name"] == text[5:-1]


def test_a_charset_is_not_passed_over(http: httpx.Client) -> None:
    def post(charset: str, **query: str) -> httpx.Response:
        headers = {"Content-Type": f"text/csv; charset={charset}"}
        return http.post("/api/datasets", content=TABLE.encode(), params=query, headers=headers)

    refused(post("utf-16"), 422)
    for charset in ("ebcdic", "", "x" * 500):
        problem = refused(post(charset), 415)
        assert problem["detail"].startswith("charset must be one of utf-8, ")
        assert problem["detail"].count("; got '") == 1
    for charset in ("utf-16", "ebcdic"):
        assert post(charset, encoding="utf-8").status_code == 201  # what is asked for counts


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"label": "knd"}, "/label"),
        ({"delimiter": "x"}, "/delimiter"),
        ({"missing": "median"}, "/missing"),
        ({"header": "perhaps"}, "/header"),
        ({"lable": "kind"}, "/lable"),
        ({"label": ["x"] * 65}, "/label"),
        ({"label": "x" * 301}, "/label"),
        ({"task": "regression"}, ""),
        ({"encoding": "utf-16"}, ""),
    ],
)
def test_refusals_point_at_what_was_said(
    http: httpx.Client, query: dict[str, Any], pointer: str
) -> None:
    response = http.post("/api/datasets", content=TABLE.encode(), params=query, headers=CSV)
    problem = refused(response, 422)
    assert problem["errors"][0]["pointer"] == pointer
    assert " must " in problem["detail"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "an empty file"),
        (b"PK\x03\x04" + bytes(100), "export it as CSV"),
        (b"a,b\n1,0\n" + b"\xff\x00" * 9, "line 3 must be text without zero characters"),
        (b"a," * 600 + b"b\n", "at most 512 columns"),
        (b"a,b\n1,0\n" + b"9" * 257 + b",1\n", "line 3, column 'a' must have at most 256"),
        (b"a,b\n" + b"1,0\n2,1\n" * 100_001, "line 200002 must be among the first 200,000 rows"),
        ((b"1," * 500 + b"0\n") * 8_001, "line 8001 must be within the first 4,000,000 numbers"),
    ],
    ids=["empty", "zip", "binary", "columns", "field", "rows", "numbers"],
)
def test_files_that_cannot_be_read_say_why(http: httpx.Client, content: bytes, text: str) -> None:
    problem = refused(http.post("/api/datasets", content=content, headers=CSV), 422)
    assert text in problem["detail"]
    assert problem["errors"] == [{"pointer": "", "detail": problem["detail"]}]
    assert ("limit" in problem) is (problem["type"] == "urn:nn-playground:problem:limit")
    assert ("limit" in problem) is ("at most" in text or "the first" in text)


@pytest.mark.exhaustive
@pytest.mark.parametrize("content", NASTY.values(), ids=list(NASTY))
def test_no_file_is_a_mistake_of_ours(http: httpx.Client, content: bytes) -> None:
    response = http.post("/api/datasets", content=content, headers=CSV)
    if response.status_code == 201:
        Uploaded.model_validate(response.json())
    else:
        problem = refused(response, 422)
        assert " must " in problem["detail"] and len(response.content) < 8192


def test_other_bodies_are_refused(http: httpx.Client) -> None:
    for headers in ({}, {"Content-Type": "application/json"}, {"Content-Type": "multipart/form"}):
        refused(http.post("/api/datasets", content=b"a,b\n1,0\n", headers=headers), 415)
    large = b"1,0\n" * (LOCAL_LIMITS.csv_bytes // 4 + 1)
    problem = refused(http.post("/api/datasets", content=large, headers=CSV), 413)
    assert (problem["limit"], problem["actual"]) == (LOCAL_LIMITS.csv_bytes, len(large))
    chunks = (large[start : start + 65_536] for start in range(0, len(large), 65_536))
    refused(http.post("/api/datasets", content=chunks, headers=CSV), 413)


def test_only_the_token_removes(http: httpx.Client) -> None:
    created = upload(http)
    path = f"/api/datasets/{created['id']}"
    for headers in (
        {},
        {"Authorization": "Bearer no"},
        {"Authorization": f"Basic {created['id']}"},
    ):
        refused(http.delete(path, headers=headers), 401)
    authorized = {"Authorization": f"Bearer {created['token']}"}
    assert http.delete(path, headers=authorized).status_code == 204
    refused(http.delete(path, headers=authorized), 404)
    refused(http.get(path), 404)
    refused(http.get("/api/datasets/iris"), 404)
    refused(http.get(f"/api/datasets/{created['key']}/sample"), 404)


def test_sessions_train_on_an_upload_and_keep_it(server: Server, http: httpx.Client) -> None:
    rows = "".join(f"{at % 7},{at % 5},{'yes' if at % 7 > 3 else 'no'}\n" for at in range(70))
    created = upload(http, f"a,b,answer\n{rows}")
    spec = {"dataset": {"key": created["key"]}, "hidden_layers": []}
    with session(server, spec) as rest:
        http.delete(
            f"/api/datasets/{created['id']}",
            headers={"Authorization": f"Bearer {created['token']}"},
        )
        data = rest.ok("GET", "data")
        assert data["columns"] == ["a", "b"] and data["classes"] == ["no", "yes"]
        losses = rest.train(300)
        assert losses[-1] < losses[0]
        assert rest.ok("PATCH", json={"test_fraction": 0.5})["applied"] == "rebuilt"
        response = http.post("/api/sessions", json=spec)
        assert refused(response, 422)["errors"][0]["pointer"] == "/dataset/key"


def test_samples_of_an_upload_are_bounded_and_keep_the_shares(http: httpx.Client) -> None:
    width, count = 99, 1200
    header = ",".join(f"c{at}" for at in range(width))
    rows = "".join(
        f"{f'{at},' * width}{'rare' if at % 4 == 0 else 'often'}\n" for at in range(count)
    )
    created = upload(http, f"{header},kind\n{rows}")
    sample = http.get(f"/api/datasets/{created['key']}/sample", params={"seed": 3}).json()
    Sample.model_validate(sample)
    assert sample["rows"] == count and len(sample["inputs"]) == 320  # × 100 = 32,000 numbers
    assert np.bincount(sample["targets"]).tolist() == [240, 80]
    few = http.get(f"/api/datasets/{created['key']}/sample", params={"samples": 8}).json()
    assert np.bincount(few["targets"]).tolist() == [6, 2]
    assert few["columns"] == header.split(",") and few["classes"] == ["often", "rare"]


def test_samples_of_measured_data(http: httpx.Client) -> None:
    whole = http.get("/api/datasets/iris/sample").json()
    assert whole["rows"] == len(whole["inputs"]) == 150 and len(whole["columns"]) == 4
    part = http.get("/api/datasets/iris/sample", params={"samples": 30, "seed": 1}).json()
    assert np.bincount(part["targets"]).tolist() == [10, 10, 10]
    digits = http.get("/api/datasets/digits/sample").json()
    assert digits["rows"] == 1797 and len(digits["inputs"]) == 492
    values = http.get("/api/datasets/diabetes/sample", params={"samples": 20}).json()
    assert len(values["inputs"]) == len(values["targets"]) == 20 and values["classes"] is None
    half = {"samples_per_class": 10, "seed": 5}
    drawn = http.get("/api/datasets/digits_5_9/sample", params=half).json()
    with_spec = {"dataset": {"key": "digits_5_9", "samples_per_class": 10}, "seeds": {"data": 5}}
    made = http.post("/api/sessions", json=with_spec).json()
    assert http.get(f"/api/sessions/{made['id']}/data").json()["inputs"] == drawn["inputs"]
    for name in ("noise", "samples_per_class"):
        response = http.get("/api/datasets/iris/sample", params={name: 1})
        assert refused(response, 422)["errors"][0]["pointer"] == f"/{name}"


def test_queries_and_problems_are_documented() -> None:
    root = Path(__file__).parents[2]
    api = (root / "docs/api.md").read_text("utf-8")
    text = api.partition("### POST /api/datasets\n")[2].partition("\n### ")[0]
    rows = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    documented = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    sources = [
        path.read_text("utf-8") for path in (root / "engine/datasets/csv_reader").glob("*.py")
    ]
    kinds = re.findall(r'(?:Problem|problem)\(\s*"(\w+)"', "".join(sources))
    assert len(set(kinds)) > 15
    assert documented == {*kinds, *UploadQuery.model_fields}
    assert UploadQuery.model_fields.keys() == READ


def test_uploads_are_counted_like_sessions() -> None:
    (route,) = [each for each in datasets.router.routes if getattr(each, "name", None) == "upload"]
    assert isinstance(route, CountedRoute)


def test_public_servers_read_less() -> None:
    limits = read_limits(PUBLIC_LIMITS)
    assert (limits.rows, limits.columns, limits.field) == (20_000, 64, 256)
    assert (limits.classes, limits.samples, limits.numbers) == (20, 5_000, 1_000_000)


def test_a_long_file_is_thinned_to_what_a_session_takes(http: httpx.Client) -> None:
    rows = "".join(f"{at},{at * 3 % 11}.5,{at % 3}\n" for at in range(60_000))
    created = upload(http, f"a,b,y\n{rows}")
    assert (created["rows"], created["rows_read"]) == (LOCAL_LIMITS.samples, 60_000)
    response = http.post("/api/sessions", json={"dataset": {"key": created["key"]}})
    assert response.status_code == 201
