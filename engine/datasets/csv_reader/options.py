"""What may be said about a CSV file instead of leaving it to guesses, and how large it may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from engine.errors import DataError, UnknownKeyError

DELIMITERS = (",", ";", "\t", "|")
DELIMITER_NAMES: Mapping[str, str] = MappingProxyType(
    {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
)
QUOTES = ('"', "'", "none")
DECIMALS = (".", ",")
ENCODINGS: Mapping[str, str] = MappingProxyType(
    {
        "utf-8": "utf-8",
        "utf8": "utf-8",
        "us-ascii": "utf-8",  # a part of it
        "utf-16": "utf-16",
        "utf-16-le": "utf-16-le",
        "utf-16le": "utf-16-le",
        "utf-16-be": "utf-16-be",
        "utf-16be": "utf-16-be",
        "latin-1": "latin-1",
        "iso-8859-1": "latin-1",
        "cp1252": "cp1252",
        "windows-1252": "cp1252",
    }
)
TASKS = ("auto", "classification", "regression")
MISSING = ("drop", "mean")


class OverLimitError(DataError):
    """Refuse a file that is larger, in some way, than the limits allow."""

    def __init__(self, field: str, rule: str, value: object, limit: int, actual: int) -> None:
        """Keep the limit, and what was met: at least that, since reading stops there."""
        super().__init__(field, rule, value)
        self.args = (field, rule, value, limit, actual)  # what pickle calls the constructor with
        self.limit = limit
        self.actual = actual


@dataclass(frozen=True)
class ReadLimits:
    """Bound what is read of a file; reading stops as soon as one of them is met.

    rows: Rows of the file.
    columns: Columns of the file.
    numbers: Cells in all that may be inputs.
    field: Characters of one cell.
    classes: Different labels.
    samples: Rows that are kept of a longer file, evenly spread.
    """

    rows: int = 200_000
    columns: int = 512
    numbers: int = 4_000_000
    field: int = 256
    classes: int = 100
    samples: int = 50_000

    @property
    def line(self) -> int:
        """Return the most characters that a line can need: all cells full, every quote doubled."""
        return self.columns * (2 * self.field + 3)


@dataclass(frozen=True)
class ReadOptions:
    """Overrule the guesses; None (or nothing) leaves a guess to the reader.

    delimiter: The character between cells, or its name.
    quote: The character around cells that contain delimiters, or "none".
    decimal: The character before the decimals.
    encoding: A key of ENCODINGS.
    header: Whether the first row has the names of the columns.
    label: Names, or numbers from 1, of the columns to tell from the others; several for
        regression with several targets.
    task: "classification", "regression" or "auto".
    missing: What to do with rows in which a number is missing: "drop" them, or put the "mean" of
        the column in: that of the whole file, since the test split is drawn later.
    """

    delimiter: str | None = None
    quote: str | None = None
    decimal: str | None = None
    encoding: str | None = None
    header: bool | None = None
    label: tuple[str, ...] = ()
    task: str = "auto"
    missing: str = "drop"

    def checked(self) -> "ReadOptions":
        """Return the options with other spellings replaced by ours.

        Raises:
            UnknownKeyError: if one is not among what there is.
        """
        delimiter = DELIMITER_NAMES.get(self.delimiter or "", self.delimiter)
        encoding = self.encoding and self.encoding.lower().replace("_", "-")
        _check_one_of("delimiter", delimiter, (*DELIMITERS, *DELIMITER_NAMES))
        _check_one_of("quote", self.quote, QUOTES)
        _check_one_of("decimal", self.decimal, DECIMALS)
        _check_one_of("encoding", encoding, tuple(ENCODINGS))
        _check_one_of("task", self.task, TASKS)
        _check_one_of("missing", self.missing, MISSING)
        changes: dict[str, Any] = {
            "delimiter": delimiter,
            "encoding": ENCODINGS[encoding] if encoding else None,
        }
        return ReadOptions(**(vars(self) | changes))


def _check_one_of(field: str, value: str | None, known: tuple[str, ...]) -> None:
    if value is not None and value not in known:
        raise UnknownKeyError(
            field, value, tuple("\\t" if each == "\t" else each for each in known)
        )
