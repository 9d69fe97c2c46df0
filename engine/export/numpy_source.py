"""The network as Python source that needs NumPy alone.

Names of columns, features and classes come from people, perhaps from a stranger's file: they are
written as string literals in ASCII, never as code, never into a comment or a docstring.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill
from types import MappingProxyType
from typing import Any

import numpy as np

from engine.arrays import FloatArray
from engine.export.registry import EXPORTS
from engine.trainer import Trainer

ROWS = 5  # samples that the file shows its answers to
WIDTH = 100  # characters of a line

FEATURES: Mapping[str, str] = MappingProxyType(
    {
        "x1": "x1",
        "x2": "x2",
        "x1_squared": "x1 * x1",
        "x2_squared": "x2 * x2",
        "x1_x2": "x1 * x2",
        "sin_x1": "np.sin(x1)",
        "sin_x2": "np.sin(x2)",
    }
)
ACTIVATIONS: Mapping[str, str] = MappingProxyType(
    {
        "identity": "z",
        "sigmoid": "0.5 * (1.0 + np.tanh(0.5 * z))",
        "tanh": "np.tanh(z)",
        "relu": "np.maximum(z, 0.0)",
        "leaky_relu": "np.maximum(z, 0.01 * z)",
        "elu": "np.maximum(z, np.expm1(np.minimum(z, 0.0)))",
        "gelu": "0.5 * z * (1.0 + np.tanh(np.sqrt(2.0 / np.pi) * (z + 0.044715 * z**3)))",
        "swish": "0.5 * z * (1.0 + np.tanh(0.5 * z))",
        "softplus": "np.logaddexp(z, 0.0)",
        "step": "np.where(z >= 0.0, 1.0, 0.0)",
        "sign": "np.where(z > 0.0, 1.0, -1.0)",
        "softmax": "powers / powers.sum(axis=1, keepdims=True)",
    }
)
HEAD = '''\
"""A neural network made with nn-playground, in plain NumPy.

Run this file to see its answers to a few samples, or import it.
predict(inputs) takes rows of raw inputs, one number for each name in COLUMNS, and returns
{returns}
"""

import sys

import numpy as np
'''
PREPROCESS = '''\
def preprocess(inputs):
    """Return what the network is shown of raw inputs."""
{lines}'''
PREDICT = '''\
def sums(inputs):
    """Return the weighted sums of the output layer for rows of raw inputs."""
    a = preprocess(np.array(inputs, dtype=float).reshape(-1, len(COLUMNS)))
{lines}


def predict(inputs):
    """Return the outputs for rows of raw inputs, one row each."""
    return {outputs}'''
CLASSIFY = '''\
def classify(inputs):
    """Return the name of the class for each row of raw inputs."""
    return [CLASSES[index] for index in {decide}]'''
MAIN = """\
if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")
    for number, row in enumerate(SAMPLES):
        print("sample", number, "->", {printed})
