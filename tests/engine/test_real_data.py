"""The real data are what their sources say, and what the registry says of them is so."""

import csv
import gzip
import re
from pathlib import Path

import numpy as np
import pytest

from engine import DATASETS
from engine.datasets import real
from engine.datasets.files import FOLDER, DataFile
from engine.rng import make_stream

FILES = {
    "iris": real.IRIS,
    "penguins": real.PENGUINS,
    "wine": real.WINE,
    "breast_cancer": real.BREAST_CANCER,
    "digits": real.DIGITS,
    "diabetes": real.DIABETES,
}
REAL = [entry for entry in DATASETS if entry.facts["kind"] == "real"]
HALVES = {"digits_0_4": range(5), "digits_5_9": range(5, 10)}


def rows_of(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    text = gzip.decompress(content) if path.suffix == ".gz" else content
    return list(csv.reader(text.decode().splitlines()))


def draw(key: str, seed: int = 1, **values: int) -> tuple[np.ndarray, np.ndarray]:
    entry = DATASETS[key]
    return entry.value(**entry.check(values, "dataset"), rng=make_stream("data", seed))


def test_every_file_has_an_entry() -> None:
    assert {entry.key for entry in REAL} == {*FILES, *HALVES}
    assert {file.name for file in FILES.values()} | {"README.md"} == {
        path.name for path in FOLDER.iterdir()
    }


@pytest.mark.parametrize(("key", "file"), FILES.items(), ids=list(FILES))
def test_facts_are_those_of_the_file(key: str, file: DataFile) -> None:
    facts = DATASETS[key].facts
    header, *rows = rows_of(FOLDER / file.name)
    assert [*facts["columns"], *facts["targets"]] == header
    assert facts["samples"] == len(rows)
    assert facts["domain"] is None and facts["noise_effect"] == "" and facts["source"]
    inputs, targets = draw(key)
    assert inputs.tolist() == [[float(cell) for cell in row[:-1]] for row in rows]
    labels = [row[-1] for row in rows]
    if facts["task"] == "classification":
        assert list(facts["classes"]) == sorted(set(labels))
        assert targets.dtype == np.int64
        assert [facts["classes"][target] for target in targets] == labels
    else:
        assert facts["classes"] is None
        assert targets.tolist() == [[float(label)] for label in labels]


@pytest.mark.parametrize("entry", REAL, ids=lambda entry: entry.key)
def test_the_two_columns_to_look_at_are_columns_and_vary(entry) -> None:
    inputs, _ = draw(entry.key)
    for axis in entry.facts["axes"]:
        assert np.ptp(inputs[:, entry.facts["columns"].index(axis)]) > 0
    image = entry.facts["image"]
    assert image is None or image[0] * image[1] == len(entry.facts["columns"])


@pytest.mark.parametrize("key", FILES)
def test_the_table_of_sources_is_that_of_the_files(key: str) -> None:
    facts, file = DATASETS[key].facts, FILES[key]
    readme = (FOLDER / "README.md").read_text("utf-8")
    (line,) = [each for each in readme.splitlines() if each.startswith(f"| `{file.name}`")]
    rows, columns = map(int, re.findall(r"(\d+) × (\d+)", line)[0])
    assert (rows, columns) == (facts["samples"], len(facts["columns"]))
    kind = f"({len(facts['classes'])} classes)" if facts["classes"] else "(a number)"
    assert f"| {facts['targets'][0]} {kind} |" in line
    terms = next(word for word in ("CC BY 4.0", "CC0", "2004") if word in line)
    assert terms in facts["source"]


@pytest.mark.parametrize(
    ("key", "counts"),
    [
        ("iris", [50, 50, 50]),
        ("penguins", [151, 68, 123]),
        ("wine", [59, 71, 48]),
        ("breast_cancer", [357, 212]),
        ("digits", [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]),
        ("digits_0_4", [177] * 5),
        ("digits_5_9", [174] * 5),
    ],
)
def test_classes_are_as_many_as_published(key: str, counts: list[int]) -> None:
    assert np.bincount(draw(key)[1]).tolist() == counts


@pytest.mark.parametrize(
    ("key", "column", "mean", "deviation"),
    [  # as the documentation of scikit-learn states them, deviations with n - 1
        ("iris", "sepal_length_cm", 5.84, 0.83),
        ("iris", "sepal_width_cm", 3.05, 0.43),
        ("iris", "petal_length_cm", 3.76, 1.76),
        ("iris", "petal_width_cm", 1.20, 0.76),
        ("wine", "alcohol", 13.0, 0.8),
        ("wine", "proline", 746.9, 314.9),
        ("penguins", "bill_length_mm", 43.92, 5.46),
        ("penguins", "body_mass_g", 4201.75, 801.95),
        ("diabetes", "age_years", 48.52, 13.11),
        ("diabetes", "body_mass_index", 26.38, 4.42),
    ],
)
def test_columns_have_the_published_mean(
    key: str, column: str, mean: float, deviation: float
) -> None:
    values = draw(key)[0][:, DATASETS[key].facts["columns"].index(column)]
    unit = 10.0 ** -len(str(mean).partition(".")[2])
    assert values.mean() == pytest.approx(mean, abs=unit)
    assert values.std(ddof=1) == pytest.approx(deviation, abs=unit)


def test_single_values_are_those_of_the_sources() -> None:
    assert draw("iris")[0][0].tolist() == [5.1, 3.5, 1.4, 0.2]
    assert draw("iris")[0][34].tolist() == [4.9, 3.1, 1.5, 0.2]  # misprinted in some copies
    assert draw("diabetes")[1].mean() == pytest.approx(152.133, abs=0.001)
    assert draw("breast_cancer")[0][0, :2].tolist() == [17.99, 10.38]
    pixels = draw("digits")[0]
    assert pixels.min() == 0 and pixels.max() == 16
    assert pixels[0].reshape(8, 8)[1].tolist() == [0, 0, 13, 15, 10, 15, 5, 0]


@pytest.mark.parametrize(("key", "digits"), HALVES.items(), ids=list(HALVES))
def test_half_of_the_digits_are_rows_of_the_whole(key: str, digits: range) -> None:
    assert DATASETS[key].facts["classes"] == tuple(map(str, digits))
    whole = {row.tobytes(): target for row, target in zip(*draw("digits"), strict=True)}
    inputs, targets = draw(key, samples_per_class=20)
    assert np.bincount(targets).tolist() == [20] * 5
    assert [whole[row.tobytes()] for row in inputs] == [digits[target] for target in targets]


def test_chance_decides_which_digits_and_more_contain_the_fewer() -> None:
    few, _ = draw("digits_5_9", samples_per_class=10)
    again, _ = draw("digits_5_9", samples_per_class=10)
    other, _ = draw("digits_5_9", seed=2, samples_per_class=10)
    more, _ = draw("digits_5_9", samples_per_class=50)
    assert np.array_equal(few, again) and not np.array_equal(few, other)
    assert {row.tobytes() for row in few} < {row.tobytes() for row in more}


def test_nobody_can_change_the_data_of_others() -> None:
    inputs, targets = draw("iris")
    for values in (inputs, targets):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1
