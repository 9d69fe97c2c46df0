"""A checkpoint is exact, and bytes that are none are refused before anything is made."""

import base64
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine import (
    DataError,
    ExperimentSpec,
    Table,
    Trainer,
    build,
    load_checkpoint,
    read_checkpoint_spec,
    save_checkpoint,
)

ROOT = Path(__file__).parents[2]
SPEC = {
    "dataset": {"key": "spiral", "noise": 0.1, "samples": 333},
    "optimizer": {"key": "adam"},
    "dropout_rate": 0.2,
    "hidden_layers": [{"units": 6, "activation": "relu"}, {"units": 5}],
}
RESUME = """
import sys
from engine import load_checkpoint
trainer = load_checkpoint(sys.stdin.buffer.read())
losses = trainer.advance(100).losses
sys.stdout.buffer.write(losses.tobytes() + trainer.capture().learner.memory.tobytes())
sys.stdout.buffer.write(trainer.parameters.tobytes())
"""


def trainer(**fields: object) -> Trainer:
    return build(ExperimentSpec.from_dict({**SPEC, **fields}))


def edit(content: bytes, **changes: object) -> bytes:
    """Replace fields of the document."""
    return json.dumps({**json.loads(content), **changes}).encode()


def encode(*numbers: float) -> str:
    return base64.b64encode(np.array(numbers, "<f8").tobytes()).decode()


def swap_last(content: bytes, name: str, number: float) -> bytes:
    """Replace the last number of an array."""
    numbers = np.frombuffer(base64.b64decode(json.loads(content)[name]), "<f8")
    return edit(content, **{name: encode(*numbers[:-1], number)})


@pytest.fixture(scope="module")
def content() -> bytes:
    subject = trainer()
    subject.advance(37)
    return save_checkpoint(subject)