"""


@EXPORTS.register("numpy", label="NumPy source", media_type="text/x-python", suffix="py")
def numpy_source(trainer: Trainer) -> bytes:
    """Write a Python file that needs NumPy alone, and gives the same answers."""
    classifies = trainer.data.class_names is not None
    constants = "\n".join([*_names(trainer), *_scaling(trainer), *_layers(trainer)])
    functions = [_activation(key) for key in _used(trainer)]
    functions += [_preprocess(trainer), _predict(trainer)]
    if classifies:
        functions.append(CLASSIFY.format(decide=_decide(trainer)))
    printed = "predict([row])[0].tolist()" + (", repr(classify([row])[0])" if classifies else "")
    samples = _array("SAMPLES", trainer.data.inputs[:ROWS])
    head = HEAD.format(returns=_returns(trainer))
    parts = [f"{head}\n{constants}", *functions, f"{samples}\n\n{MAIN.format(printed=printed)}"]
    return "\n\n\n".join(parts).encode("ascii")


def _returns(trainer: Trainer) -> str:
    if trainer.data.class_names is None:
        return "one number for each name in TARGETS, in the units of the data."
    if trainer.network.layers[-1].b.size > 1:
        return "one probability for each name in CLASSES; classify(inputs) returns names."
    return "one number, high for the second of CLASSES; classify(inputs) returns names."


def _names(trainer: Trainer) -> Iterator[str]:
    data, preprocessing = trainer.data, trainer.preprocessing()
    yield _list("COLUMNS", data.columns)
    yield _list("FEATURES", preprocessing["features"])
    if data.class_names is None:
        yield _list("TARGETS", data.target_names)
    else:
        yield _list("CLASSES", data.class_names)


def _list(name: str, texts: Sequence[str]) -> str:
    """Return an assignment of string literals, in ASCII whatever the texts hold."""
    lines = "".join(f"    {str(text)!a},\n" for text in texts)
    return f"{name} = [\n{lines}]"


def _scaling(trainer: Trainer) -> Iterator[str]:
    preprocessing = trainer.preprocessing()
    if _is_scaled(preprocessing, "mean", "scale"):
        yield _array("MEAN", np.array(preprocessing["mean"]))
        yield _array("SCALE", np.array(preprocessing["scale"]))
    if _is_scaled(preprocessing, "target_mean", "target_scale"):
        yield _array("TARGET_MEAN", np.array(preprocessing["target_mean"]))
        yield _array("TARGET_SCALE", np.array(preprocessing["target_scale"]))


def _is_scaled(preprocessing: Mapping[str, Any], mean: str, scale: str) -> bool:
    return any(preprocessing[mean]) or any(each != 1.0 for each in preprocessing[scale])


def _layers(trainer: Trainer) -> Iterator[str]:
    for index, layer in enumerate(trainer.network.layers, start=1):
        yield _array(f"W{index}", layer.W)
        yield _array(f"b{index}", layer.b)


def _array(name: str, values: FloatArray) -> str:
    """Return an assignment of (n,) or (rows, n) float64, each number exactly."""
    rows = np.atleast_2d(values).tolist()
    texts = [", ".join(_number(each) for each in row) for row in rows]
    if values.ndim == 1:
        return f"{name} = np.array([\n{_wrap(texts[0], 4)},\n])"
    return f"{name} = np.array([\n" + "".join(_row(text) for text in texts) + "])"


def _row(text: str) -> str:
    short = f"    [{text}],\n"
    return short if len(short) <= WIDTH else f"    [\n{_wrap(text, 8)},\n    ],\n"


def _number(value: float) -> str:
    return repr(value) if np.isfinite(value) else f'float("{value}")'


def _wrap(text: str, indent: int) -> str:
    margin = " " * indent
    return fill(
        text,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _used(trainer: Trainer) -> list[str]:
    """Return the keys of the activations that the network uses, in order of their first use."""
    keys = (layer.activation_key for layer in trainer.network.layers)
    return [key for key in dict.fromkeys(keys) if key != "identity"]


def _activation(key: str) -> str:
    first = "    powers = np.exp(z - z.max(axis=1, keepdims=True))\n" if key == "softmax" else ""
    return f"def {key}(z):\n{first}    return {ACTIVATIONS[key]}"


def _apply(key: str, argument: str) -> str:
    return argument if key == "identity" else f"{key}({argument})"


def _preprocess(trainer: Trainer) -> str:
    preprocessing, columns = trainer.preprocessing(), trainer.data.columns
    if preprocessing["planar"]:
        features = ", ".join(FEATURES[key] for key in preprocessing["features"])
        lines = ["x1, x2 = inputs.T", f"features = np.stack([{features}], axis=1)"]
    else:
        chosen = [columns.index(name) for name in preprocessing["features"]]
        lines = [f"features = inputs[:, {chosen}]"]
    scaled = _is_scaled(preprocessing, "mean", "scale")
    lines.append("return (features - MEAN) / SCALE" if scaled else "return features")
    return PREPROCESS.format(lines="\n".join(_wrap(line, 4) for line in lines))


def _predict(trainer: Trainer) -> str:
    layers, lines = trainer.network.layers, []
    for index, layer in enumerate(layers[:-1], start=1):
        lines.append("    a = " + _apply(layer.activation_key, f"a @ W{index} + b{index}"))
        hidden = [unit for at, unit in trainer.hidden_units if at == index - 1]
        if hidden:
            lines.append(f"    a[:, {hidden}] = 0.0")
    lines.append(f"    return a @ W{len(layers)} + b{len(layers)}")
    outputs = _apply(layers[-1].activation_key, "sums(inputs)")
    if _is_scaled(trainer.preprocessing(), "target_mean", "target_scale"):
        outputs += " * TARGET_SCALE + TARGET_MEAN"
    return PREDICT.format(lines="\n".join(lines), outputs=outputs)


def _decide(trainer: Trainer) -> str:
    last = trainer.network.layers[-1]
    if last.b.size > 1:
        return "sums(inputs).argmax(axis=1)"
    sign = ">=" if last.activation_key == "step" else ">"
    return f"(sums(inputs)[:, 0] {sign} 0.0).astype(int)"
