"""A sample of any numbers is prepared as those of the data are."""

import numpy as np
import pytest

from engine import ExperimentSpec, HyperparameterError, ShapeError, Trainer, build
from engine.neuron_trace import NeuronTrace
from engine.trace import follow, trace
from engine.traced_sample import sample_of

SPECS = {
    "classes": {"dataset": {"key": "spiral", "samples": 40}, "features": ["x2", "sin_x1"]},
    "scaled": {"dataset": {"key": "hills", "samples": 40}, "standardize": True},
    "table": {"dataset": {"key": "iris"}, "standardize": True},
    "perceptron": {"dataset": {"key": "gaussians", "samples": 40}, "model": "perceptron"},
    "threshold": {"model": "threshold"},
}


def trainer(name: str) -> Trainer:
    made = build(ExperimentSpec.from_dict(SPECS[name]))
    if made.is_trained:
        made.advance(5)
    return made


@pytest.mark.parametrize("name", SPECS)
def test_the_numbers_of_a_row_have_the_trace_of_the_row(name: str) -> None:
    subject = trainer(name)
    row = 7
    told = subject.data.targets[row]
    target = told.tolist() if subject.data.class_names is None else int(told)
    given = follow(subject, sample_of(subject, subject.data.inputs[row].tolist(), target))
    known = trace(subject, row)
    assert (given.sample, given.split) == (None, None)
    np.testing.assert_allclose(given.features, known.features, rtol=1e-12)
    if isinstance(given, NeuronTrace):
        assert isinstance(known, NeuronTrace)
        np.testing.assert_array_equal(given.weights_after, known.weights_after)
        assert (given.label, given.mistake) == (known.label, known.mistake)
    else:
        assert not isinstance(known, NeuronTrace)
        np.testing.assert_allclose(given.coded_target, known.coded_target, rtol=1e-12)
        assert given.loss == pytest.approx(known.loss, rel=1e-12)


@pytest.mark.parametrize("target", [-1, 2, True, 0.5, [0.0], "inside", None])
def test_a_class_that_is_not_there_is_refused(target: object) -> None:
    with pytest.raises(HyperparameterError, match="target must be an integer from 0 to 1"):
        sample_of(trainer("classes"), [0.0, 0.0], target)


@pytest.mark.parametrize("inputs", [[0.0], [0.0, 0.0, 0.0], [[0.0, 0.0]], 0.0])
def test_inputs_of_another_shape_are_refused(inputs: object) -> None:
    with pytest.raises(ShapeError, match=r"inputs must have the shape \(2\)"):
        sample_of(trainer("classes"), inputs, 0)


@pytest.mark.parametrize("inputs", [[float("nan"), 0.0], [0.0, float("inf")]])
def test_inputs_that_are_no_numbers_are_refused(inputs: list[float]) -> None:
    with pytest.raises(HyperparameterError, match="inputs must hold finite numbers only"):
        sample_of(trainer("classes"), inputs, 0)


def test_values_to_predict_have_the_shape_of_the_targets() -> None:
    with pytest.raises(ShapeError, match="target must have the shape"):
        sample_of(trainer("scaled"), [0.0, 0.0], [1.0, 2.0])
