"""Write the golden files that tie the browser's code to the server's.

`python scripts/golden.py` makes tests/fixtures/ anew; tests/app/test_golden.py tells when they are
behind. `node --test` reads the same files: what is in them, both sides agree on.
"""

import json
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from app import protocol
from app.errors import over_limit
from engine import ACTIVATIONS, FEATURES, ExperimentSpec, build

FIXTURES = Path(__file__).parent.parent / "tests/fixtures"
POINTS = 8
SEED = 7
CIRCLE = MappingProxyType({"key": "circle", "samples": 60})
EDIT = MappingProxyType({"layer": 0, "input": 1, "unit": 0, "value": -0.5})


def forward_specs() -> dict[str, dict[str, Any]]:
    """Return specs that between them use every feature, activation, model and kind of output."""
    keys = list(FEATURES.keys())
    specs: dict[str, dict[str, Any]] = {
        f"hidden {entry.key}": {
            "features": keys,
            "hidden_layers": [
                {"units": 5, "activation": entry.key},
                {"units": 3, "activation": entry.key},
            ],
        }
        for entry in ACTIVATIONS
    }
    specs |= {f"feature {key}": {"features": [key], "hidden_layers": []} for key in keys}
    softmax = {"loss": "softmax_cross_entropy", "output_activation": "softmax"}
    plane = {"dataset": {"key": "plane", "samples": 60}, "standardize": True}
    iris = {"dataset": {"key": "iris"}, "features": ["petal_width_cm", "sepal_length_cm"]}
    specs |= {
        "no hidden layer": {"hidden_layers": []},
        "one unit": {"hidden_layers": [{"units": 1, "activation": "tanh"}]},
        "softmax": softmax,
        "classification, tanh": {"loss": "mse", "output_activation": "tanh"},
        "classification, standardized": {"standardize": True, "features": keys},
        "classification, hinge": {"loss": "hinge", "output_activation": "identity"},
        "columns, softmax": iris,
        "perceptron": {"model": "perceptron"},
        "threshold unit": {"model": "threshold"},
        "regression, identity": plane,
        "regression, tanh": plane | {"output_activation": "tanh"},
    }
    return specs


def forward_case(spec: dict[str, Any]) -> dict[str, Any]:
    """Return one network, random float32 parameters, and its predictions at random points."""
    trainer = build(ExperimentSpec.from_dict({"dataset": CIRCLE} | spec))
    rng = np.random.default_rng(SEED)
    parameters = rng.uniform(-2, 2, trainer.parameters.size).astype(np.float32)
    trainer.set_parameters(parameters.astype(np.float64))
    points = rng.uniform(-6, 6, (POINTS, len(trainer.data.columns))).round(3)
    prediction = trainer.predict(points)
    return {
        "spec": spec,
        "layout": trainer.layout(),
        "preprocessing": trainer.preprocessing(),
        "parameters": parameters.tolist(),
        "points": points.tolist(),
        "outputs": np.asarray(prediction.outputs).tolist(),
    }


def forward() -> list[dict[str, Any]]:
    """Return every case of the forward pass."""
    return [{"name": name} | forward_case(spec) for name, spec in forward_specs().items()]


def frames() -> list[dict[str, Any]]:
    """Return frames as hex and as the JSON format has them; all numbers are exact in float32."""
    none = float("nan")
    plain = protocol.Frame(
        generation=1,
        seq=2,
        step_from=10,
        step_to=13,
        epoch=1,
        metrics=(0.5, 0.625, 0.75, 0.875, 0.0, 0.03125),
        losses=np.array([0.75, 0.5, 0.25], "<f4"),
        parameters=np.array([1.5, -2.0, 0.0, 1e-3], "<f4"),
    )
    cases = {
        "three steps": plain,
        "no step, no test split": protocol.Frame(
            1, 1, 10, 10, 0, (0.5, none, none, none, 0.0, 1.0), protocol.nothing(), plain.parameters
        ),
        "merged, with gradients": protocol.Frame(
            2**32 - 1,
            2**32 - 1,
            2**40,
            2**40 + 7,
            2**31,
            plain.metrics,
            np.array([4.0, 2.0], "<f4"),
            plain.parameters,
            np.array([0.125, 8.0], "<f4"),
            stride=4,
        ),
        "diverged": protocol.Frame(
            3, 9, 5, 5, 0, (none,) * 6, protocol.nothing(), plain.parameters, diverged=True
        ),
        "final": protocol.Frame(
            3, 10, 5, 6, 1, plain.metrics, plain.losses[:1], plain.parameters, final=True
        ),
    }
    return [
        {
            "name": name,
            "hex": frame.encode().hex(),
            "frame": json.loads(protocol.dump_json(frame.as_json())),
        }
        for name, frame in cases.items()
    ]


def messages() -> dict[str, Any]:
    """Return messages of both directions: what the page sends, and what it must understand."""
    hello = {"type": "hello", "protocol": protocol.PROTOCOL_VERSION, "format": "binary"}
    wish = {"frames_per_second": 20, "weights": "latest", "gradients": False}
    refusal = over_limit("dataset.samples", 5_000, 9_000).reply("c3")
    return {
        "hello": {
            "watching": hello | wish,
            "controlling": hello | {"token": "secret"} | wish,
            "resuming": hello
            | {"token": "secret", "resume": {"generation": 1, "seq": 9}}
            | {"frames_per_second": 5, "weights": "every_step", "gradients": True},
        },
        "commands": [
            {"type": "run", "id": "c1", "steps_per_second": "max", "until": {"test_loss": 0.1}},
            {"type": "run", "id": "c2", "steps_per_second": 60},
            {"type": "pause", "id": "c3"},
            {"type": "train", "id": "c4", "steps": 1},
            {"type": "train", "id": "c5", "epochs": 1},
            {"type": "reset", "id": "c6"},
            {"type": "reinitialize", "id": "c7"},
            {"type": "configure", "id": "c8", "batch_size": 5, "keep_weights": False},
            {"type": "configure", "id": "c9", "optimizer": {"learning_rate": 0.1}},
            {"type": "set_parameters", "id": "c10", "layers": [{"W": [[1.0]], "b": [0.0]}]},
            {"type": "set_parameters", "id": "c15", "edits": [dict(EDIT)]},
            {"type": "ack", "id": "c11", "seq": 3},
            {"type": "ping", "id": "c12"},
            {"type": "rewind", "id": "c13", "step": 100},
            {"type": "hide_unit", "id": "c14", "layer": 0, "unit": 1, "hidden": True},
        ],
        "refusal": json.loads(protocol.dump_json(refusal)),
    }


def close_codes() -> dict[str, int]:
    """Return why the server closes a stream."""
    return {code.name.lower(): int(code) for code in protocol.Close}


def documents() -> dict[str, Any]:
    """Return every golden file by its name below tests/fixtures."""
    return {
        "forward.json": forward(),
        "wire/frames.json": frames(),
        "wire/messages.json": messages(),
        "wire/close_codes.json": close_codes(),
    }


if __name__ == "__main__":
    for name, document in documents().items():
        path = FIXTURES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document, indent=1, allow_nan=False) + "\n", "utf-8")
        print(path.relative_to(FIXTURES.parent.parent))
