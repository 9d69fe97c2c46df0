"""How a file is laid out: its delimiter, quotes, decimals and header, as said or as they look."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine.datasets.csv_reader.cells import CellReader, Kind
from engine.datasets.csv_reader.options import DELIMITERS, ReadLimits, ReadOptions
from engine.datasets.csv_reader.text import Lines

HEAD_LINES = 1_000
HEAD_CHARACTERS = 1 << 16
SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # how Excel names the delimiter
COMMA_NUMBER = re.compile(r"\s*[+-]?\d+,\d+\s*")
THOUSANDS = re.compile(r"\s*[+-]?\d{1,3},\d{3}\s*")
POINT_NUMBER = re.compile(r"\s*[+-]?\d*\.\d+\s*")
SINGLE_QUOTED = re.compile(r"(?:^|[,;\t|])\s*'[^']*'\s*(?=$|[,;\t|])", re.MULTILINE)

Rows = list[list[str]]


@dataclass(frozen=True)
class Layout:
    """Tell how a file is laid out.

    quote: The character around cells, or "none".
    has_separator_line: Whether the first line only names the delimiter.
    """

    encoding: str
    delimiter: str
    quote: str
    decimal: str
    header: bool
    has_separator_line: bool

    def dialect(self) -> dict[str, Any]:
        """Return the arguments that Python's csv module needs."""
        return _dialect(self.delimiter, self.quote)


def _dialect(delimiter: str, quote: str) -> dict[str, Any]:
    none = quote == "none"
    return {
        "delimiter": delimiter,
        "quotechar": None if none else quote,
        "quoting": csv.QUOTE_NONE if none else csv.QUOTE_MINIMAL,
        "skipinitialspace": delimiter != "\t",
    }


def find_layout(
    content: bytes, encoding: str, options: ReadOptions, limits: ReadLimits
) -> tuple[Layout, Rows]:
    """Return the layout of a file, and its first rows split by it, the header among them.

    Raises:
        DataError: if one of the first lines is over a limit.
    """
    head = _read_head(Lines(content, encoding, limits))
    separator = SEPARATOR_LINE.fullmatch(head[0]) if head else None
    if separator:
        head = head[1:]
    named = separator[1] if separator and separator[1] in DELIMITERS else None
    quote = options.quote or _guess_quote(head)
    delimiter = options.delimiter or named or _guess_delimiter(head, quote)
    rows = _split(head, delimiter, quote)
    decimal = options.decimal or _guess_decimal(rows, delimiter)
    header = options.header if options.header is not None else _guess_header(rows, decimal)
    return Layout(encoding, delimiter, quote, decimal, header, separator is not None), rows


def _read_head(lines: Lines) -> list[str]:
    head, characters = [], 0
    for line in lines:
        head.append(line)
        characters += len(line)
        if len(head) == HEAD_LINES or characters > HEAD_CHARACTERS:
            break
    return head


def _split(head: Sequence[str], delimiter: str, quote: str) -> Rows:
    """Return rows of cells, the last one a stub where quoting is broken; the scan tells of that."""
    rows: Rows = []
    try:
        for row in csv.reader(head, **_dialect(delimiter, quote)):
            if not is_blank(row):
                rows.append(row)
    except csv.Error:
        rows.append([quote])
    return rows


def is_blank(row: Sequence[str]) -> bool:
    """Tell whether a row holds nothing, as blank lines and the ends of spreadsheets do."""
    return not any(row) or (len(row) == 1 and not row[0].strip())


def _guess_quote(head: Sequence[str]) -> str:
    text = "".join(head)
    if '"' in text:
        return '"'
    quoted = sum(match.group().count("'") for match in SINGLE_QUOTED.finditer(text))
    return "'" if quoted and quoted == text.count("'") else '"'


def _guess_delimiter(head: Sequence[str], quote: str) -> str:
    return max(DELIMITERS, key=lambda delimiter: _rate(_split(head, delimiter, quote), delimiter))


def _rate(rows: Rows, delimiter: str) -> tuple[float, int]:
    """Rate a delimiter: rows of one width that are full of numbers, then many columns."""
    if not rows:
        return 0.0, 0
    width, times = Counter(map(len, rows)).most_common(1)[0]
    if width == 1:
        return 0.0, 0
    readers = [CellReader(decimal) for decimal in (".", ",") if decimal != delimiter]
    cells = [cell for row in rows if len(row) == width for cell in row]
    numbers = max(sum(each.read(cell)[0] == Kind.NUMBER for cell in cells) for each in readers)
    return round(times / len(rows) * (1.0 + numbers / len(cells)), 6), width


def _guess_decimal(rows: Rows, delimiter: str) -> str:
    cells = [cell for row in rows for cell in row]
    commas = [cell for cell in cells if COMMA_NUMBER.fullmatch(cell)]
    points = sum(POINT_NUMBER.fullmatch(cell) is not None for cell in cells)
    if delimiter == "," and all(THOUSANDS.fullmatch(cell) for cell in commas):
        return "."  # "1,234" in quotes is more probably a thousand than one and a bit
    return "," if len(commas) > points else "."


def _guess_header(rows: Rows, decimal: str) -> bool:
    """Tell whether the first row reads like names above columns of numbers."""
    reader = CellReader(decimal)

    def is_number(cell: str) -> bool:
        return reader.read(cell)[0] in (Kind.NUMBER, Kind.TOO_LARGE)

    if not rows:
        return False
    votes = 0
    for index, cell in enumerate(rows[0]):
        below = [row[index] for row in rows[1:] if index < len(row)]
        if is_number(cell):
            votes -= 1
        elif cell.strip() and 2 * sum(map(is_number, below)) > len(below):
            votes += 1
    return votes > 0 if votes else not any(map(is_number, rows[0]))
