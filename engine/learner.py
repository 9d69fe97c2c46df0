"""What learns: a network, its data, and everything that changes from step to step.

How it learns is a subclass's: by the gradient of a loss (`gradient_learner`), from its mistakes
(`perceptron_learner`), or not at all (`hand_set`).
"""

from abc import ABC, abstractmethod
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from engine.arrays import AnyArray, FloatArray, IntArray
from engine.batches import Batches
from engine.decision import Decision
from engine.evaluation import Split, evaluate_split
from engine.head import Head
from engine.network import Network
from engine.neurons import Outcome
from engine.passes import Pass
from engine.reports import Metrics
from engine.rng import make_stream, read_state
from engine.spec import ExperimentSpec
from engine.state import LearnerState


@dataclass(frozen=True)
class Splits:
    """Hold the preprocessed data; `test` is None where nothing is held back."""

    train: Split
    test: Split | None


class Learner(ABC):
    """Hold a network and everything that changes while it learns.

    outcome: How learning ended by itself; None while it may go on.
    """

    def __init__(
        self, network: Network, head: Head | Decision, splits: Splits, spec: ExperimentSpec
    ) -> None:
        """Put the parts together; `restart` must follow before the first step."""
        self.network, self.head, self.splits = network, head, splits
        self.outcome: Outcome | None = None
        train = splits.train
        self.batches = Batches(train.x, train.y, train.w, stream_of(spec, "batches"))
        self._passes: dict[int, Pass] = {}

    @abstractmethod
    def configure(self, spec: ExperimentSpec) -> None:
        """Take over every live setting; weights, memory and streams stay."""

    @abstractmethod
    def restart(self, spec: ExperimentSpec, start: FloatArray | None) -> None:
        """Go back to the first step.

        Args:
            spec: Says how to draw the initial weights, and the seeds.
            start: (parameters,) float64 to start from instead; copied.
        """

    @abstractmethod
    def train_batch(self, step: int) -> float | None:
        """Make one update and return the loss before it.

        Args:
            step: Updates made before.

        Returns:
            The mean loss of the batch; None if it, or the outcome, is not finite. Then weights
            and memory are as before.
        """

    @abstractmethod
    def learning_rate(self, step: int) -> float:
        """Return the rate of the update that follows `step` updates."""

    @abstractmethod
    def penalty(self) -> float:
        """Return the regularizer's penalty of the present weights."""

    @abstractmethod
    def gradient_norms(self) -> FloatArray:
        """Return (layers,) float64: each layer's gradient norm at the latest step; new."""

    @abstractmethod
    def forget_gradient(self) -> None:
        """Set the latest gradient to zero."""

    @abstractmethod
    def forget_memory(self) -> None:
        """Forget what earlier steps left behind, but for the weights."""

    @abstractmethod
    def capture(self) -> LearnerState:
        """Return copies of everything that training changes."""

    @abstractmethod
    def restore(self, state: LearnerState, spec: ExperimentSpec) -> None:
        """Go to the captured state of a learner with the same spec."""

    def take_parameters(self) -> None:  # noqa: B027 (most learners have nothing to do)
        """Take note that somebody replaced the network's parameters."""

    def hide_unit(self, layer: int, unit: int, hidden: bool) -> None:
        """Let a unit put out 0, or let it work again; the passes are made anew."""
        self.network.hide_unit(layer, unit, hidden)
        self._heed_hidden_units()

    def _heed_hidden_units(self) -> None:
        """Take note that other units are hidden now: passes look that up once."""
        self._passes.clear()

    def room(self, batch: int) -> Pass:
        """Return the pass for batches of this size; the same one each time."""
        room = self._passes.get(batch)
        if room is None:
            room = self._passes[batch] = Pass(self.network, batch)
        return room

    def evaluation(self) -> Generator[None, None, Metrics]:
        """Measure loss and accuracy on both splits, chunk by chunk; dropout off, penalty apart."""
        head, splits = self.head, self.splits
        train_loss, train_accuracy = yield from evaluate_split(head, splits.train, self.room)
        test_loss = test_accuracy = None
        if splits.test is not None:
            test_loss, test_accuracy = yield from evaluate_split(head, splits.test, self.room)
        with np.errstate(all="ignore"):
            penalty = self.penalty()
        return Metrics(train_loss, test_loss, train_accuracy, test_accuracy, penalty)

    def _capture(
        self, memory: FloatArray, counts: list[int], **streams: np.random.Generator
    ) -> LearnerState:
        """Return a state with copies of what all learners have, and (slots, parameters) memory."""
        return LearnerState(
            epoch=self.batches.epoch,
            position=self.batches.position,
            parameters=self.network.parameters.copy(),
            memory=memory.copy(),
            counts=counts,
            order=compact(self.batches.order),
            streams={name: read_state(rng) for name, rng in streams.items()},
            hidden_units=self.network.hidden_units,
        )

    def _restore(self, state: LearnerState) -> None:
        """Put back what all learners have, but for their memory and streams."""
        np.copyto(self.network.parameters, state.parameters)
        self.network.show_all()
        for layer, unit in state.hidden_units:
            self.network.hide_unit(layer, unit, True)
        self._heed_hidden_units()
        self.batches.restore(state.epoch, state.position, state.order)


def compact(order: IntArray) -> AnyArray:
    """Return (train,) int64 indices in the smallest type that holds them; a copy."""
    return order.astype(np.min_scalar_type(order.size))


def stream_of(spec: ExperimentSpec, name: str) -> np.random.Generator:
    """Return the named stream of a resolved spec, at its start."""
    return make_stream(name, spec.seeds.of(name))
