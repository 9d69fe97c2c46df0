"""What a call from the front does to a run: one function an operation, named in OPERATIONS."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from app.errors import over_limit
from app.protocol import dump_json, parse_json
from app.workers import description, inspecting
from app.workers.edits import apply_edits
from app.workers.messages import Call
from app.workers.pace import Ending
from app.workers.run import Run
from app.workers.surroundings import State
from engine import (
    LIVE_FIELDS,
    ExperimentSpec,
    HyperparameterError,
    build,
    changed_fields,
    load_checkpoint,
    resolve,
    save_checkpoint,
)

Operation = Callable[[Run, Call], Any]
PENDING = object()  # the run itself will answer the request


def run(run: Run, call: Call) -> dict[str, Any]:
    """Train continuously until paused or until the ending is met."""
    pace = call.arguments["steps_per_second"]
    ending = Ending.of(call.arguments["until"])
    ending.forget(run.trainer.epoch)
    run.start(run.pace.steps_per_second if pace is None else as_pace(pace), ending=ending)
    return description.status(run)


def train(run: Run, call: Call) -> object:
    """Train a number of steps or epochs now; the run answers when they are made."""
    steps, epochs = call.arguments["steps"], call.arguments["epochs"]
    if epochs is not None:
        trainer, limit = run.trainer, call.arguments["limit"]
        steps = trainer.steps_to_epoch_end + (epochs - 1) * trainer.steps_per_epoch
        if steps > limit:
            raise over_limit("epochs", limit // trainer.steps_per_epoch, epochs)
    run.train(call.request, steps)
    return PENDING


def pause(run: Run, call: Call) -> dict[str, Any]:
    """Stop training where it is."""
    run.stop("paused", call.arguments.get("reason"))
    return description.status(run)


def reset(run: Run, _call: Call) -> dict[str, Any]:
    """Go back to step 0 and the same initial weights."""
    run.trainer.reset()
    run.begin_generation("reset")
    return description.status(run)


def configure(run: Run, call: Call) -> dict[str, Any]:
    """Take another experiment: change what can change live, else rebuild."""
    requested = call.arguments["requested"]
    spec, _ = resolve(ExperimentSpec.from_dict(requested, call.arguments["tables"]))
    changed = changed_fields(run.trainer.spec, spec)
    if changed <= LIVE_FIELDS:
        result = _change_live(run, requested, spec, changed)
    else:
        result = _rebuild(run, requested, spec, keep_weights=call.arguments["keep_weights"])
    pace = call.arguments["steps_per_second"]
    if pace is not None:
        run.set_pace(as_pace(pace))
        run.emitter.send_event(description.state_event(run))
    run.checkpoint()
    return result | {"spec": run.trainer.spec.to_dict(), "generation": run.generation}


def _change_live(
    run: Run, requested: Mapping[str, Any], spec: ExperimentSpec, changed: frozenset[str]
) -> dict[str, Any]:
    run.trainer.configure(spec)
    run.requested = dict(requested)
    if "regularizer" in changed:
        run.gauge.forget()  # the penalty is another
    if run.state != "running":
        run.show()
    _tell_configured(run)
    return {"applied": "live", "kept": ["weights", "optimizer", "step"], "reset": []}


def _tell_configured(run: Run) -> None:
    run.emitter.send_event(
        {
            "type": "configured",
            "spec": run.trainer.spec.to_dict(),
            "requested": run.requested,
            "notes": list(run.trainer.notes),
            "hidden_units": description.hidden_units(run.trainer),
        }
    )


def _rebuild(
    run: Run, requested: Mapping[str, Any], spec: ExperimentSpec, *, keep_weights: bool
) -> dict[str, Any]:
    trainer = build(spec)
    kept: tuple[int, ...] = ()
    fresh = tuple(range(len(trainer.layout())))
    if keep_weights and spec.model == run.trainer.spec.model:
        carried = trainer.keep_weights_from(run.trainer)
        kept, fresh = carried.kept, carried.fresh
    run.trainer, run.requested = trainer, dict(requested)
    run.ending.forget()
    goes_on = run.state == "running" and not run.is_in_train_call and trainer.is_trained
    run.begin_generation("rebuilt", state="running" if goes_on else "idle")
    layers = [f"layers.{index}" for index in fresh]
    return {
        "applied": "rebuilt",
        "kept": [f"layers.{index}" for index in kept],
        "reset": [*layers, "optimizer", "step", "history"],
    }


def reinitialize(run: Run, call: Call) -> dict[str, Any]:
    """Start again from new random weights, whose seed the requested experiment states."""
    run.requested = dict(call.arguments["requested"])
    run.trainer = build(ExperimentSpec.from_dict(run.requested, call.arguments["tables"]))
    run.begin_generation("reinitialize")
    return description.status(run)


def rewind(run: Run, call: Call) -> dict[str, Any]:
    """Go back to the last kept state at or before a step."""
    step, present = call.arguments["step"], run.trainer.step
    if step > present:
        raise HyperparameterError("step", f"be at most {present}, the present step", step)
    if not run.snapshots.rewind(run.trainer, step):
        raise HyperparameterError("step", f"be at least {run.snapshots.states[0].step}", step)
    run.begin_generation("rewind", state="paused", keep_snapshots=True)
    return description.status(run)


def hide_unit(run: Run, call: Call) -> dict[str, Any]:
    """Let a unit put out 0, or let it work again; the next step sees it."""
    run.trainer.hide_unit(**call.arguments)
    _tell_configured(run)
    run.show_anew()
    return {"hidden_units": description.hidden_units(run.trainer)}


def checkpoint(run: Run, _call: Call) -> bytes:
    """Return the exact state, and the experiment as it was asked for."""
    document = parse_json(save_checkpoint(run.trainer))
    return dump_json(document | {"requested": run.requested})


def put_checkpoint(run: Run, call: Call) -> dict[str, Any]:
    """Go on from an exact state, experiment and all; nothing changes if it is refused."""
    trainer = load_checkpoint(call.arguments["content"], call.arguments["tables"])
    if trainer.step > run.around.step_limit:
        raise HyperparameterError("step", f"be at most {run.around.step_limit}", trainer.step)
    run.trainer, run.requested = trainer, dict(call.arguments["requested"])
    state: State = "diverged" if trainer.divergence else "paused"
    run.begin_generation("checkpoint", state=state)
    return description.status(run)


def put_weights(run: Run, call: Call) -> dict[str, Any]:
    """Take these parameters as the new start, at step 0."""
    parameters = run.trainer.flatten(call.arguments["layers"])
    run.trainer.start_from(parameters)
    run.begin_generation("weights")
    return description.status(run)


def set_parameters(run: Run, call: Call) -> dict[str, Any]:
    """Edit the parameters by hand, all or a few; training goes on from them."""
    layers, edits = call.arguments["layers"], call.arguments["edits"]
    if layers is None:
        layers = apply_edits(run.trainer.get_layers(), edits)
    run.take_parameters(run.trainer.flatten(layers))
    return {}


def watch(run: Run, call: Call) -> None:
    """Take what the present sockets want; what was collected until now is shown first."""
    if not run.emitter.is_empty:
        run.show()
    run.emitter.watch(**call.arguments)


def acknowledge(run: Run, call: Call) -> None:
    """Note that frames have arrived."""
    run.emitter.acknowledge(call.arguments["seq"])


def status(run: Run, _call: Call) -> dict[str, Any]:
    """Say how the session is."""
    return description.status(run)


def data(run: Run, _call: Call) -> bytes:
    """Return every sample, its split, and the preprocessing, as JSON text.

    There may be millions of numbers, which the process that serves everybody must not turn to text.
    """
    data = run.trainer.data
    return dump_json(
        {
            "inputs": np.ascontiguousarray(data.inputs),
            "targets": np.ascontiguousarray(data.targets),
            "split": ["test" if test else "train" for test in data.is_test.tolist()],
            "classes": data.class_names,
            "columns": data.columns,
            "target_names": data.target_names,
            "preprocessing": run.trainer.preprocessing(),
        }
    )


def weights(run: Run, _call: Call) -> dict[str, Any]:
    """Return every layer's W and b."""
    return {"layers": run.trainer.get_layers()}


def predict(run: Run, call: Call) -> dict[str, Any]:
    """Return the network's answer to raw inputs."""
    prediction = run.trainer.predict(call.arguments["inputs"])
    return {
        "outputs": prediction.outputs,
        "probabilities": prediction.probabilities,
        "classes": prediction.classes,
        "class_names": prediction.class_names,
    }


def as_pace(steps_per_second: float | str) -> float | None:
    """Return the pace that a client's number or "max" means."""
    return None if steps_per_second == "max" else float(steps_per_second)


OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        operation.__name__: operation
        for operation in (
            run,
            train,
            pause,
            reset,
            configure,
            reinitialize,
            rewind,
            hide_unit,
            checkpoint,
            put_checkpoint,
            put_weights,
            set_parameters,
            watch,
            acknowledge,
            status,
            data,
            weights,
            predict,
            inspecting.trace,
            inspecting.statistics,
            inspecting.surface,
            inspecting.export,
            inspecting.begin_with_layers,
        )
    }
)
