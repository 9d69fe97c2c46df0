"""Exact states of a run along its way, so that it can go back."""

from engine import Trainer, TrainerState

MAX_BYTES = 4 * 1024 * 1024
MAX_STATES = 128
MIN_STATES = 2


class Snapshots:
    """Keep states of a trainer, evenly spread over its steps, in a bounded memory.

    A state is kept at every `interval`-th step. When there is no room for another, every second
    one goes and the interval doubles: so what is kept does not depend on time. The first state,
    where the run began, always stays.
    """

    def __init__(self, trainer: Trainer) -> None:
        self.restart(trainer)

    def restart(self, trainer: Trainer) -> None:
        """Begin anew where the trainer stands."""
        first = trainer.capture()
        self.states: list[TrainerState] = [first]
        self._interval = 1
        self._room = min(MAX_STATES, max(MIN_STATES, MAX_BYTES // first.nbytes))

    def steps_left(self, step: int) -> int:
        """Return how many steps after `step` the next state is to be kept."""
        return self._interval - step % self._interval

    def offer(self, trainer: Trainer) -> None:
        """Keep the trainer's state if its step is one of those to be kept."""
        if trainer.step % self._interval or trainer.step <= self.states[-1].step:
            return
        if len(self.states) >= self._room:
            self._thin()
            if trainer.step % self._interval:
                return
        self.states.append(trainer.capture())

    def _thin(self) -> None:
        self._interval *= 2
        first, *others = self.states
        self.states = [first, *(each for each in others if each.step % self._interval == 0)]

    def rewind(self, trainer: Trainer, step: int) -> bool:
        """Bring the trainer to the last kept state at or before `step`; forget those after it.

        Returns:
            False if nothing that old is kept: then nothing has changed.
        """
        kept = [each for each in self.states if each.step <= step]
        if not kept:
            return False
        trainer.restore(kept[-1])
        self.states = kept
        return True
