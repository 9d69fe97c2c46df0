"""A trace of a sample that is not in the data, over REST."""

import pytest

from app.answers_inspection import NetworkTrace
from tests.app.client import QUICK, session
from tests.app.test_bad_input import assert_problem
from tests.serving import Server


def test_the_numbers_of_a_row_have_its_trace(server: Server) -> None:
    with session(server, QUICK) as rest:
        rest.train(10)
        known = rest.ok("GET", "trace?sample=5")
        body = {"inputs": known["inputs"], "target": known["target"]}
        given = rest.ok("POST", "trace", json=body)
        NetworkTrace.model_validate(given)
        assert given == known | {"sample": None, "split": None}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"inputs": [1.0], "target": 0}, "/inputs"),
        ({"inputs": [1.0, 2.0], "target": 9}, "/target"),
        ({"inputs": [1.0, 2.0]}, "/target"),
    ],
)
def test_what_does_not_fit_is_refused_where_it_is(
    server: Server, body: dict[str, object], pointer: str
) -> None:
    with session(server, QUICK) as rest:
        problem = assert_problem(rest.call("POST", "trace", json=body), 422)
        assert [error["pointer"] for error in problem["errors"]] == [pointer]
