"""The golden files are what scripts/golden.py makes of the code as it is now."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from app import protocol
from engine import ACTIVATIONS, FEATURES

ROOT = Path(__file__).parent.parent.parent


def load_script() -> ModuleType:
    found = importlib.util.spec_from_file_location("golden", ROOT / "scripts/golden.py")
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


GOLDEN = load_script()
ADVICE = "run .venv/bin/python scripts/golden.py"


def stored(name: str) -> Any:
    return json.loads((ROOT / "tests/fixtures" / name).read_text("utf-8"))


@pytest.mark.parametrize("name", ["frames", "messages", "close_codes"])
def test_wire_files_are_up_to_date(name: str) -> None:
    assert getattr(GOLDEN, name)() == stored(f"wire/{name}.json"), ADVICE


def test_forward_cases_are_up_to_date() -> None:
    fresh, old = GOLDEN.forward(), stored("forward.json")
    assert [case["name"] for case in fresh] == [case["name"] for case in old], ADVICE
    for case, golden in zip(fresh, old, strict=True):
        outputs, expected = case.pop("outputs"), golden.pop("outputs")
        np.testing.assert_allclose(outputs, expected, rtol=1e-9, atol=1e-12)  # other math libraries
        for side in (case, golden):
            for field in ("mean", "scale", "target_mean", "target_scale"):
                side["preprocessing"][field] = np.round(side["preprocessing"][field], 9).tolist()
            ranges = [list(each.values()) for each in side["preprocessing"]["ranges"]]
            side["preprocessing"]["ranges"] = np.round(ranges, 9).tolist()
        assert case == golden, ADVICE


def test_forward_cases_cover_every_feature_and_activation() -> None:
    cases = stored("forward.json")
    told = [case["preprocessing"] for case in cases]
    features = {key for each in told if each["planar"] for key in each["features"]}
    assert not all(each["planar"] for each in told), ADVICE
    activations = {layer["activation"] for case in cases for layer in case["layout"]}
    assert set(FEATURES.keys()) <= features, ADVICE
    assert {*ACTIVATIONS.keys(), "softmax"} <= activations, ADVICE


@pytest.mark.parametrize("golden", stored("wire/frames.json"), ids=lambda case: case["name"])
def test_golden_frames_decode_to_their_values(golden: dict[str, Any]) -> None:
    data = bytes.fromhex(golden["hex"])
    frame = protocol.decode_frame(data)
    assert json.loads(protocol.dump_json(frame.as_json())) == golden["frame"]
    assert frame.encode() == data


@pytest.mark.parametrize("name", ["watching", "controlling", "resuming"])
def test_the_page_s_hello_is_understood(name: str) -> None:
    hello = protocol.Hello.model_validate(stored("wire/messages.json")["hello"][name])
    assert (hello.token is None) == (name == "watching")
    assert (hello.resume is None) == (name != "resuming")


@pytest.mark.parametrize("command", stored("wire/messages.json")["commands"], ids=str)
def test_the_page_s_commands_are_understood(command: dict[str, Any]) -> None:
    understood = protocol.COMMAND.validate_python(command)
    assert understood.id == command["id"]
    assert understood.type == command["type"]
