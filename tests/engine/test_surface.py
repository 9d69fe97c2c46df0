"""Loss surfaces against closed forms, and paths against geometry."""

import json

import numpy as np
import pytest

from engine import EngineError, ExperimentSpec, HyperparameterError, Trainer, UnknownKeyError, build
from engine.probes import PLANES, Surface, SurfaceChoice, loss_surface, parameter_index
from engine.probes import samples as budget
from engine.probes.planes import View
from engine.probes.surface import project

LOGISTIC = {"dataset": {"key": "gaussians", "noise": 0.3}, "hidden_layers": []}


def trained(steps: int = 60, **fields: object) -> Trainer:
    trainer = build(ExperimentSpec.from_dict({"seed": 8} | fields))
    trainer.advance(steps)
    return trainer


def run_with_snapshots(trainer: Trainer, count: int, steps: int) -> list:
    states = [trainer.capture()]
    for _ in range(count):
        trainer.advance(steps)
        states.append(trainer.capture())
    return states


def logistic_loss(trainer: Trainer, w1: float, w2: float, b: float) -> float:
    """Return the mean of log(1 + exp(-margin)) over the train split, written down anew."""
    data = trainer.data
    x, y = data.inputs[~data.is_test], data.targets[~data.is_test]
    margins = (2 * y - 1) * (w1 * x[:, 0] + w2 * x[:, 1] + b)
    return float(np.log1p(np.exp(-margins)).mean())


def test_logistic_regression_has_its_exact_bowl() -> None:
    trainer = trained(**LOGISTIC)
    surface = loss_surface(trainer, SurfaceChoice("weights", resolution=11, span=2.0))
    w1, w2, b = trainer.parameters
    assert surface.labels == ("layers.0.W.0.0", "layers.0.W.1.0")
    np.testing.assert_allclose(surface.center, (w1, w2))
    np.testing.assert_allclose(surface.xs, w1 + np.linspace(-2, 2, 11))
    np.testing.assert_allclose(surface.ys, w2 + np.linspace(-2, 2, 11))
    wanted = [[logistic_loss(trainer, x, y, b) for x in surface.xs] for y in surface.ys]
    np.testing.assert_allclose(surface.losses, wanted, rtol=1e-12)
    assert (np.diff(surface.losses, 2, axis=0) > 0).all(), "a bowl is convex"
    assert (np.diff(surface.losses, 2, axis=1) > 0).all()


def test_a_linear_fit_has_the_parabola_of_its_normal_equations() -> None:
    trainer = trained(dataset={"key": "plane", "samples": 60}, hidden_layers=[])
    choice = SurfaceChoice("weights", 7, 1.5, parameters=("layers.0.b.0", "layers.0.W.1.0"))
    surface = loss_surface(trainer, choice)
    data = trainer.data
    X = np.column_stack([data.inputs, np.ones(60)])[~data.is_test]
    y, n = data.targets[~data.is_test, 0], (~data.is_test).sum()
    A, c, k = X.T @ X / n, X.T @ y / n, y @ y / n
    for j, weight in enumerate(surface.ys):
        for i, bias in enumerate(surface.xs):
            w = np.array([trainer.parameters[0], weight, bias])
            assert surface.losses[j, i] == pytest.approx(w @ A @ w - 2 * c @ w + k, rel=1e-10)


@pytest.mark.parametrize("kind", ["weights", "random"])
@pytest.mark.parametrize(
    "fields",
    [{}, {"class_weights": [1.0, 3.0]}, {"dataset": {"key": "iris"}}, {"model": "perceptron"}],
    ids=["network", "weighted", "three classes", "perceptron"],
)
def test_the_middle_of_a_surface_is_the_present_loss(kind: str, fields: dict) -> None:
    trainer = trained(**fields)
    surface = loss_surface(trainer, SurfaceChoice(kind, resolution=5))
    assert surface.losses[2, 2] == pytest.approx(trainer.evaluate().train_loss, rel=1e-12)
    assert surface.samples == surface.of == (~trainer.data.is_test).sum()


def test_a_hidden_unit_is_hidden_on_the_surface_too() -> None:
    trainer = trained()
    before = trainer.evaluate().train_loss
    trainer.hide_unit(0, 0, True)
    surface = loss_surface(trainer, SurfaceChoice(resolution=3))
    assert surface.losses[1, 1] == pytest.approx(trainer.evaluate().train_loss) != before


def view(trainer: Trainer, seed: int = 0, path: np.ndarray | None = None) -> View:
    snapshots = trainer.parameters[None] if path is None else path
    return View(trainer.network, snapshots, None, seed)


