"""Findings: whatever was not as it should be, counted, and shown where it stands first."""

from dataclasses import dataclass, field
from typing import Any

from engine.datasets.csv_reader.cells import clean_name

SHOWN_PLACES = 10


@dataclass(frozen=True)
class Place:
    """Point at a cell or a line of a file; lines count from 1, the header among them."""

    line: int
    column: str | None = None
    value: str | None = None

    def describe(self) -> dict[str, Any]:
        """Return it as a JSON-able dict."""
        return {"line": self.line, "column": self.column, "value": self.value}


@dataclass(frozen=True)
class Problem:
    """Say what was found, what was done about it, and what the user may do.

    kind: A stable key.
    text: A sentence or two.
    count: How many cells, lines or columns it concerns.
    places: The first of them.
    """

    kind: str
    text: str
    count: int = 1
    places: tuple[Place, ...] = ()

    def describe(self) -> dict[str, Any]:
        """Return it as a JSON-able dict."""
        places = [place.describe() for place in self.places]
        return {"kind": self.kind, "text": self.text, "count": self.count, "places": places}


@dataclass
class Tally:
    """Count something, and keep where it was met first."""

    count: int = 0
    places: list[Place] = field(default_factory=list)

    def note(self, line: int, column: str | None = None, value: str | None = None) -> None:
        """Count one more."""
        self.count += 1
        if len(self.places) < SHOWN_PLACES:
            shown = None if value is None else clean_name(value)
            self.places.append(Place(line, column, shown))

    def problem(self, kind: str, text: str) -> Problem:
        """Return what was counted as a problem."""
        return Problem(kind, text, self.count, tuple(self.places))

    @property
    def lines(self) -> str:
        """Return the lines of the first places, to be read after "in"."""
        numbers = list(dict.fromkeys(place.line for place in self.places))[:5]
        word = "line" if self.count == 1 else "lines"
        more = ", …" if self.count > len(numbers) else ""
        return f"{word} {', '.join(map(str, numbers))}{more}"


def counted(count: int, one: str, many: str = "") -> str:
    """Return "1 row" or "2,000 rows"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(names: list[str], most: int = 5) -> str:
    """Return names for a sentence, at most so many: "'a', 'b' and 3 more"."""
    shown = [f"'{name}'" for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return ", ".join(shown[:-1]) + " and " + shown[-1] if len(shown) > 1 else shown[0]
