"""The columns of a file: what they are called, and which of them are to be told from the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from engine.datasets.csv_reader.cells import CellReader, Kind, clean_name
from engine.datasets.csv_reader.findings import Problem, counted, listed
from engine.datasets.csv_reader.layout import Layout, Rows
from engine.datasets.csv_reader.options import OverLimitError, ReadLimits, ReadOptions
from engine.errors import DataError, HyperparameterError

# What people call the column that is to be told from the others, the most telling first.
LABEL_NAMES = (
    "label",
    "labels",
    "class",
    "classes",
    "target",
    "targets",
    "species",
    "category",
    "outcome",
    "diagnosis",
    "variety",
    "y",
)


@dataclass(frozen=True)
class Columns:
    """Name the columns, in the order of the file.

    labels: Indices of those to tell from the others.
    text: Indices of those that hold words, as the first rows show.
    """

    names: tuple[str, ...]
    labels: tuple[int, ...]
    text: frozenset[int]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the indices of the columns that may be inputs."""
        skipped = {*self.labels, *self.text}
        return tuple(index for index in range(len(self.names)) if index not in skipped)


def find_columns(
    rows: Rows, layout: Layout, options: ReadOptions, limits: ReadLimits
) -> tuple[Columns, list[Problem]]:
    """Return the columns of a file, and what was wrong with their names.

    Args:
        rows: The first ones of the file, the header among them.
        layout: How the file is laid out.
        options: What was said about the label.
        limits: How many columns there may be.

    Raises:
        DataError: if there is no row of data, no column but the label, or too many columns.
        HyperparameterError: if a label is said that there is not.
    """
    data = rows[1:] if layout.header else rows
    widest = max(map(len, rows), default=0)
    if widest > limits.columns:
        rule = f"have at most {limits.columns} columns; leave out some"
        raise OverLimitError("the file", rule, f"{widest:,}", limits.columns, widest)
    if not data:
        rule = "have rows of numbers below the names, or header must be false"
        raise DataError("the file", rule, "a header alone" if rows else "no rows")
    width = _width(rows, data, layout.header)
    names, problems = _name(rows[0][:width], width, layout.header)
    labels = _find_labels(names, options.label)
    text = frozenset(
        index for index in range(width) if index not in labels and _is_text(data, index, layout)
    )
    return Columns(names, labels, text), problems


def _width(rows: Rows, data: Rows, header: bool) -> int:
    """Return how many columns there are, without those at the end that hold nothing at all."""
    width = len(rows[0]) if header else Counter(map(len, data)).most_common(1)[0][0]
    while width > 1 and all(len(row) < width or not row[width - 1].strip() for row in rows):
        width -= 1
    return width


def _name(first: Sequence[str], width: int, header: bool) -> tuple[tuple[str, ...], list[Problem]]:
    """Return a name of its own for each column."""
    if not header:
        names = tuple(f"column_{index + 1}" for index in range(width))
        text = "The first row holds data, so the columns are called column_1, column_2 and so on."
        return names, [Problem("no_header", text)]
    cleaned = [clean_name(cell) for cell in first]
    renamed, taken = [], set(cleaned) - {""}
    seen: set[str] = set()
    for index, name in enumerate(cleaned):
        if not name or name in seen:
            fresh = _free_name(name or "column", index + 1 if not name else 2, taken)
            renamed.append(fresh)
            cleaned[index] = fresh
            taken.add(fresh)
        seen.add(cleaned[index])
    problems = []
    if renamed:
        what = f"{counted(len(renamed), 'column')} had no name, or one that was taken"
        problems.append(Problem("renamed", f"{what}: now {listed(renamed)}.", len(renamed)))
    changed = [new for new, old in zip(cleaned, first, strict=True) if new != old.strip()]
    changed = [name for name in changed if name not in renamed]
    if changed:
        what = f"The names of {counted(len(changed), 'column')} were cleaned or shortened"
        problems.append(Problem("cleaned_names", f"{what}: now {listed(changed)}.", len(changed)))
    return tuple(cleaned), problems


def _free_name(name: str, number: int, taken: set[str]) -> str:
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"


def _find_labels(names: tuple[str, ...], said: tuple[str, ...]) -> tuple[int, ...]:
    """Return the indices of the labels: those that were said, or the most probable one."""
    if not said:
        plain = [name.lower() for name in names]
        known = [plain.index(name) for name in LABEL_NAMES if name in plain]
        labels: tuple[int, ...] = (known[0] if known else len(names) - 1,)
    else:
        labels = tuple(_find_label(names, each) for each in said)
    if len(set(labels)) < len(labels):
        raise HyperparameterError("label", "name each column once", ", ".join(said))
    if len(labels) == len(names):
        rule = "have a column beside the label; is the delimiter right?"
        raise DataError("the file", rule, clean_name(", ".join(names[index] for index in labels)))
    return labels


def _find_label(names: tuple[str, ...], said: str) -> int:
    name = clean_name(said)
    if name in names:
        return names.index(name)
    if name.isascii() and name.isdigit() and len(name) < 6 and 1 <= int(name) <= len(names):
        return int(name) - 1
    near = get_close_matches(name, names, n=1)
    hint = f" (did you mean {near[0]!r}?)" if near else ""
    rule = f"be the name of a column, or its number, 1 to {len(names)}{hint}"
    raise HyperparameterError("label", rule, said)


def _is_text(data: Rows, index: int, layout: Layout) -> bool:
    reader = CellReader(layout.decimal)
    kinds = {reader.read(row[index])[0] for row in data if index < len(row)} - {Kind.MISSING}
    return kinds == {Kind.TEXT}
