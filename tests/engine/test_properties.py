"""What holds for every spec there is: nothing here is written for one entry of a registry."""

import json
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engine import (
    ACTIVATIONS,
    INITIALIZERS,
    OPTIMIZERS,
    REGULARIZERS,
    SCHEDULES,
    ExperimentSpec,
    Registry,
    Trainer,
    load_checkpoint,
    save_checkpoint,
)
from engine.arrays import FloatArray, IntArray
from tests.engine.drawing_specs import ALL_MODELS, Mapping, make, run, specs

ROOT = Path(__file__).parents[2]
# No deadline: the first spec with digits reads their file. No shrinking: it takes minutes, and a
# spec that fails is small enough to be read as it is.
some = settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
SEEDS = st.integers(0, 2**32 - 1)
# Reads a JSON list of checkpoints; trains each for 100 steps; writes losses and checkpoints.
RESUME = """
import json, sys
from engine import load_checkpoint, save_checkpoint
told = []
for text in json.load(sys.stdin):
    trainer = load_checkpoint(text.encode())
    trains = trainer.is_trained and trainer.divergence is None
    losses = trainer.advance(100).losses.tolist() if trains else []
    told.append([losses, save_checkpoint(trainer).decode()])
json.dump(told, sys.stdout)
"""


def put(trainer: Trainer, seed: int) -> None:
    """Put in a start without a pattern: sums of it are never exactly 0."""
    trainer.start_from(np.random.default_rng(seed).normal(size=trainer.parameters.size))


def close(ours: FloatArray, theirs: FloatArray) -> None:
    size = float(np.abs(theirs).max(initial=1.0))
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-10 * size)


@some
@given(specs(min_hidden_layers=1), SEEDS, st.data())
def test_permuting_the_units_of_a_layer_leaves_the_function(
    spec: Mapping, seed: int, data: st.DataObject
) -> None:
    one, other = make(spec), make(spec)
    put(one, seed)
    layers = one.get_layers()
    index = data.draw(st.integers(0, len(layers) - 2))
    order = np.array(data.draw(st.permutations(range(len(layers[index]["b"])))))
    layers[index] = {key: layers[index][key][..., order] for key in ("W", "b")}
    layers[index + 1]["W"] = layers[index + 1]["W"][order]
    other.set_parameters(other.flatten([{k: v.tolist() for k, v in e.items()} for e in layers]))
    close(one.predict(one.data.inputs).outputs, other.predict(one.data.inputs).outputs)


@some
@given(specs(ALL_MODELS), st.integers(0, 30))
def test_a_spec_is_read_from_what_it_says(spec: Mapping, steps: int) -> None:
    trainer = make(spec)
    told = json.loads(json.dumps(trainer.spec.to_dict()))
    assert ExperimentSpec.from_dict(told) == trainer.spec
    twin = make(told)
    assert run(twin, steps) == run(trainer, steps)
    assert twin.parameters.tolist() == trainer.parameters.tolist()


@some
@given(specs(ALL_MODELS), st.integers(0, 30), st.booleans())
def test_saving_and_loading_changes_nothing(spec: Mapping, steps: int, hide: bool) -> None:
    trainer = make(spec)
    run(trainer, steps)
    if hide and trainer.spec.hidden_layers:
        trainer.hide_unit(0, 0, True)
    content = save_checkpoint(trainer)
    loaded = load_checkpoint(content)
    assert save_checkpoint(loaded) == content
    assert (loaded.spec, loaded.step, loaded.notes) == (trainer.spec, trainer.step, trainer.notes)
    assert (loaded.divergence, loaded.outcome) == (trainer.divergence, trainer.outcome)
    assert run(loaded, 20) == run(trainer, 20)
    assert save_checkpoint(loaded) == save_checkpoint(trainer)
    for each in (loaded, trainer):
        each.reset()
    assert save_checkpoint(loaded) == save_checkpoint(trainer)


