"""What a call from the front learns of a run without changing it, and how a transfer begins.

The answers are JSON text already: a trace of a large network has hundreds of thousands of
numbers, and the process that serves everybody should not have to turn them into text.
"""

from typing import Any

import numpy as np

from app.protocol import dump_json
from app.workers import description
from app.workers.messages import Call
from app.workers.run import Run
from engine import Trainer
from engine.export import EXPORTS
from engine.perceptron_learner import PerceptronLearner
from engine.probes import SurfaceChoice, layer_statistics, loss_surface, score
from engine.probes.layers import NEAR_LIMIT, OFTEN
from engine.trace import describe_trace, follow
from engine.traced_sample import sample_at, sample_of
from engine.transfer import with_layers

MOST_MISTAKES = 200  # of a perceptron, told with the line that each led to


def trace(run: Run, call: Call) -> bytes:
    """Return one sample's way through the network, with every number."""
    trainer, asked = run.trainer, call.arguments
    row = asked["sample"]
    sample = sample_of(trainer, **asked["given"]) if row is None else sample_at(trainer, row)
    record = follow(trainer, sample)
    return _tell(run, {"model": run.trainer.spec.model} | describe_trace(record))


def statistics(run: Run, _call: Call) -> bytes:
    """Return how the layers are doing, and scores by class or by target."""
    report = layer_statistics(run.trainer)
    train, test = score(run.trainer)
    return _tell(
        run,
        {
            "samples": report.samples,
            "of": report.of,
            "thresholds": {"near_limit": NEAR_LIMIT, "saturated": OFTEN},
            "layers": [layer.describe() for layer in report.layers],
            "train": train.describe(),
            "test": None if test is None else test.describe(),
            "mistakes": mistakes(run.trainer),
        },
    )


def mistakes(trainer: Trainer) -> dict[str, Any] | None:
    """Return how often a perceptron was wrong, and the latest mistakes with their lines."""
    learner = trainer.learner
    if not isinstance(learner, PerceptronLearner):
        return None
    rows = np.flatnonzero(~trainer.data.is_test)
    latest = [
        {
            "step": mistake.visit,
            "sample": int(rows[mistake.sample]),
            "weights": mistake.weights,
            "bias": mistake.bias,
        }
        for mistake in list(learner.mistakes)[-MOST_MISTAKES:]
    ]
    return {"total": learner.perceptron.mistakes, "latest": latest}


def surface(run: Run, call: Call) -> bytes:
    """Return the train loss over a plane through the parameters, with the path of the run."""
    choice = dict(call.arguments)
    directions = choice.pop("directions")
    drawn = loss_surface(run.trainer, SurfaceChoice(**choice), run.snapshots.states)
    return _tell(run, drawn.describe(directions=directions))


def _tell(run: Run, told: dict[str, Any]) -> bytes:
    return dump_json({"generation": run.generation, "step": run.trainer.step} | told)


def export(run: Run, call: Call) -> dict[str, Any]:
    """Return the experiment in a format, with what a file of it is called."""
    entry = EXPORTS[call.arguments["format"]]
    trainer = run.trainer
    return {
        "content": entry.value(trainer),
        "media_type": entry.facts["media_type"],
        "file_name": f"{trainer.spec.model}_step_{trainer.step}.{entry.facts['suffix']}",
    }


def begin_with_layers(run: Run, call: Call) -> dict[str, Any]:
    """Take layers of another network as the start of the first ones, at step 0."""
    run.trainer.start_from(with_layers(run.trainer, call.arguments["layers"]))
    run.begin_generation("weights")
    return description.status(run)
