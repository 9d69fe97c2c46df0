"""What tests of every kind share."""

from collections.abc import Iterator

import pytest

from tests.serving import Server, serve


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return a running server with two workers and the limits of one person's machine."""
    with serve(workers=2) as running:
        yield running
