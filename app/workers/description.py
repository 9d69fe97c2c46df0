"""What a run tells: its state, its status, and what a viewer needs to draw it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.protocol import MAX_POINT_NUMBERS, MAX_POINTS, METRIC_NAMES
from app.workers.emitter import metric_row
from engine import Data, Trainer

if TYPE_CHECKING:
    from app.workers.run import Run


def state_event(run: Run) -> dict[str, Any]:
    """Return the state as an event."""
    event: dict[str, Any] = {
        "type": "state",
        "state": run.state,
        "reason": run.reason,
        "step": run.trainer.step,
        "epoch": run.trainer.epoch,
        "steps_per_second": run.pace.steps_per_second or "max",
    }
    if run.trainer.divergence:
        event["cause"] = run.trainer.divergence.cause
        event["suggestion"] = run.trainer.divergence.suggestion
        event["cause_key"] = run.trainer.divergence.cause_key
        event["cause_values"] = run.trainer.divergence.cause_values
    return event


def status(run: Run) -> dict[str, Any]:
    """Return the session's status; while it runs, with the newest metrics that are known."""
    trainer = run.trainer
    metrics = run.gauge.read(trainer, fresh=run.state != "running")
    return {
        **{name: value for name, value in state_event(run).items() if name != "type"},
        "generation": run.generation,
        **dict(zip(METRIC_NAMES, metric_row(metrics, trainer.learning_rate), strict=True)),
        "parameters": int(trainer.parameters.size),
        "backend": trainer.spec.backend,
        "hidden_units": hidden_units(trainer),
        "spec": trainer.spec.to_dict(),
        "notes": list(trainer.notes),
    }


def control(run: Run) -> dict[str, Any]:
    """Return what another process needs to know beside the trainer, but for the pace."""
    return {
        "state": run.state,
        "reason": run.reason,
        "generation": run.generation,
        "seq": run.emitter.seq,
        "step": run.trainer.step,
        "requested": run.requested,
        "ending": run.ending.state(),
    }


def describe(trainer: Trainer, requested: Mapping[str, Any]) -> dict[str, Any]:
    """Return the experiment, asked for and resolved, with its network's layout and its points."""
    inputs = trainer.data.inputs
    few = len(inputs) <= MAX_POINTS and inputs.size <= MAX_POINT_NUMBERS
    return {
        "spec": trainer.spec.to_dict(),
        "requested": dict(requested),
        "notes": list(trainer.notes),
        "layout": trainer.layout(),
        "preprocessing": trainer.preprocessing(),
        "classes": trainer.data.class_names,
        "hidden_units": hidden_units(trainer),
        "points": points(trainer.data) if few else None,
    }


def hidden_units(trainer: Trainer) -> list[list[int]]:
    """Return [layer, unit] of each unit that puts out 0."""
    return [list(each) for each in trainer.hidden_units]


def points(data: Data) -> dict[str, Any]:
    """Return inputs, targets and split of every sample, as lists."""
    return {
        "inputs": data.inputs.tolist(),
        "targets": data.targets.tolist(),
        "split": ["test" if test else "train" for test in data.is_test.tolist()],
    }
