"""The outbox: events in order, frames merged without a gap, and nothing unbounded."""

import json

import numpy as np
import pytest

from app.protocol import Close, Frame, decode_frame, float32
from app.sessions.outbox import MAX_EVENTS, Closing, Outbox

NO_METRICS = (0.5,) * 6


class Clock:
    """A clock that stands still until told."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def make(clock: Clock, **options: object) -> Outbox:
    given = {
        "frames_per_second": 20.0,
        "wire_format": "binary",
        "single_step": False,
        "gradients": False,
    }
    return Outbox(clock, **(given | options))  # type: ignore[arg-type]


def frame(seq: int, step_from: int, losses: np.ndarray) -> Frame:
    return Frame(
        generation=1,
        seq=seq,
        step_from=step_from,
        step_to=step_from + losses.size,
        epoch=0,
        metrics=NO_METRICS,
        losses=float32(losses),
        parameters=float32(np.array([seq], dtype=float)),
        gradients=float32(np.ones(2)),
    )


def offer(outbox: Outbox, seq: int, step_from: int, losses: np.ndarray) -> None:
    outbox.offer(frame(seq, step_from, losses), losses)


async def test_frames_merge_while_none_is_due() -> None:
    clock = Clock()
    outbox = make(clock)
    offer(outbox, 1, 0, np.array([1.0]))
    assert decode_frame(await outbox.next()).seq == 1  # type: ignore[arg-type]
    offer(outbox, 2, 1, np.array([2.0, 3.0]))
    offer(outbox, 3, 3, np.array([4.0]))
    clock.seconds += 0.05
    merged = decode_frame(await outbox.next())  # type: ignore[arg-type]
    assert (merged.seq, merged.step_from, merged.step_to) == (3, 1, 4)
    assert merged.losses.tolist() == [2.0, 3.0, 4.0]
    assert merged.parameters.tolist() == [3.0]
    assert merged.gradients.size == 0


async def test_a_very_slow_client_gets_means_of_equal_buckets() -> None:
    clock = Clock()
    outbox = make(clock)
    losses = np.random.default_rng(0).uniform(size=100_000)
    for seq in range(100):
        offer(outbox, seq, seq * 1000, losses[seq * 1000 : (seq + 1) * 1000])
    merged = decode_frame(await outbox.next())  # type: ignore[arg-type]
    assert (merged.step_from, merged.step_to) == (0, 100_000)
    assert merged.losses.size <= 1024
    expected = [
        losses[at : at + merged.stride].mean() for at in range(0, losses.size, merged.stride)
    ]
    np.testing.assert_allclose(merged.losses, expected, rtol=1e-6)


async def test_an_event_comes_after_the_frame_before_it() -> None:
    outbox = make(Clock())
    offer(outbox, 1, 0, np.array([1.0]))
    outbox.push({"type": "state", "state": "paused"})
    offer(outbox, 2, 1, np.array([2.0]))
    assert decode_frame(await outbox.next()).step_to == 2  # type: ignore[arg-type]
    assert json.loads(await outbox.next())["state"] == "paused"


async def test_an_event_does_not_wait_for_the_frame_rate() -> None:
    outbox = make(Clock())
    offer(outbox, 1, 0, np.array([1.0]))
    await outbox.next()
    offer(outbox, 2, 1, np.array([2.0]))
    outbox.push({"type": "state", "state": "paused"})
    assert decode_frame(await outbox.next()).seq == 2  # type: ignore[arg-type]
    assert json.loads(await outbox.next())["type"] == "state"


async def test_a_new_generation_comes_before_its_frames_and_ends_the_old_ones() -> None:
    outbox = make(Clock())
    offer(outbox, 1, 0, np.array([1.0]))
    outbox.push({"type": "generation", "generation": 2})
    offer(outbox, 2, 0, np.array([]))
    outbox.push({"type": "state", "state": "idle"})
    assert json.loads(await outbox.next())["type"] == "generation"
    fresh = decode_frame(await outbox.next())  # type: ignore[arg-type]
    assert (fresh.seq, fresh.step_from, fresh.step_to) == (2, 0, 0)
    assert json.loads(await outbox.next())["type"] == "state"


async def test_single_steps_are_never_merged() -> None:
    outbox = make(Clock(), single_step=True)
    for seq in range(3):
        losses = np.array([float(seq)])
        outbox.offer(frame(seq, seq, losses), losses)
        outbox.offer_step(frame(seq, seq, losses))
    assert [decode_frame(await outbox.next()).seq for _ in range(3)] == [0, 1, 2]  # type: ignore[arg-type]


async def test_gradients_come_to_who_asked() -> None:
    outbox = make(Clock(), gradients=True)
    offer(outbox, 1, 0, np.array([1.0]))
    assert decode_frame(await outbox.next()).gradients.tolist() == [1.0, 1.0]  # type: ignore[arg-type]


async def test_json_has_null_for_what_is_not_finite() -> None:
    outbox = make(Clock(), wire_format="json")
    offer(outbox, 1, 0, np.array([np.inf]))
    text = await outbox.next()
    assert isinstance(text, str)
    assert json.loads(text)["losses"] == [None]


async def test_events_are_bounded() -> None:
    outbox = make(Clock())
    for _ in range(MAX_EVENTS + 1):
        outbox.push({"type": "state"})
    for _ in range(MAX_EVENTS):
        await outbox.next()
    with pytest.raises(Closing) as closing:
        await outbox.next()
    assert closing.value.code is Close.TIMEOUT