def test_random_directions_are_as_large_as_the_weights_unit_by_unit() -> None:
    trainer = trained(dataset={"key": "wine"})
    plane = PLANES["random"].value(view(trainer))
    copy = build(trainer.spec)
    for direction in (plane.first, plane.second):
        copy.set_parameters(direction)
        for theirs, ours in zip(copy.network.layers, trainer.network.layers, strict=True):
            assert not theirs.b.any(), "biases stay"
            norms = np.linalg.norm(ours.W, axis=0)
            np.testing.assert_allclose(np.linalg.norm(theirs.W, axis=0), norms, rtol=1e-9)
    assert abs(plane.first @ plane.second) < 0.5 * plane.first @ plane.first
    same, other = PLANES["random"].value(view(trainer)), PLANES["random"].value(view(trainer, 1))
    assert np.array_equal(plane.first, same.first) and not np.allclose(plane.first, other.first)


def test_a_surface_in_random_directions_is_the_loss_at_its_points() -> None:
    trainer = trained()
    surface = loss_surface(trainer, SurfaceChoice("random", resolution=5, span=0.5, seed=4))
    plane, place = PLANES["random"].value(view(trainer, 4)), trainer.parameters.copy()
    for j, i in ((0, 0), (4, 1), (2, 3)):
        trainer.set_parameters(place + surface.xs[i] * plane.first + surface.ys[j] * plane.second)
        assert surface.losses[j, i] == pytest.approx(trainer.evaluate().train_loss, rel=1e-12)


def test_the_path_of_two_weights_is_their_history() -> None:
    trainer = trained(0, **LOGISTIC)
    states = run_with_snapshots(trainer, 12, 3)
    surface = loss_surface(trainer, SurfaceChoice("weights", resolution=5), states)
    kept = np.array([state.learner.parameters for state in states])
    assert surface.path_steps.tolist() == list(range(0, 37, 3))
    np.testing.assert_allclose(surface.path, kept[:, :2], rtol=1e-9)
    moves = kept - kept[-1]
    lengths = np.linalg.norm(moves[:-1], axis=1)
    np.testing.assert_allclose(surface.path_off[:-1], np.abs(moves[:-1, 2]) / lengths, rtol=1e-9)
    assert surface.path_off[-1] == 0.0
    x, y = surface.path.T
    assert surface.xs[0] < x.min() and x.max() < surface.xs[-1], "the surface covers the path"
    assert surface.ys[0] < y.min() and y.max() < surface.ys[-1]


def test_the_nearest_point_of_a_plane_is_found() -> None:
    trainer = trained()
    plane = PLANES["random"].value(view(trainer, 2))
    rng = np.random.default_rng(0)
    center, stray = trainer.parameters, rng.normal(size=trainer.parameters.size)
    inside = center + 0.3 * plane.first - 1.7 * plane.second
    path, off = project(plane, center, np.stack([inside, inside + stray, center]))
    np.testing.assert_allclose(path[0], (0.3, -1.7), rtol=1e-9)
    np.testing.assert_allclose(off[[0, 2]], 0, atol=1e-12)
    rest = inside + stray - center - path[1, 0] * plane.first - path[1, 1] * plane.second
    assert abs(rest @ plane.first) < 1e-9 and abs(rest @ plane.second) < 1e-9
    assert off[1] == pytest.approx(np.linalg.norm(rest) / np.linalg.norm(inside + stray - center))


def test_the_plane_of_the_path_catches_most_of_it() -> None:
    trainer = trained(0, optimizer={"key": "adam", "learning_rate": 0.03})
    states = run_with_snapshots(trainer, 30, 5)
    kept = np.array([state.learner.parameters for state in states])
    plane = PLANES["path"].value(view(trainer, path=kept))
    gram = np.stack([plane.first, plane.second]) @ np.stack([plane.first, plane.second]).T
    np.testing.assert_allclose(gram, np.eye(2), atol=1e-12)
    moves = kept - kept[-1]
    best = np.sqrt((np.linalg.svd(moves, compute_uv=False)[2:] ** 2).sum())
    missed = moves - (moves @ plane.first)[:, None] * plane.first
    missed -= (moves @ plane.second)[:, None] * plane.second
    assert np.linalg.norm(missed) == pytest.approx(best)
    along = loss_surface(trainer, SurfaceChoice("path", resolution=5), states)
    aside = loss_surface(trainer, SurfaceChoice("random", resolution=5), states)
    assert along.path_off[0] < 0.3 < 0.7 < aside.path_off[0]


def test_a_long_path_is_thinned_and_forgets_the_future() -> None:
    trainer = trained(0, **LOGISTIC)
    states = run_with_snapshots(trainer, 200, 1)
    trainer.restore(states[150])
    surface = loss_surface(trainer, SurfaceChoice("weights", resolution=3), states)
    steps = surface.path_steps
    assert len(steps) == 64 and (steps[0], steps[-1]) == (0, 150)
    assert (np.diff(steps) > 0).all()


