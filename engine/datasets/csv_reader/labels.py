"""The label of every row: gathered while a file is read, then made into classes or values."""

from array import array
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.arrays import AnyArray, BoolArray, FloatArray, IntArray
from engine.datasets.csv_reader.cells import (
    WHOLE_NUMBERS,
    CellReader,
    Kind,
    clean_name,
    plain_number,
)
from engine.datasets.csv_reader.findings import Tally, counted
from engine.datasets.csv_reader.options import OverLimitError
from engine.errors import DataError

MOST_TEXTS = 1_000  # different labels that are remembered; no server takes as many classes
FEW_CLASSES = 20  # so many different whole numbers are taken for classes
NO_CODE = -1


class LabelColumn:
    """Gather one column of labels, as texts while they are few and as numbers."""

    def __init__(self, name: str, reader: CellReader) -> None:
        """Start empty.

        Args:
            name: Of the column.
            reader: Of the file's cells.
        """
        self.name = name
        self.missing, self.words = Tally(), Tally()
        self._reader = reader
        self._known: dict[str, tuple[int, float]] = {}  # cells that need no second look
        self._texts: dict[str, int] = {}
        self._word_codes = array("i")
        self._codes = array("i")
        self._values = array("d")

    def take(self, cell: str, line: int) -> None:
        """Add the label of a row."""
        code, value = self._known.get(cell) or self._look_closely(cell, line)
        self._codes.append(code)
        self._values.append(value)

    def _look_closely(self, cell: str, line: int) -> tuple[int, float]:
        """Return code and number of a label, and note if it is missing or a word."""
        kind, value = self._reader.read(cell)
        text = cell.strip()
        code = self._texts.get(text, NO_CODE)
        if kind == Kind.MISSING:
            self.missing.note(line, self.name, cell)
            return NO_CODE, value
        if code == NO_CODE and len(self._texts) <= MOST_TEXTS:
            code = self._texts[text] = len(self._texts)
        if kind != Kind.NUMBER:
            self.words.note(line, self.name, cell)
            self._word_codes.append(code)
        if code != NO_CODE:
            self._known[cell] = code, value
        return code, value

    def finish(self) -> None:
        """Count words as often as they came up: each was noted only when it was new."""
        counts = np.bincount(self.codes[self.codes != NO_CODE], minlength=len(self._texts))
        words = np.unique(np.array(self._word_codes, dtype=np.int64))
        beyond = self._word_codes.count(NO_CODE)
        self.words.count = beyond + int(counts[words[words != NO_CODE]].sum())

    @property
    def values(self) -> FloatArray:
        """Return (rows,) float64 numbers; NaN where there is none."""
        return np.frombuffer(self._values, dtype=np.float64)

    @property
    def present(self) -> BoolArray:
        """Return (rows,) bool. Whether a row has a label."""
        present: BoolArray = (self.codes != NO_CODE) | ~np.isnan(self.values)
        return present

    @property
    def codes(self) -> IntArray:
        """Return (rows,) int64 indices of texts; NO_CODE where there is none."""
        return np.frombuffer(self._codes, dtype=np.intc).astype(np.int64)

    @property
    def looks_like_classes(self) -> bool:
        """Tell whether these are names or few whole numbers, rather than values."""
        if len(self._texts) > MOST_TEXTS:
            return self.words.count > 0 and 2 * self.words.count > len(self._codes)
        values = np.unique(self.values[~np.isnan(self.values)])
        if self.words.count:
            return self.words.count * 10 > len(self._codes) or len(values) <= FEW_CLASSES
        whole = bool(np.array_equal(values, np.floor(values)))
        few = len(values) <= 2 or len(values) <= min(FEW_CLASSES, len(self._codes) // 2)
        return whole and few

    def classify(self, most: int) -> tuple[AnyArray, tuple[str, ...]]:
        """Return the classes of the rows, and all names in order.

        Numbers are ordered by size, other names as text; equal numbers are one class, however
        they are written, unless they are so long that unequal ones would be one too.

        Args:
            most: How many classes there may be.

        Returns:
            codes: (rows,) int64 indices of names; NO_CODE where there is none.

        Raises:
            DataError: if there are more.
        """
        is_numeric = not self.words.count and np.nanmax(np.abs(self.values)) < WHOLE_NUMBERS
        keys: dict[str, Any] = {text: self._key(text, is_numeric) for text in self._texts}
        ordered = sorted(set(keys.values()))
        if len(ordered) > most or len(self._texts) > MOST_TEXTS:
            rule = f"have at most {most} classes; choose another label, or regression for numbers"
            more = " or more" if len(self._texts) > MOST_TEXTS else ""
            got = f"{len(ordered):,}{more}"
            raise OverLimitError(f"label column {self.name!r}", rule, got, most, len(ordered))
        place = {key: index for index, key in enumerate(ordered)}
        new_codes = np.array([place[keys[text]] for text in self._texts] + [NO_CODE])
        names = tuple(plain_number(key) if is_numeric else key for key in ordered)
        return new_codes[self.codes], names  # NO_CODE is the last index, too

    def _key(self, text: str, is_numeric: bool) -> float | str:
        return self._reader.read(text)[1] if is_numeric else clean_name(text)

    def check_values(self) -> None:
        """Refuse words where values are wanted.

        Raises:
            DataError: naming the first of them.
        """
        numbers = len(self._codes) - self.missing.count - self.words.count
        if 10 * self.words.count > numbers:
            place = self.words.places[0]
            rule = "be a number for regression; choose another label, or classification"
            raise DataError(f"line {place.line}, column {self.name!r}", rule, place.value)


@dataclass(frozen=True)
class Targets:
    """Hold what is to be told, row by row.

    values: (rows,) int64 classes, or (rows, targets) float64.
    present: (rows,) bool. Whether a row has all of it.
    classes: Names by index; None for regression.
    """

    values: AnyArray
    present: BoolArray
    classes: tuple[str, ...] | None


def find_targets(labels: list[LabelColumn], task: str, most_classes: int) -> Targets:
    """Make targets of the labels, for the task that was said or that they look like.

    Raises:
        DataError: if they do not fit the task.
    """
    for label in labels:
        if not label.present.any():
            rule = "have labels; choose another label column"
            raise DataError(f"label column {label.name!r}", rule, "none at all")
    if task == "classification" or (
        task == "auto" and len(labels) == 1 and labels[0].looks_like_classes
    ):
        return _find_classes(labels, most_classes)
    for label in labels:
        label.check_values()
    values = np.stack([label.values for label in labels], axis=1)
    present = np.asarray(~np.isnan(values).any(axis=1), dtype=np.bool_)
    return Targets(values, present, None)


def _find_classes(labels: list[LabelColumn], most: int) -> Targets:
    if len(labels) > 1:
        rule = "be one column for classification, or the task must be regression"
        raise DataError("label", rule, ", ".join(label.name for label in labels))
    codes, names = labels[0].classify(most)
    present = np.asarray(codes != NO_CODE, dtype=np.bool_)
    return Targets(codes, present, names)


def keep_classes(targets: Targets, rows: IntArray, label: str) -> tuple[AnyArray, tuple[str, ...]]:
    """Return the classes of some rows, without the names that no row has any more.

    Args:
        targets: Of all rows.
        rows: (kept,) int64. Indices of those to keep.
        label: Name of the column.

    Returns:
        codes: (kept,) int64. A new array.

    Raises:
        DataError: if less than two classes are left.
    """
    assert targets.classes is not None
    used, codes = np.unique(targets.values[rows], return_inverse=True)
    names = tuple(targets.classes[index] for index in used)
    if len(names) < 2:
        rule = "have at least two classes in the rows that can be used; choose another label"
        got = f"{names[0]!r} in all {counted(len(rows), 'row')}"
        raise DataError(f"label column {label!r}", rule, got)
    return codes.astype(np.int64), names
