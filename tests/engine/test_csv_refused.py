"""Files that are no table: each is refused with place, rule, value, and what to do."""

import gzip
import io
import pickle
import re
import zipfile

import pytest

from engine import DataError, EngineError
from engine.datasets.csv_reader import OverLimitError, ReadLimits, ReadOptions, read_table

SMALL = ReadLimits(rows=50, columns=8, numbers=300, field=20, classes=5, samples=40)


def zipped(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "<worksheet/>")
    return packed.getvalue()


def rows(count: int) -> str:
    return "".join(f"{index},{index % 2}\n" for index in range(count))


REFUSED = {
    # not text
    "empty": (b"", "an empty file"),
    "spaces and line ends": (b" \n\r\n\t \n", "an empty file"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "an empty file"),
    "gzip": (gzip.compress(b"a,b\n1,0\n2,1\n"), "gzip file; unpack it first"),
    "zip": (zipped("table.csv"), "a zip, Excel or LibreOffice file; export it as CSV"),
    "xlsx": (zipped("xl/worksheets/sheet1.xml"), "export it as CSV"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "export it as CSV"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
    "web page": (b"\n<!DOCTYPE html><html><body>Sign in</body></html>", "a web page"),
    "json": (b'[{"a": 1, "b": 0}]', "a JSON file"),
    "xml": (b'<?xml version="1.0"?><table/>', "an XML file"),
    "a zero byte": (b"a,b\n1,0\n2,\x001\n", "line 3 must be text without zero characters"),
    "zero bytes alone": (bytes(64), "an empty file"),
    "utf-32": ("a,b\n1,0\n2,1\n".encode("utf-32"), "zero characters"),
    # no rows
    "header alone": (b"a,b,label\n", "rows of numbers below the names"),
    "header and blank lines": (b"a,b,label\n\n\n\n", "rows of numbers below the names"),
    "one row": (b"a,b\n1,0\n", "at least two rows with all numbers and a label; got '1 of 1'"),
    "one row without a header": (b"1,0\n", "at least two rows"),
    "one whole row": (b"a,b,y\n1,2,0\n,3,1\n4,,1\n", "; missing=mean would keep those with gaps"),
    "every row has a gap": (b"a,b,y\n1,,0\n,2,1\n3,?,0\n", "got '0 of 3'"),
    "all cells empty": (b"a,b\n,\n,\n", "rows of numbers below the names"),
    # no columns
    "one column": (b"a\n1\n2\n", "have a column beside the label"),
    "spaces between numbers": (b"1 2 0\n3 4 1\n5 6 0\n", "is the delimiter right?"),
    "semicolons within one cell": (b'"1;2;0"\n"3;4;1"\n', "is the delimiter right?"),
    "words alone": (b"color,taste\nred,sweet\ngreen,sour\n", "got \"words in 'color'\""),
    "words below numbers": (
        b"a,b\n1,0\n" + b"x,1\n" * 5,
        "line 3, column 'a' must be a number, since no other column is one; got 'x'",
    ),
    "formulas": (b"a,b\n1,0\n=1+1,1\n=A2*2,0\n", "line 3, column 'a' must be a number"),
    "numbers beyond all": (b"a,b\n1e400,0\n1e400,1\n", "line 2, column 'a' must be a number"),
    "infinity": (b"a,b\ninf,0\n-inf,1\n", "words in 'a'"),
    # limits
    "too many rows": (("a,b\n" + rows(51)).encode(), "line 52 must be among the first 50 rows"),
    "too many ragged rows": (b"a,b\n1,0\n2,1\n" + b"1\n" * 60, "among the first 50 rows"),
    "blank lines without end": (
        b"a,b\n1,0\n2,1\n" + b"\n" * 2000,
        "line 1101 must be within the first 1,100; leave out blank lines",
    ),
    "too many columns": (b",".join([b"1"] * 9) + b"\n", "at most 8 columns"),
    "a million columns": (b"a," * 1_000_000 + b"b\n1,2\n", "line 1 must have at most 8 columns"),
    "too many numbers": (
        b"a,b,c,d,e,f,g,y\n" + b"1,2,3,4,5,6,7,0\n1,2,3,4,5,6,7,1\n" * 22,
        "line 44 must be within the first 300 numbers; leave out rows or columns",
    ),
    "a long cell": (
        b"a,b\n1,0\n" + b"1" * 21 + b",1\n",
        "is a quote or a delimiter missing?; got '21 characters'",
    ),
    "a cell of a million": (b"a,b\n" + b"x" * 1_000_000 + b",1\n", "line 2 must have at most 20"),
    "a long cell of words": (b"a,t,b\n1,x,0\n1," + b"x" * 21 + b",1\n", "line 3, column 't'"),
    "a long label": (b"a,b\n1,yes\n2," + b"n" * 21 + b"\n", "line 3, column 'b'"),
    "too many classes": (
        b"a,b\n1,u\n2,v\n3,w\n4,x\n5,y\n6,z\n",
        "label column 'b' must have at most 5 classes; choose another label",
    ),
    # quotes
    "an open quote": (b'a,b\n1,0\n"2,1\n3,0\n', "line 3 must close the quoted cell that it opens"),
    "a quote that never ends": (
        b'a,b\n1,0\n"2,1\n' + b"3,0\n" * 50_000,
        "line 3 must close the quoted cell",
    ),
    "text after a quote": (b'a,b\n1,0\n"2"3,1\n', "line 3 must have ',' or the end of the line"),
    # rows of other lengths
    "rows longer than the header": (b"a,b\n1,2,0\n3,4,1\n5,6,1\n", "line 2 must have 2 cells"),
    "most rows ragged": (b"a,b\n1,0\n2,1\n1\n1\n1\n", "line 4 must have 2 cells"),
    # labels
    "one class": (b"a,b\n1,x\n2,x\n3,x\n", "got \"'x' in all 3 rows\""),
    "one class by number": (b"a,y\n1,1\n2,1\n3,1\n", "must have at least two classes"),
    "one class after dropping": (b"a,b\n1,x\n2,x\n,z\n", "got \"'x' in all 2 rows\""),
    "no label at all": (b"a,y\n1,\n2,?\n3,NA\n", "label column 'y' must have labels"),
}


@pytest.mark.parametrize(("content", "expected"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_no_table_is_refused(content: bytes, expected: str) -> None:
    with pytest.raises(EngineError) as caught:
        read_table(content, limits=SMALL)
    assert expected in str(caught.value)
    assert re.fullmatch(r"[^\n]+ must [^\n]+; got [^\n]+", str(caught.value))
    assert len(str(caught.value)) < 250
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    if isinstance(again, OverLimitError):
        assert again.limit < again.actual and vars(again) == vars(caught.value)


@pytest.mark.parametrize(
    ("name", "limit", "actual"),
    [
        ("too many rows", SMALL.rows, 51),
        ("too many columns", SMALL.columns, 9),
        ("too many numbers", SMALL.numbers, 301),
        ("a long cell", SMALL.field, 21),
        ("too many classes", SMALL.classes, 6),
    ],
)
def test_limits_are_told_as_numbers_too(name: str, limit: int, actual: int) -> None:
    with pytest.raises(OverLimitError) as caught:
        read_table(REFUSED[name][0], limits=SMALL)
    assert (caught.value.limit, caught.value.actual) == (limit, actual)


TABLE = b"length,width,kind,size\n1.5,2,a,3\n2.5,4,b,4\n3.5,6,a,5\n4.5,1,c,6\n"
OPTIONS = {
    "unknown delimiter": ({"delimiter": ":"}, "delimiter", "one of ,, ;"),
    "unknown quote": ({"quote": "`"}, "quote", "one of"),
    "unknown decimal": ({"decimal": "·"}, "decimal", "one of ., ,"),
    "unknown encoding": ({"encoding": "utf-9"}, "encoding", "did you mean 'utf-8'"),
    "unknown task": ({"task": "regresion"}, "task", "did you mean 'regression'"),
    "unknown missing": ({"missing": "median"}, "missing", "one of drop, mean"),
    "unknown label": ({"label": ("knd",)}, "label", "its number, 1 to 4 (did you mean 'kind'?)"),
    "label 0": ({"label": ("0",)}, "label", "its number, 1 to 4"),
    "label 5": ({"label": ("5",)}, "label", "its number, 1 to 4"),
    "label of digits": ({"label": ("9" * 5000,)}, "label", "its number, 1 to 4"),
    "a label twice": ({"label": ("kind", "3")}, "label", "name each column once"),
    "labels alone": ({"label": ("1", "2", "3", "4")}, "the file", "have a column beside"),
    "two classes": ({"label": ("kind", "size"), "task": "classification"}, "label", "one column"),
    "words as values": (
        {"label": ("kind",), "task": "regression"},
        "line 2, column 'kind'",
        "be a number for regression",
    ),
    "a word among values": (
        {"label": ("kind", "size")},
        "line 2, column 'kind'",
        "be a number for regression",
    ),
    "the wrong delimiter": ({"delimiter": ";"}, "the file", "is the delimiter right?"),
    "the wrong encoding": ({"encoding": "utf-16"}, "line 1", "be utf-16 text"),
}


@pytest.mark.parametrize(("options", "field", "rule"), OPTIONS.values(), ids=list(OPTIONS))
def test_what_is_said_must_fit_the_file(options: dict, field: str, rule: str) -> None:
    with pytest.raises(EngineError) as caught:
        read_table(TABLE + b"\n", ReadOptions(**options))
    assert caught.value.field == field
    assert rule in str(caught.value)


def test_a_byte_that_is_not_utf_8_is_named_with_its_line() -> None:
    content = b"a,b\n" + b"1,0\n2,1\n" * 20_000 + b"3,caf\xe9\n"
    with pytest.raises(DataError, match=r"line 40002 must be utf-8 text.*got 'the byte 0xE9'"):
        read_table(content, ReadOptions(encoding="utf-8"))
    broken = content.replace(b"3,caf\xe9", b"\xe2\x82" * 30_000)  # across the chunks of decoding
    with pytest.raises(DataError, match=r"line 40002 must be utf-8 text.*got 'the byte 0xE2'"):
        read_table(broken, ReadOptions(encoding="utf-8"))


def test_limits_hold_for_files_as_large_as_a_server_takes() -> None:
    with pytest.raises(DataError, match="line 2 must close the quoted cell"):
        read_table(b'a,b\n"' + b"x" * 200_000 + b",1\n")
    words = "".join(f"{at},w{at}\n" for at in range(2_000)).encode()
    with pytest.raises(DataError, match=r"at most 100 classes.*got '1,001 or more'"):
        read_table(b"a,b\n" + words)
    numbers = "".join(f"{at},{at}.5\n" for at in range(2_000)).encode()
    assert read_table(b"a,b\n" + numbers).table.task == "regression"
    with pytest.raises(DataError, match="must have at most 100 classes"):
        read_table(b"a,b\n" + numbers, ReadOptions(task="classification"))


def test_too_many_numbers_are_refused_where_they_begin() -> None:
    row = b",".join([b"1"] * 400)
    content = (row + b",0\n" + row + b",1\n") * 6_000
    with pytest.raises(DataError, match="be within the first 4,000,000 numbers"):
        read_table(content)
