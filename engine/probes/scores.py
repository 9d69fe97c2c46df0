"""How good a network is, seen closer than by one number: by class, or by target."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from engine.arrays import FloatArray, IntArray
from engine.evaluation import Split, run_forward
from engine.probes.samples import affordable_samples, thin
from engine.trainer import Trainer


@dataclass(frozen=True)
class ClassScore:
    """Tell how well one class is found; None where nothing can be divided.

    support: Samples of the class.
    precision: Of those called so, how many are; None if none is called so.
    recall: Of those that are, how many are called so; None if there are none.
    """

    name: str
    support: int
    precision: float | None
    recall: float | None


@dataclass(frozen=True)
class TargetScore:
    """Tell how well one target is met.

    r2: 1 - Σ (y - p)² / Σ (y - mean y)²; None where the second sum is 0. Below 0 is worse than
        always saying the mean.
    rmse: Root of the mean squared error, in the target's own units.
    """

    name: str
    r2: float | None
    rmse: float


@dataclass(frozen=True)
class Scores:
    """Tell how good a network is on one split.

    samples: How many were looked at, evenly spaced among `of`.
    confusion: Rows are what the samples are, columns what they are called; None in regression.
    """

    samples: int
    of: int
    accuracy: float | None
    confusion: list[list[int]] | None
    classes: tuple[ClassScore, ...] | None
    targets: tuple[TargetScore, ...] | None

    def describe(self) -> dict[str, Any]:
        """Return all of it as a JSON-able dict."""
        return asdict(self)


def score(trainer: Trainer) -> tuple[Scores, Scores | None]:
    """Score a network on its train and on its test split; None where there is no test split."""
    test = trainer.splits.test
    most = affordable_samples(trainer.network, 2)
    train_scores = _score(trainer, trainer.splits.train, most)
    return train_scores, None if test is None else _score(trainer, test, most)


def _score(trainer: Trainer, whole: Split, most: int) -> Scores:
    split = thin(whole, most)
    samples, of = split.x.shape[1], whole.x.shape[1]
    names = trainer.data.class_names
    with np.errstate(all="ignore"):
        z = run_forward(trainer.network, split.x)
        if names is None:
            targets = _score_targets(trainer, trainer.head.outputs(z), split.y)
            return Scores(samples, of, None, None, None, targets)
        confusion = confuse(_classes_of(split.y), trainer.head.decide(z), len(names))
    accuracy = float(np.trace(confusion)) / samples
    return Scores(samples, of, accuracy, confusion.tolist(), score_classes(confusion, names), None)


def _classes_of(rows: FloatArray) -> IntArray:
    """Read coded targets (outputs, samples) float64 as (samples,) int64 classes."""
    if len(rows) > 1:
        return np.asarray(rows.argmax(axis=0), dtype=np.int64)
    return np.asarray(rows[0] > 0.0, dtype=np.int64)


def confuse(actual: IntArray, called: IntArray, classes: int) -> IntArray:
    """Count who is called what.

    Args:
        actual: (samples,) int64. What the samples are.
        called: (samples,) int64. What the network calls them.
        classes: How many classes there are.

    Returns:
        (classes, classes) int64. Row: what they are; column: what they are called. A new array.
    """
    return np.bincount(actual * classes + called, minlength=classes**2).reshape(classes, classes)


def score_classes(confusion: IntArray, names: tuple[str, ...]) -> tuple[ClassScore, ...]:
    """Read precision and recall of each class off a (classes, classes) int64 confusion matrix."""
    support, called = confusion.sum(axis=1), confusion.sum(axis=0)
    right = np.diagonal(confusion)
    return tuple(
        ClassScore(
            name=name,
            support=int(support[index]),
            precision=_share(right[index], called[index]),
            recall=_share(right[index], support[index]),
        )
        for index, name in enumerate(names)
    )


def _share(part: Any, whole: Any) -> float | None:
    return None if whole == 0 else float(part) / float(whole)


def _score_targets(trainer: Trainer, outputs: FloatArray, y: FloatArray) -> tuple[TargetScore, ...]:
    """Compare (outputs, samples) float64 with as many targets, both scaled."""
    error = ((outputs - y) ** 2).mean(axis=1)
    spread = y.var(axis=1)
    # The square of a tiny deviation is 0 as well.
    flat = (np.ptp(y, axis=1) == 0.0) | (spread == 0.0)
    scales = trainer.fitted.targets.scale
    return tuple(
        TargetScore(
            name=name,
            r2=None if flat[index] else float(1.0 - error[index] / spread[index]),
            rmse=float(np.sqrt(error[index]) * scales[index]),
        )
        for index, name in enumerate(trainer.data.target_names)
    )
