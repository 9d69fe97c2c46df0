"""The trainer: steps, live changes, reset. It knows no clock: it does as many steps as asked."""

from collections.abc import Generator, Sequence
from typing import Any

import numpy as np

from engine.arrays import FloatArray
from engine.carrying import Carried, carry_weights
from engine.changes import LIVE_FIELDS, changed_fields
from engine.datasets import Data
from engine.decision import Decision
from engine.divergence import Failure, explain_divergence
from engine.errors import EngineError, HyperparameterError
from engine.evaluation import finish, run_forward
from engine.head import Head
from engine.learner import Learner, Splits
from engine.models import MODELS
from engine.neurons import Outcome
from engine.preprocessing import Preprocessing
from engine.reports import Divergence, Metrics, Prediction, StepReport
from engine.resolving import resolve
from engine.spec import ExperimentSpec
from engine.state import TrainerState
from engine.weights import check_numbers, flatten_layers

MOST_STEPS = 10**9  # of one call


class Trainer:
    """Train one network, or one neuron, on one problem, step by step.

    Attributes:
        spec: The resolved spec.
        data: The raw samples and their split.
        network: The network that is trained.
        step: Updates made since the start.
        divergence: Why training stopped, or None.
    """

    def __init__(
        self, spec: ExperimentSpec, data: Data, preprocessing: Preprocessing, learner: Learner
    ) -> None:
        """Take the parts and draw the initial weights; use `build` instead."""
        self.spec, self._notes = resolve(spec)
        self.data, self._data_notes = data, data.notes
        self.network = learner.network
        self.step = 0
        self.divergence: Divergence | None = None
        self._learner, self._preprocessing = learner, preprocessing
        self._start: FloatArray | None = None
        self._put_at = 0  # the step at which the weights were last drawn or put in
        self._view = learner.network.parameters.view()
        self._view.flags.writeable = False
        self.reset()

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what may surprise about the spec and its data, in plain sentences."""
        return (*self._notes, *self._data_notes)

    @property
    def parameters(self) -> FloatArray:
        """Return the weights and biases, (parameters,) float64: a read-only view."""
        return self._view

    @property
    def start(self) -> FloatArray | None:
        """Return the weights put in as the start, (parameters,) float64, a copy; or None."""
        return None if self._start is None else self._start.copy()

    @property
    def epoch(self) -> int:
        """Return how many passes over the train split are completed."""
        return self._learner.batches.epoch

    @property
    def steps_per_epoch(self) -> int:
        """Return how many steps one pass takes."""
        return self._learner.batches.steps_per_epoch

    @property
    def steps_to_epoch_end(self) -> int:
        """Return how many steps are left in this pass."""
        return self._learner.batches.steps_to_epoch_end

    @property
    def learning_rate(self) -> float:
        """Return the learning rate of the next step."""
        return self._learner.learning_rate(self.step)

    @property
    def is_trained(self) -> bool:
        """Return whether there is anything to train: a threshold unit is set by hand."""
        return MODELS[self.spec.model].value.is_trained

    @property
    def outcome(self) -> Outcome | None:
        """Return how learning ended by itself; None while it may go on."""
        return self._learner.outcome

    @property
    def learner(self) -> Learner:
        """Return what learns, for those who look inside; to be read only."""
        return self._learner

    @property
    def head(self) -> Head | Decision:
        """Return what reads the output layer; to be read only."""
        return self._learner.head

    @property
    def splits(self) -> Splits:
        """Return the preprocessed data; to be read only."""
        return self._learner.splits

    @property
    def fitted(self) -> Preprocessing:
        """Return the way from raw samples to what the network sees; to be read only."""
        return self._preprocessing

    @property
    def hidden_units(self) -> tuple[tuple[int, int], ...]:
        """Return (layer, unit) of each unit that puts out 0 whatever comes in."""
        return self.network.hidden_units

    def advance(self, steps: int) -> StepReport:
        """Train for some steps; stop early where training diverges or ends by itself.

        The history does not depend on how steps are divided into calls. A step whose loss or
        outcome is not finite does not count: weights and step stay as they were before it.

        Raises:
            HyperparameterError: if `steps` is no count.
            EngineError: if training has diverged before.
        """
        if isinstance(steps, bool) or not isinstance(steps, int) or not 0 <= steps <= MOST_STEPS:
            raise HyperparameterError("steps", f"be an integer from 0 to {MOST_STEPS}", steps)
        if self.divergence is not None:
            rule = "be reset or given new weights before it goes on"
            raise EngineError("training", rule, f"a divergence at step {self.divergence.step}")
        steps = 0 if self.outcome is not None else steps
        step_from, losses = self.step, np.empty(steps)
        with np.errstate(all="ignore"):
            for index in range(steps):
                loss = self._learner.train_batch(self.step)
                if loss is None:
                    self._diverge()
                    losses = losses[:index].copy()
                    break
                self.step += 1
                losses[index] = loss
                if self._learner.outcome is not None:
                    losses = losses[: index + 1].copy()
                    break
        return StepReport(step_from, self.step, losses, self.divergence)

    def _diverge(self) -> None:
        is_first, train = self.step == self._put_at, self.splits.train
        failure = Failure(self.step + 1, self.learning_rate, is_first, self.parameters, train)
        self.divergence = explain_divergence(self.spec, failure)
        self._learner.forget_gradient()

    def evaluate(self) -> Metrics:
        """Measure loss and accuracy on both splits; dropout off, penalty apart."""
        return finish(self.evaluation())

    def evaluation(self) -> Generator[None, None, Metrics]:
        """Measure as `evaluate` does, but yield after every chunk of samples.

        The parameters must stay as they are until the generator returns the metrics.
        """
        return self._learner.evaluation()

    def gradient_norms(self) -> FloatArray:
        """Return the norm of each layer's gradient at the latest step, before clipping.

        Returns:
            (layers,) float64. A new array; zeros before the first step and after a divergence.
        """
        return self._learner.gradient_norms()

    def predict(self, inputs: object) -> Prediction:
        """Run the network on raw inputs.

        Args:
            inputs: (samples, columns) float64. An array or nested lists.

        Raises:
            ShapeError, HyperparameterError: if they do not fit.
        """
        raw = check_numbers(inputs, (None, len(self.data.columns)), "inputs")
        with np.errstate(all="ignore"):
            z = run_forward(self.network, self._preprocessing.apply(raw))
            outputs = self.head.outputs(z)
            probabilities = self.head.probabilities(outputs)
            names = self.data.class_names
            if names is None:
                outputs = self._preprocessing.targets.undo(outputs)
        return Prediction(
            outputs=np.ascontiguousarray(outputs.T),
            probabilities=None if probabilities is None else np.ascontiguousarray(probabilities.T),
            classes=None if names is None else [names[index] for index in self.head.decide(z)],
            class_names=None if names is None else list(names),
        )

    def configure(self, spec: ExperimentSpec) -> None:
        """Apply changes of live fields in place: weights, moments and streams stay.

        Raises:
            EngineError: if a field would need a rebuild.
        """
        resolved, notes = resolve(spec)
        for name in sorted(changed_fields(self.spec, resolved) - LIVE_FIELDS):
            raise EngineError(name, "stay the same in a live change", "another value")
        self.spec, self._notes = resolved, notes
        self._learner.configure(resolved)

    def reset(self) -> None:
        """Go back to step 0 and the start: the history of a fresh session with this spec."""
        self._learner.restart(self.spec, self._start)
        self.step, self.divergence, self._put_at = 0, None, 0

    def start_from(self, parameters: object) -> None:
        """Make weights the new start, to which `reset` comes back, and go to step 0.

        Args:
            parameters: (parameters,) float64. Copied.
        """
        self._start = self._checked(parameters)
        self.reset()

    def set_parameters(self, parameters: object) -> None:
        """Replace the weights by hand and keep everything else; a divergence is over.

        Args:
            parameters: (parameters,) float64. Copied.
        """
        np.copyto(self.network.parameters, self._checked(parameters))
        self._put_at = self.step
        self._learner.take_parameters()
        if self.divergence is not None:
            # Moments that led out of bounds would do so again.
            self._learner.forget_memory()
            self.divergence = None

    def _checked(self, parameters: object) -> FloatArray:
        return check_numbers(parameters, (self.network.parameters.size,), "parameters")

    def get_layers(self) -> list[dict[str, FloatArray]]:
        """Return W (fan_in, units) float64 and b (units,) float64 of each layer, as copies."""
        return [{"W": each.W.copy(), "b": each.b.copy()} for each in self.network.layers]

    def flatten(self, layers: Sequence[Any]) -> FloatArray:
        """Bring `[{"W": …, "b": …}, …]` into the flat form, (parameters,) float64, a new array.

        Raises:
            ShapeError, HyperparameterError: with a path such as `layers.1.W`.
        """
        return flatten_layers(self.network, layers)

    def hide_unit(self, layer: int, unit: int, hidden: bool) -> None:
        """Let a unit of a hidden layer put out 0 from now on, or let it work again.

        Raises:
            HyperparameterError: if there is no such unit.
        """
        self._learner.hide_unit(layer, unit, hidden)

    def keep_weights_from(self, other: "Trainer") -> Carried:
        """Copy the weights that another network has in common; what it hid of them stays hidden."""
        features, theirs = self._preprocessing.features, other._preprocessing.features
        carried = carry_weights(self.network, other.network, features, theirs)
        for layer, unit in other.hidden_units:
            if layer in carried.kept and unit < self.network.layers[layer].b.size:
                self._learner.hide_unit(layer, unit, hidden=True)
        self._learner.take_parameters()
        return carried

    def layout(self) -> list[dict[str, Any]]:
        """Tell where W and b of each layer lie in the flat parameters, JSON-able."""
        return self.network.layout()

    def preprocessing(self) -> dict[str, Any]:
        """Tell how raw inputs become what the network sees, JSON-able."""
        return self._preprocessing.describe()

    def capture(self) -> TrainerState:
        """Return copies of everything that training changes."""
        return TrainerState(self.step, self.start, self.divergence, self._learner.capture())

    def restore(self, state: TrainerState) -> None:
        """Go to the captured state of a trainer with the same spec."""
        self._learner.restore(state.learner, self.spec)
        self._start = state.start
        self.step, self.divergence, self._put_at = state.step, state.divergence, 0
