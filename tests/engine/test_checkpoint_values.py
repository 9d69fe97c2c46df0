"""Values of a checkpoint that have the right place and size, but not the right kind."""

import json
from typing import Any

import pytest

from engine import DataError, ExperimentSpec, build, load_checkpoint, save_checkpoint

SPEC = {"optimizer": {"key": "adam"}, "dataset": {"key": "circle", "samples": 30}}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    subject = build(ExperimentSpec.from_dict(SPEC))
    subject.advance(5)
    subject.start_from(subject.parameters.copy())
    return dict(json.loads(save_checkpoint(subject)))


def refuse(document: dict[str, Any], match: str, **changes: Any) -> None:
    load_checkpoint(json.dumps(document).encode())
    with pytest.raises(DataError, match=match):
        load_checkpoint(json.dumps({**document, **changes}).encode())


@pytest.mark.parametrize("name", ["parameters", "memory", "order", "start"])
@pytest.mark.parametrize("sign", ["*", "é", "="])
def test_arrays_must_be_base64_to_the_last_sign(
    document: dict[str, Any], name: str, sign: str
) -> None:
    rule = f"checkpoint must hold base64 of float64 as {name}"
    refuse(document, rule, **{name: sign * len(document[name])})
    refuse(document, rule, **{name: "A" * (len(document[name]) - 1) + sign.replace("=", "-")})


@pytest.mark.parametrize("name", ["step", "epoch", "position"])
@pytest.mark.parametrize("value", [True, 1.5, None, [1], "1.5", "", "9" * 31])
def test_counters_must_be_whole(document: dict[str, Any], name: str, value: object) -> None:
    refuse(document, "checkpoint must hold all counters", **{name: value})


def test_a_divergence_must_tell_its_cause_in_words(document: dict[str, Any]) -> None:
    whole = {
        "step": 3,
        "cause": "weights grew",
        "suggestion": {"optimizer": {"learning_rate": 0.1}},
    }
    content = json.dumps({**document, "divergence": whole}).encode()
    divergence = load_checkpoint(content).divergence
    assert divergence is not None and divergence.cause == "weights grew"
    assert (divergence.cause_key, divergence.cause_values) == ("", {})  # as older documents are
    for part in (
        {"cause": 3},
        {"suggestion": None},
        {"suggestion": [1]},
        {"step": -1},
        {"cause_key": "magic"},
        {"cause_key": 3},
        {"cause_values": 3},
        {"cause_values": {"step": "many"}},
        {"cause_values": {"step": True}},
        {"cause_values": {"weight": 1}},
    ):
        refuse(document, "checkpoint must hold all counters", divergence={**whole, **part})
