"""Exports run without us, say the same, and take names for what they are: data."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import ACTIVATIONS, FEATURES, LEGAL_PAIRS, ExperimentSpec, Table, Trainer, build
from engine.export import EXPORTS
from engine.export import numpy_source as numpy_export

CLOSE = {"rtol": 1e-12, "atol": 1e-12}
HOSTILE = [
    "it's",
    '"',
    '"""',
    "'''",
    "\\",
    "\\'",
    "\n",
    "\r\nimport os",
    "x\0y",
    "ünï ☃ 𝔘",
    "\u2028",
    "\u202eright to left",
    "\x1b[31m",
    "\ud800",
    "{0}",
    "{lines}",
    "%s",
    "# comment",
    '"]; raise SystemExit(3); ["',
    "__import__('os').abort()",
    "</script>",
    "",
]
ASK = """
import json, runpy, sys
told = runpy.run_path(sys.argv[1])
inputs = json.load(sys.stdin)
answer = {"outputs": told["predict"](inputs).tolist(), "columns": told["COLUMNS"]}
if "classify" in told:
    answer |= {"classes": told["classify"](inputs), "names": told["CLASSES"]}
print(json.dumps(answer))
"""


def trained(steps: int = 50, tables: dict[str, Table] | None = None, **fields: object) -> Trainer:
    trainer = build(ExperimentSpec.from_dict({"seed": 2} | fields, tables or {}))
    trainer.advance(steps)
    return trainer


def write(trainer: Trainer, folder: Path) -> Path:
    path = folder / "network.py"
    path.write_bytes(EXPORTS["numpy"].value(trainer))
    return path


def run(*arguments: object, text: str = "") -> str:
    """Run Python without this project, its packages but NumPy's, or the user's settings."""
    command = [sys.executable, "-I", "-W", "error", *map(str, arguments)]
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def load(trainer: Trainer) -> dict[str, Any]:
    place: dict[str, Any] = {"__name__": "exported"}
    exec(compile(EXPORTS["numpy"].value(trainer), "network.py", "exec"), place)
    return place


def check(trainer: Trainer) -> dict[str, Any]:
    """Raise unless the source answers as the trainer does, and return what it defines."""
    place, inputs = load(trainer), trainer.data.inputs
    prediction = trainer.predict(inputs)
    np.testing.assert_allclose(place["predict"](inputs), prediction.outputs, **CLOSE)
    assert place["COLUMNS"] == list(trainer.data.columns)
    if prediction.classes is not None:
        assert place["classify"](inputs) == prediction.classes
        assert place["CLASSES"] == prediction.class_names
    return place


@pytest.mark.parametrize(
    "fields",
    [
        {"dataset": {"key": "spiral"}},
        {"dataset": {"key": "iris"}},
        {"dataset": {"key": "diabetes"}},
    ],
    ids=lambda fields: fields["dataset"]["key"],
)
def test_the_source_runs_alone_and_agrees(fields: dict, tmp_path: Path) -> None:
    trainer = trained(**fields)
    path = write(trainer, tmp_path)
    inputs = trainer.data.inputs[:40]
    answer = json.loads(run("-c", ASK, path, text=json.dumps(inputs.tolist())))
    prediction = trainer.predict(inputs)
    np.testing.assert_allclose(answer["outputs"], prediction.outputs, **CLOSE)
    assert answer.get("classes") == prediction.classes
    assert answer.get("names") == prediction.class_names
    printed = run(path).splitlines()
    assert len(printed) == 5
    for index, line in enumerate(printed):
        before, _, after = line.partition(" -> ")
        assert before == f"sample {index}"
        numbers, end = json.JSONDecoder().raw_decode(after)
        np.testing.assert_allclose(numbers, prediction.outputs[index], **CLOSE)
        if prediction.classes is not None:
            assert ast.literal_eval(after[end:].strip()) == prediction.classes[index]


@pytest.mark.parametrize("activation", ACTIVATIONS.keys())
def test_every_activation_agrees(activation: str) -> None:
    layers = [{"units": 5, "activation": activation}] * 2
    place = check(trained(hidden_layers=layers))
    functions = set(ACTIVATIONS.keys()) & place.keys()
    assert functions == {activation, "sigmoid"} - {"identity"}, "only what is needed is there"


@pytest.mark.parametrize("pair", LEGAL_PAIRS, ids=lambda p: f"{p['loss']}-{p['output_activation']}")
def test_every_output_agrees(pair: dict) -> None:
    names = {name: pair[name] for name in ("loss", "output_activation")}
    key = "plane" if pair["task"] == "regression" else "moons"
    check(trained(dataset={"key": key}, standardize=True, **names))


@pytest.mark.parametrize("standardize", [False, True])
@pytest.mark.parametrize("feature", FEATURES.keys())
def test_every_feature_agrees(feature: str, standardize: bool) -> None:
    place = check(trained(features=[feature], standardize=standardize))
    assert place["FEATURES"] == [feature]
    assert ("MEAN" in place) == standardize


def test_the_tables_know_every_key() -> None:
    assert numpy_export.FEATURES.keys() == set(FEATURES.keys())
    assert numpy_export.ACTIVATIONS.keys() == {*ACTIVATIONS.keys(), "softmax"}


