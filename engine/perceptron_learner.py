"""Rosenblatt's perceptron as a learner: one step is a visit to one point."""

from collections import deque

import numpy as np

from engine.arrays import FloatArray
from engine.decision import Decision
from engine.learner import Learner, Splits, stream_of
from engine.network import Network
from engine.neurons import Mistake, Outcome, Perceptron, judge_pass
from engine.rng import write_state
from engine.spec import ExperimentSpec
from engine.state import LearnerState, Memory

MOST_RECORDS = 1_000  # mistakes that are remembered with their line
OUTCOMES: tuple[Outcome | None, ...] = (None, "converged", "not_converged")


class PerceptronLearner(Learner):
    """Learn from mistakes, one point at a time, until a whole pass is without one.

    The network's parameters are the line by which the perceptron answers: the latest, or the
    average of all so far if it is averaged.

    mistakes: The latest ones, with the line that each led to; no state holds them, so that they
        begin anew where one is restored.
    """

    memory = Memory(slots=2, counts=4)

    def __init__(
        self, network: Network, head: Decision, splits: Splits, spec: ExperimentSpec
    ) -> None:
        """Put the parts together; `restart` must follow before the first step."""
        super().__init__(network, head, splits, spec)
        self.batches.batch_size = 1
        self._memory = np.zeros((2, network.parameters.size))  # the line that learns, its lag
        line, lag = self._memory
        self.perceptron = Perceptron(line[:-1], line[-1:], lag=lag)
        self.mistakes: deque[Mistake] = deque(maxlen=MOST_RECORDS)
        self._is_clean = True  # no mistake in this pass so far
        self.configure(spec)

    def configure(self, spec: ExperimentSpec) -> None:
        """Take over every live setting; a larger number of passes lets it go on."""
        self.batches.shuffle = spec.shuffle
        self.perceptron.learning_rate = spec.perceptron.learning_rate
        self.perceptron.averaged = spec.perceptron.averaged
        self._max_passes = spec.perceptron.max_passes
        self._reopen()
        self._show()

    def restart(self, spec: ExperimentSpec, start: FloatArray | None) -> None:
        """Go back to the first step: to (parameters,) float64 that were put in, or to zeros."""
        self._memory[0] = 0.0 if start is None else start
        self.forget_memory()
        self.mistakes.clear()
        self._is_clean, self.outcome = True, None
        self.batches.restart(stream_of(spec, "batches"))
        self._show()

    def take_parameters(self) -> None:
        """Go on from parameters that somebody set; average and records begin anew."""
        self._memory[0] = self.network.parameters
        self.forget_memory()
        self.mistakes.clear()
        self._is_clean = self.batches.position == 0
        self.outcome = None

    def forget_memory(self) -> None:
        """Forget the lines before the present one."""
        self.perceptron.restart()

    def train_batch(self, step: int) -> float | None:
        """Visit the next point and return 1 for a mistake, else 0; None if numbers end."""
        x, y, _ = self.batches.current()
        perceptron = self.perceptron
        before = self._memory.copy(), perceptron.visits, perceptron.mistakes
        sample = int(self.batches.order[self.batches.position])
        is_mistake = perceptron.visit(x[:, 0], float(y[0, 0]))
        if not np.isfinite(self._memory).all():
            self._memory[:], perceptron.visits, perceptron.mistakes = before
            return None
        if is_mistake:
            self._is_clean = False
            line = self._memory[0]
            self.mistakes.append(Mistake(step + 1, sample, line[:-1].copy(), float(line[-1])))
        self.batches.advance()
        if self.batches.position == 0:
            self._end_pass()
        self._show()
        return float(is_mistake)

    def _reopen(self) -> None:
        """Let it go on if it gave up after fewer passes than it may make now."""
        if self.outcome == "not_converged" and self.batches.epoch < self._max_passes:
            self.outcome = None

    def _end_pass(self) -> None:
        self.outcome = judge_pass(int(not self._is_clean), self.batches.epoch, self._max_passes)
        self._is_clean = True

    def _show(self) -> None:
        """Make the line by which it answers the network's parameters."""
        if self.perceptron.averaged:
            weights, bias = self.perceptron.average()
            self.network.parameters[:-1], self.network.parameters[-1:] = weights, bias
        else:
            self.network.parameters[:] = self._memory[0]

    def learning_rate(self, step: int) -> float:  # noqa: ARG002
        """Return the rate, which no schedule changes."""
        return self.perceptron.learning_rate

    def penalty(self) -> float:
        """Return 0: nothing is penalized."""
        return 0.0

    def gradient_norms(self) -> FloatArray:
        """Return (layers,) float64 of zeros, a new array: the rule follows no gradient."""
        return np.zeros(1)

    def forget_gradient(self) -> None:
        """Do nothing: there is no gradient."""

    def capture(self) -> LearnerState:
        """Return copies of everything that training changes."""
        outcome = OUTCOMES.index(self.outcome)
        perceptron = self.perceptron
        counts = [perceptron.visits, perceptron.mistakes, int(self._is_clean), outcome]
        return self._capture(self._memory, counts, batches=self.batches.rng)

    def restore(self, state: LearnerState, spec: ExperimentSpec) -> None:  # noqa: ARG002
        """Go to the captured state of a learner with the same spec."""
        self._restore(state)
        self._memory[:] = state.memory
        visits, mistakes, clean, outcome = state.counts
        self.perceptron.visits, self.perceptron.mistakes = visits, mistakes
        self._is_clean, self.outcome = clean == 1, OUTCOMES[min(outcome, 2)]
        write_state(self.batches.rng, state.streams["batches"])
        self.mistakes.clear()
        self._reopen()
