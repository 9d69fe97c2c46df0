"""One sample through forward, loss, backward and update, with every number of every unit.

The way there and back is in `chain_rule`; the update is the trainer's own, made on copies.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from engine.arrays import AnyArray, FloatArray
from engine.chain_rule import Blame, Signal, backward, forward, judge
from engine.head import Head
from engine.network import Layer, Network
from engine.neuron_trace import NeuronTrace, trace_neuron
from engine.traced_sample import TracedSample, sample_at
from engine.trainer import Trainer
from engine.update import Update


@dataclass(frozen=True)
class LayerTrace:
    """Hold every number of one layer.

    inputs: (fan_in,) float64. What comes in: the features, or the layer before.
    W, dW, W_after: (fan_in, units) float64. Weights, their gradient, weights after the step.
    b, db, b_after: (units,) float64. Biases, their gradient, biases after the step.
    z, a: (units,) float64. Weighted sums, and what the layer makes of them.
    da, slope: (units,) float64. d loss / d a, and f'(z); None at an output whose loss takes z.
    dz: (units,) float64. d loss / d z.
    updates: How often the optimizer updated this layer before.
    memory_W: (slots, fan_in, units) float64, and memory_b: (slots, units) float64. What the
        optimizer remembered before the step; no slots where it remembers nothing.
    """

    activation: str
    frozen: bool
    inputs: FloatArray
    W: FloatArray
    b: FloatArray
    z: FloatArray
    a: FloatArray
    da: FloatArray | None
    slope: FloatArray | None
    dz: FloatArray
    dW: FloatArray
    db: FloatArray
    W_after: FloatArray
    b_after: FloatArray
    updates: int
    memory_W: FloatArray
    memory_b: FloatArray


@dataclass(frozen=True)
class Trace:
    """Hold one sample's way through the network, and the step that it alone would cause.

    sample, split: Row of the raw data, and where it belongs; None of a sample that is not in them.
    inputs: (columns,) float64. Raw inputs.
    features: (features,) float64. What the network is shown of them.
    target: () int64 class index, or (targets,) float64 in original units.
    coded_target: (outputs,) float64. What the loss compares with.
    outputs: (outputs,) float64. Activated; in regression in scaled units, like the coded target.
    loss, loss_after: Of this sample, before and after the step; penalty not included.
    gradient_norm: Of all layers that learn, before clipping.
    clip_factor: What clipping multiplies the gradient with; 1 where it is off or not needed.
    updated: False if the step would lead out of all numbers: then nothing changes.
    """

    sample: int | None
    split: str | None
    step: int
    inputs: FloatArray
    features: FloatArray
    target: AnyArray
    coded_target: FloatArray
    outputs: FloatArray
    loss: float
    loss_after: float
    learning_rate: float
    gradient_norm: float
    clip_factor: float
    updated: bool
    layers: tuple[LayerTrace, ...]


@dataclass(frozen=True)
class _Step:
    """Hold what the update made of the gradients, and what the optimizer knew before.

    memory: (slots, parameters) float64.
    """

    layers: list[Layer]
    memory: FloatArray
    counts: list[int]
    frozen: Sequence[int]
    clip_factor: float
    updated: bool


def trace(trainer: Trainer, sample: int) -> Trace | NeuronTrace:
    """Follow one sample forward, back, and through the update that it alone would cause.

    The update is the trainer's own: its optimizer with its present memory, its learning rate,
    clipping, regularizer and frozen layers. Dropout is off. The trainer stays as it is.
    A single neuron without a gradient, perceptron or threshold unit, has a shorter trace.

    Args:
        trainer: Only read.
        sample: Row of `trainer.data`.

    Raises:
        HyperparameterError: if there is no such row.
    """
    return follow(trainer, sample_at(trainer, sample))


def follow(trainer: Trainer, sample: TracedSample) -> Trace | NeuronTrace:
    """Follow any sample as `trace` does; also one that is not in the data."""
    with np.errstate(all="ignore"):
        if isinstance(trainer.head, Head):
            return _follow(trainer, sample)
        return trace_neuron(trainer, sample)


def describe_trace(record: Trace | NeuronTrace) -> dict[str, Any]:
    """Return all of a trace as a JSON-able dict."""
    plain = _describe(record)
    if isinstance(record, Trace):
        plain["layers"] = [_describe(layer) for layer in record.layers]
    return plain


def _describe(record: Trace | NeuronTrace | LayerTrace) -> dict[str, Any]:
    named = {each.name: getattr(record, each.name) for each in fields(record)}
    return {
        name: value.tolist() if isinstance(value, np.ndarray) else value
        for name, value in named.items()
    }


def _follow(trainer: Trainer, sample: TracedSample) -> Trace:
    x, y = sample.x, sample.y
    spec, layers, masks = trainer.spec, trainer.network.layers, _masks(trainer)
    signals = forward(layers, masks, x)
    verdict = judge(spec.loss, spec.output_activation, signals[-1].z, y)
    blames = backward(layers, masks, signals, verdict)
    step = _update(trainer, blames, verdict.loss)
    after = forward(step.layers, masks, x)[-1].z
    return Trace(
        sample=sample.row,
        split=sample.split,
        step=trainer.step,
        inputs=sample.inputs,
        features=x,
        target=sample.target,
        coded_target=y,
        outputs=signals[-1].a,
        loss=verdict.loss,
        loss_after=judge(spec.loss, spec.output_activation, after, y).loss,
        learning_rate=trainer.learning_rate,
        gradient_norm=_norm([b for i, b in enumerate(blames) if i not in spec.frozen_layers]),
        clip_factor=step.clip_factor,
        updated=step.updated,
        layers=tuple(
            _gather(index, layer, signals[index], blames[index], step)
            for index, layer in enumerate(layers)
        ),
    )


def _masks(trainer: Trainer) -> list[FloatArray]:
    """Return (units,) float64 for each layer: 0 for a unit that is hidden, 1 for the others."""
    masks = [np.ones(layer.b.size) for layer in trainer.network.layers]
    for layer, unit in trainer.network.hidden_units:
        masks[layer][unit] = 0.0
    return masks


def _update(trainer: Trainer, blames: Sequence[Blame], loss: float) -> _Step:
    """Make the step with copies of the trainer's parameters and of its optimizer's memory."""
    learner, layers = trainer.capture().learner, trainer.network.layers
    network = Network([each.shape for each in layers], [each.activation_key for each in layers])
    update = Update(network, trainer.spec)
    network.parameters[:] = learner.parameters
    update.hold(trainer.network.hidden_parameters())
    update.optimizer.state[:] = learner.memory
    update.optimizer.restrict(frozenset(trainer.spec.frozen_layers), learner.counts)
    for layer, blame in zip(network.layers, blames, strict=True):
        layer.dW[...] = blame.dW
        layer.db[...] = blame.db
    updated = bool(np.isfinite(loss)) and update.apply(trainer.step)
    return _Step(
        layers=network.layers,
        memory=learner.memory,
        counts=learner.counts,
        frozen=trainer.spec.frozen_layers,
        clip_factor=update.clip_factor,
        updated=updated,
    )


def _norm(blames: Sequence[Blame]) -> float:
    return float(np.sqrt(sum(float((b.dW**2).sum() + (b.db**2).sum()) for b in blames)))


def _gather(index: int, layer: Layer, signal: Signal, blame: Blame, step: _Step) -> LayerTrace:
    new, slots = step.layers[index], len(step.memory)
    memory = step.memory[:, layer.where]
    return LayerTrace(
        activation=layer.activation_key,
        frozen=index in step.frozen,
        inputs=signal.inputs,
        W=layer.W.copy(),
        b=layer.b.copy(),
        z=signal.z,
        a=signal.a,
        da=blame.da,
        slope=blame.slope,
        dz=blame.dz,
        dW=blame.dW,
        db=blame.db,
        W_after=new.W,
        b_after=new.b,
        updates=step.counts[index],
        memory_W=memory[:, : layer.W.size].reshape(slots, *layer.shape),
        memory_b=memory[:, layer.W.size :],
    )
