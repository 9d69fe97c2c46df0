"""One pass over all rows: numbers into blocks, labels aside, and everything odd noted."""

import csv
from array import array
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

import numpy as np

from engine.arrays import FloatArray
from engine.datasets.csv_reader.cells import CellReader, Kind
from engine.datasets.csv_reader.columns import Columns
from engine.datasets.csv_reader.findings import Tally
from engine.datasets.csv_reader.labels import LabelColumn
from engine.datasets.csv_reader.layout import Layout, is_blank
from engine.datasets.csv_reader.options import OverLimitError, ReadLimits
from engine.datasets.csv_reader.text import Lines
from engine.errors import DataError

BLOCK_NUMBERS = 1 << 16
PREVIEW_ROWS = 10


class Scan:
    """Read all rows of a file into blocks of numbers and columns of labels.

    names: Of the columns that may be inputs.
    blocks: Each (rows, names) float64, NaN where there is no number.
    labels: One for each label.
    odd: For each column of numbers, what was met in it by its kind.
    preview: The first rows as they are written.
    """

    def __init__(self, layout: Layout, columns: Columns, limits: ReadLimits) -> None:
        """Start before the first row."""
        self._layout, self._columns, self._limits = layout, columns, limits
        self.decimal = layout.decimal
        self.names = [columns.names[at] for at in columns.numbers]
        self._reader = CellReader(layout.decimal)
        self.blocks: list[FloatArray] = []
        self.labels = [LabelColumn(columns.names[at], self._reader) for at in columns.labels]
        self.odd = [
            {kind: Tally() for kind in Kind if kind != Kind.NUMBER} for _ in columns.numbers
        ]
        self.ragged, self.trailing, self.blank = Tally(), Tally(), Tally()
        self.preview: list[list[str]] = []
        self.rows = 0  # all but blank and ragged ones
        self._numbers = array("d")

    def run(self, content: bytes) -> None:
        """Read the whole file.

        Raises:
            DataError: at the first line that breaks a limit or the quoting.
        """
        rows = _records(Lines(content, self._layout.encoding, self._limits), self._layout)
        header = self._layout.header
        pick = _picker(self._columns.numbers)
        labels = list(zip(self._columns.labels, self.labels, strict=True))
        for line, row in rows:
            if is_blank(row):
                self.blank.note(line)
                continue
            if header:
                header = False
                continue
            fitting = row if len(row) == len(self._columns.names) else self._fit(row, line)
            if self._count() > self._limits.rows:
                rule = f"be among the first {self._limits.rows:,} rows; leave out some"
                most = self._limits.rows
                raise OverLimitError(f"line {line}", rule, "a row more", most, most + 1)
            if fitting is None:
                continue
            self._check_cells(fitting, line)
            self._take_numbers(pick(fitting), line)
            for index, label in labels:
                label.take(fitting[index], line)
            self.rows += 1
            if len(self.preview) < PREVIEW_ROWS:
                self.preview.append(list(fitting))
        self._end_block()
        for label in self.labels:
            label.finish()

    def _count(self) -> int:
        return self.rows + self.ragged.count + 1

    def _fit(self, row: list[str], line: int) -> list[str] | None:
        """Return a row without empty cells beyond the last column, or None if it does not fit."""
        width = len(self._columns.names)
        if len(row) > width and not any(cell.strip() for cell in row[width:]):
            self.trailing.note(line)
            return row[:width]
        self.ragged.note(line, value=f"{len(row)} cells")
        return None

    def _check_cells(self, row: Sequence[str], line: int) -> None:
        most = self._limits.field
        if max(map(len, row)) <= most:
            return
        for name, cell in zip(self._columns.names, row, strict=True):
            if len(cell) > most:
                rule = f"have at most {most} characters; is a quote or a delimiter missing?"
                where, got = f"line {line}, column {name!r}", f"{len(cell):,} characters"
                raise OverLimitError(where, rule, got, most, len(cell))

    def _take_numbers(self, cells: Sequence[str], line: int) -> None:
        count, most = (self.rows + 1) * len(cells), self._limits.numbers
        if count > most:
            rule = f"be within the first {most:,} numbers; leave out rows or columns"
            raise OverLimitError(f"line {line}", rule, "more of them", most, count)
        values = self._reader.read_all(cells)
        self._numbers.extend(self._look_closely(cells, line) if values is None else values)
        if len(self._numbers) >= BLOCK_NUMBERS:
            self._end_block()

    def _look_closely(self, cells: Sequence[str], line: int) -> list[float]:
        values = []
        for index, cell in enumerate(cells):
            kind, value = self._reader.read(cell)
            values.append(value)
            if kind != Kind.NUMBER:
                self.odd[index][kind].note(line, self.names[index], cell)
        return values

    def _end_block(self) -> None:
        if self._numbers:
            block = np.frombuffer(self._numbers, dtype=np.float64)
            self.blocks.append(block.reshape(-1, len(self.names)))
            self._numbers = array("d")


def _picker(indices: Sequence[int]) -> Callable[[list[str]], Sequence[str]]:
    """Return a function that picks the cells at these indices, as fast as it can be done."""
    if len(indices) > 1:
        return itemgetter(*indices)
    return lambda row: [row[index] for index in indices]


def _records(lines: Lines, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line at which it begins; blank lines are empty rows."""
    each = iter(lines)
    if layout.has_separator_line:
        next(each)
    reader = csv.reader(each, strict=True, **layout.dialect())
    while True:
        begin = lines.number + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _broken(begin, lines.number, str(error), layout) from None
        except DataError:
            if lines.number == begin:
                raise
            raise _broken(begin, lines.number, "no end", layout) from None
        yield begin, row


def _broken(begin: int, end: int, error: str, layout: Layout) -> DataError:
    """Return what to tell about a row that the csv module cannot read."""
    if "expected after" in error:
        rule = f"have {layout.delimiter!r} or the end of the line after a closing quote, "
        return DataError(f"line {end}", rule + "or quote must be none", "other text")
    rule = f"close the quoted cell that it opens with {layout.quote}, or quote must be none"
    return DataError(f"line {begin}", rule, "no closing quote")
