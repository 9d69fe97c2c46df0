"""The main loop of a worker process: read calls, train a slice, repeat.

Run as `python -m app.workers.process <fd> <checkpoint_seconds> <step_limit>` by the front.
"""

import contextlib
import logging
import signal
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.errors import Refusal, Unavailable
from app.workers import description
from app.workers.messages import Call, Pipe, Reply
from app.workers.operations import OPERATIONS, PENDING
from app.workers.run import Run
from app.workers.slices import SLICE_SECONDS, RoundRobin
from app.workers.surroundings import State, Surroundings
from engine import EngineError, ExperimentSpec, Table, build, load_checkpoint

log = logging.getLogger("nn_playground.worker")


class Worker:
    """Hold this process's sessions and do what the front asks."""

    def __init__(self, pipe: Pipe, checkpoint_seconds: float, step_limit: int) -> None:
        self._pipe = pipe
        self._runs: dict[str, Run] = {}
        self._tables: dict[str, Table] = {}  # uploaded, by their key; sessions share them
        self._turns = RoundRobin()
        self._around = Surroundings(pipe.send, time.monotonic, checkpoint_seconds, step_limit)

    def serve(self) -> None:
        """Work until the front closes the pipe."""
        while True:
            now = time.monotonic()
            run = self._turns.next(now)
            wait = 0.0 if run else self._turns.wait_seconds(now)
            for call in self._pipe.receive(wait):
                self._answer(call)
            if run and run.session in self._runs:
                self._work(run)

    def _work(self, run: Run) -> None:
        """Give a run its slice; its mistake shall not end the others' process."""
        try:
            run.work(time.monotonic() + SLICE_SECONDS)
        except Exception:
            log.exception("a run failed")
            run.fail()

    def _answer(self, call: Call) -> None:
        value: Any = None
        error: Exception | None = None
        try:
            value = self._do(call)
        except (EngineError, Refusal) as expected:
            error = expected
        except Exception:
            log.exception("%s failed", call.operation)
            error = RuntimeError(f"{call.operation} failed in the worker")
        if call.request and value is not PENDING:
            self._pipe.send(Reply(call.request, value, error))

    def _do(self, call: Call) -> Any:
        if call.operation == "alive":
            return None
        if call.operation == "forget_tables":
            for key in call.arguments["keys"]:
                self._tables.pop(key, None)
            return None
        if "tables" in call.arguments:
            self._tables |= call.arguments["tables"]
            call = replace(call, arguments={**call.arguments, "tables": self._tables})
        if call.operation in ("create", "restore"):
            return self._admit(call)
        run = self._runs.get(call.session)
        if run is None:
            raise Unavailable("The session is moving to another process.", retry_after=1)
        if call.operation == "close":
            self._turns.remove(self._runs.pop(call.session))
            run.end()
            return None
        return OPERATIONS[call.operation](run, call)

    def _admit(self, call: Call) -> dict[str, Any]:
        arguments = call.arguments
        if call.operation == "create":
            spec = ExperimentSpec.from_dict(arguments["requested"], arguments["tables"])
            trainer = build(spec)
            run = Run(call.session, arguments["requested"], trainer, self._around)
            run.show()
            run.checkpoint()
        else:
            run = self._restore(call.session, **arguments)
        self._runs[call.session] = run
        self._turns.add(run)
        return description.status(run) | description.describe(run.trainer, run.requested)

    def _restore(
        self,
        session: str,
        data: bytes,
        control: Mapping[str, Any],
        wants: Mapping[str, Any],
        tables: Mapping[str, Table],
    ) -> Run:
        run = Run.restore(session, load_checkpoint(data, tables), control, self._around)
        run.emitter.watch(**wants)
        state: State = control["state"]
        if state == "running" and control["in_train_call"]:
            state = "paused"
        run.begin_generation("worker_restarted", state=state, reason=control["reason"])
        return run


def main(arguments: list[str]) -> int:
    """Serve the front at the other end of the inherited socket."""
    fd, checkpoint_seconds, step_limit = int(arguments[0]), float(arguments[1]), int(arguments[2])
    for stop in (signal.SIGINT, signal.SIGTERM):  # they reach the whole group; the front decides
        signal.signal(stop, signal.SIG_IGN)
    with socket.socket(fileno=fd) as connection, contextlib.suppress(EOFError, ConnectionError):
        Worker(Pipe(connection), checkpoint_seconds, step_limit).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
