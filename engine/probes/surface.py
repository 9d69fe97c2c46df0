"""The loss over a plane through the parameters, with the path of the run on it.

(Li, Xu, Taylor, Studer and Goldstein: Visualizing the Loss Landscape of Neural Nets, 2018.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np

from engine.arrays import FloatArray, IntArray
from engine.errors import EngineError, HyperparameterError
from engine.evaluation import Split, evaluate_split, finish
from engine.passes import Pass
from engine.probes.planes import PLANES, Plane, View, largest
from engine.probes.samples import affordable_samples, copy_network, spread, thin
from engine.state import TrainerState
from engine.trainer import Trainer

LEAST_SIDE, MOST_SIDE = 3, 51
LEAST_SAMPLES = 32  # a loss over fewer says little, unless there are no more
MOST_WAYPOINTS = 64
MOST_SPAN = 1000.0
MOST_SIZE = 1e300  # of a parameter
MARGIN = 1.2  # how much further than the path the surface reaches


@dataclass(frozen=True)
class Surface:
    """Hold the mean train loss over a plane; penalty not included, dropout off.

    labels: What the two axes are.
    xs, ys: (size,) float64. Coordinates along them.
    losses: (size, size) float64. [j, i] is at xs[i], ys[j].
    center: Coordinates of the present parameters, the middle of the surface.
    path_steps: (waypoints,) int64. Steps of the snapshots on the path.
    path: (waypoints, 2) float64. The nearest point of the plane to each.
    path_off: (waypoints,) float64. Which share of its distance from the center leads off the
        plane: 0 lies in it, near 1 tells little.
    samples: How many train samples were looked at, evenly spaced among `of`.
    plane: The directions of the two axes.
    origin: (parameters,) float64. The present parameters; the directions begin there.
    """

    kind: str
    labels: tuple[str, str]
    xs: FloatArray
    ys: FloatArray
    losses: FloatArray
    center: tuple[float, float]
    path_steps: IntArray
    path: FloatArray
    path_off: FloatArray
    samples: int
    of: int
    plane: Plane
    origin: FloatArray

    def describe(self, *, directions: bool = False) -> dict[str, Any]:
        """Return all of it as a JSON-able dict; plane and origin only if they are asked for."""
        return {
            "kind": self.kind,
            "labels": list(self.labels),
            "xs": self.xs.tolist(),
            "ys": self.ys.tolist(),
            "losses": self.losses.tolist(),
            "center": list(self.center),
            "path": {
                "steps": self.path_steps.tolist(),
                "xs": self.path[:, 0].tolist(),
                "ys": self.path[:, 1].tolist(),
                "off_plane": self.path_off.tolist(),
            },
            "samples": self.samples,
            "of": self.of,
            "directions": self._describe_plane() if directions else None,
        }

    def _describe_plane(self) -> dict[str, list[float]]:
        """Return what places other parameters on the plane, as exact as frames are."""
        plane = {"origin": self.origin, "first": self.plane.first, "second": self.plane.second}
        with np.errstate(over="ignore"):
            return {name: each.astype(np.float32).tolist() for name, each in plane.items()}


@dataclass(frozen=True)
class SurfaceChoice:
    """Say which surface is wanted.

    kind: Key of PLANES.
    resolution: Points along each side.
    span: How far the surface reaches from its middle; None: as far as the path, at least.
    seed: Of random directions.
    parameters: Names of two parameters, for the kind "weights"; None: the first two.
    """

    kind: str = "random"
    resolution: int = 21
    span: float | None = None
    seed: int = 0
    parameters: tuple[str, str] | None = None


def loss_surface(
    trainer: Trainer, choice: SurfaceChoice, states: Sequence[TrainerState] = ()
) -> Surface:
    """Draw the train loss over a plane through the present parameters.

    Args:
        trainer: Only read.
        choice: Which surface.
        states: Snapshots of the run, in order of steps; the path leads through them.

    Raises:
        EngineError: if a choice breaks its rule, or the surface would cost too much.
    """
    entry = PLANES.get(choice.kind, "kind")
    _check(choice)
    split = _affordable(trainer, choice.resolution)
    steps, snapshots = _snapshots(trainer, states)
    _check_size(snapshots)
    plane = entry.value(View(trainer.network, snapshots, choice.parameters, choice.seed))
    path, off = project(plane, trainer.parameters, snapshots)
    span = choice.span
    if span is None:
        span = max(entry.facts["least_span"], MARGIN * float(np.abs(path).max()))
    moves = np.linspace(-span, span, choice.resolution)
    x, y = plane.center
    return Surface(
        kind=choice.kind,
        labels=plane.labels,
        xs=x + moves,
        ys=y + moves,
        losses=_losses(trainer, split, plane, moves),
        center=plane.center,
        path_steps=steps,
        path=path + np.array(plane.center),
        path_off=off,
        samples=split.x.shape[1],
        of=trainer.splits.train.x.shape[1],
        plane=plane,
        origin=trainer.parameters.copy(),
    )


def _check(choice: SurfaceChoice) -> None:
    side, span, seed = choice.resolution, choice.span, choice.seed
    if isinstance(side, bool) or not isinstance(side, int) or not LEAST_SIDE <= side <= MOST_SIDE:
        rule = f"be an integer from {LEAST_SIDE} to {MOST_SIDE}"
        raise HyperparameterError("resolution", rule, side)
    if span is not None and not 0.0 < span <= MOST_SPAN:
        raise HyperparameterError("span", f"be a number above 0, at most {MOST_SPAN:g}", span)
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**32:
        raise HyperparameterError("seed", f"be an integer from 0 to {2**32 - 1}", seed)
    if choice.parameters is not None and choice.kind != "weights":
        rule = f"be left out where the kind is {choice.kind}"
        raise HyperparameterError("first", rule, choice.parameters[0])


def _check_size(snapshots: FloatArray) -> None:
    """Refuse (waypoints, parameters) float64 around which no numbers are left."""
    size = largest(snapshots)
    if size > MOST_SIZE:
        rule = f"be at most {MOST_SIZE:g} in size for a surface around them; reset the session"
        raise EngineError("parameters", rule, size)


def _affordable(trainer: Trainer, side: int) -> Split:
    """Return as much of the train split as may be looked at from so many points."""
    split = trainer.splits.train
    enough = min(LEAST_SAMPLES, split.x.shape[1])
    most = affordable_samples(trainer.network, side * side)
    if most < enough:
        largest = int((affordable_samples(trainer.network, 1) / enough) ** 0.5)
        rule = f"be at most {largest} for a network as large as this"
        raise HyperparameterError("resolution", rule, side)
    return thin(split, most)


def _snapshots(trainer: Trainer, states: Sequence[TrainerState]) -> tuple[IntArray, FloatArray]:
    """Return (waypoints,) int64 steps and (waypoints, parameters) float64, the present one last."""
    past = [(each.step, each.learner.parameters) for each in states if each.step < trainer.step]
    chosen = [past[index] for index in spread(len(past), MOST_WAYPOINTS - 1)]
    chosen.append((trainer.step, trainer.parameters))
    steps, parameters = zip(*chosen, strict=True)
    return np.array(steps, dtype=np.int64), np.stack(parameters)


def project(plane: Plane, center: FloatArray, points: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Find the nearest point of the plane to each of some points, by least squares.

    Args:
        plane: Two directions.
        center: (parameters,) float64. Where they begin.
        points: (points, parameters) float64.

    Returns:
        (points, 2) float64 coordinates from the center, and (points,) float64: which share of
        each distance from the center leads off the plane. New arrays.
    """
    plain, moves = np.stack([plane.first, plane.second]), points - center
    scale = largest(moves) / largest(plain)
    directions, moves = plain / largest(plain), moves / largest(moves)
    products = directions @ directions.T  # 2 × 2, and singular if the directions are parallel
    found = (np.linalg.pinv(products) @ (directions @ moves.T)).T
    missed = np.sqrt(((moves - found @ directions) ** 2).sum(axis=1))
    lengths = np.sqrt((moves**2).sum(axis=1))
    return found * scale, np.divide(missed, lengths, out=np.zeros_like(missed), where=lengths > 0.0)


def _losses(trainer: Trainer, split: Split, plane: Plane, moves: FloatArray) -> FloatArray:
    """Return (size, size) float64: the loss at each point of the grid over the moves (size,)."""
    network = copy_network(trainer.network)
    passes = cache(partial(Pass, network))  # one for each size of a chunk
    losses = np.empty((moves.size, moves.size))
    with np.errstate(all="ignore"):
        for j, along_second in enumerate(moves):
            row = trainer.parameters + along_second * plane.second
            for i, along_first in enumerate(moves):
                np.multiply(plane.first, along_first, out=network.parameters)
                network.parameters += row
                losses[j, i] = finish(evaluate_split(trainer.head, split, passes))[0]
    return losses
