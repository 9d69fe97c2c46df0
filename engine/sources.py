"""What is known of a spec's data before any is made, and the making of it."""

from dataclasses import dataclass

from engine.datasets import DATASETS, PLANE, Samples, generate
from engine.datasets.points import tabulate
from engine.datasets.tables import Table
from engine.parts import Choice, TableChoice


@dataclass(frozen=True)
class Source:
    """Tell what a data set holds.

    task: "classification" or "regression".
    columns: Names of the raw inputs.
    classes: Names of the classes by index; None for regression.
    targets: Names of what is to be told.
    samples: How many there are, train and test together.
    is_measured: Whether somebody measured it, so that its columns differ in scale.
    image: Height and width where a sample is a picture, else None.
    """

    task: str
    columns: tuple[str, ...]
    classes: tuple[str, ...] | None
    targets: tuple[str, ...]
    samples: int
    is_measured: bool
    image: tuple[int, int] | None = None

    @property
    def is_planar(self) -> bool:
        """Tell whether samples are points in the plane, of which features are computed."""
        return self.columns == PLANE


def find_source(dataset: Choice | TableChoice, task: str) -> Source:
    """Look up what a data set holds.

    Args:
        dataset: Of a spec.
        task: The spec's; drawn points may be taken as classes or as values.
    """
    if isinstance(dataset, TableChoice):
        return _describe_table(dataset.key, _table(dataset, task))
    facts = DATASETS[dataset.key].facts
    return Source(
        task=facts["task"],
        columns=facts["columns"],
        classes=facts["classes"],
        targets=facts["targets"],
        samples=_count_samples(dataset),
        is_measured=facts["kind"] == "real",
        image=facts["image"],
    )


def make_samples(dataset: Choice | TableChoice, task: str, seed: int) -> Samples:
    """Draw, read or hand over the samples of a data set.

    Returns:
        inputs: (samples, columns) float64.
        targets: (samples,) int64 class indices, or (samples, targets) float64 values.
    """
    if isinstance(dataset, TableChoice):
        table = _table(dataset, task)
        return table.inputs, table.targets
    return generate(dataset.key, dataset.values, seed)


def _table(dataset: TableChoice, task: str) -> Table:
    takes_values = task == "regression" and dataset.points and dataset.table.class_names
    return tabulate(dataset.points, task) if takes_values else dataset.table


def _describe_table(key: str, table: Table) -> Source:
    return Source(
        task=table.task,
        columns=table.columns,
        classes=table.class_names,
        targets=table.target_names,
        samples=table.samples,
        is_measured=key != "points",
    )


def _count_samples(dataset: Choice) -> int:
    facts = DATASETS[dataset.key].facts
    if facts["samples"] is not None:
        return int(facts["samples"])
    if "samples" in dataset.values:
        return int(dataset.values["samples"])
    return int(dataset.values["samples_per_class"]) * len(facts["classes"])
