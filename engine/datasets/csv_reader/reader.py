"""Reading a CSV file that somebody brought along, and saying all that was guessed and left out."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.arrays import IntArray
from engine.datasets.csv_reader.cells import Kind, clean_name
from engine.datasets.csv_reader.columns import Columns, find_columns
from engine.datasets.csv_reader.findings import Problem
from engine.datasets.csv_reader.inputs import Inputs, choose_inputs, choose_rows, gather
from engine.datasets.csv_reader.labels import Targets, find_targets, keep_classes
from engine.datasets.csv_reader.layout import Layout, find_layout
from engine.datasets.csv_reader.options import ReadLimits, ReadOptions
from engine.datasets.csv_reader.remarks import (
    remark_on_cells,
    remark_on_columns,
    remark_on_rows,
    remark_on_table,
)
from engine.datasets.csv_reader.scan import Scan
from engine.datasets.csv_reader.text import check_kind, find_encoding
from engine.datasets.tables import Table

GOLDEN_RATIO = (5.0**0.5 - 1.0) / 2.0


@dataclass(frozen=True)
class ReadTable:
    """Hold a table, and everything that its owner should know about how it was read.

    columns: All of the file, in its order: name, role (input, label, left_out), missing.
    rows: How many the table has.
    rows_read: How many the file has, without blank lines.
    guesses: What is in force, guessed or said, by the names of the options.
    problems: What was not as it should be, and what was done about it.
    preview: The first rows, as they are written.
    """

    table: Table
    columns: tuple[dict[str, Any], ...]
    rows: int
    rows_read: int
    guesses: dict[str, Any]
    problems: tuple[Problem, ...]
    preview: tuple[tuple[str, ...], ...]

    def describe(self) -> dict[str, Any]:
        """Return all but the table itself as a JSON-able dict."""
        names = self.table.class_names
        counts = np.bincount(self.table.targets).tolist() if names else None
        return {
            "task": self.table.task,
            "columns": list(self.columns),
            "rows": self.rows,
            "rows_read": self.rows_read,
            "classes": list(names) if names else None,
            "class_counts": counts,
            "guesses": self.guesses,
            "problems": [problem.describe() for problem in self.problems],
            "preview": [list(row) for row in self.preview],
        }


def read_table(
    content: bytes, options: ReadOptions | None = None, limits: ReadLimits | None = None
) -> ReadTable:
    """Read the bytes of a CSV file as a table.

    What is not said in the options is guessed, and told.

    Raises:
        DataError: if it cannot be read, naming line, column, rule and value.
        HyperparameterError, UnknownKeyError: if an option is none, or fits no column.
    """
    options, limits = (options or ReadOptions()).checked(), limits or ReadLimits()
    check_kind(content)
    encoding = find_encoding(content, options)
    layout, head = find_layout(content, encoding, options, limits)
    columns, problems = find_columns(head, layout, options, limits)
    scan = Scan(layout, columns, limits)
    scan.run(content)
    inputs = choose_inputs(scan, columns)
    targets = find_targets(scan.labels, options.task, limits.classes)
    usable = choose_rows(scan, inputs, targets.present, options.missing)
    described = _describe_columns(scan, columns, inputs)
    table = _tabulate(scan, inputs, targets, _spread(usable, limits.samples))
    problems += remark_on_rows(scan)
    problems += remark_on_columns(scan, columns, inputs)
    problems += remark_on_cells(scan, inputs, options, regression=targets.classes is None)
    problems += remark_on_table(table, len(usable))
    return ReadTable(
        table=table,
        columns=described,
        rows=table.samples,
        rows_read=scan.rows + scan.ragged.count,
        guesses=_guesses(layout, table, options),
        problems=tuple(problems),
        preview=tuple(tuple(clean_name(cell) for cell in row) for row in scan.preview),
    )


def _spread(rows: IntArray, most: int) -> IntArray:
    """Return (kept,) int64 of (rows,) int64: all, or so many of them, evenly spread.

    Multiples of the golden ratio are as even as equal steps, but follow no pattern of the rows.
    """
    if len(rows) <= most:
        return rows
    rank = np.arange(len(rows)) * GOLDEN_RATIO % 1.0
    return np.sort(rows[np.argsort(rank, kind="stable")[:most]])


def _tabulate(scan: Scan, inputs: Inputs, targets: Targets, rows: IntArray) -> Table:
    """Return the table of (kept,) int64 rows."""
    names = tuple(scan.names[place] for place in inputs.kept)
    labels = tuple(label.name for label in scan.labels)
    if targets.classes is None:
        return Table(names, gather(scan, inputs, rows), targets.values[rows], None, labels)
    codes, classes = keep_classes(targets, rows, labels[0])
    return Table(names, gather(scan, inputs, rows), codes, classes, labels)


def _describe_columns(scan: Scan, columns: Columns, inputs: Inputs) -> tuple[dict[str, Any], ...]:
    """Return name, role and number of gaps of each column, in the order of the file."""
    roles = dict.fromkeys(columns.labels, "label")
    roles |= {columns.numbers[place]: "input" for place in inputs.kept}
    gaps = {columns.numbers[at]: odd[Kind.MISSING].count for at, odd in enumerate(scan.odd)}
    gaps |= {at: label.missing.count for at, label in zip(columns.labels, scan.labels, strict=True)}
    return tuple(
        {"name": name, "role": roles.get(index, "left_out"), "missing": gaps.get(index)}
        for index, name in enumerate(columns.names)
    )


def _guesses(layout: Layout, table: Table, options: ReadOptions) -> dict[str, Any]:
    return {
        "encoding": layout.encoding,
        "delimiter": layout.delimiter,
        "quote": layout.quote,
        "decimal": layout.decimal,
        "header": layout.header,
        "label": list(table.target_names),
        "task": table.task,
        "missing": options.missing,
    }
