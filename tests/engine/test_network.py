"""Layers over flat buffers compute what the formulas say, and dropout keeps the mean."""

import numpy as np
import pytest

from engine import ACTIVATIONS, ExperimentSpec, Trainer, build
from engine.network import Network
from engine.passes import Dropout, Pass
from tests import formulas


def trainer(**fields: object) -> Trainer:
    return build(ExperimentSpec.from_dict(fields))


def test_layout_covers_the_parameters_without_gaps() -> None:
    subject = trainer(hidden_layers=[{"units": 3, "activation": "relu"}], features=["x1"])
    assert subject.layout() == [
        {
            "W": {"offset": 0, "shape": [1, 3]},
            "b": {"offset": 3, "shape": [3]},
            "activation": "relu",
        },
        {
            "W": {"offset": 6, "shape": [3, 1]},
            "b": {"offset": 9, "shape": [1]},
            "activation": "sigmoid",
        },
    ]
    assert subject.parameters.size == 10


@pytest.mark.parametrize("activation", ACTIVATIONS.keys())
def test_forward_is_the_formula_layer_by_layer(activation: str) -> None:
    subject = trainer(
        hidden_layers=[{"units": 5, "activation": activation}] * 2,
        features=["x1", "x2", "sin_x1"],
        standardize=True,
    )
    told, raw = subject.preprocessing(), np.array([[0.5, -1.0], [3.0, 2.0], [-4.0, 0.1]])
    a = np.stack([raw[:, 0], raw[:, 1], np.sin(raw[:, 0])], axis=1)
    a = (a - told["mean"]) / told["scale"]
    for place, layer in zip(subject.layout(), subject.get_layers(), strict=True):
        a = formulas.ACTIVATIONS[place["activation"]][0](a @ layer["W"] + layer["b"])
    predicted = subject.predict(raw)
    np.testing.assert_allclose(predicted.outputs, a, rtol=1e-12)
    np.testing.assert_allclose(predicted.probabilities, np.hstack([1 - a, a]), rtol=1e-12)
    assert predicted.class_names == ["outside", "inside"]
    assert predicted.classes == ["inside" if each > 0.5 else "outside" for each in a[:, 0]]


def test_softmax_outputs_are_the_probabilities() -> None:
    predicted = trainer(output_activation="softmax").predict([[1.0, 2.0], [0.0, 0.0]])
    assert predicted.probabilities is not None
    np.testing.assert_allclose(predicted.outputs, predicted.probabilities)
    np.testing.assert_allclose(predicted.outputs.sum(axis=1), 1.0)


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_dropout_keeps_the_mean(rate: float) -> None:
    mask = np.empty((1, 1_000_000))
    Dropout(rate, np.random.default_rng(0)).draw(mask)
    assert set(np.unique(mask)) == {0.0, 1.0 / (1.0 - rate)}
    assert (mask == 0.0).mean() == pytest.approx(rate, abs=0.002)
    assert mask.mean() == pytest.approx(1.0, rel=0.01)


def test_dropout_leaves_inputs_outputs_and_evaluation_alone() -> None:
    shallow, plain = trainer(dropout_rate=0.9, hidden_layers=[]), trainer(hidden_layers=[])
    assert shallow.advance(5).losses.tolist() == plain.advance(5).losses.tolist()
    deep = trainer(dropout_rate=0.9)
    assert deep.evaluate() == trainer().evaluate()
    assert deep.advance(1).losses.tolist() != trainer().advance(1).losses.tolist()


def test_a_pass_of_another_size_gives_the_same_numbers() -> None:
    network = Network([(2, 4), (4, 1)], ["tanh", "sigmoid"])
    network.parameters[:] = np.random.default_rng(0).normal(size=network.parameters.size)
    x = np.random.default_rng(1).normal(size=(2, 7))
    whole = Pass(network, 7).forward(x)
    parts = [Pass(network, 1).forward(x[:, [i]])[0, 0] for i in range(7)]
    np.testing.assert_allclose(whole[0], parts, rtol=1e-14)


def test_gradient_norms_are_per_layer_and_before_clipping() -> None:
    free, clipped = trainer(), trainer(gradient_clip=1e-3)
    assert free.gradient_norms().tolist() == [0.0, 0.0, 0.0]
    free.advance(1), clipped.advance(1)
    np.testing.assert_allclose(clipped.gradient_norms(), free.gradient_norms(), rtol=1e-12)
    assert (free.gradient_norms() > 0).all()
