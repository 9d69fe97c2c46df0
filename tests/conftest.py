"""What tests of every kind share."""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.serving import Server, serve


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return a running server with two workers and the limits of one person's machine."""
    with serve(workers=2) as running:
        yield running


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say every reason for skipping once, however many tests it concerns."""
    skipped = terminalreporter.getreports("skipped")
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"SKIPPED [{count}] {reason}", yellow=True)