@pytest.mark.parametrize("model", ["perceptron", "threshold"])
def test_single_neurons_agree(model: str) -> None:
    trainer = trained(0, dataset={"key": "gaussians"}, model=model)
    trainer.set_parameters([1.0, -2.0, 0.25])
    check(trainer)


def test_hidden_units_and_chosen_columns_are_respected() -> None:
    features = ["petal_width_cm", "sepal_length_cm"]
    trainer = trained(dataset={"key": "iris"}, features=features)
    before = trainer.predict(trainer.data.inputs).outputs
    trainer.hide_unit(0, 1, True)
    trainer.hide_unit(0, 3, True)
    check(trainer)
    assert not np.allclose(before, trainer.predict(trainer.data.inputs).outputs)


def table(columns: list[str], classes: list[str]) -> Table:
    inputs = np.random.default_rng(0).normal(size=(24, len(columns)))
    return Table(
        columns=tuple(columns),
        inputs=inputs,
        targets=np.arange(24) % len(classes),
        class_names=tuple(classes),
        target_names=("class",),
    )


def of_table(columns: list[str], classes: list[str]) -> Trainer:
    tables = {"upload:1": table(columns, classes)}
    return trained(3, tables, dataset={"key": "upload:1"})


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    trainer = of_table(HOSTILE, HOSTILE[::-1])
    path = write(trainer, tmp_path)
    inputs = trainer.data.inputs
    answer = json.loads(run("-c", ASK, path, text=json.dumps(inputs.tolist())))
    assert answer["columns"] == HOSTILE
    assert answer["names"] == HOSTILE[::-1]
    assert answer["classes"] == trainer.predict(inputs).classes
    assert len(run(path).splitlines()) == 5, "no name breaks a line"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text() | st.sampled_from(HOSTILE), min_size=1, max_size=4, unique=True),
    st.lists(st.text() | st.sampled_from(HOSTILE), min_size=2, max_size=4, unique=True),
)
def test_no_name_changes_the_program(columns: list[str], classes: list[str]) -> None:
    trainer = of_table(columns, classes)
    place = check(trainer)
    assert (place["COLUMNS"], place["CLASSES"]) == (columns, classes)
    plain = of_table([f"c{i}" for i in range(len(columns))], [f"k{i}" for i in range(len(classes))])
    assert skeleton(trainer) == skeleton(plain), "but for strings it is the same program"
    told = json.loads(EXPORTS["json"].value(trainer))
    assert told["class_names"] == classes
    assert told["preprocessing"]["columns"] == columns


def skeleton(trainer: Trainer) -> str:
    """Return the program without what its constants are."""
    tree = ast.parse(EXPORTS["numpy"].value(trainer))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            node.value = None
    return ast.dump(tree)


def test_the_document_says_all_that_it_takes() -> None:
    trainer = trained(dataset={"key": "wine"})
    told = json.loads(EXPORTS["json"].value(trainer))
    assert (told["format"], told["version"], told["step"]) == ("nn-playground/network", 1, 50)
    assert ExperimentSpec.from_dict(told["spec"]) == trainer.spec
    assert told["class_names"] == list(trainer.data.class_names)
    way, a = told["preprocessing"], trainer.data.inputs[:7]
    a = a[:, [way["columns"].index(name) for name in way["features"]]]
    a = (a - way["mean"]) / way["scale"]
    for layer in told["layers"][:-1]:
        assert layer["activation"] == "tanh"
        a = np.tanh(a @ np.array(layer["W"]) + layer["b"])
    last = told["layers"][-1]
    assert last["activation"] == "softmax"
    powers = np.exp(a @ np.array(last["W"]) + last["b"])
    wanted = trainer.predict(trainer.data.inputs[:7]).outputs
    np.testing.assert_allclose(powers / powers.sum(axis=1, keepdims=True), wanted, **CLOSE)


def test_numbers_that_json_does_not_know_are_null() -> None:
    trainer = trained(0)
    trainer.network.parameters[0] = np.inf
    told = json.loads(EXPORTS["json"].value(trainer))
    assert told["layers"][0]["W"][0][0] is None
    assert np.isinf(load(trainer)["W1"][0, 0])


def test_data_as_large_as_numbers_go_is_exported_with_its_scaling() -> None:
    brought = table(["a"], ["k", "l"])
    huge = np.where(brought.inputs > 0, 1.5e308, -1.5e308)
    tables = {"upload:1": Table(("a",), huge, brought.targets, ("k", "l"), ("class",))}
    trainer = trained(0, tables, dataset={"key": "upload:1"})
    told = json.loads(EXPORTS["json"].value(trainer))
    assert told["preprocessing"]["scale"] == pytest.approx([1.5e308], rel=0.01)
    answers = load(trainer)["predict"](huge[:5])
    np.testing.assert_allclose(answers, trainer.predict(huge[:5]).outputs, **CLOSE)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.key)
def test_every_format_tells_its_type_and_suffix(export: Any) -> None:
    assert set(export.facts) == {"media_type", "suffix"}
    assert export.facts["suffix"].isalnum() and "/" in export.facts["media_type"]
    assert isinstance(export.value(trained(0)), bytes)
