"""How fast a run may go, and where it ends."""

import math

import pytest

from app.workers.pace import UNPACED, Ending, Pace
from engine import Metrics


def metrics(train_loss: float, test_loss: float | None = None) -> Metrics:
    return Metrics(train_loss, test_loss, None, None, 0.0)


def test_a_paced_run_gets_its_steps_in_time() -> None:
    pace = Pace(10.0)
    pace.start(100.0)
    made = 0
    for tick in range(0, 101):
        now = 100.0 + tick * 0.01
        steps = pace.allowed(now)
        pace.use(steps)
        made += steps
    assert made == 11, "the first at once, then ten a second"
    assert pace.due_seconds() == pytest.approx(101.1)


def test_a_run_that_fell_behind_does_not_catch_up() -> None:
    pace = Pace(100.0)
    pace.start(0.0)
    pace.use(1)
    assert pace.allowed(0.2) == 20
    assert pace.allowed(5.0) == 1


def test_an_unpaced_run_is_always_due() -> None:
    pace = Pace(None)
    pace.start(7.0)
    assert pace.allowed(7.0) == UNPACED
    assert pace.due_seconds() == 0.0


def test_the_first_condition_met_ends() -> None:
    assert Ending(epochs=3).met(3, metrics(1.0))
    assert not Ending(epochs=3).met(2, metrics(1.0))
    assert Ending(train_loss=0.5).met(1, metrics(0.5))
    assert not Ending(test_loss=0.5).met(1, metrics(0.1))
    assert Ending(test_loss=0.5).met(1, metrics(0.9, 0.4))
    assert Ending(epochs=9, train_loss=0.5).met(1, metrics(0.5))
    assert not Ending().met(10**9, metrics(0.0))
    assert Ending(steps=5).steps_left(3) == 2
    assert Ending(steps=5).steps_left(9) == 0


def test_patience_counts_epochs_without_a_better_loss() -> None:
    ending = Ending(patience_epochs=2)
    assert not ending.met(1, metrics(9.0, 1.0))
    assert not ending.met(2, metrics(8.0, 1.0))
    assert not ending.met(3, metrics(7.0, 0.9))
    assert not ending.met(4, metrics(6.0, math.nan))
    assert ending.met(5, metrics(5.0, 0.9))


def test_an_ending_survives_as_plain_data() -> None:
    ending = Ending(patience_epochs=2)
    ending.met(1, metrics(1.0))
    assert Ending.of(ending.state()) == ending
    assert Ending.of(None) == Ending()
