"""Initializers draw with the right spread for the right fan, told apart by a 3 × 300 layer."""

import math

import numpy as np
import pytest

from engine import INITIALIZERS, ExperimentSpec, build
from engine.arrays import FloatArray

DRAWS = 200  # layers of 900 weights: the deviation is known to about 0.2 %


def deviations(fan_in: int, fan_out: int) -> dict[str, float]:
    glorot = math.sqrt(2 / (fan_in + fan_out))
    return {
        "zeros": 0.0,
        "uniform": 0.7 / math.sqrt(3),
        "normal": 0.7,
        "lecun_normal": math.sqrt(1 / fan_in),
        "glorot_uniform": glorot,
        "glorot_normal": glorot,
        "he_uniform": math.sqrt(2 / fan_in),
        "he_normal": math.sqrt(2 / fan_in),
    }


def draw(key: str, fan_in: int, fan_out: int) -> FloatArray:
    """Return many layers of (fan_in, fan_out) float64, every hyperparameter at 0.7."""
    rng = np.random.default_rng(5)
    values = {each.name: 0.7 for each in INITIALIZERS[key].hyperparameters}
    layers = [INITIALIZERS[key].value(fan_in, fan_out, rng, **values) for _ in range(DRAWS)]
    assert {layer.shape for layer in layers} == {(fan_in, fan_out)}
    return np.stack(layers)


@pytest.mark.parametrize(("fan_in", "fan_out"), [(3, 300), (300, 3)])
@pytest.mark.parametrize("key", INITIALIZERS.keys())
def test_mean_is_zero_and_the_deviation_that_of_the_formula(
    key: str, fan_in: int, fan_out: int
) -> None:
    weights, deviation = draw(key, fan_in, fan_out), deviations(fan_in, fan_out)[key]
    assert weights.std() == pytest.approx(deviation, rel=0.01)
    assert abs(weights.mean()) <= 0.02 * deviation


@pytest.mark.parametrize("key", [each.key for each in INITIALIZERS if each.key != "zeros"])
def test_the_shape_of_the_distribution(key: str) -> None:
    weights = draw(key, 3, 300)
    share_within = float((np.abs(weights) < weights.std()).mean())
    if "uniform" in key:
        bound = math.sqrt(3) * deviations(3, 300)[key]
        assert 0.999 * bound < np.abs(weights).max() <= bound
        assert share_within == pytest.approx(1 / math.sqrt(3), abs=0.01)
    else:
        assert share_within == pytest.approx(math.erf(1 / math.sqrt(2)), abs=0.01)
        assert np.abs(weights).max() > 3.5 * weights.std(), "it is not truncated"


@pytest.mark.parametrize(("key", "name"), [("uniform", "bound"), ("normal", "deviation")])
def test_a_trainer_passes_the_hyperparameters_on(key: str, name: str) -> None:
    def first_weights(value: float) -> FloatArray:
        trainer = build(ExperimentSpec.from_dict({"initializer": {"key": key, name: value}}))
        assert not any(layer["b"].any() for layer in trainer.get_layers())
        return trainer.get_layers()[0]["W"]

    np.testing.assert_allclose(first_weights(2.0), 4 * first_weights(0.5), rtol=1e-15)
