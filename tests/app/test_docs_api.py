"""The interface's documents: the script runs, and whatever the code names is named there."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import numpy as np
import orjson
import pytest

from app.answers import Problem, Status
from app.choices import NewSession, PatchBody
from app.errors import Refusal
from app.main import create_app
from app.protocol import HEADER, ClientCommand, Close, Frame, Hello, Until
from app.routes.parts import MEANINGS
from app.settings import LOCAL_LIMITS, PUBLIC_LIMITS, Limits
from engine import ExperimentSpec
from tests.app.client import session, stream
from tests.serving import Server

DOCS = Path(__file__).parent.parent.parent / "docs"
API, STREAM = ((DOCS / name).read_text("utf-8") for name in ("api.md", "stream.md"))
MAX_SCRIPT_LINES = 20
EVENTS = ("state", "configured", "generation", "worker_restarted", "closing")
EMPTY = np.zeros(1, dtype="<f4")
WHYS = ("reset", "reinitialize", "rebuilt", "weights", "worker_restarted", "rewind", "checkpoint")
PRINTED = re.compile(r"step +(\d+)  train loss (\d+\.\d+)  test loss (\d+\.\d+)")


def section(text: str, title: str) -> str:
    """Return what stands under a heading, up to the next one as high."""
    found = re.search(rf"^(#+) {re.escape(title)}$", text, re.MULTILINE)
    assert found, title
    rest = text[found.end() :]
    following = re.search(rf"^#{{1,{len(found[1])}}} (?!#)", rest, re.MULTILINE)
    return rest[: following.start()] if following else rest


def first_columns(text: str) -> set[str]:
    """Return what stands between backticks in the first column of the tables in `text`."""
    rows = re.findall(r"^\|([^|]+)\|", text, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def script() -> str:
    """Return the script of the document."""
    (found,) = re.findall(r"```python\n(.*?)```", section(API, "A session in 20 lines"), re.DOTALL)
    return str(found)


@pytest.fixture(scope="module")
def openapi() -> dict[str, Any]:
    return create_app().openapi()


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Return method, path and description of every call."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def run_script(text: str, server: Server) -> list[tuple[int, float, float]]:
    """Run the script, and return the step and the two losses of every line that it prints."""
    text = text.replace("http://127.0.0.1:8000", server.url)
    command = [sys.executable, "-W", "error", "-c", text]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    lines = [PRINTED.fullmatch(line) for line in result.stdout.splitlines()]
    assert all(lines)
    return [(int(line[1]), float(line[2]), float(line[3])) for line in lines if line]


def test_the_script_prints_falling_losses(server: Server) -> None:
    text = script()
    assert len(text.splitlines()) <= MAX_SCRIPT_LINES
    steps, train, test = zip(*run_script(text, server), strict=True)
    assert steps[0] < steps[-1] == 4000
    assert sorted(set(steps)) == list(steps)
    assert train[-1] < 0.1 * train[0]
    assert test[-1] < 0.1 * test[0]


def test_the_script_gets_one_frame_a_step_where_it_asks_for_every_step(server: Server) -> None:
    text = script().replace('"latest"', '"every_step"').replace("4000", "300")
    assert [step for step, _, _ in run_script(text, server)] == list(range(1, 301))


def test_every_call_is_documented(openapi: dict[str, Any]) -> None:
    named = section(API, "Calls")
    undocumented = [
        f"{method} {path}"
        for method, path, _ in operations(openapi)
        if f"`{method} {path}`" not in named
    ]
    assert undocumented == []


def test_every_field_of_an_experiment_is_documented() -> None:
    documented = first_columns(section(API, "Experiment"))
    names = {field.name for field in fields(ExperimentSpec)}
    assert names - documented == set()
    (defaults,) = re.findall(r"```json\n(.*?)```", section(API, "Experiment"), re.DOTALL)
    spec = ExperimentSpec.from_dict(orjson.loads(defaults))
    assert spec == ExperimentSpec()


def test_every_key_is_documented(openapi: dict[str, Any]) -> None:
    text = section(API, "Experiment")
    schemas = openapi["components"]["schemas"]
    keys = {
        schema["properties"]["key"]["const"]
        for schema in schemas.values()
        if "const" in schema.get("properties", {}).get("key", {})
    }
    for schema in (schemas["NewSession"]["properties"], schemas["Layer"]["properties"]):
        for name in ("output_activation", "loss", "activation"):
            keys |= set(schema.get(name, {}).get("enum", ()))
    assert len(keys) > 15
    assert {key for key in keys if f"`{key}`" not in text} == set()


def test_fields_beside_the_experiment_are_documented() -> None:
    beside = (NewSession.model_fields | PatchBody.model_fields).keys() - {
        field.name for field in fields(ExperimentSpec)
    }
    assert beside == {"locked", "steps_per_second", "keep_weights"}
    for name in (*beside, *Status.model_fields, *Problem.model_fields):
        assert re.search(rf'[`"]{name}[`"]', API), name
    assert set(Until.model_fields) <= first_columns(section(API, "Calls"))


def test_every_limit_is_documented_with_its_values() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| ([\d,–]+) \| ([\d,–]+) \|", section(API, "Limits"), re.MULTILINE
    )
    documented = {name: (local, public) for name, local, public in rows}

    def shown(value: int | None) -> str:
        return "–" if value is None else f"{value:,}"

    assert documented == {
        field.name: (
            shown(getattr(LOCAL_LIMITS, field.name)),
            shown(getattr(PUBLIC_LIMITS, field.name)),
        )
        for field in fields(Limits)
    }


def test_every_error_is_documented() -> None:
    text = section(API, "Errors")
    rows = {
        (int(status), code)
        for status, code in re.findall(r"^\| (\d{3}) \| `(\w+)` \|", text, re.MULTILINE)
    }
    kinds = (Refusal, *Refusal.__subclasses__())
    assert {(kind.status, kind.code) for kind in kinds} == rows
    assert set(MEANINGS) <= {status for status, _ in rows}


def test_every_close_code_is_documented() -> None:
    rows = re.findall(r"^\| (\d{4}) \| `(\w+)` \|", section(STREAM, "Close codes"), re.MULTILINE)
    assert {name: int(code) for code, name in rows} == {code.name: code.value for code in Close}


def test_retryable_codes_are_those_of_the_page() -> None:
    source = (DOCS.parent / "static/js/net/protocol.js").read_text("utf-8")
    codes = {name: int(code) for name, code in re.findall(r"^  (\w+): (\d{4}),", source, re.M)}
    (named,) = re.findall(r"RETRYABLE = new Set\(\[(.*?)\]\)", source, re.DOTALL)
    retryable = {codes[name] for name in re.findall(r"CLOSE\.(\w+)", named)}
    rows = re.findall(r"^\| (\d{4}) \|.*\| (yes|no) \|$", section(STREAM, "Close codes"), re.M)
    assert {int(code) for code, again in rows if again == "yes"} == retryable
    assert {int(code) for code, _ in rows} == set(codes.values())


def command_types() -> set[str]:
    union = get_args(ClientCommand)[0]
    models = get_args(union)
    return {kind for model in models for kind in get_args(model.model_fields["type"].annotation)}


def test_every_command_is_documented() -> None:
    assert command_types() == first_columns(section(STREAM, "Commands"))


def test_every_field_of_the_hello_is_documented() -> None:
    documented = first_columns(section(STREAM, "Hello and welcome"))
    assert Hello.model_fields.keys() - {"type"} <= documented


def test_every_event_is_documented() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", section(STREAM, "Events"), re.MULTILINE)
    assert {name for name, _ in rows} == set(EVENTS)
    sources = "".join(path.read_text("utf-8") for path in (DOCS.parent / "app").rglob("*.py"))
    sent = set(re.findall(r'"type": "(\w+)"', sources)) - {"ok", "error", "welcome", "frame"}
    assert sent - {"hello", "run"} == set(EVENTS)  # those two are what the probe says
    whys = set(re.findall(r'begin_generation\("(\w+)"', sources))
    assert whys == set(WHYS)
    assert all(f"`{why}`" in section(STREAM, "Events") for why in whys)


def test_fields_of_welcome_and_events_are_documented(server: Server) -> None:
    with session(server) as rest, stream(rest) as socket:
        welcome = socket.welcome
        socket.command("configure", batch_size=5)
        socket.command("train", steps=1)
        socket.command("reset")
    text = section(STREAM, "Hello and welcome")
    assert {name for name in welcome if not re.search(rf'[`"]{name}[`"]', text)} == set()
    fields_of = dict(
        re.findall(r"^\| `(\w+)` \| (.*?) \|", section(STREAM, "Events"), re.MULTILINE)
    )
    events = [event for event in socket.events if event["type"] in EVENTS]
    assert {event["type"] for event in events} == {"configured", "state", "generation"}
    for event in events:
        named = set(re.findall(r"`(\w+)`", fields_of[event["type"]]))
        named -= {"cause", "suggestion", "cause_key", "cause_values"}  # of a divergence alone
        assert event.keys() - {"type"} == named


def test_the_table_of_frames_is_the_header() -> None:
    rows = re.findall(
        r"^\| (\d+) \| (\S+(?: bytes)?)[^|]*\| (.*?) \|$", section(STREAM, "Frames"), re.MULTILINE
    )
    sizes = {"4 bytes": 4, "u8": 1, "u16": 2, "u32": 4, "u64": 8, "f32": 4}
    offset = 0
    for start, kind, _ in rows[:-1]:
        assert int(start) == offset
        offset += sizes[kind]
    assert offset == int(rows[-1][0]) == HEADER.size
    text = section(STREAM, "Frames")
    for field in fields(Frame):
        names = ["train_loss", "learning_rate"] if field.name == "metrics" else [field.name]
        assert all(f"`{name}`" in text for name in names), field.name
    frame = Frame(1, 1, 0, 1, 0, (0.0,) * 6, EMPTY, EMPTY)
    assert {name for name in frame.as_json() if f"`{name}`" not in text} == {"type"}


def test_the_reader_of_frames_reads_frames() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", STREAM, re.DOTALL)
    place: dict[str, Any] = {}
    exec(code, place)
    frame = Frame(3, 9, 5, 8, 2, (1.0, 2.0, 3.0, 4.0, 5.0, 6.0), EMPTY + 1, EMPTY + 2, EMPTY + 3)
    read = place["read_frame"](frame.encode())
    for field in fields(Frame):
        if field.name in read:
            assert list(np.atleast_1d(read[field.name])) == list(
                np.atleast_1d(getattr(frame, field.name))
            )
    assert read["test_accuracy"] == 4.0
