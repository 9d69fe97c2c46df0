"""The files of real data that ship with the engine: the label stands in the last column."""

import csv
import gzip
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from engine.datasets.tables import Table

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class DataFile:
    """Name a file, and tell what is in it before it is read; a test holds that to the file.

    classes: Labels in the order of their indices; None where the label is a number to predict.
    """

    name: str
    samples: int
    classes: tuple[str, ...] | None = None

    def open(self) -> io.TextIOWrapper:
        """Open the file as text, unpacked."""
        path = FOLDER / self.name
        if path.suffix == ".gz":
            return io.TextIOWrapper(gzip.open(path), encoding="utf-8", newline="")
        return path.open(encoding="utf-8", newline="")

    def facts(self) -> dict[str, Any]:
        """Return what the registry is told; the names of the columns are the file's own."""
        with self.open() as lines:
            header = next(csv.reader(lines))
        return {
            "columns": tuple(header[:-1]),
            "targets": (header[-1],),
            "classes": self.classes,
            "samples": self.samples,
        }


@cache
def read_file(file: DataFile) -> Table:
    """Return the rows of a file; they are read from it once."""
    with file.open() as lines:
        header, *rows = csv.reader(lines)
    inputs = np.array([row[:-1] for row in rows], dtype=np.float64)
    labels = [row[-1] for row in rows]
    if file.classes:
        targets: Any = np.array([file.classes.index(label) for label in labels], dtype=np.int64)
    else:
        targets = np.array(labels, dtype=np.float64)[:, None]
    return Table(tuple(header[:-1]), inputs, targets, file.classes, (header[-1],))
