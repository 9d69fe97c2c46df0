"""Files that are odd and can be read: what comes out, and what their owner is told."""

import pickle
from typing import Any

import numpy as np
import pytest

from engine.datasets.csv_reader import ReadLimits, ReadOptions, ReadTable, read_table

PLAIN = "height,weight,kind\n1.5,20,cat\n2.5,40,dog\n3.5,60,cat\n-4,8e1,dog\n"
INPUTS = [[1.5, 20], [2.5, 40], [3.5, 60], [-4, 80]]
GERMAN = PLAIN.replace(",", ";").replace(".", ",")
UMLAUTS = PLAIN.replace("height", "größe")


def read(content: bytes | str, **options: Any) -> ReadTable:
    data = content.encode() if isinstance(content, str) else content
    return read_table(data, ReadOptions(**options))


def kinds(result: ReadTable) -> dict[str, int]:
    return {problem.kind: problem.count for problem in result.problems}


# What each file is guessed to be; what comes out is always the same.
LAYOUTS: dict[str, tuple[bytes, dict[str, Any]]] = {
    "plain": (PLAIN.encode(), {"delimiter": ",", "decimal": ".", "encoding": "utf-8"}),
    "windows line ends": (PLAIN.replace("\n", "\r\n").encode(), {"delimiter": ","}),
    "old mac line ends": (PLAIN.replace("\n", "\r").encode(), {"delimiter": ","}),
    "mixed line ends": (PLAIN.replace("cat\n", "cat\r").encode(), {"delimiter": ","}),
    "no last line end": (PLAIN.strip().encode(), {"delimiter": ","}),
    "byte order mark": (b"\xef\xbb\xbf" + PLAIN.encode(), {"encoding": "utf-8"}),
    "utf-16": (PLAIN.encode("utf-16"), {"encoding": "utf-16"}),
    "utf-16 big": (b"\xfe\xff" + PLAIN.encode("utf-16-be"), {"encoding": "utf-16"}),
    "utf-16-le unmarked": (PLAIN.encode("utf-16-le"), {"encoding": "utf-16-le"}),
    "utf-16-be unmarked": (PLAIN.encode("utf-16-be"), {"encoding": "utf-16-be"}),
    "semicolons and commas": (GERMAN.encode(), {"delimiter": ";", "decimal": ","}),
    "semicolons": (PLAIN.replace(",", ";").encode(), {"delimiter": ";", "decimal": "."}),
    "tabs": (PLAIN.replace(",", "\t").encode(), {"delimiter": "\t"}),
    "tabs and commas": (GERMAN.replace(";", "\t").encode(), {"delimiter": "\t", "decimal": ","}),
    "pipes": (PLAIN.replace(",", "|").encode(), {"delimiter": "|"}),
    "separator line": (b"sep=;\n" + GERMAN.encode(), {"delimiter": ";", "decimal": ","}),
    "quoted": (
        b'"height","weight","kind"\n"1.5","20","cat"\n"2.5","40","dog"\n3.5,60,"cat"\n-4,80,"dog"\n',
        {"quote": '"'},
    ),
    "quoted decimal commas": (
        b'height,weight,kind\n"1,5",20,cat\n"2,5",40,dog\n"3,5",60,cat\n-4,80,dog\n',
        {"delimiter": ",", "decimal": ","},
    ),
    "single quotes": (
        b"'height','weight','kind'\n1.5,20,'cat'\n2.5,40,'dog'\n3.5,60,'cat'\n-4,80,'dog'\n",
        {"quote": "'"},
    ),
    "spaces around": (PLAIN.replace(",", " , ").encode(), {"delimiter": ","}),
    "blank lines": (PLAIN.replace("\n", "\n\n").encode(), {"header": True}),
    "rows of nothing": ((PLAIN + ",,\n,,\n").encode(), {"header": True}),
    "delimiters at the end": (PLAIN.replace("\n", ",\n").encode(), {"header": True}),
    "delimiters after rows": (
        PLAIN.replace("\n", ",\n").replace("kind,", "kind").encode(),
        {"header": True},
    ),
}


@pytest.mark.parametrize(("content", "guesses"), LAYOUTS.values(), ids=list(LAYOUTS))
def test_a_table_is_the_same_however_it_is_laid_out(content: bytes, guesses: dict) -> None:
    result = read(content)
    assert result.guesses.items() >= guesses.items()
    assert result.guesses["header"] is True
    assert result.table.columns == ("height", "weight")
    assert result.table.inputs.tolist() == INPUTS
    assert result.table.targets.tolist() == [0, 1, 0, 1]
    assert result.table.class_names == ("cat", "dog")
    assert result.table.target_names == ("kind",)
    said = {name: result.guesses[name] for name in ("delimiter", "quote", "decimal", "encoding")}
    again = read(content, **said, header=True, label=("kind",), task="classification")
    assert again.describe() == result.describe()


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (UMLAUTS.encode(), "utf-8"),
        (UMLAUTS.encode("cp1252"), "cp1252"),
        (UMLAUTS.replace("größe", "h€").encode("cp1252"), "cp1252"),
        (UMLAUTS.encode("latin-1") + b"1,1,dog\x81\n", "latin-1"),
        (UMLAUTS.encode("utf-16"), "utf-16"),
    ],
)
def test_letters_beyond_ascii_survive(content: bytes, encoding: str) -> None:
    result = read(content)
    assert result.guesses["encoding"] == encoding
    assert result.table.columns[0] == ("h€" if b"h\x80" in content else "größe")


