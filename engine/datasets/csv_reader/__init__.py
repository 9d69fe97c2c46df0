"""Reading CSV files: bytes in, a table and a summary out, nothing silent.

The order of the work is that of the modules: options and limits, `text` (bytes to lines), `layout`
(delimiter, quotes, decimals, header), `columns` (names, label), `scan` (one pass over the rows,
with `cells` and `labels`), `inputs` (columns and rows to keep), `remarks`, `reader`.
"""

from engine.datasets.csv_reader.findings import Place, Problem
from engine.datasets.csv_reader.options import (
    ENCODINGS,
    OverLimitError,
    ReadLimits,
    ReadOptions,
)
from engine.datasets.csv_reader.reader import ReadTable, read_table
from engine.datasets.csv_reader.text import check_kind

__all__ = [
    "ENCODINGS",
    "OverLimitError",
    "Place",
    "Problem",
    "ReadLimits",
    "ReadOptions",
    "ReadTable",
    "check_kind",
    "read_table",
]
