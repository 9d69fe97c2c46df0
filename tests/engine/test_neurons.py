"""Threshold units: truth tables, what no single line can do and two layers can."""

from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from engine import ACTIVATIONS, HyperparameterError, ShapeError
from engine.network import Network
from engine.neurons import GATES, XOR_LAYERS, ThresholdUnit, xor
from engine.passes import Pass

CORNERS = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])
XOR = (0, 1, 1, 0)


@pytest.mark.parametrize(
    ("key", "truth"),
    [("and", (0, 0, 0, 1)), ("or", (0, 1, 1, 1)), ("nand", (1, 1, 1, 0)), ("not", (1, 0))],
)
def test_gates_have_their_truth_tables(key: str, truth: tuple[int, ...]) -> None:
    unit = GATES[key].value
    cases = np.array(list(product((0, 1), repeat=len(unit.weights)))).T
    assert tuple(unit.output(cases)) == truth
    assert tuple(int(unit.output(case)) for case in cases.T) == truth
    told = [(*case, output) for case, output in zip(cases.T.tolist(), truth, strict=True)]
    assert GATES[key].facts["truth_table"] == tuple(told)


def test_gates_describe_themselves() -> None:
    assert GATES.keys() == ("and", "or", "not", "nand")
    assert all(entry.label and entry.summary.endswith(".") for entry in GATES)
    first = GATES.describe()[0]
    assert (first["weights"], first["threshold"]) == ([1.0, 1.0], 2.0)


@pytest.mark.parametrize("inputs", [[0.5, 1], [2, 0], [-1, 1], ["0", "1"], [np.nan, 0], [None, 1]])
def test_a_threshold_unit_refuses_what_is_not_binary(inputs: object) -> None:
    for function in (GATES["and"].value.output, xor):
        with pytest.raises(HyperparameterError, match="inputs must be 0 or 1; got"):
            function(inputs)


@pytest.mark.parametrize("inputs", [[], [1], [1, 0, 1], 1, [[[1]], [[1]]]])
def test_a_threshold_unit_refuses_another_number_of_inputs(inputs: object) -> None:
    with pytest.raises(ShapeError, match="inputs must be 2 in number"):
        GATES["or"].value.output(inputs)


def test_no_unit_of_a_grid_gets_more_than_three_of_xor() -> None:
    settings = np.arange(-3, 3.5, 0.5)
    units = (ThresholdUnit((w1, w2), t) for w1, w2, t in product(settings, repeat=3))
    found = {tuple(unit.output(CORNERS).tolist()) for unit in units}
    assert max(sum(map(int.__eq__, answers, XOR)) for answers in found) == 3
    assert len(found) == 14  # of 16; the enumeration below says that there are no more


def is_one_line_enough(answers: tuple[int, ...]) -> bool:
    """Solve for w and t: Σ w x ≥ t where the answer is 1, Σ w x ≤ t - 1 where it is 0."""
    signs = 2 * np.array(answers) - 1
    rows = -signs[:, None] * np.column_stack([CORNERS.T, -np.ones(4)])
    limits = np.where(signs > 0, 0.0, -1.0)
    return bool(linprog(np.zeros(3), rows, limits, bounds=(None, None)).status == 0)


def test_of_all_lines_none_gets_more_than_three_of_xor() -> None:
    possible = [each for each in product((0, 1), repeat=4) if is_one_line_enough(each)]
    assert len(possible) == 14
    assert set(product((0, 1), repeat=4)) - set(possible) == {XOR, (1, 0, 0, 1)}
    assert max(sum(map(int.__eq__, answers, XOR)) for answers in possible) == 3


def test_two_layers_compute_xor() -> None:
    assert tuple(xor(CORNERS)) == XOR
    assert [int(xor(corner)) for corner in CORNERS.T] == list(XOR)
    settings = [[(unit.weights, unit.threshold) for unit in layer] for layer in XOR_LAYERS]
    assert settings == [[((1, 1), 1), ((-1, -1), -1)], [((1, 1), 2)]]


def test_the_weights_of_xor_work_in_a_network_of_steps() -> None:
    network = Network([(2, 2), (2, 1)], ["step", "step"])
    for layer, units in zip(network.layers, XOR_LAYERS, strict=True):
        layer.W[...] = np.array([unit.weights for unit in units]).T
        layer.b[...] = [-unit.threshold for unit in units]
    z = Pass(network, 4).forward(CORNERS.astype(float))
    out = np.empty_like(z)
    ACTIVATIONS["step"].value.value(z, out)
    assert tuple(out[0]) == XOR
