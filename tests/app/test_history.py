"""The history: exact at both ends, thinned between, and bounded."""

import numpy as np
import pytest

from app.sessions.history import EXACT_STEPS, MAX_EPOCH_ROWS, MIDDLE_BUCKETS, History


def ramp(steps: int, piece: int = 7_001) -> History:
    history = History()
    losses = np.arange(steps, dtype=float)
    for start in range(0, steps, piece):
        history.append(losses[start : start + piece])
    return history


@pytest.mark.parametrize("steps", [0, 1, 10, EXACT_STEPS, EXACT_STEPS + 1, 100_001, 400_000])
def test_segments_cover_every_step_with_exact_means(steps: int) -> None:
    history = ramp(steps)
    assert history.steps == steps
    reached = 0
    for segment in history.segments():
        assert segment.step_from == reached
        edges = np.arange(segment.step_from, segment.step_to, segment.stride)
        ends = np.minimum(edges + segment.stride, segment.step_to)
        np.testing.assert_allclose(segment.values, (edges + ends - 1) / 2)
        reached = segment.step_to
    assert reached == steps


def test_both_ends_are_exact() -> None:
    segments = ramp(400_000).segments()
    assert segments[0].stride == segments[-1].stride == 1
    assert segments[0].step_to == EXACT_STEPS
    assert segments[-1].step_from <= 400_000 - EXACT_STEPS
    assert len(segments[1].values) <= MIDDLE_BUCKETS


@pytest.mark.parametrize("step", [0, 10, EXACT_STEPS, 120_000, 345_678, 399_000])
def test_after_truncation_the_numbering_goes_on(step: int) -> None:
    history = ramp(400_000)
    history.truncate(step)
    assert history.steps == step
    history.append(np.array([-1.0, -2.0]))
    last = history.segments()[-1]
    assert last.step_to == history.steps == step + 2
    assert last.values[-2:].tolist() == [-1.0, -2.0]


def test_exact_losses_or_none() -> None:
    history = ramp(400_000)
    np.testing.assert_array_equal(history.exact(399_990), np.arange(399_990, 400_000.0))
    assert history.exact(400_000) is not None
    assert history.exact(10) is None
    assert history.exact(400_001) is None or history.exact(400_001).size == 0
    short = ramp(60_000)
    np.testing.assert_array_equal(short.exact(10), np.arange(10, 60_000.0))


def test_epoch_rows_are_thinned_evenly_and_cut_by_step() -> None:
    history = History()
    for epoch in range(1, 3_001):
        history.append_epochs(((epoch, 10 * epoch, *[0.5] * 6),))
    epochs = history.epochs()["epoch"]
    assert len(epochs) <= MAX_EPOCH_ROWS
    assert set(np.diff(epochs)) == {4}
    history.truncate(100)
    assert history.epochs()["epoch"] == [4, 8]


def test_memory_is_bounded() -> None:
    history = ramp(2_000_000, piece=50_000)
    kept = sum(segment.values.nbytes for segment in history.segments())
    assert kept < 1024 * 1024


def test_a_history_may_begin_anywhere() -> None:
    history = ramp(100).at(5_000, known=False)
    assert (history.first_step, history.steps, history.segments()) == (5_000, 5_000, [])
    history.append(np.arange(20.0))
    (segment,) = history.segments()
    assert (segment.step_from, segment.step_to) == (5_000, 5_020)
    assert history.exact(5_015).tolist() == [15.0, 16.0, 17.0, 18.0, 19.0]
    assert history.exact(4_999) is None
    cut = history.at(5_010, known=True)
    assert cut is history and cut.steps == 5_010
    assert history.at(0, known=True).first_step == 0, "what is before its beginning is not known"
