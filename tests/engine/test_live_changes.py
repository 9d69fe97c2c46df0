"""Live changes keep weights, moments and streams, and act at once."""

import numpy as np
import pytest

from engine import (
    LIVE_FIELDS,
    EngineError,
    ExperimentSpec,
    Trainer,
    build,
    load_checkpoint,
    save_checkpoint,
)

ADAM = {"optimizer": {"key": "adam"}}


def trainer(**fields: object) -> Trainer:
    return build(ExperimentSpec.from_dict(fields))


def change(subject: Trainer, **fields: object) -> None:
    subject.configure(ExperimentSpec.from_dict({**subject.spec.to_dict(), **fields}))


def test_a_change_of_nothing_changes_nothing() -> None:
    one, other = trainer(**ADAM, dropout_rate=0.2), trainer(**ADAM, dropout_rate=0.2)
    one.advance(100), other.advance(33)
    change(other)
    other.advance(67)
    assert np.array_equal(one.parameters, other.parameters)


@pytest.mark.parametrize(
    "fields",
    [
        {"optimizer": {"key": "adam", "learning_rate": 0.1, "beta1": 0.5}},
        {"batch_size": 30},
        {"batch_size": "full"},
        {"regularizer": {"key": "l1", "rate": 0.1}},
        {"dropout_rate": 0.5},
        {"gradient_clip": 0.01},
        {"frozen_layers": [0]},
    ],
)
def test_live_fields_change_in_place(fields: dict) -> None:
    assert set(fields) <= LIVE_FIELDS
    subject, untouched = trainer(**ADAM), trainer(**ADAM)
    subject.advance(55), untouched.advance(55)
    before, memory = subject.parameters.copy(), subject.capture().learner.memory
    change(subject, **fields)
    state = subject.capture()
    assert np.array_equal(subject.parameters, before)
    assert np.array_equal(state.learner.memory, memory) and memory.any()
    assert (state.step, state.learner.counts) == (55, [55, 55, 55])
    assert state.learner.streams == untouched.capture().learner.streams
    subject.advance(5), untouched.advance(5)
    assert not np.array_equal(subject.parameters, untouched.parameters)


def test_a_changed_learning_rate_counts_from_the_next_step() -> None:
    subject, slow = trainer(), trainer()
    subject.advance(10), slow.advance(10)
    before = subject.parameters.copy()
    change(subject, optimizer={"key": "sgd", "learning_rate": 0.3})
    assert subject.learning_rate == 0.3
    subject.advance(1), slow.advance(1)
    np.testing.assert_allclose(subject.parameters - before, 10 * (slow.parameters - before))


def test_another_batch_size_goes_on_in_the_same_epoch() -> None:
    subject = trainer()
    subject.advance(10)  # 100 of 400 samples
    order = subject.capture().learner.order
    change(subject, batch_size=250)
    assert (subject.steps_per_epoch, subject.steps_to_epoch_end) == (2, 2)
    subject.advance(1)
    assert np.array_equal(subject.capture().learner.order, order)
    assert (subject.epoch, subject.steps_to_epoch_end) == (0, 1)
    subject.advance(1)
    assert subject.epoch == 1


def test_notes_follow() -> None:
    subject = trainer()
    change(subject, batch_size=5000)
    assert "5000" in subject.notes[0]
    change(subject, batch_size=5)
    assert subject.notes == ()


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"hidden_layers": []}, "hidden_layers"),
        ({"optimizer": {"key": "adam"}}, "optimizer.key"),
        ({"dataset": {"key": "xor"}}, "dataset"),
        ({"seed": 1, "seeds": {}}, "seed"),
    ],
)
def test_other_fields_need_a_rebuild(fields: dict, name: str) -> None:
    subject = trainer()
    spec = subject.spec
    with pytest.raises(EngineError) as caught:
        change(subject, **fields)
    assert caught.value.field == name
    assert subject.spec is spec


@pytest.mark.parametrize("key", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("regularizer", ["none", "l1", "l2"])
def test_frozen_layers_do_not_move(key: str, regularizer: str) -> None:
    subject = trainer(optimizer={"key": key}, regularizer={"key": regularizer})
    subject.advance(20)  # moments are warm: they must not push on
    change(subject, frozen_layers=[0, 2])
    before = subject.get_layers()
    subject.advance(50)
    after = subject.get_layers()
    for index, moves in ((0, False), (1, True), (2, False)):
        same = np.array_equal(before[index]["W"], after[index]["W"])
        same &= np.array_equal(before[index]["b"], after[index]["b"])
        assert same is not moves
    change(subject, frozen_layers=[])
    subject.advance(1)
    assert not np.array_equal(subject.get_layers()[0]["W"], after[0]["W"])


def test_gradient_clip_shortens_the_whole_gradient() -> None:
    free, clipped = trainer(), trainer(gradient_clip=0.01)
    start = free.parameters.copy()
    free.advance(1), clipped.advance(1)
    long, short = free.parameters - start, clipped.parameters - start
    norm = np.linalg.norm(long) / 0.03
    assert norm > 0.01
    np.testing.assert_allclose(np.linalg.norm(short) / 0.03, 0.01, rtol=1e-3)
    np.testing.assert_allclose(short, long * 0.01 / (norm + 1e-6), rtol=1e-9)


def test_gradient_clip_leaves_short_gradients_alone() -> None:
    free, clipped = trainer(), trainer(gradient_clip=1000.0)
    free.advance(50), clipped.advance(50)
    assert np.array_equal(free.parameters, clipped.parameters)


def test_gradient_clip_looks_only_at_layers_that_learn() -> None:
    frozen = [0, 1]
    free = trainer(frozen_layers=frozen)
    clipped = trainer(frozen_layers=frozen, gradient_clip=0.01)
    start = free.parameters.copy()
    free.advance(1), clipped.advance(1)
    norm = np.linalg.norm(free.parameters - start) / 0.03
    expected = (free.parameters - start) * 0.01 / (norm + 1e-6)
    np.testing.assert_allclose(clipped.parameters - start, expected, rtol=1e-9)


def test_a_layer_that_was_frozen_leaves_no_trace_in_the_start_or_a_checkpoint() -> None:
    clipped = {**ADAM, "gradient_clip": 0.05}
    subject = trainer(**clipped, frozen_layers=[1])
    subject.advance(50)
    change(subject, frozen_layers=[])
    subject.reset()
    fresh = trainer(**clipped)
    assert np.array_equal(subject.advance(400).losses, fresh.advance(400).losses)
    copy = load_checkpoint(save_checkpoint(subject))
    assert np.array_equal(copy.advance(100).losses, subject.advance(100).losses)
