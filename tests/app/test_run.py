"""A run by itself, with a clock that stands still: what it tells does not depend on who asks."""

from typing import Any

import pytest

from app.errors import WrongState
from app.protocol import decode_frame
from app.workers.description import status
from app.workers.messages import EventMessage, FrameMessage, Reply
from app.workers.pace import Ending
from app.workers.run import Run
from app.workers.surroundings import Surroundings
from engine import ExperimentSpec, build

SPEC: dict[str, Any] = {
    "dataset": {"key": "circle", "samples": 6_000},  # evaluated in several pieces
    "batch_size": 500,
    "hidden_layers": [{"units": 3, "activation": "tanh"}],
}


class World:
    """A run, what it sent, and a clock that ticks at each look."""

    def __init__(self, spec: dict[str, Any] | None = None) -> None:
        self.sent: list[Any] = []
        self.seconds = 0.0
        given = SPEC if spec is None else spec
        around = Surroundings(self.sent.append, self.clock, 1e9, 1_000_000)
        self.run = Run("s", given, build(ExperimentSpec.from_dict(given)), around)

    def clock(self) -> float:
        self.seconds += 0.001
        return self.seconds

    def work(self, *, polled: bool = False) -> None:
        """Give turns until the run waits."""
        while self.run.due_seconds() is not None:
            self.run.work(self.seconds + 0.003)
            if polled:
                status(self.run)

    def of(self, kind: type) -> list[Any]:
        return [message for message in self.sent if isinstance(message, kind)]

    def epochs(self) -> list[tuple[float, ...]]:
        return [row for message in self.of(FrameMessage) for row in message.epochs]


def test_asking_for_the_status_changes_nothing() -> None:
    quiet, asked = World(), World()
    for world in (quiet, asked):
        world.run.start(None, ending=Ending(epochs=4))
    quiet.work()
    asked.work(polled=True)
    assert (quiet.run.state, quiet.run.trainer.epoch) == ("finished", 4)
    assert asked.epochs() == quiet.epochs()
    assert [row[0] for row in asked.epochs()] == [1, 2, 3, 4]
    assert status(asked.run) == status(quiet.run)


def test_a_train_call_ends_at_an_epoch_whoever_measures_it() -> None:
    world = World()
    world.run.train(7, world.run.trainer.steps_per_epoch)
    world.work(polled=True)
    (reply,) = world.of(Reply)
    assert (reply.request, reply.value["state"], reply.value["epoch"]) == (7, "paused", 1)
    assert len(reply.value["losses"]) == world.run.trainer.steps_per_epoch


def test_an_edit_while_an_epochs_end_is_measured_keeps_the_epoch() -> None:
    world = World()
    world.run.start(None, ending=Ending(epochs=1))
    while world.run.trainer.epoch < 1:
        world.run.work(world.seconds + 0.003)
    world.run.take_parameters(world.run.trainer.parameters.copy())
    world.work()
    assert world.run.state == "finished"
    assert [row[0] for row in world.epochs()] == [1]


def test_a_session_that_ends_answers_its_train_call() -> None:
    world = World()
    world.run.train(7, 1_000)
    world.run.end()
    (reply,) = world.of(Reply)
    assert (reply.request, reply.error.code) == (7, "expired")


def test_a_train_call_cut_short_is_answered_from_where_the_session_is_now() -> None:
    world = World()
    world.run.set_pace(50.0)
    world.run.train(7, 1_000)
    world.run.work(world.seconds + 0.02)
    made = world.run.trainer.step
    world.run.trainer.reset()
    world.run.begin_generation("reset")
    (reply,) = world.of(Reply)
    told = reply.value
    assert (told["state"], told["step"], told["generation"]) == ("idle", 0, 2)
    assert told["train_loss"] == world.run.trainer.evaluate().train_loss
    assert told["steps_per_second"] == 50.0
    assert len(told["losses"]) == made > 0


def test_a_rebuild_goes_on_without_a_pause_in_between() -> None:
    world = World()
    world.run.start(None)
    world.sent.clear()
    world.run.begin_generation("rebuilt", state="running")
    states = [m.event["state"] for m in world.of(EventMessage) if m.event["type"] == "state"]
    assert states == ["running"]


def test_a_pace_set_in_a_train_call_holds_after_it() -> None:
    world = World()
    world.run.train(7, 24)
    world.run.set_pace(50.0)
    world.work()
    assert world.run.pace.steps_per_second == 50.0


def test_single_steps_wait_for_room_and_never_merge() -> None:
    world = World()
    world.run.emitter.watch(20.0, single_step=True, gradients=False)
    world.run.start(None)
    for _ in range(200):
        world.run.work(world.seconds + 0.05)
    frames = [decode_frame(m.frame) for m in world.of(FrameMessage) if m.single_step]
    assert [(f.step_from, f.step_to) for f in frames] == [(n, n + 1) for n in range(64)]
    assert world.run.due_seconds() is None
    world.run.emitter.acknowledge(frames[9].seq)
    assert world.run.due_seconds() is not None


def test_a_diverged_run_starts_only_anew() -> None:
    spec = {
        "dataset": {"key": "plane"},
        "features": ["x1_squared"],
        "optimizer": {"key": "sgd", "learning_rate": 10.0},
    }
    world = World(spec)
    world.run.start(None)
    world.work()
    assert world.run.state == "diverged"
    assert decode_frame(world.of(FrameMessage)[-1].frame).diverged
    with pytest.raises(WrongState, match="diverged"):
        world.run.start(None)
    world.run.trainer.reset()
    world.run.begin_generation("reset")
    world.run.start(None)
    assert world.run.state == "running"
