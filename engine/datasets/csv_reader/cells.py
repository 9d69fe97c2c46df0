"""Single cells: which mean that nothing is known, which are numbers, and what names become."""

import re
from collections.abc import Sequence
from enum import IntEnum

MISSING_WORDS = frozenset({"", "?", "na", "n/a", "#n/a", "nan", "null", "none", "-"})
LARGEST = 1e100  # beyond it, squares and their sums would no longer be finite
WHOLE_NUMBERS = 2**53  # beyond it, neighbors are the same float64
LONGEST_NAME = 64
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
REMEMBERED_CELLS = 20_000


class Kind(IntEnum):
    """What a cell is."""

    NUMBER = 0
    MISSING = 1
    TEXT = 2
    TOO_LARGE = 3


NOT_A_NUMBER = float("nan")


class CellReader:
    """Read cells as numbers, and remember the ones that come up again and again."""

    def __init__(self, decimal: str) -> None:
        """Start with nothing remembered.

        Args:
            decimal: The character before the decimals: "." or ",".
        """
        self._decimal = decimal
        self._known: dict[str, tuple[Kind, float]] = {}

    def read(self, cell: str) -> tuple[Kind, float]:
        """Return what a cell is, and its number, which is NaN where it is none."""
        known = self._known.get(cell)
        if known is None:
            known = self._parse(cell)
            if len(self._known) < REMEMBERED_CELLS:
                self._known[cell] = known
        return known

    def _parse(self, cell: str) -> tuple[Kind, float]:
        text = cell.strip()
        if text.lower() in MISSING_WORDS:
            return Kind.MISSING, NOT_A_NUMBER
        if self._decimal == ",":
            text = "text" if "." in text else text.replace(",", ".")
        if not NUMBER.fullmatch(text):
            return Kind.TEXT, NOT_A_NUMBER
        value = float(text)
        return (Kind.NUMBER, value) if abs(value) <= LARGEST else (Kind.TOO_LARGE, NOT_A_NUMBER)

    def read_all(self, cells: Sequence[str]) -> list[float] | None:
        """Return the numbers of cells all at once, or None where one needs a closer look."""
        joined = "\n".join(cells)
        if "_" in joined or not joined.isascii():  # float() takes both, and means something else
            return None
        if self._decimal == ",":
            if "." in joined:
                return None
            count, cells = len(cells), joined.replace(",", ".").split("\n")
            if len(cells) != count:  # a cell of several lines
                return None
        try:
            values = list(map(float, cells))
        except ValueError:
            return None
        return values if sum(map(abs, values)) <= LARGEST else None  # false for NaN, too


def clean_name(text: str) -> str:
    """Return a text as it may be shown: one line, no control characters, of bounded length."""
    plain = "".join(each if each.isprintable() else " " for each in text)
    plain = " ".join(plain.split())
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1] + "…"


def plain_number(value: float) -> str:
    """Return a number as a name: 2 rather than 2.0."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
