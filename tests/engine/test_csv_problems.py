"""Nothing is silent: whatever was missing, left out or filled in is told with its place."""

import json
from typing import Any

import numpy as np
import pytest

from engine.datasets.csv_reader import Place, Problem, ReadOptions, ReadTable, read_table


def read(content: bytes | str, **options: Any) -> ReadTable:
    data = content.encode() if isinstance(content, str) else content
    return read_table(data, ReadOptions(**options))


def problem(result: ReadTable, kind: str) -> Problem:
    (found,) = [each for each in result.problems if each.kind == kind]
    return found


GAPS = "a,b,y\n1,10,0\n?,20,1\n3,NaN,0\n4,40,\n5,50,1\n6,n/a,1\n"


def test_rows_with_gaps_are_dropped() -> None:
    result = read(GAPS)
    assert result.table.inputs.tolist() == [[1, 10], [5, 50]]
    assert (result.rows, result.rows_read) == (2, 6)
    assert problem(result, "missing").places == (
        Place(3, "a", "?"),
        Place(4, "b", "NaN"),
        Place(7, "b", "n/a"),
    )
    assert problem(result, "missing_labels").places == (Place(5, "y", ""),)
    assert [column["missing"] for column in result.columns] == [1, 2, 1]


def test_gaps_are_filled_with_the_mean_where_that_is_asked() -> None:
    result = read(GAPS, missing="mean")
    assert result.table.inputs.tolist() == [[1, 10], [3.8, 20], [3, 30], [5, 50], [6, 30]]
    fate = "the column's mean over the whole file, test rows included, stands in"
    assert problem(result, "missing").text == f"3 numbers missing; {fate}."
    assert result.guesses["missing"] == "mean"


def test_a_gap_in_a_column_of_equal_numbers_is_filled_with_just_that() -> None:
    rows = "".join(f"{i},0.1,{i % 2}\n" for i in range(999))
    inputs = read(f"a,b,y\n{rows}7,,1\n", missing="mean").table.inputs
    assert set(inputs[:, 1].tolist()) == {0.1}


@pytest.mark.parametrize(
    "word", ["", "?", "NA", "na", "N/A", "NaN", "nan", "null", "None", "-", " "]
)
def test_words_for_nothing(word: str) -> None:
    result = read(f"a,b,y\n1,1,0\n2,{word},1\n3,1.5,0\n4,2,1\n")
    assert result.rows == 3
    assert problem(result, "missing").count == 1


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("abc", "not_a_number"),
        ("=1+1", "not_a_number"),
        ("1_000", "not_a_number"),
        ('"1,000"', "not_a_number"),
        ("1.5 kg", "not_a_number"),
        ("0x10", "not_a_number"),
        ("١٢", "not_a_number"),
        ("inf", "not_a_number"),
        ("-Infinity", "not_a_number"),
        ("1e400", "too_large"),
        ("-1e101", "too_large"),
        ("9" * 200, "too_large"),
    ],
)
def test_a_cell_that_is_no_number_is_named(cell: str, kind: str) -> None:
    rows = "".join(f"{at}.5,{at % 2}\n" for at in range(20))
    result = read(f"a,y\n{rows}{cell},1\n")
    found = problem(result, kind)
    assert (found.count, found.places[0].line, found.places[0].column) == (1, 22, "a")
    assert found.places[0].value and cell.strip('"').startswith(found.places[0].value[:60])
    assert result.rows == 20


@pytest.mark.parametrize(
    ("cell", "value"),
    [("+1", 1.0), ("-.5", -0.5), ("1.", 1.0), ("1E3", 1000.0), (" 7 ", 7.0), ("0" * 99 + "3", 3.0)],
)
def test_numbers_are_read_as_they_are_written(cell: str, value: float) -> None:
    for neighbor in ("2", "?"):  # the second is looked at cell by cell
        result = read(f"a,b,y\n{cell},{neighbor},1\n2,3,0\n", missing="mean")
        assert result.table.inputs[0, 0] == value


def test_cells_of_several_lines_are_cells() -> None:
    result = read('a;b;y\n"1,5\n";2;x\n2,5;3;y\n4,5;"\n7";x\n')
    assert result.table.inputs.tolist() == [[1.5, 2], [2.5, 3], [4.5, 7]]
    late = read('a,b,y\n1,2,x\n"3\n",?,y\n4,q,x\n' + "5,6,y\n" * 20)
    assert [place.line for place in problem(late, "not_a_number").places] == [5]


def test_more_different_cells_than_are_remembered() -> None:
    rows = "".join(f"{at}.25,?,{at % 2}\n" for at in range(21_000))
    result = read(f"a,b,y\n{rows}", missing="mean")
    assert result.table.inputs[:, 0].tolist() == [at + 0.25 for at in range(21_000)]


