"""From scanned blocks to inputs: which columns are numbers, which rows are whole, one array."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import BoolArray, FloatArray, IntArray
from engine.datasets.csv_reader.cells import Kind
from engine.datasets.csv_reader.columns import Columns
from engine.datasets.csv_reader.findings import listed
from engine.datasets.csv_reader.scan import Scan
from engine.errors import DataError

MOST_WORDS = 0.1  # a column with a larger share of cells that are no numbers is one of words


@dataclass(frozen=True)
class Inputs:
    """Say which columns are inputs, by their place among the scanned ones.

    kept: Places of the inputs.
    words: Places of columns that are left out because they hold words.
    empty: Places of columns that are left out because they hold nothing.
    """

    kept: tuple[int, ...]
    words: tuple[int, ...]
    empty: tuple[int, ...]


def choose_inputs(scan: Scan, columns: Columns) -> Inputs:
    """Return which columns are inputs: those that hold numbers, but for a few cells.

    Raises:
        DataError: if there is none.
    """
    if scan.ragged.count > scan.rows:
        line, got = scan.ragged.places[0].line, scan.ragged.places[0].value
        rule = f"have {len(columns.names)} cells, as others have; is the delimiter right?"
        raise DataError(f"line {line}", rule, got)
    kept, words, empty = [], [], []
    for place, odd in enumerate(scan.odd):
        wrong = odd[Kind.TEXT].count + odd[Kind.TOO_LARGE].count
        filled = scan.rows - odd[Kind.MISSING].count
        if not filled:
            empty.append(place)
        elif wrong > MOST_WORDS * filled:
            words.append(place)
        else:
            kept.append(place)
    if not kept:
        raise _no_numbers(scan, columns, words)
    return Inputs(tuple(kept), tuple(words), tuple(empty))


def _no_numbers(scan: Scan, columns: Columns, words: Sequence[int]) -> DataError:
    rule = "have a column of numbers beside the label; are delimiter, decimal and label right?"
    for place in words:
        for kind in (Kind.TEXT, Kind.TOO_LARGE):
            for found in scan.odd[place][kind].places:
                where = f"line {found.line}, column {found.column!r}"
                return DataError(where, "be a number, since no other column is one", found.value)
    if columns.text:
        names = [columns.names[index] for index in sorted(columns.text)]
        return DataError("the file", rule, f"words in {listed(names)}")
    return DataError("the file", rule, "no numbers")


def choose_rows(scan: Scan, inputs: Inputs, labeled: BoolArray, missing: str) -> IntArray:
    """Return which rows can be used.

    Args:
        scan: Of the whole file.
        inputs: The columns that are needed.
        labeled: (rows,) bool. Whether a row has its label.
        missing: "drop" for rows without gaps alone, "mean" for all that have a label.

    Returns:
        (kept,) int64. Indices of rows, in order.

    Raises:
        DataError: if less than two rows are left.
    """
    usable = labeled.copy()
    if missing == "drop":
        start = 0
        for block in scan.blocks:
            part = usable[start : start + len(block)]
            part &= ~np.isnan(block[:, inputs.kept]).any(axis=1)
            start += len(block)
    rows = np.flatnonzero(usable)
    if len(rows) < 2:
        others = int(labeled.sum()) >= 2 and missing == "drop"
        advice = "; missing=mean would keep those with gaps" if others else ""
        rule = f"have at least two rows with all numbers and a label{advice}"
        raise DataError("the file", rule, f"{len(rows)} of {scan.rows}")
    return rows


def gather(scan: Scan, inputs: Inputs, rows: IntArray) -> FloatArray:
    """Return the inputs of some rows, gaps filled with the mean of their column.

    The blocks are given up on the way, so that the numbers are hardly ever there twice.

    Args:
        scan: Of the whole file.
        inputs: The columns to take.
        rows: (kept,) int64. Indices of the rows to take, in order.

    Returns:
        (kept, inputs) float64. A new array.
    """
    means = _means(scan, inputs)
    gathered = np.empty((len(rows), len(inputs.kept)))
    kept = np.array(inputs.kept)
    start = filled = 0
    blocks, scan.blocks = scan.blocks[::-1], []
    while blocks:
        block = blocks.pop()
        here = rows[filled : np.searchsorted(rows, start + len(block))] - start
        part = block[here[:, None], kept]
        gathered[filled : filled + len(here)] = np.where(np.isnan(part), means, part)
        start += len(block)
        filled += len(here)
    return gathered


def _means(scan: Scan, inputs: Inputs) -> FloatArray:
    """Return (inputs,) float64 means of the numbers that are there, over the whole file.

    Measured from one number of each column, so that the mean of equal numbers is just that number.
    """
    start = np.full(len(inputs.kept), np.nan)
    total = np.zeros(len(inputs.kept))
    count = np.zeros(len(inputs.kept))
    for block in scan.blocks:
        part = block[:, inputs.kept]
        start = np.where(np.isnan(start), np.fmax.reduce(part, axis=0), start)
        total += np.nansum(part - start, axis=0)
        count += np.count_nonzero(~np.isnan(part), axis=0)
    return start + total / count
