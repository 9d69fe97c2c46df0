"""A mistake within one session stays with it, and tables travel to a worker once."""

from typing import Any

import numpy as np
import pytest

from app.sessions.pool import Worker as Front
from app.settings import Settings
from app.workers.messages import Call, EventMessage, Reply
from app.workers.process import Worker
from engine import ExperimentSpec, Table, Trainer

TABLE = Table(("a",), np.arange(8.0)[:, None], np.arange(8) % 2, ("no", "yes"), ("class",))
REQUESTED = ExperimentSpec().to_dict()


class Pipe:
    """Keep what a worker sends."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, message: object) -> None:
        self.sent.append(message)


@pytest.fixture
def pipe() -> Pipe:
    return Pipe()


@pytest.fixture
def worker(pipe: Pipe) -> Worker:
    return Worker(pipe, checkpoint_seconds=1e9, step_limit=10**9)  # type: ignore[arg-type]


def ask(worker: Worker, session: str, operation: str, **arguments: Any) -> None:
    worker._answer(Call(1, session, operation, arguments))


def create(worker: Worker, session: str, **dataset: Any) -> None:
    requested = REQUESTED | ({"dataset": dataset, "features": "auto"} if dataset else {})
    tables = {"upload:t": TABLE} if dataset else {}
    ask(worker, session, "create", requested=requested, tables=tables)


def test_a_run_that_fails_stops_alone(
    worker: Worker, pipe: Pipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(worker, "bad")
    create(worker, "good")
    for session in ("bad", "good"):
        ask(worker, session, "run", steps_per_second="max", until=None)
    bad, good = worker._runs["bad"], worker._runs["good"]

    def fail(_self: Trainer, _steps: int) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Trainer, "advance", fail)
        worker._work(bad)
    assert (bad.state, bad.reason) == ("paused", "internal_error")
    assert (good.state, good.reason) == ("running", None)
    told = [each for each in pipe.sent if isinstance(each, EventMessage) and each.session == "bad"]
    assert told[-1].event["reason"] == "internal_error"
    worker._work(good)
    assert good.trainer.step > 0


def test_a_train_call_that_fails_is_answered(
    worker: Worker, pipe: Pipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(worker, "bad")
    ask(worker, "bad", "train", steps=10, epochs=None, limit=100)
    monkeypatch.setattr(Trainer, "advance", lambda _self, _steps: 1 / 0)
    worker._work(worker._runs["bad"])
    replies = [each for each in pipe.sent if isinstance(each, Reply)]
    assert isinstance(replies[-1].error, RuntimeError)


def test_a_worker_holds_a_table_for_all_its_sessions_until_told(worker: Worker) -> None:
    create(worker, "one", key="upload:t")
    requested = worker._runs["one"].requested
    ask(worker, "two", "create", requested=requested, tables={})
    inputs = [worker._runs[name].trainer.data.inputs for name in ("one", "two")]
    assert np.shares_memory(*inputs)
    ask(worker, "", "forget_tables", keys=("upload:t",))
    ask(worker, "three", "create", requested=requested, tables={})
    assert "three" not in worker._runs


def test_the_front_sends_a_table_once_and_tells_when_nobody_needs_it() -> None:
    class Resident:
        id, tables = "a", {"upload:t": TABLE}

    class Told(Front):
        told: list[Any]

        def tell(self, session: str, operation: str, **arguments: Any) -> None:
            self.told = [session, operation, arguments]

    front = Told(Settings())
    arguments = {"tables": {"upload:t": TABLE}, "requested": {}}
    assert front._without_known_tables(arguments) == arguments
    assert front._without_known_tables(arguments) == {"tables": {}, "requested": {}}
    front.residents["a"] = Resident()  # type: ignore[assignment]
    front.drop_unused_tables()
    assert not hasattr(front, "told")
    del front.residents["a"]
    front.drop_unused_tables()
    assert front.told == ["", "forget_tables", {"keys": ("upload:t",)}]
    assert front._without_known_tables(arguments) == arguments
