"""The registry of data sets, and what an entry tells about its data before any is made.

An entry is called with its checked hyperparameters and a stream to draw from:
`entry.value(**values, rng=rng)` returns inputs (samples, columns) float64 and targets, which are
(samples,) int64 class indices or (samples, targets) float64 values.
"""

from collections.abc import Callable
from typing import Literal, TypeAlias

from engine.arrays import AnyArray, FloatArray
from engine.registry import Hyperparameter, Registry

Samples: TypeAlias = tuple[FloatArray, AnyArray]
Source: TypeAlias = Callable[..., Samples]  # (**hyperparameters, rng) -> inputs, targets
Task: TypeAlias = Literal["classification", "regression"]

PLANE = ("x1", "x2")  # the columns of every data set whose inputs are points in the plane

DATASETS: Registry[Source] = Registry("dataset")


def register_generator(
    key: str,
    *,
    label: str,
    hyperparameters: tuple[Hyperparameter, ...],
    task: Task,
    classes: tuple[str, ...] | None,
    domain: tuple[float, float],
    noise_effect: str,
    source: str,
) -> Callable[[Source], Source]:
    """Return a decorator that enters a generator of points in the plane.

    Args:
        key: Stable for ever; it ends up in links and saved specs.
        label: What menus call it.
        hyperparameters: Of the decorated function, `samples` and `noise` among them.
        task: What the targets are.
        classes: Names of the classes by index; None for regression.
        domain: What pictures show of both axes.
        noise_effect: One sentence on what noise does to points or labels.
        source: Where its geometry comes from.
    """
    return DATASETS.register(
        key,
        label=label,
        hyperparameters=hyperparameters,
        kind="generator",
        task=task,
        classes=classes,
        columns=PLANE,
        targets=("value",) if classes is None else ("class",),
        domain=domain,
        noise_effect=noise_effect,
        samples=None,
        axes=PLANE,
        source=source,
        image=None,
    )


def register_real(
    key: str,
    *,
    label: str,
    classes: tuple[str, ...] | None,
    columns: tuple[str, ...],
    targets: tuple[str, ...],
    samples: int | None,
    axes: tuple[str, str],
    source: str,
    image: tuple[int, int] | None = None,
    hyperparameters: tuple[Hyperparameter, ...] = (),
) -> Callable[[Source], Source]:
    """Return a decorator that enters data that somebody measured.

    Args:
        key: Stable for ever; it ends up in links and saved specs.
        label: What menus call it.
        classes: Names of the classes by index; None for regression.
        columns: Names of the inputs.
        targets: Names of what is to be told from them.
        samples: Number of rows; None where a hyperparameter decides.
        axes: The two columns that show it best.
        source: Who collected it, and under which terms it may be used.
        image: Height and width where a row is a picture, its pixels row by row.
        hyperparameters: Of the decorated function.
    """
    return DATASETS.register(
        key,
        label=label,
        hyperparameters=hyperparameters,
        kind="real",
        task="regression" if classes is None else "classification",
        classes=classes,
        columns=columns,
        targets=targets,
        domain=None,
        noise_effect="",
        samples=samples,
        axes=axes,
        source=source,
        image=image,
    )
