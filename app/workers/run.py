"""One session's training: a trainer, its state machine, and what it tells.

idle ──run/train──▶ running ──pause──▶ paused ──run/train──▶ running
                    running ──until, step limit or its own end──▶ finished ──run/train──▶ running
                    running ──not finite──▶ diverged (left by reset, new weights or a rebuild)
"""

from collections.abc import Mapping
from typing import Any

from app.errors import Expired, WrongState
from app.protocol import FloatArray
from app.workers.description import control, describe, state_event, status
from app.workers.emitter import Emitter, metric_row
from app.workers.gauge import Gauge
from app.workers.messages import CheckpointMessage, Reply
from app.workers.pace import Ending, Pace, Piece
from app.workers.snapshots import Snapshots
from app.workers.surroundings import State, Surroundings
from app.workers.train_call import TrainCall
from engine import Metrics, Trainer, save_checkpoint


class Run:
    """Train one session in slices and tell of it; the owner decides when and for how long."""

    def __init__(
        self, session: str, requested: Mapping[str, Any], trainer: Trainer, around: Surroundings
    ) -> None:
        self.session = session
        self.requested = dict(requested)
        self.trainer = trainer
        self.state: State = "idle"
        self.reason: str | None = None
        self.generation = 1
        self.pace = Pace()
        self.ending = Ending()
        self.emitter = Emitter(session, around.send)
        self.around = around
        self._train_call: TrainCall | None = None
        self._piece = Piece()
        self._epoch_ended = False  # and its metrics are still to be measured
        self._checkpoint_due = 0.0
        self.gauge = Gauge(around.clock)
        self.snapshots = Snapshots(trainer)

    # What the scheduler asks

    def due_seconds(self) -> float | None:
        """Return when this run wants its next turn, or None if it waits for somebody."""
        if self.state != "running" or not self.emitter.has_room():
            return None
        return 0.0 if self._epoch_ended else self.pace.due_seconds()

    def work(self, deadline_seconds: float) -> None:
        """Train and measure until the deadline, or until nothing is due."""
        while self.state == "running" and self.around.clock() < deadline_seconds:
            if self._epoch_ended:
                metrics = self.gauge.go_on(self.trainer)
                if metrics:
                    self._end_epoch(metrics)
            elif (steps := self._steps_due()) > 0:
                self._train(steps)
            else:
                return

    # Training

    def _steps_due(self) -> int:
        if not self.emitter.has_room():
            return 0
        return min(
            self.pace.allowed(self.around.clock()),
            1 if self.emitter.single_step else self._piece.steps,
            self.snapshots.steps_left(self.trainer.step),
            self.trainer.steps_to_epoch_end,
            self._steps_left(),
        )

    def _steps_left(self) -> int:
        """Return how many steps are left until a train call, the ending or the limit is reached."""
        step = self.trainer.step
        call = self._train_call
        wanted = call.goal_step - step if call else self.ending.steps_left(step)
        return min(wanted, self.around.step_limit - step)

    def _train(self, steps: int) -> None:
        started = self.around.clock()
        epoch = self.trainer.epoch
        report = self.trainer.advance(steps)
        self.pace.use(steps)
        self._piece.fit(self.around.clock() - started)
        self.snapshots.offer(self.trainer)
        self.emitter.add(report.losses)
        if self._train_call:
            self._train_call.add(report.losses)
        if report.divergence:
            self.stop("diverged", None)
        elif self.trainer.epoch > epoch:
            self._epoch_ended = True
        else:
            self._finish_if_complete()
        self._show_if_due()

    def _end_epoch(self, metrics: Metrics) -> None:
        self._epoch_ended = False
        row = metric_row(metrics, self.trainer.learning_rate)
        self.emitter.add_epoch((self.trainer.epoch, self.trainer.step, *row))
        if not self._train_call and self.ending.met(self.trainer.epoch, metrics):
            self.stop("finished", "until")
        self._finish_if_complete()
        self._show_if_due()

    def _finish_if_complete(self) -> None:
        if self.state != "running" or (self._steps_left() > 0 and not self.trainer.outcome):
            return
        if self.trainer.outcome:
            self.stop("finished", self.trainer.outcome)
        elif self.trainer.step >= self.around.step_limit:
            self.stop("finished", "step_limit")
        elif self._train_call:
            self.stop("paused", None)
        else:
            self.stop("finished", "until")

    def _show_if_due(self) -> None:
        now = self.around.clock()
        if self.emitter.due(now):
            self.show()
        if self.state == "running" and now >= self._checkpoint_due:
            self.checkpoint()

    # Changes of state

    def start(
        self,
        steps_per_second: float | None,
        *,
        ending: Ending | None = None,
        call: TrainCall | None = None,
    ) -> None:
        """Begin to train at this pace, until paused, or until the ending or the call is done.

        Raises:
            WrongState: if it trains already, or has diverged.
        """
        if self.state == "running":
            raise WrongState("The session is running; pause it first.")
        if not self.trainer.is_trained:
            raise WrongState("A threshold unit is set by hand: there is nothing to train.")
        if self.trainer.divergence:
            raise WrongState(
                f"The session has diverged: {self.trainer.divergence.cause} "
                "Start again, draw new weights, or change what it depends on."
            )
        self.pace.steps_per_second = steps_per_second
        self.pace.start(self.around.clock())
        self.ending = ending or self.ending
        self._train_call = call
        self._set_state("running", None)
        self.checkpoint()
        self._finish_if_complete()

    def train(self, request: int, steps: int) -> None:
        """Train so many steps now, then answer the request."""
        call = TrainCall(request, self.trainer.step + steps, self.pace.steps_per_second)
        self.start(None, call=call)

    def stop(self, state: State, reason: str | None) -> None:
        """Stop training, show the last state, and answer a train request that was on."""
        if self.state != "running":
            return
        if self._epoch_ended:
            self._end_epoch(self.gauge.read(self.trainer, fresh=True))
            if self.state != "running":  # the epoch's end was also the run's
                return
        self.show(final=True)
        call = self._leave_train_call()
        self._set_state(state, reason)
        self._answer(call)
        self.checkpoint()

    @property
    def is_in_train_call(self) -> bool:
        """Return whether a train request waits for its last step."""
        return self._train_call is not None

    def set_pace(self, steps_per_second: float | None) -> None:
        """Train at this pace from now on; a train call that is on goes first."""
        if self._train_call:
            self._train_call.pace_after = steps_per_second
        else:
            self.pace.steps_per_second = steps_per_second
            self.pace.start(self.around.clock())

    def end(self) -> None:
        """Answer who still waits for the session, which goes now."""
        if self._train_call:
            error = Expired("The session was ended.")
            self.around.send(Reply(self._train_call.request, error=error))

    def take_parameters(self, parameters: FloatArray) -> None:
        """Go on from these parameters (parameters,) float64, set by hand."""
        self.trainer.set_parameters(parameters)
        if self.state == "diverged":
            self._set_state("paused", None)
        self.show_anew()

    def show_anew(self) -> None:
        """Show what changed without a step: parameters, or which units work."""
        self.gauge.forget()
        self.show()
        self.checkpoint()

    def _leave_train_call(self) -> TrainCall | None:
        """Go back to the pace before the train call that was on, if any, and return it."""
        call, self._train_call = self._train_call, None
        if call:
            self.set_pace(call.pace_after)
        return call

    def _answer(self, call: TrainCall | None) -> None:
        if call:
            self.around.send(Reply(call.request, status(self) | {"losses": call.losses()}))

    def fail(self) -> None:
        """Stop after a mistake of ours, without what was collected: it may be what failed."""
        call = self._leave_train_call()
        self.emitter.restart(self.trainer.step)
        self._set_state("paused", "internal_error")
        if call:
            self.around.send(Reply(call.request, error=RuntimeError("training failed")))

    def _set_state(self, state: State, reason: str | None) -> None:
        self.state, self.reason = state, reason
        self.emitter.send_event(state_event(self))

    def begin_generation(
        self,
        why: str,
        *,
        state: State = "idle",
        reason: str | None = None,
        keep_snapshots: bool = False,
    ) -> None:
        """Start a new generation after the trainer was reset, rebuilt, replaced or rewound."""
        if not keep_snapshots:
            self.snapshots.restart(self.trainer)
        call = self._leave_train_call()
        self.generation += 1
        self._epoch_ended = False
        self.emitter.restart(self.trainer.step)
        self.gauge.forget()
        self.emitter.send_event(
            {"type": "generation", "generation": self.generation, "why": why}
            | {"step": self.trainer.step}
            | describe(self.trainer, self.requested)
        )
        self.pace.start(self.around.clock())
        self._set_state(state, reason)
        self.show()
        self._answer(call)
        self.checkpoint()

    def show(self, *, final: bool = False) -> None:
        """Send a frame with the present parameters and all losses since the last one."""
        self.emitter.send_frame(
            self.trainer,
            self.gauge.read(self.trainer, fresh=final or self.emitter.is_empty),
            generation=self.generation,
            now_seconds=self.around.clock(),
            final=final,
        )

    # Surviving its process

    def checkpoint(self) -> None:
        """Send all that it takes to go on elsewhere, after all that led there."""
        if not self.emitter.is_empty:
            self.show()
        self._checkpoint_due = self.around.clock() + self.around.checkpoint_seconds
        call = self._train_call
        pace = call.pace_after if call else self.pace.steps_per_second
        told = {"steps_per_second": pace, "in_train_call": call is not None}
        data = save_checkpoint(self.trainer)
        self.around.send(CheckpointMessage(self.session, data, control(self) | told))

    @classmethod
    def restore(
        cls, session: str, trainer: Trainer, control: Mapping[str, Any], around: Surroundings
    ) -> "Run":
        """Return the run of a checkpoint, idle; its owner begins a new generation."""
        run = cls(session, control["requested"], trainer, around)
        run.generation, run.emitter.seq = control["generation"], control["seq"]
        run.pace, run.ending = Pace(control["steps_per_second"]), Ending.of(control["ending"])
        return run
