"""Remarks for the owner of a file: what was left out, filled in, dropped, or may surprise."""

from collections import Counter

import numpy as np

from engine.datasets.csv_reader.cells import WHOLE_NUMBERS, Kind
from engine.datasets.csv_reader.columns import Columns
from engine.datasets.csv_reader.findings import (
    SHOWN_PLACES,
    Place,
    Problem,
    Tally,
    counted,
    listed,
)
from engine.datasets.csv_reader.inputs import Inputs
from engine.datasets.csv_reader.options import ReadOptions
from engine.datasets.csv_reader.scan import Scan
from engine.datasets.tables import Table


def remark_on_rows(scan: Scan) -> list[Problem]:
    """Return what was wrong with whole lines."""
    remarks = []
    if scan.blank.count:
        text = f"{counted(scan.blank.count, 'blank line')} passed over."
        remarks.append(scan.blank.problem("blank_lines", text))
    if scan.trailing.count:
        text = f"Empty cells beyond the last column left out in {scan.trailing.lines}."
        remarks.append(scan.trailing.problem("trailing_cells", text))
    if scan.ragged.count:
        text = (
            f"{counted(scan.ragged.count, 'row')} left out that had more or fewer cells than "
            f"there are columns, in {scan.ragged.lines}. Is a delimiter or a quote missing there?"
        )
        remarks.append(scan.ragged.problem("ragged_rows", text))
    return remarks


def remark_on_columns(scan: Scan, columns: Columns, inputs: Inputs) -> list[Problem]:
    """Return which columns are no inputs, and why."""
    remarks = []
    first = [scan.odd[at][Kind.TEXT].places[:1] for at in inputs.words]
    words = [columns.names[index] for index in sorted(columns.text)]
    words += [scan.names[at] for at in inputs.words]
    if words:
        text = (
            f"{counted(len(words), 'column')} left out: {listed(words)}. Inputs must be numbers; "
            "write words as numbers, such as 0 and 1, to use them."
        )
        places = tuple(place for found in first for place in found)
        remarks.append(Problem("text_columns", text, len(words), places[:SHOWN_PLACES]))
    if inputs.empty:
        empty = [scan.names[at] for at in inputs.empty]
        text = f"{counted(len(empty), 'column')} left out that held nothing: {listed(empty)}."
        remarks.append(Problem("empty_columns", text, len(empty)))
    return remarks


def remark_on_cells(
    scan: Scan, inputs: Inputs, options: ReadOptions, regression: bool
) -> list[Problem]:
    """Return which cells had no number, and what was done about them."""
    fate = "rows with such gaps are left out"
    if options.missing == "mean":
        fate = "the column's mean over the whole file, test rows included, stands in"
    groups = {
        kind: merge([scan.odd[at][kind] for at in inputs.kept])
        for kind in (Kind.MISSING, Kind.TEXT, Kind.TOO_LARGE)
    }
    remarks = []
    if tally := groups[Kind.MISSING]:
        text = f"{counted(tally.count, 'number')} missing; {fate}."
        remarks.append(tally.problem("missing", text))
    if tally := groups[Kind.TEXT]:
        text = (
            f"{counted(tally.count, 'cell')} that should be a number could not be read; {fate}. "
            f"A number is like {'3,14' if scan.decimal == ',' else '3.14'}, without separators of "
            "thousands, units or formulas."
        )
        remarks.append(tally.problem("not_a_number", text))
    if tally := groups[Kind.TOO_LARGE]:
        text = f"{counted(tally.count, 'number')} beyond ±1e100; {fate}."
        remarks.append(tally.problem("too_large", text))
    if tally := merge([label.missing for label in scan.labels]):
        text = f"{counted(tally.count, 'label')} missing; rows without are left out."
        remarks.append(tally.problem("missing_labels", text))
    if regression and (tally := merge([label.words for label in scan.labels])):
        text = f"{counted(tally.count, 'label')} not a number; such rows are left out."
        remarks.append(tally.problem("label_not_a_number", text))
    return remarks


def merge(tallies: list[Tally]) -> Tally | None:
    """Return the sum of tallies with their first places by line, or None if nothing was met."""
    count = sum(tally.count for tally in tallies)
    if not count:
        return None
    places: list[Place] = [place for tally in tallies for place in tally.places]
    return Tally(count, sorted(places, key=lambda place: place.line)[:SHOWN_PLACES])


def remark_on_table(table: Table, usable: int) -> list[Problem]:
    """Return what may surprise when training with the table.

    Args:
        table: As it came out.
        usable: Rows that it might have had.
    """
    remarks = []
    if table.samples < usable:
        text = (
            f"{table.samples:,} of {usable:,} rows are kept, evenly spread: more samples are "
            "not used here."
        )
        remarks.append(Problem("thinned", text, usable - table.samples))
    remarks += _remark_on_values(table)
    if table.class_names:
        remarks += _remark_on_classes(table, table.class_names)
    return remarks


def _remark_on_values(table: Table) -> list[Problem]:
    constant, counting, long = [], [], []
    for name, values in zip(table.columns, table.inputs.T, strict=True):
        if values.min() == values.max():
            constant.append(name)
        elif len(values) > 4 and (np.diff(values) == 1.0).all():
            counting.append(name)
        if np.abs(values).max() >= WHOLE_NUMBERS and (values == np.floor(values)).all():
            long.append(name)
    remarks = []
    if constant:
        text = (
            f"{listed(constant)}: the same number in every row, which becomes 0. It says nothing."
        )
        remarks.append(Problem("constant", text, len(constant)))
    if counting:
        text = f"{listed(counting)}: counts the rows. As an input it may give the label away."
        remarks.append(Problem("counting", text, len(counting)))
    if long:
        text = f"{listed(long)}: whole numbers beyond 2^53, which lose their last digits."
        remarks.append(Problem("long_numbers", text, len(long)))
    if table.class_names is None and any(each.min() == each.max() for each in table.targets.T):
        text = "A value to predict is the same in every row: there is nothing to learn about it."
        remarks.append(Problem("constant_target", text))
    return remarks


def _remark_on_classes(table: Table, names: tuple[str, ...]) -> list[Problem]:
    remarks = []
    counts = np.bincount(table.targets, minlength=len(names))
    rare = [name for name, count in zip(names, counts, strict=True) if count == 1]
    if rare:
        text = f"{counted(len(rare), 'class', 'classes')} with one row alone: {listed(rare)}."
        remarks.append(Problem("rare_classes", text, len(rare)))
    folded = Counter(name.casefold() for name in names)
    alike = [name for name in names if folded[name.casefold()] > 1]
    if alike:
        text = f"Classes that differ in capitals alone: {listed(alike)}. Are they the same?"
        remarks.append(Problem("alike_classes", text, len(alike)))
    return remarks