@pytest.mark.parametrize(
    ("choice", "error", "text"),
    [
        ({"kind": "radnom"}, UnknownKeyError, r"kind must be one of .*did you mean 'random'"),
        (
            {"resolution": 2},
            HyperparameterError,
            "resolution must be an integer from 3 to 51; got 2",
        ),
        (
            {"resolution": 52},
            HyperparameterError,
            "resolution must be an integer from 3 to 51; got 52",
        ),
        ({"resolution": 5.0}, HyperparameterError, "resolution must be an integer"),
        ({"span": 0.0}, HyperparameterError, "span must be a number above 0"),
        ({"span": float("nan")}, HyperparameterError, "span must be a number above 0"),
        ({"span": 1e9}, HyperparameterError, "at most 1000"),
        ({"seed": -1}, HyperparameterError, "seed must be an integer from 0"),
        (
            {"parameters": ("layers.0.b.0", "layers.0.b.1")},
            HyperparameterError,
            "first must be left",
        ),
        ({"kind": "path"}, HyperparameterError, "until the run has moved in two directions"),
    ],
)
def test_what_a_surface_refuses(choice: dict, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        loss_surface(trained(0), SurfaceChoice(**({"resolution": 5} | choice)))


def test_weights_of_zero_have_no_scale_for_random_directions() -> None:
    trainer = trained(0, initializer={"key": "zeros"})
    with pytest.raises(HyperparameterError, match="kind must be another than random"):
        loss_surface(trainer, SurfaceChoice("random"))
    assert loss_surface(trainer, SurfaceChoice("weights", resolution=3)).losses.shape == (3, 3)


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("layers.0.W.0.0", 0),
        ("layers.0.W.1.2", 6),
        ("layers.0.b.3", 11),
        ("layers.1.W.0.1", 13),
        ("layers.2.b.0", 24),
    ],
)
def test_parameters_are_found_by_name(name: str, index: int) -> None:
    assert parameter_index(trained(0).network, name) == index


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("layers.3.b.0", "name one of 3 layers"),
        ("layers.0.W.2.0", "name one of 2 inputs"),
        ("layers.0.W.1.4", "name one of 4 units"),
        ("layers.0.b.4", "name one of 4 units"),
        ("layers.0.W.1", "be the name of a parameter"),
        ("layers.0.W.-1.0", "be the name of a parameter"),
        ("b", "be the name of a parameter"),
        ("layers.0.b.٣", "be the name of a parameter"),
        ("layers.0.b.0\n", "be the name of a parameter"),
    ],
)
def test_parameters_that_are_not_there_are_refused(name: str, text: str) -> None:
    with pytest.raises(HyperparameterError, match=f"second must {text}"):
        choice = SurfaceChoice("weights", 3, parameters=("layers.0.W.0.0", name))
        loss_surface(trained(0), choice)


def test_two_directions_must_differ() -> None:
    choice = SurfaceChoice("weights", 3, parameters=("layers.0.b.0", "layers.0.b.0"))
    with pytest.raises(HyperparameterError, match="second must be another parameter"):
        loss_surface(trained(0), choice)


def test_one_input_has_its_bias_as_the_second_direction() -> None:
    trainer = trained(5, features=["x1"], hidden_layers=[])
    assert loss_surface(trainer, SurfaceChoice("weights", 3)).labels[1] == "layers.0.b.0"


def test_a_costly_surface_looks_at_fewer_samples_or_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trainer = trained(0)
    monkeypatch.setattr(budget, "MOST_WORK", 9 * 100 * budget.work_per_sample(trainer.network))
    surface = loss_surface(trainer, SurfaceChoice(resolution=3))
    assert (surface.samples, surface.of) == (100, 400)
    assert loss_surface(trainer, SurfaceChoice(resolution=5)).samples == 36
    with pytest.raises(EngineError, match="resolution must be at most 5 for a network as large"):
        loss_surface(trainer, SurfaceChoice(resolution=6))


def test_a_surface_is_plain_json_and_leaves_the_trainer_alone() -> None:
    one, other = trained(dropout_rate=0.2), trained(dropout_rate=0.2)
    surface: Surface = loss_surface(one, SurfaceChoice(resolution=4), [one.capture()])
    told = json.loads(json.dumps(surface.describe()))
    assert told["losses"] == surface.losses.tolist()
    assert told["path"]["steps"] == [60]
    assert np.array_equal(one.network.gradients, other.network.gradients)
    assert one.advance(30).losses.tolist() == other.advance(30).losses.tolist()


@pytest.mark.parametrize("kind", ["random", "weights"])
@pytest.mark.parametrize("size", [1e99, 1e160, 1e299, 1e301])
def test_huge_parameters_are_drawn_or_refused(kind: str, size: float) -> None:
    subject = build(ExperimentSpec())
    subject.advance(5)
    states = [subject.capture()]
    subject.set_parameters(np.full(subject.parameters.size, size))
    choice = SurfaceChoice(kind=kind, resolution=3)
    if size > 1e300:
        with pytest.raises(EngineError, match="parameters must be at most 1e"):
            loss_surface(subject, choice, states)
    else:
        drawn = loss_surface(subject, choice, states)
        assert drawn.losses.shape == (3, 3)
        assert np.isfinite(drawn.path).all() and np.isfinite(drawn.path_off).all()
