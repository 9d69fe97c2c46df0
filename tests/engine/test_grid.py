"""What a decision grid costs and refuses, on tables of any width."""

import tracemalloc

import numpy as np
import pytest

from engine import EngineError, ExperimentSpec, Table, Trainer, build
from engine.probes import decision_grid


def trainer(columns: int, **fields: object) -> Trainer:
    """Return a trainer of a regression on many columns."""
    rng = np.random.default_rng(3)
    x = rng.normal(5.0, 3.0, (40, columns))
    names = tuple(f"c{index}" for index in range(columns))
    table = Table(names, x, 100.0 + x[:, :1], None, ("t",))
    spec = {"dataset": {"key": "upload:1"}, **fields}
    return build(ExperimentSpec.from_dict(spec, {"upload:1": table}))


def test_a_grid_of_many_columns_takes_the_memory_of_its_answer() -> None:
    subject, size = trainer(256, hidden_layers=[]), 128
    tracemalloc.start()
    try:
        decision_grid(subject, size)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    rows = 256 * 8 * size**2  # bytes of all raw samples at once
    assert peak < rows / 3


def test_chunks_make_one_grid() -> None:
    subject, size = trainer(5), 40  # 1,600 points: more than a chunk
    subject.advance(200)
    grid = decision_grid(subject, size, ("c3", "c1"), "median")
    rows = np.tile(grid.held, (size * size, 1))
    rows[:, 3], rows[:, 1] = np.tile(grid.xs, size), np.repeat(grid.ys, size)
    wanted = subject.predict(rows).outputs.T.reshape(1, size, size)
    np.testing.assert_allclose(grid.layers[-1], wanted, rtol=1e-12)
    assert np.ptp(grid.layers[-1]) > 1.0


@pytest.mark.parametrize(
    ("extent", "text"),
    [
        ((np.nan, 1.0), "extent must hold finite numbers only"),
        ((0.0, np.inf), "extent must hold finite numbers only"),
        ((1.0, 1.0), "extent must be two numbers, the smaller one first"),
        ((2.0, -2.0), "extent must be two numbers, the smaller one first"),
        ((1.0,), "extent must have"),
        ((1.0, 2.0, 3.0), "extent must have"),
        (("a", "b"), "extent"),
    ],
)
def test_what_is_no_extent(extent: tuple, text: str) -> None:
    with pytest.raises(EngineError, match=text):
        decision_grid(trainer(2), 5, extent=extent)


def test_an_extent_as_wide_as_all_numbers() -> None:
    grid = decision_grid(trainer(2), 3, extent=(-1.7e308, 1.7e308))
    assert grid.xs.tolist() == grid.ys.tolist() == [-1.7e308, 0.0, 1.7e308]


def test_one_column_is_no_plane() -> None:
    rule = r"dataset must have two columns or more for a grid; got \['c0'\]"
    with pytest.raises(EngineError, match=rule):
        decision_grid(trainer(1), 5)
