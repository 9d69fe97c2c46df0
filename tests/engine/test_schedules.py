"""Schedules are functions of the step: known answers, and the same rate on any way to a step."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import SCHEDULES, ExperimentSpec, build

RATE = 0.4


def rate(key: str, step: int, **values: float) -> float:
    schedule = SCHEDULES[key]
    return schedule.value(RATE, step, **schedule.check(values, "schedule"))


def test_constant_stays() -> None:
    assert [rate("constant", step) for step in (0, 1, 10**9)] == [RATE] * 3


@pytest.mark.parametrize(
    ("step", "expected"), [(0, 0.4), (9, 0.4), (10, 0.1), (19, 0.1), (20, 0.025), (30, 0.00625)]
)
def test_step_decay_drops_every_so_many_steps(step: int, expected: float) -> None:
    assert rate("step_decay", step, drop=0.25, every_steps=10) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(("step", "expected"), [(0, 0.4), (1, 0.36), (2, 0.324), (3, 0.2916)])
def test_exponential_keeps_a_share_each_step(step: int, expected: float) -> None:
    assert rate("exponential", step, decay=0.9) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("step", "expected"),
    [(0, 0.4), (25, 0.1 + 0.3 * (2 + math.sqrt(2)) / 4), (50, 0.25), (100, 0.1), (101, 0.1)],
)
def test_cosine_ends_at_its_minimum_and_stays(step: int, expected: float) -> None:
    values = {"total_steps": 100, "minimum_fraction": 0.25}
    assert rate("cosine", step, **values) == pytest.approx(expected, rel=1e-14)
    assert rate("cosine", 10**9, **values) == pytest.approx(0.1, rel=1e-14)


@pytest.mark.parametrize("key", SCHEDULES.keys())
@given(data=st.data(), step=st.integers(0, 10**9))
def test_every_schedule_begins_at_the_rate_and_never_rises(
    key: str, data: st.DataObject, step: int
) -> None:
    values = {
        each.name: data.draw(
            st.integers(int(each.minimum), int(each.maximum))
            if each.integer
            else st.floats(each.minimum, each.maximum)
        )
        for each in SCHEDULES[key].hyperparameters
    }
    assert rate(key, 0, **values) == pytest.approx(RATE, rel=1e-15)
    assert 0.0 <= rate(key, step + 1, **values) <= rate(key, step, **values) * (1 + 1e-15) <= 0.41


@pytest.mark.parametrize("key", SCHEDULES.keys())
def test_a_trainer_follows_it_and_a_change_of_the_rate_scales_it(key: str) -> None:
    spec = {"schedule": {"key": key}, "optimizer": {"key": "sgd", "learning_rate": RATE}}
    trainer = build(ExperimentSpec.from_dict(spec))
    trainer.advance(7)
    assert trainer.learning_rate == rate(key, 7)
    spec["optimizer"] = {"key": "sgd", "learning_rate": RATE / 2}
    trainer.configure(ExperimentSpec.from_dict({**trainer.spec.to_dict(), **spec}))
    assert trainer.learning_rate == pytest.approx(rate(key, 7) / 2, rel=1e-15)