def test_columns_of_words_are_left_out_and_named() -> None:
    result = read("name,a,sex,y\nAnn,1,f,0\nBob,2,m,1\nCid,4,m,0\n")
    assert result.table.columns == ("a",)
    assert problem(result, "text_columns").text.startswith("2 columns left out: 'name' and 'sex'.")
    assert [each["role"] for each in result.columns] == ["left_out", "input", "left_out", "label"]


def test_a_column_that_turns_out_to_be_words_is_left_out_with_the_place() -> None:
    rows = "".join(f"{at},{at},{at % 2}\n" for at in range(1, 4))
    result = read(f"a,b,y\n{rows}4,x,0\n5,y,1\n")
    assert result.table.columns == ("a",) and result.rows == 5
    assert problem(result, "text_columns").places == (Place(5, "b", "x"),)


def test_columns_of_nothing_are_left_out() -> None:
    result = read("a,b,y\n1,,0\n2,,1\n3,?,0\n")
    assert result.table.columns == ("a",) and result.rows == 3
    assert problem(result, "empty_columns").text == "1 column left out that held nothing: 'b'."


def test_ragged_rows_are_left_out_with_their_lines() -> None:
    result = read('a,b,y\n1,2,0\n3,4\n5,6,1\n7,8,0,9\n"1\n",2,1\n5\n')
    assert result.table.inputs.tolist() == [[1, 2], [5, 6], [1, 2]]
    found = problem(result, "ragged_rows")
    assert [(place.line, place.value) for place in found.places] == [
        (3, "2 cells"),
        (5, "4 cells"),
        (8, "1 cells"),
    ]
    assert "in lines 3, 5, 8" in found.text and result.rows_read == 6


@pytest.mark.parametrize(
    ("header", "names", "kind"),
    [
        ("a,a,a,y", ("a", "a_2", "a_3"), "renamed"),
        ("a,,,y", ("a", "column_2", "column_3"), "renamed"),
        ("a_2,a,a,y", ("a_2", "a", "a_3"), "renamed"),
        ("<script>,=1+1,@x,y", ("<script>", "=1+1", "@x"), ""),
        ('a\x07b,"c\nd",\u202ee,y', ("a b", "c d", "e"), "cleaned_names"),
        ("a" * 200 + ",b,c,y", ("a" * 63 + "…", "b", "c"), "cleaned_names"),
        ("__proto__,constructor,b.c/d,y", ("__proto__", "constructor", "b.c/d"), ""),
    ],
)
def test_names_are_data(header: str, names: tuple[str, ...], kind: str) -> None:
    result = read(f"{header}\n1,2,3.5,0\n4,6,6.5,1\n5,8,7.5,0\n7,3,1.5,1\n")
    assert result.table.columns == names
    assert [each.kind for each in result.problems] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ([7, 7, 7, 7, 7, 7], "constant"),
        ([1, 2, 3, 4, 5, 6], "counting"),
        ([9007199254740993, 5, 9, 3, 1, 2], "long_numbers"),
    ],
)
def test_columns_that_may_surprise_are_named(column: list[int], kind: str) -> None:
    rows = "".join(f"{each},{at % 3}.5,{at % 2}\n" for at, each in enumerate(column))
    result = read(f"a,b,y\n{rows}")
    assert [each.kind for each in result.problems] == [kind]
    assert problem(result, kind).text.startswith("'a': ")
    assert result.table.columns == ("a", "b")


def test_labels_that_may_surprise_are_named() -> None:
    rare = read("a,y\n1,u\n4,u\n2,v\n")
    assert problem(rare, "rare_classes").text == "1 class with one row alone: 'v'."
    constant = read("a,y\n1,0.5\n4,0.5\n2,0.5\n", task="regression")
    assert problem(constant, "constant_target").count == 1
    rows = "".join(f"{at * at},{at}.25\n" for at in range(30))
    word = read(f"a,y\n{rows}5,unknown\n")
    assert word.table.task == "regression" and word.rows == 30
    assert problem(word, "label_not_a_number").places == (Place(32, "y", "unknown"),)


def test_many_places_are_counted_and_the_first_are_shown() -> None:
    rows = "".join(f"{at},{'?' if at % 2 else at * at},{at % 3}\n" for at in range(1000))
    found = problem(read(f"a,b,y\n{rows}"), "missing")
    assert found.count == 500 and len(found.places) == 10
    assert [place.line for place in found.places[:3]] == [3, 5, 7]


def test_the_summary_is_json_and_bounded() -> None:
    names = ",".join(f"n{at:03}" + "x" * 60 for at in range(500))
    row = ",".join('"' + "\x01" * 200 + '"' for _ in range(400))
    content = f"{names}\n" + f"{row},{','.join(['1'] * 99)},1\n{row},{','.join(['?'] * 99)},0\n" * 3
    result = read(content, missing="mean")
    text = json.dumps(result.describe(), allow_nan=False)
    assert len(text) < 500_000
    assert not any(ord(letter) < 32 for letter in text)
    assert result.describe()["class_counts"] == [3, 3]
    assert np.isfinite(result.table.inputs).all()
