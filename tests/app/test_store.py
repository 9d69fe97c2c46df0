"""Sessions that nobody watches pause, and end when their time is over."""

from typing import Any

import pytest

from app.errors import Expired, LimitExceeded, NotFound, Unavailable
from app.file_reader import FileReader
from app.sessions.outbox import Outbox
from app.sessions.session import Session
from app.sessions.store import SessionStore
from app.settings import PUBLIC_LIMITS, Settings
from app.uploads import UploadStore
from engine import ExperimentSpec, build


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


class FakeWorker:
    """A worker that answers at once, so that time can be told to pass."""

    is_ready = True

    def __init__(self) -> None:
        self.residents: dict[str, Any] = {}
        self.calls: list[str] = []

    async def call(self, _session: str, operation: str, **arguments: Any) -> Any:
        self.calls.append(operation)
        if operation == "create":
            trainer = build(ExperimentSpec.from_dict(arguments["requested"]))
            told = {"spec": trainer.spec.to_dict(), "requested": arguments["requested"]}
            names = "notes layout preprocessing classes hidden_units points".split()
            rest = dict.fromkeys(names)
            state = {"state": "idle", "reason": None, "step": 0, "epoch": 0}
            return told | rest | state | {"steps_per_second": 60, "generation": 1}
        return {"state": "paused"}

    def tell(self, _session: str, operation: str, **_arguments: Any) -> None:
        self.calls.append(operation)

    def drop_unused_tables(self) -> None:
        """Hold no tables."""


class FakePool:
    def __init__(self) -> None:
        self.worker = FakeWorker()

    def least_loaded(self) -> FakeWorker:
        return self.worker


class World:
    """A store with public limits, its clock and its only worker."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.pool = FakePool()
        uploads = UploadStore(PUBLIC_LIMITS, self.clock, FileReader())
        self.store = SessionStore(Settings(public=True), self.pool, uploads, self.clock)  # type: ignore[arg-type]

    async def session(self) -> Session:
        return await self.store.create({}, [])

    async def pass_seconds(self, seconds: float) -> None:
        self.clock.seconds += seconds
        for session in self.store:
            await self.store.tend_one(session)

    def outbox(self) -> Outbox:
        return Outbox(
            self.clock,
            frames_per_second=20,
            wire_format="binary",
            single_step=False,
            gradients=False,
        )


@pytest.fixture
def world() -> World:
    return World()


def set_state(session: Session, state: str) -> None:
    session._take_event({"type": "state", "state": state})


async def test_a_session_ends_after_its_time_to_live(world: World) -> None:
    session = await world.session()
    await world.pass_seconds(PUBLIC_LIMITS.disconnected_seconds)
    assert world.store.get(session.id) is session
    await world.pass_seconds(1)
    with pytest.raises(Expired):
        world.store.get(session.id)
    assert world.pool.worker.calls[-1] == "close"
    with pytest.raises(NotFound):
        world.store.get("never")


async def test_a_socket_keeps_a_session_until_it_is_idle_too_long(world: World) -> None:
    session = await world.session()
    session.outboxes.add(world.outbox())
    await world.pass_seconds(PUBLIC_LIMITS.disconnected_seconds + 1)
    assert world.store.get(session.id)
    set_state(session, "running")
    await world.pass_seconds(PUBLIC_LIMITS.idle_seconds or 0)
    assert world.store.get(session.id), "a session that trains is not idle"
    set_state(session, "paused")
    await world.pass_seconds(1)
    with pytest.raises(Expired):
        world.store.get(session.id)


async def test_training_pauses_when_nobody_watches(world: World) -> None:
    session = await world.session()
    set_state(session, "running")
    await world.pass_seconds(30)
    assert "pause" not in world.pool.worker.calls
    await world.pass_seconds(1)
    assert world.pool.worker.calls[-1] == "pause"


async def test_a_run_with_an_ending_goes_on_alone_and_is_kept_a_while(world: World) -> None:
    session = await world.session()
    set_state(session, "running")
    session.runs_alone = True
    await world.pass_seconds(PUBLIC_LIMITS.disconnected_seconds + 100)
    assert "pause" not in world.pool.worker.calls
    set_state(session, "finished")
    await world.pass_seconds(PUBLIC_LIMITS.disconnected_seconds)
    assert world.store.get(session.id), "its time to live counts from its end"
    await world.pass_seconds(1)
    with pytest.raises(Expired):
        world.store.get(session.id)


async def test_no_session_lives_for_ever(world: World) -> None:
    session = await world.session()
    session.outboxes.add(world.outbox())
    set_state(session, "running")
    await world.pass_seconds((PUBLIC_LIMITS.life_seconds or 0) + 1)
    with pytest.raises(Expired):
        world.store.get(session.id)


async def test_a_full_server_says_when_to_come_back(world: World) -> None:
    for _ in range(PUBLIC_LIMITS.sessions):
        await world.session()
    with pytest.raises(Unavailable) as refused:
        await world.session()
    assert refused.value.retry_after
    world.store.remove(next(iter(world.store)), 4410, "test")  # type: ignore[arg-type]
    await world.session()


async def test_the_public_limits_are_tighter(world: World) -> None:
    with pytest.raises(LimitExceeded):
        await world.store.create({"dataset": {"key": "circle", "samples": 5_001}}, [])
    assert len(world.store) == 0


async def test_a_session_that_cannot_be_brought_back_ends(world: World) -> None:
    session = await world.session()
    session.give_up()
    assert session.ended
    await world.pass_seconds(1)
    with pytest.raises(Expired):
        world.store.get(session.id)