@pytest.mark.parametrize(
    ("content", "header"),
    [
        ("1,2,a\n3,4,b\n5,6,a\n", False),
        ("x,y,z\n1,2,a\n3,4,b\n", True),
        ("2019,2020,z\n1,2,a\n3,4,b\n", False),
        ("id,2019,kind\n1,2,a\n2,4,b\n", False),
        ("x,,z\n1,2,a\n3,4,b\n", True),
        ("?,2,a\n3,4,b\n5,6,a\n", False),
    ],
)
def test_a_header_is_told_from_data(content: str, header: bool) -> None:
    result = read(content, **({} if header else {"label": ("3",)}))
    assert result.guesses["header"] is header
    if not header:
        assert result.columns[0]["name"] == "column_1"
        assert "no_header" in kinds(result)
        assert read(content.replace("?", "q"), header=True, label=("3",)).rows_read == 2


@pytest.mark.parametrize(
    ("header", "options", "label"),
    [
        ("a,b,c", (), "c"),
        ("a,class,c", (), "class"),
        ("Species,b,c", (), "Species"),
        ("y,b,target", (), "target"),
        ("a,b,c", ("b",), "b"),
        ("a,b,c", ("1",), "a"),
        ("a,3,c", ("3",), "3"),
    ],
)
def test_the_label_is_said_or_the_most_probable(header: str, options: tuple, label: str) -> None:
    content = f"{header}\n1,1,0\n0,2,0\n1,3,1\n0,2,1\n"
    assert read(content, label=options, header=True).table.target_names == (label,)


@pytest.mark.parametrize(
    ("labels", "task"),
    [
        ("0 1 0 1", "classification"),
        ("1.0 2.0 1 2", "classification"),
        ("yes no yes no", "classification"),
        ("0 1 2 3", "regression"),
        ("0.5 1.5 0.5 1.5", "regression"),
        (" ".join(str(index % 3) for index in range(12)), "classification"),
        (" ".join(str(index % 25) for index in range(99)), "regression"),
        ("1 2 x 2", "classification"),
    ],
)
def test_the_task_is_what_the_labels_look_like(labels: str, task: str) -> None:
    content = "a,b\n" + "".join(f"{at},{each}\n" for at, each in enumerate(labels.split()))
    result = read(content)
    assert result.table.task == result.guesses["task"] == task
    if "x" not in labels:
        for said in ("classification", "regression"):
            if "yes" not in labels or said == "classification":
                assert read(content, task=said).table.task == said


def test_names_of_classes_are_kept_and_ordered() -> None:
    assert read("a,b\n1,10\n2,9\n3,10\n4,9.0\n").table.class_names == ("9", "10")
    assert read("a,b\n1,Zoo\n2,ape\n3,Zoo\n").table.class_names == ("Zoo", "ape")
    assert read("a;b\n1;1,5\n2;2\n3;1,50\n", task="classification").table.class_names == (
        "1.5",
        "2",
    )
    long = read("a,b\n1,9007199254740993\n2,9007199254740992\n3,9007199254740993\n")
    assert long.table.class_names == ("9007199254740992", "9007199254740993")
    alike = read("a,b\n1,Yes\n2,yes\n3,No\n")
    assert alike.table.class_names == ("No", "Yes", "yes") and kinds(alike)["alike_classes"] == 2
    forged = read('a,b\n1,"<script>alert(1)</script>"\n2,=cmd|calc\n3,"two\nlines\x07"\n')
    assert forged.table.class_names == ("<script>alert(1)</script>", "=cmd|calc", "two lines")


def test_several_labels_are_several_targets() -> None:
    result = read("a,b,c\n1,2,3\n4,5,6\n7,8,9.5\n", label=("c", "1"))
    assert result.table.target_names == ("c", "a")
    assert result.table.targets.tolist() == [[3, 1], [6, 4], [9.5, 7]]
    assert result.table.columns == ("b",)


def test_quotes_may_be_switched_off() -> None:
    result = read('a,b\n1,6"\n2,7"\n3,6"\n', quote="none")
    assert result.table.class_names == ('6"', '7"')


def test_arrays_are_read_only_and_of_the_right_kind_in_other_processes_too() -> None:
    read_here = read(PLAIN)
    table = pickle.loads(pickle.dumps(read_here)).table
    assert np.array_equal(table.inputs, read_here.table.inputs)
    assert table.inputs.dtype == np.float64 and table.targets.dtype == np.int64
    for values in (table.inputs, table.targets):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1


def test_rows_beyond_the_samples_are_thinned_evenly() -> None:
    content = "a,b\n" + "".join(f"{at}.5,{at % 2}\n" for at in range(101))
    result = read_table(content.encode(), limits=ReadLimits(samples=26))
    gaps = np.diff(result.table.inputs[:, 0])
    assert gaps.min() >= 1 and gaps.max() <= 6
    assert min(np.bincount(result.table.targets)) >= 10
    assert (result.rows, result.rows_read) == (26, 101)
    assert kinds(result)["thinned"] == 75
    assert len(np.unique(result.table.inputs)) == 26