@some
@given(specs(ALL_MODELS), st.lists(st.integers(0, 12), max_size=6))
def test_splitting_steps_into_parts_changes_nothing(spec: Mapping, parts: list[int]) -> None:
    whole, split = make(spec), make(spec)
    expected = run(whole, sum(parts))
    assert [loss for part in parts for loss in run(split, part)] == expected
    assert save_checkpoint(split) == save_checkpoint(whole)
    whole.evaluate()  # looking changes nothing either
    assert save_checkpoint(split) == save_checkpoint(whole)


def permute_rows(trainer: Trainer, order: IntArray) -> FloatArray:
    layers = trainer.get_layers()
    layers[0]["W"] = layers[0]["W"][order]
    return trainer.flatten([{k: v.tolist() for k, v in each.items()} for each in layers])


@some
@given(specs(ALL_MODELS), SEEDS, st.data())
def test_permuting_features_permutes_the_rows_of_the_weights(
    spec: Mapping, seed: int, data: st.DataObject
) -> None:
    """Where nothing is divided by almost 0 or grows without bounds, for rounding grows, too."""
    spec["standardize"] = True
    if "optimizer" in spec:
        gentle = {"learning_rate": 0.02, "epsilon": 0.01}
        spec["optimizer"] |= {k: v for k, v in gentle.items() if k in spec["optimizer"]}
    one = make(spec)
    order = np.array(data.draw(st.permutations(range(len(one.spec.features)))))
    other = make({**spec, "features": [one.spec.features[place] for place in order]})
    put(one, seed)
    other.start_from(permute_rows(one, order))
    close(one.predict(one.data.inputs).outputs, other.predict(one.data.inputs).outputs)
    close(np.array(run(one, 6)), np.array(run(other, 6)))
    close(permute_rows(one, order), other.parameters)


def resume(contents: list[bytes]) -> list[Any]:
    """Load each checkpoint in a new process, train for 100 steps and save again."""
    done = subprocess.run(
        [sys.executable, "-c", RESUME],
        input=json.dumps([each.decode() for each in contents]).encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    return list(json.loads(done.stdout))


def check_resumed(drawn: list[Mapping]) -> None:
    expected, contents = [], []
    for spec in drawn:
        whole, half = make(spec), make(spec)
        run(whole, 100)
        expected.append([run(whole, 100), save_checkpoint(whole).decode()])
        run(half, 100)
        contents.append(save_checkpoint(half))
    assert resume(contents) == expected


@settings(some, max_examples=4)
@given(st.lists(specs(ALL_MODELS), min_size=5, max_size=5))
def test_random_runs_go_on_in_a_new_process(drawn: list[Mapping]) -> None:
    check_resumed(drawn)


def turns(registry: Registry[Any], count: int) -> list[str]:
    """Return as many keys, each in its turn."""
    keys = registry.keys()
    return [keys[index % len(keys)] for index in range(count)]


def test_every_entry_goes_on_in_a_new_process() -> None:
    pairs = list(product(OPTIMIZERS.keys(), SCHEDULES.keys()))
    registries = (ACTIVATIONS, INITIALIZERS, REGULARIZERS)
    beside = zip(*(turns(each, len(pairs)) for each in registries), strict=True)
    drawn: list[Mapping] = [
        {
            "dataset": {"key": "spiral", "samples": 60, "noise": 0.1},
            "hidden_layers": [{"units": 5, "activation": activation}, {"units": 4}],
            "initializer": {"key": initializer},
            "optimizer": {"key": optimizer},
            "schedule": {"key": schedule},
            "regularizer": {"key": regularizer},
            "dropout_rate": 0.25,
        }
        for (optimizer, schedule), (activation, initializer, regularizer) in zip(
            pairs, beside, strict=True
        )
    ]
    drawn += [{"model": model, "dataset": {"key": "xor", "samples": 60}} for model in ALL_MODELS]
    averaged = {"averaged": True, "learning_rate": 0.3, "max_passes": 3}
    drawn.append({"model": "perceptron", "dataset": {"key": "xor"}, "perceptron": averaged})
    check_resumed(drawn)
