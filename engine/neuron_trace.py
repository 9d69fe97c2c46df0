"""One sample before a single neuron: its sum, its answer, and what a mistake teaches it."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import FloatArray
from engine.neurons import Perceptron
from engine.traced_sample import TracedSample
from engine.trainer import Trainer


@dataclass(frozen=True)
class NeuronTrace:
    """Hold what a perceptron or a threshold unit makes of one sample.

    sample, split: Row of the raw data, and where it belongs; None of a sample that is not in them.
    inputs: (columns,) float64. Raw inputs.
    features: (features,) float64. What the neuron is shown of them.
    target: Class index.
    weights, weights_after: (features,) float64. Of the line that learns, not of an average.
    bias, bias_after: The bias; of a threshold unit minus its threshold.
    sum: Σ w x + b.
    output: +1 or -1 of a perceptron, 1 or 0 of a threshold unit.
    label: The output that would be right.
    mistake: Whether the perceptron learns from it: its sum is not on the label's side of 0.
        Of a threshold unit, whether its output is another than the label.
    learning_rate: How far a mistake moves the line; None for a threshold unit, which never learns.
    """

    sample: int | None
    split: str | None
    step: int
    inputs: FloatArray
    features: FloatArray
    target: int
    weights: FloatArray
    bias: float
    sum: float
    output: float
    label: float
    mistake: bool
    learning_rate: float | None
    weights_after: FloatArray
    bias_after: float


def trace_neuron(trainer: Trainer, sample: TracedSample) -> NeuronTrace:
    """Follow one sample through a single neuron.

    Args:
        trainer: Of a perceptron or a threshold unit; only read.
        sample: What the neuron is shown.
    """
    learns = trainer.is_trained
    line = trainer.capture().learner.memory[0] if learns else trainer.parameters.copy()
    weights, bias = line[:-1], line[-1:]
    x, target = sample.x, int(sample.target)
    label = 2.0 * target - 1.0 if learns else float(target)
    after = Perceptron(weights.copy(), bias.copy(), trainer.learning_rate)
    total = float(weights @ x + bias[0])
    output = _answer(total, learns)
    mistake = after.visit(x, label) if learns else output != label
    return NeuronTrace(
        sample=sample.row,
        split=sample.split,
        step=trainer.step,
        inputs=sample.inputs,
        features=x,
        target=target,
        weights=weights,
        bias=float(bias[0]),
        sum=total,
        output=output,
        label=label,
        mistake=mistake,
        learning_rate=trainer.learning_rate if learns else None,
        weights_after=after.weights,
        bias_after=float(after.bias[0]),
    )


def _answer(total: float, is_perceptron: bool) -> float:
    """Return +1 above 0, else -1, as the perceptron; or 1 from 0 on, else 0, as the other."""
    if is_perceptron:
        return 1.0 if total > 0.0 else -1.0
    return float(np.heaviside(total, 1.0))