def test_a_new_process_goes_on_bit_for_bit() -> None:
    whole, half = trainer(), trainer()
    whole.advance(100)
    expected = whole.advance(100).losses.tobytes()
    expected += whole.capture().learner.memory.tobytes() + whole.parameters.tobytes()
    half.advance(100)
    resumed = subprocess.run(
        [sys.executable, "-c", RESUME],
        input=save_checkpoint(half),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert resumed.stdout == expected


def test_everything_comes_back(content: bytes) -> None:
    subject, loaded = trainer(), load_checkpoint(content)
    subject.advance(37)
    assert (loaded.spec, loaded.notes) == (subject.spec, subject.notes)
    assert (loaded.step, loaded.epoch) == (subject.step, subject.epoch)
    assert loaded.steps_to_epoch_end == subject.steps_to_epoch_end
    assert loaded.evaluate() == subject.evaluate()
    assert save_checkpoint(loaded) == content
    assert read_checkpoint_spec(content) == subject.spec


def test_reset_after_loading_goes_back_to_the_start(content: bytes) -> None:
    loaded = load_checkpoint(content)
    loaded.reset()
    assert np.array_equal(loaded.parameters, trainer().parameters)


def test_a_start_that_was_put_in_comes_along() -> None:
    subject = trainer()
    start = np.linspace(-1, 1, subject.parameters.size)
    subject.start_from(start)
    subject.advance(9)
    loaded = load_checkpoint(save_checkpoint(subject))
    assert np.array_equal(loaded.parameters, subject.parameters)
    loaded.reset()
    assert np.array_equal(loaded.parameters, start)


def test_counts_of_frozen_layers_come_along() -> None:
    subject = trainer(frozen_layers=[1])
    subject.advance(9)
    assert load_checkpoint(save_checkpoint(subject)).capture().learner.counts == [9, 0, 9]


def test_a_divergence_comes_along() -> None:
    wild = {"dataset": {"key": "plane"}, "optimizer": {"key": "sgd", "learning_rate": 10.0}}
    subject = build(ExperimentSpec.from_dict({**SPEC, **wild, "dropout_rate": 0.0}))
    subject.start_from(np.full(subject.parameters.size, 3.0))
    assert subject.advance(10_000).divergence is not None
    loaded = load_checkpoint(save_checkpoint(subject))
    assert loaded.divergence == subject.divergence
    assert np.array_equal(loaded.parameters, subject.parameters)


def test_at_an_epochs_end_and_at_step_zero_too() -> None:
    for steps in (0, trainer().steps_per_epoch):
        one = trainer()
        one.advance(steps)
        other = load_checkpoint(save_checkpoint(one))
        assert one.advance(50).losses.tolist() == other.advance(50).losses.tolist()


def test_hidden_units_come_along() -> None:
    subject = trainer()
    subject.hide_unit(0, 2, hidden=True)
    subject.advance(3)
    loaded = load_checkpoint(save_checkpoint(subject))
    assert loaded.hidden_units == ((0, 2),)
    assert loaded.advance(20).losses.tolist() == subject.advance(20).losses.tolist()


@pytest.mark.parametrize("averaged", [False, True])
def test_a_perceptron_goes_on_bit_for_bit(averaged: bool) -> None:
    spec = {"model": "perceptron", "dataset": {"key": "xor"}, "perceptron": {"averaged": averaged}}
    subject = build(ExperimentSpec.from_dict(spec))
    subject.advance(555)
    loaded = load_checkpoint(save_checkpoint(subject))
    assert loaded.advance(99_999).losses.tolist() == subject.advance(99_999).losses.tolist()
    assert loaded.outcome == subject.outcome == "not_converged"
    assert save_checkpoint(loaded) == save_checkpoint(subject)
    assert load_checkpoint(save_checkpoint(subject)).outcome == "not_converged"


def test_a_threshold_unit_and_drawn_points_come_along() -> None:
    points = [{"x": [0.0, 0.0], "y": 0}, {"x": [1.0, 1.0], "y": 1}]
    dataset = {"key": "points", "points": points}
    subject = build(ExperimentSpec.from_dict({"model": "threshold", "dataset": dataset}))
    subject.set_parameters([1.0, 1.0, -2.0])
    loaded = load_checkpoint(save_checkpoint(subject))
    assert loaded.spec.to_dict()["dataset"] == dataset
    assert loaded.parameters.tolist() == [1.0, 1.0, -2.0]


def test_an_uploaded_table_is_named_and_must_be_brought_along() -> None:
    inputs, targets = np.arange(20.0).reshape(10, 2), np.arange(10) % 2
    tables = {"upload:a": Table(("a", "b"), inputs, targets, ("no", "yes"), ("class",))}
    spec = ExperimentSpec.from_dict({"dataset": {"key": "upload:a"}}, tables)
    content = save_checkpoint(build(spec))
    assert save_checkpoint(load_checkpoint(content, tables)) == content
    with pytest.raises(DataError, match="upload"):
        load_checkpoint(content)


def test_large_integers_are_written_as_text(content: bytes) -> None:
    whole: list[int] = []
    document = json.loads(content, parse_int=lambda text: whole.append(int(text)))
    assert max(whole) < 2**53
    assert all(isinstance(value, str) for value in document["streams"]["batches"].values())


@pytest.mark.parametrize("length", [0, 1, 8, 15, 16, 100, -1, -8, -1000])
def test_truncated_bytes_are_refused(content: bytes, length: int) -> None:
    with pytest.raises(DataError, match="checkpoint must"):
        load_checkpoint(content[:length])


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda c: b"PK\3\4" + c[4:], id="a zip file"),
        pytest.param(lambda _: b"\x80\x04K\x01.", id="a pickle"),
        pytest.param(lambda c: edit(c, format="other"), id="format"),
        pytest.param(lambda c: edit(c, version=2), id="version"),
        pytest.param(lambda c: b"[" * 5000 + c, id="too deep"),
        pytest.param(lambda _: b"[1]", id="a list"),
        pytest.param(lambda c: edit(c, parameters=encode(1.0)), id="too few parameters"),
        pytest.param(lambda c: edit(c, parameters=None), id="no parameters"),
        pytest.param(lambda c: swap_last(c, "parameters", np.nan), id="NaN weight"),
        pytest.param(lambda c: swap_last(c, "memory", np.inf), id="infinite moment"),
        pytest.param(lambda c: swap_last(c, "order", 0.5), id="no permutation"),
        pytest.param(
            lambda c: edit(c, hidden_units=[[9, 9]]), id="a hidden unit that is not there"
        ),
        pytest.param(lambda c: edit(c, hidden_units=[3]), id="hidden units of another kind"),
        pytest.param(lambda c: edit(c, spec=None), id="no spec"),
        pytest.param(lambda c: edit(c, spec={"hidden_layers": [{"units": 1e9}]}), id="bad spec"),
        pytest.param(
            lambda c: edit(c, spec={**SPEC, "hidden_layers": [{"units": 4096}] * 64}),
            id="17 GB declared",
        ),
        pytest.param(lambda c: edit(c, step=-1), id="negative step"),
        pytest.param(lambda c: edit(c, step="x"), id="no number"),
        pytest.param(lambda c: edit(c, step="9" * 5000), id="huge number"),
        pytest.param(lambda c: edit(c, position=10**6), id="position"),
        pytest.param(lambda c: edit(c, epoch=38), id="more epochs than steps"),
        pytest.param(lambda c: edit(c, step=str(2**50), epoch=str(2**40)), id="too many epochs"),
        pytest.param(lambda c: edit(c, counts=[1]), id="counts"),
        pytest.param(lambda c: edit(c, streams={}), id="no streams"),
        pytest.param(lambda c: edit(c, streams=3), id="streams of another kind"),
        pytest.param(
            lambda c: edit(c, streams={k: {"state": "x"} for k in ("batches", "dropout")}),
            id="streams without state",
        ),
        pytest.param(
            lambda c: edit(
                c,
                streams={
                    k: {"state": str(2**200), "inc": "1", "has_uint32": "0", "uinteger": "0"}
                    for k in ("batches", "dropout")
                },
            ),
            id="streams out of range",
        ),
        pytest.param(lambda c: edit(c, divergence=3), id="divergence"),
        pytest.param(lambda c: edit(c, divergence={"step": 1}), id="half a divergence"),
        *(
            pytest.param(
                lambda c, told=told: edit(
                    c, divergence={"step": 1, "cause": "x", "suggestion": {}} | told
                ),
                id=f"divergence {index}",
            )
            for index, told in enumerate(
                [
                    {"cause": "x" * 301},
                    {"suggestion": {"dataset": {"key": "xor"}}},
                    {"suggestion": {"optimizer": 3}},
                    {"suggestion": {"optimizer": {"learning_rate": 1e9}}},
                ]
            )
        ),
        pytest.param(lambda c: edit(c, start=""), id="a start that is empty"),
    ],
)
def test_hostile_bytes_are_refused(content: bytes, spoil: object) -> None:
    with pytest.raises(DataError, match="checkpoint must"):
        load_checkpoint(spoil(content))  # type: ignore[operator]


def test_the_advice_to_standardize_comes_along() -> None:
    points = [{"x": [1e5 * each, 1.0], "y": 0.5 * each} for each in range(8)]
    dataset = {"key": "points", "points": points}
    subject = build(ExperimentSpec.from_dict({"dataset": dataset, "hidden_layers": []}))
    report = subject.advance(1000)
    assert report.divergence is not None
    assert report.divergence.suggestion == {"standardize": True}
    assert load_checkpoint(save_checkpoint(subject)).divergence == report.divergence
