"""A network without hidden layers is logistic regression: it ends at the optimum of others."""

from functools import cache

import numpy as np
import pytest
from scipy.optimize import OptimizeResult, minimize
from sklearn.linear_model import LogisticRegression

from engine import ExperimentSpec, Trainer, build
from engine.arrays import AnyArray, FloatArray

# Full batches, and learning rates below 2 / L for the largest curvature L of each loss. The
# penalty makes the loss strongly convex in the weights, so that the optimum exists and is one.
STEPS = 6000
PROBLEMS: dict[str, dict[str, object]] = {
    "clouds": {
        "dataset": {"key": "gaussians", "noise": 0.5, "samples": 200},
        "optimizer": {"key": "sgd", "learning_rate": 2.0},
        "regularizer": {"key": "l2", "rate": 0.01},
    },
    "moons, weighted": {
        "dataset": {"key": "moons", "noise": 0.3, "samples": 150},
        "features": ["x1", "x2", "x1_squared", "sin_x1"],
        "class_weights": [1.0, 3.0],
        "optimizer": {"key": "sgd", "learning_rate": 2.0},
        "regularizer": {"key": "l2", "rate": 0.003},
    },
    "tumors": {
        "dataset": {"key": "breast_cancer"},
        "optimizer": {"key": "sgd", "learning_rate": 0.5},
        "regularizer": {"key": "l2", "rate": 0.02},
    },
}


@cache
def trained(problem: str) -> Trainer:
    fixed = {"hidden_layers": [], "batch_size": "full", "standardize": True, "seed": 3}
    trainer = build(ExperimentSpec.from_dict({**fixed, **PROBLEMS[problem]}))
    assert (trainer.spec.loss, trainer.spec.output_activation) == (
        "binary_cross_entropy",
        "sigmoid",
    )
    trainer.advance(STEPS)
    return trainer


def train_split(trainer: Trainer) -> tuple[FloatArray, AnyArray, FloatArray]:
    """Return (samples, features) inputs, classes and what each sample counts, by our own means."""
    functions = {"x1_squared": lambda x: x[:, 0] ** 2, "sin_x1": lambda x: np.sin(x[:, 0])}
    train = ~trainer.data.is_test
    raw, targets = trainer.data.inputs[train], trainer.data.targets[train]
    names = trainer.spec.features
    columns = [
        functions[name](raw) if name in functions else raw[:, trainer.data.columns.index(name)]
        for name in names
    ]
    x = np.stack(columns, axis=1)
    weights = np.array(trainer.spec.class_weights or (1.0, 1.0))[targets]
    return (x - x.mean(axis=0)) / x.std(axis=0), targets, weights / weights.sum()


class Objective:
    """Mean of log(1 + exp(-s (w x + b))) plus rate / 2 × |w|², with s = ±1."""

    def __init__(self, trainer: Trainer) -> None:
        x, targets, self.share = train_split(trainer)
        self.x, self.s = np.column_stack([x, np.ones(len(x))]), np.where(targets == 1, 1.0, -1.0)
        self.decay = np.full(self.x.shape[1], trainer.spec.regularizer.values["rate"])
        self.decay[-1] = 0.0

    def __call__(self, v: FloatArray) -> tuple[float, FloatArray]:
        margin = self.s * (self.x @ v)
        value = self.share @ -np.log(1.0 / (1.0 + np.exp(-margin))) + 0.5 * self.decay @ v**2
        pull = -self.s * self.share / (1.0 + np.exp(margin))
        return float(value), pull @ self.x + self.decay * v


def optimum(objective: Objective) -> OptimizeResult:
    options = {"ftol": 0.0, "gtol": 1e-12, "maxiter": 10_000, "maxfun": 100_000, "maxcor": 50}
    start = np.zeros(objective.x.shape[1])
    return minimize(objective, start, jac=True, method="L-BFGS-B", options=options)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_it_reaches_the_optimum_of_scipy(problem: str) -> None:
    trainer, objective = trained(problem), Objective(trained(problem))
    best = optimum(objective)
    assert np.linalg.norm(objective(best.x)[1]) <= 1e-8
    ours = trainer.evaluate()
    assert abs(ours.train_loss + ours.penalty - best.fun) <= 1e-10
    np.testing.assert_allclose(trainer.parameters, best.x, rtol=0, atol=1e-6)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_it_reaches_the_optimum_of_scikit_learn(problem: str) -> None:
    """C = 1 / (n × rate), for it weighs the sum of losses against ½ |w|²; n counts weights."""
    trainer = trained(problem)
    x, targets, share = train_split(trainer)
    n = sum((trainer.spec.class_weights or (1.0, 1.0))[each] for each in targets)
    rate = trainer.spec.regularizer.values["rate"]
    peer = LogisticRegression(C=1.0 / (n * rate), tol=1e-12, max_iter=10_000)
    peer.fit(x, targets, sample_weight=share * n)
    found = np.concatenate([peer.coef_[0], peer.intercept_])
    objective = Objective(trainer)
    assert np.linalg.norm(objective(found)[1]) <= 1e-7
    np.testing.assert_allclose(trainer.parameters, found, rtol=0, atol=1e-6)
    told = trainer.predict(trainer.data.inputs[~trainer.data.is_test])
    names = np.array(trainer.data.class_names)
    assert told.classes == names[peer.predict(x)].tolist()
    np.testing.assert_allclose(told.probabilities, peer.predict_proba(x), atol=1e-6)


def test_class_1_begins_right_above_one_half() -> None:
    trainer = build(
        ExperimentSpec.from_dict({"hidden_layers": [], "features": ["x1"], "standardize": False})
    )
    trainer.set_parameters([1.0, 0.0])
    inputs = np.array([[-1.0], [-(2.0**-50)], [0.0], [2.0**-50], [1.0]])
    told = trainer.predict(np.column_stack([inputs, inputs]))
    assert told.probabilities is not None and told.classes is not None
    p = told.probabilities[:, 1]
    assert p[2] == 0.5 and p[1] < 0.5 < p[3]
    names = trainer.data.class_names
    assert told.classes == [names[int(each > 0.5)] for each in p]
