"""From bytes to lines: what kind of file it is, how it is encoded, and no line without end."""

import codecs
import io
import re
from collections.abc import Iterator
from types import MappingProxyType

from engine.datasets.csv_reader.options import OverLimitError, ReadLimits, ReadOptions
from engine.errors import DataError

CHUNK_BYTES = 1 << 16
SPARE_LINES = 1_000  # line breaks within cells and blank lines, beyond the limit of rows
SOMETHING = re.compile(rb"[^ \t\r\n\x00\xef\xbb\xbf\xff\xfe]")
# The first bytes of what people take for CSV.
MAGIC = MappingProxyType(
    {
        b"\x1f\x8b": "a gzip file; unpack it first",
        b"PK\x03\x04": "a zip, Excel or LibreOffice file; export it as CSV",
        b"PK\x05\x06": "an empty zip file; export the table as CSV",
        b"\xd0\xcf\x11\xe0": "an old Excel or Office file; export it as CSV",
        b"%PDF": "a PDF; export the table as CSV",
        b"BZh": "a bzip2 file; unpack it first",
        b"7z\xbc\xaf\x27\x1c": "a 7-Zip file; unpack it first",
        b"\xfd7zXZ": "an xz file; unpack it first",
        b"\x89PNG": "a picture; a table of numbers is needed",
        b"\xff\xd8\xff": "a picture; a table of numbers is needed",
        b"GIF8": "a picture; a table of numbers is needed",
        b"PAR1": "a Parquet file; export it as CSV",
        b"SQLite format 3": "a database; export the table as CSV",
        b"\x93NUMPY": "a NumPy array; export it with numpy.savetxt",
        b"\x89HDF": "an HDF5 file; export the table as CSV",
        b"{\\rtf": "a rich text document; export the table as CSV",
    }
)
MARKUP = MappingProxyType(
    {
        "<!doctype": "a web page; download the file that it links to",
        "<html": "a web page; download the file that it links to",
        "<?xml": "an XML file; export the table as CSV",
        '{"': "a JSON file; export the table as CSV",
        "[{": "a JSON file; export the table as CSV",
        "[[": "a JSON file; export the table as CSV",
    }
)


def check_kind(content: bytes) -> None:
    """Refuse what is no CSV text at all, and say what it is instead.

    Raises:
        DataError: naming the kind of file.
    """
    for magic, kind in MAGIC.items():
        if content.startswith(magic):
            raise DataError("the file", "be CSV text", kind)
    start = content[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for opening, kind in MARKUP.items():
        if start.startswith(opening.encode()):
            raise DataError("the file", "be CSV text", kind)
    if not SOMETHING.search(content):
        raise DataError("the file", "have a row of names and rows of numbers", "an empty file")


def find_encoding(content: bytes, options: ReadOptions) -> str:
    """Return how the bytes are to be decoded: as said, or as they look.

    Raises:
        DataError: if they cannot be decoded as it was said, or contain zero characters.
    """
    encoding = options.encoding or _guess_encoding(content)
    bad = _first_bad_byte(content, encoding)
    if bad is not None:
        line = _line_of(content, bad)
        rule = f"be {encoding} text, or the encoding must be another one, such as latin-1"
        raise DataError(f"line {line}", rule, f"the byte 0x{content[bad]:02X}")
    if not encoding.startswith("utf-16") and (zero := content.find(b"\0")) >= 0:
        line = _line_of(content, zero)
        rule = "be text without zero characters; save the file as CSV in UTF-8 again"
        raise DataError(f"line {line}", rule, "the byte 0x00")
    return encoding


def _guess_encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = content[:1024]
    if len(head) >= 2 and head.count(0) and len(content) % 2 == 0:
        if head[1::2].count(0) >= 0.4 * len(head) and not head[::2].count(0):
            return "utf-16-le"
        if head[::2].count(0) >= 0.4 * len(head) and not head[1::2].count(0):
            return "utf-16-be"
    for encoding in ("utf-8", "cp1252"):
        if _first_bad_byte(content, encoding) is None:
            return encoding
    return "latin-1"


def _first_bad_byte(content: bytes, encoding: str) -> int | None:
    """Return the position of the first byte that cannot be decoded, without keeping any text."""
    if encoding == "utf-8" and content.isascii():
        return None
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(content)
    for start in range(0, len(content) + 1, CHUNK_BYTES):
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(view[start : start + CHUNK_BYTES], start + CHUNK_BYTES > len(content))
        except UnicodeError as error:
            within = error.start if isinstance(error, UnicodeDecodeError) else 0
            return min(start - waiting + within, len(content) - 1)
    return None


def _line_of(content: bytes, position: int) -> int:
    before = content[:position]
    return 1 + max(before.count(b"\n"), before.count(b"\r"))


class Lines:
    """The lines of a file, whatever ends them, and which one came last."""

    def __init__(self, content: bytes, encoding: str, limits: ReadLimits) -> None:
        """Start before the first line.

        Args:
            content: Bytes that can be decoded.
            encoding: How to decode them.
            limits: How long a line may be, and how many there may be.
        """
        self._text = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline=None)
        self._limits = limits
        self._most_lines = 2 * limits.rows + SPARE_LINES
        self.number = 0  # of the line that came last

    def __iter__(self) -> Iterator[str]:
        """Yield each line, its end a line feed.

        Raises:
            DataError: where a line is longer, or lines are more, than the limits allow.
        """
        most = self._limits.line
        while line := self._text.readline(most + 1):
            self.number += 1
            if self.number == 1:
                line = line.removeprefix("\ufeff")
            if len(line) > most:
                raise self._too_long(line)
            if self.number > self._most_lines:
                rule = f"be within the first {self._most_lines:,}; leave out blank lines and rows"
                where, most = f"line {self.number}", self._most_lines
                raise OverLimitError(where, rule, "more lines", most, self.number)
            if "\0" in line:
                rule = "have no zero characters; save the file as CSV in UTF-8 again"
                raise DataError(f"line {self.number}", rule, "\0")
            yield line

    def _too_long(self, line: str) -> DataError:
        where = f"line {self.number}"
        columns = max(line.count(delimiter) for delimiter in ",;\t|") + 1
        if columns > self._limits.columns:
            rule = f"have at most {self._limits.columns} columns; leave out some"
            got = f"{columns:,} or more"
            return OverLimitError(where, rule, got, self._limits.columns, columns)
        rule = f"have at most {self._limits.field} characters in a cell"
        got = f"{len(line):,} characters without an end"
        return OverLimitError(where, rule, got, self._limits.field, len(line))
