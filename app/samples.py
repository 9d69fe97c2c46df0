"""Points of a data set, for thumbnails and for whoever wants to look before choosing."""

from typing import Any

import numpy as np

from app.choices import SCALARS, UPLOAD
from app.dataset_models import SampleQuery
from app.errors import Invalid, NotFound, from_engine
from app.protocol import MAX_POINTS
from app.uploads import UploadStore
from engine import DATASETS, EngineError, Table
from engine.datasets import Samples, generate, split_test

MAX_NUMBERS = 32_000  # in one answer: about half a megabyte


def sample(key: str, query: SampleQuery, uploads: UploadStore) -> dict[str, Any]:
    """Return points as a session with these settings would have them.

    Of data that nobody generates, some rows are chosen by the seed, of each class its share.

    Raises:
        NotFound: if there is no such data set.
        Invalid: if a number is out of its range, or means nothing to this data set.
    """
    if key.startswith(UPLOAD):
        return _sample_table(key, uploads.get(key.removeprefix(UPLOAD)).table, query)
    if key not in DATASETS:
        raise NotFound("There is no data set of this name.")
    try:
        return _sample_entry(key, query)
    except EngineError as error:
        raise from_engine(error) from None


def _sample_entry(key: str, query: SampleQuery) -> dict[str, Any]:
    entry = DATASETS[key]
    SCALARS["seed"].check(query.seed)
    given = {each.name: getattr(query, each.name) for each in entry.hyperparameters}
    _refuse_meaningless(key, query, {"seed", *given, *(() if "samples" in given else ("samples",))})
    values = {
        each.name: each.check(given[each.name])
        for each in entry.hyperparameters
        if given[each.name] is not None
    }
    inputs, targets = generate(key, entry.defaults | values, query.seed)
    facts = entry.facts
    most = None if "samples" in given else query.samples
    shown = choose((inputs, targets), facts["classes"] is not None, most, query.seed)
    return _tell(key, facts["classes"], facts["columns"], len(inputs), shown)


def _sample_table(key: str, table: Table, query: SampleQuery) -> dict[str, Any]:
    _refuse_meaningless(key, query, {"seed", "samples"})
    data = table.inputs, table.targets
    shown = choose(data, table.class_names is not None, query.samples, query.seed)
    return _tell(key, table.class_names, table.columns, table.samples, shown)


def _refuse_meaningless(key: str, query: SampleQuery, known: set[str]) -> None:
    """Raise Invalid for a setting that the data set does not have: none is passed over."""
    for name in query.model_fields_set - known:
        text = f"{name} must be left out, since the data set {key} has none"
        raise Invalid(text, errors=((f"/{name}", text),))


def choose(data: Samples, stratify: bool, most: int | None, seed: int) -> Samples:
    """Return some rows in their order: at most so many, and at most as an answer may hold.

    Args:
        data: inputs (rows, columns) float64, and targets.
        stratify: whether the targets are classes, which keep their shares.
        most: how many rows at most; None = as many as may be.
        seed: decides which.

    Returns:
        inputs: (chosen, columns) float64.
        targets: of those rows.
    """
    inputs, targets = data
    width = inputs.shape[1] + (1 if stratify else targets.shape[1])
    most = min(most or MAX_POINTS, MAX_POINTS, max(2, MAX_NUMBERS // width))
    if len(inputs) <= most:
        return data
    rng = np.random.Generator(np.random.PCG64(seed))
    chosen = split_test(targets, most / len(inputs), stratify, rng)
    return inputs[chosen], targets[chosen]


def _tell(
    key: str,
    classes: tuple[str, ...] | None,
    columns: tuple[str, ...],
    rows: int,
    shown: Samples,
) -> dict[str, Any]:
    inputs, targets = shown
    return {
        "key": key,
        "task": "regression" if classes is None else "classification",
        "classes": classes,
        "columns": columns,
        "rows": rows,
        "inputs": inputs.tolist(),
        "targets": targets.tolist(),
    }
