"""Whatever the bytes, a file is read as a sound table or refused as the engine refuses things."""

import json
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import DataError, EngineError
from engine.datasets.csv_reader import ReadLimits, ReadOptions, read_table
from engine.datasets.csv_reader.options import DELIMITERS, ENCODINGS

LIMITS = ReadLimits(rows=30, columns=6, field=12, classes=4, samples=20)
LETTERS = [*"0123456789.,;|-+eE\t\"' \r\n?_=", "\n", "\n", ",", ",", "é", "\u2028", "\0"]
WORDS = ["1.5", "nan", "inf", "1e999", "NA", "sep=;\n", "\ufeff", "label", "a,b\n1,0\n2,1\n", '"x"']
PIECES = st.sampled_from([*LETTERS, *WORDS])
TEXTS = st.lists(PIECES, max_size=60).map("".join)
CELLS = st.sampled_from(["1", "2", "0.5", "-3", "x", "y", "", "?", "1e400", "7,5", '"a"', "1\x0b"])
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3).map(",".join), max_size=40)
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "delimiter": st.sampled_from([*DELIMITERS, "tab"]),
        "quote": st.sampled_from(['"', "'", "none"]),
        "decimal": st.sampled_from([".", ","]),
        "encoding": st.sampled_from(list(ENCODINGS)),
        "header": st.booleans(),
        "label": st.lists(st.sampled_from(["1", "2", "label", "b"]), max_size=2).map(tuple),
        "task": st.sampled_from(["auto", "classification", "regression"]),
        "missing": st.sampled_from(["drop", "mean"]),
    },
)


def check(content: bytes, options: ReadOptions, kind: type[EngineError]) -> None:
    """Raise unless the bytes are refused properly, or give a table that can be trained on."""
    try:
        result = read_table(content, options, LIMITS)
    except kind as refusal:
        assert refusal.field and refusal.rule
        assert len(str(refusal)) < 400 and str(refusal).isprintable()
        return
    table = result.table
    assert 2 <= table.samples <= LIMITS.samples and table.columns
    assert len({*table.columns}) == len(table.columns)
    assert np.isfinite(table.inputs).all() and np.isfinite(table.targets).all()
    if table.class_names:
        counts = np.bincount(table.targets, minlength=len(table.class_names))
        assert 2 <= len(counts) == len(table.class_names) <= LIMITS.classes
        assert counts.min() > 0
    described = result.describe()
    assert json.loads(json.dumps(described, allow_nan=False)) == described


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_random_bytes(content: bytes) -> None:
    check(content, ReadOptions(), DataError)


@given(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252"]))
@settings(max_examples=300, deadline=None)
def test_texts_that_resemble_tables(text: str, encoding: str) -> None:
    check(text.encode(encoding, errors="replace"), ReadOptions(), DataError)


@given(ROWS, OPTIONS)
@settings(max_examples=300, deadline=None)
def test_tables_of_odd_cells_with_any_options(rows: list[str], options: dict[str, Any]) -> None:
    content = "\n".join(["a,b,label", *rows]).encode()
    check(content, ReadOptions(**options), EngineError)
