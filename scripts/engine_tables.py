"""Write the tables of docs/engine.md from the registries.

`python scripts/engine_tables.py` fills what stands between `<!-- table: NAME -->` and
`<!-- end -->`; tests/engine/test_tables.py tells when that is behind.
"""

import inspect
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import engine
from engine import Entry, Hyperparameter
from engine.export import EXPORTS
from engine.probes.planes import PLANES

DOCUMENT = Path(__file__).parent.parent / "docs/engine.md"
PLACE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

Column = tuple[str, Callable[[Entry[Any]], str]]  # heading, and what an entry has there


def code(text: str) -> str:
    """Return text as code in a cell; nothing in it is markup."""
    return f"`{text}`" if text else ""


def number(value: float) -> str:
    """Return a number as a reader writes it."""
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def setting(each: Any) -> str:
    """Return name, range and default of something that can be set."""
    if not isinstance(each, Hyperparameter):
        return f"{code(each.name)} true or false (default {str(each.default).lower()})"
    kind = ", whole" * each.integer + ", log" * (each.scale == "log")
    bounds = f"{number(each.minimum)} to {number(each.maximum)}{kind}"
    return f"{code(each.name)} {bounds} (default {number(each.default)})"


def settings(entry: Entry[Any]) -> str:
    """Return everything that can be set of an entry."""
    return "<br>".join(setting(each) for each in entry.settings)


def source(entry: Entry[Any]) -> str:
    """Return where an entry comes from."""
    return str(entry.facts.get("source", ""))


def size(entry: Entry[Any]) -> str:
    """Return how many samples, inputs and classes a data set has."""
    facts = entry.facts
    samples = f"{facts['samples']:,} × " if facts["samples"] else ""
    kinds = len(facts["classes"]) if facts["classes"] else 0
    what = f"{kinds} classes" if kinds else "numbers: " + ", ".join(facts["targets"])
    return f"{samples}{len(facts['columns'])} inputs, {what}"


def details(entry: Entry[Any]) -> str:
    """Return what the docstring of a data set tells beyond its first line."""
    text = inspect.getdoc(entry.value) or ""
    body = text.partition("\n")[2].partition("Returns:")[0]
    return f"{entry.summary} {' '.join(body.split())}".strip()


KEY: Column = ("Key", lambda entry: code(entry.key))
LABEL: Column = ("Label", lambda entry: entry.label)
SUMMARY: Column = ("What it does", lambda entry: entry.summary)
FORMULA: Column = ("Formula", lambda entry: code(entry.facts["formula"]))
SOURCE: Column = ("Source", source)
SUFFIX: Column = ("File", lambda entry: code("*." + entry.facts["suffix"]))
SETTINGS: Column = ("Hyperparameters", settings)

# Name of the table, its registry and columns; what has no hyperparameters has no column for them.
REGISTRIES: dict[str, tuple[Any, tuple[Column, ...]]] = {
    "models": (engine.MODELS, (KEY, LABEL, FORMULA, SOURCE, SETTINGS)),
    "gates": (
        engine.GATES,
        (
            KEY,
            LABEL,
            ("Weights", lambda entry: ", ".join(map(number, entry.facts["weights"]))),
            ("Threshold", lambda entry: number(entry.facts["threshold"])),
            SUMMARY,
            SOURCE,
        ),
    ),
    "datasets": (
        engine.DATASETS,
        (KEY, LABEL, ("Size", size), ("What it is", details), SOURCE, SETTINGS),
    ),
    "planes": (PLANES, (KEY, LABEL, SUMMARY, SOURCE)),
    "exports": (EXPORTS, (KEY, LABEL, SUMMARY, SUFFIX)),
    "features": (engine.FEATURES, (KEY, LABEL, FORMULA, SOURCE)),
    "activations": (
        engine.ACTIVATIONS,
        (
            KEY,
            LABEL,
            FORMULA,
            SOURCE,
            ("Learns", lambda entry: "yes" if entry.facts["differentiable"] else "no"),
        ),
    ),
    "losses": (engine.LOSSES, (KEY, LABEL, FORMULA, SOURCE)),
    "initializers": (engine.INITIALIZERS, (KEY, LABEL, FORMULA, SOURCE, SETTINGS)),
    "optimizers": (engine.OPTIMIZERS, (KEY, LABEL, FORMULA, SOURCE, SETTINGS)),
    "schedules": (engine.SCHEDULES, (KEY, LABEL, FORMULA, SOURCE, SETTINGS)),
    "regularizers": (engine.REGULARIZERS, (KEY, LABEL, FORMULA, SOURCE, SETTINGS)),
}


def lines(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    heads = list(headings)
    body = [heads, ["---"] * len(heads), *rows]
    return "".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |\n" for row in body
    )


def registry_table(name: str) -> str:
    """Return the table of a registry."""
    registry, columns = REGISTRIES[name]
    return lines(
        (heading for heading, _ in columns),
        ([cell(entry) for _, cell in columns] for entry in registry),
    )


def pairs_table() -> str:
    """Return which output and loss go together, in order of preference."""
    rows = (
        [
            pair["task"],
            "any"
            if pair["max_classes"] is None and pair["task"] == "classification"
            else str(pair["max_classes"] or ""),
            code(pair["loss"]),
            code(pair["output_activation"]),
        ]
        for pair in engine.LEGAL_PAIRS
    )
    return lines(("Task", "Classes", "Loss", "Output"), rows)


def fields_table() -> str:
    """Return the plain numbers of a spec."""
    numbers = (*engine.FIELDS, engine.UNITS, engine.CLASS_WEIGHT)
    return lines(("Number", "What it is"), ([setting(each), each.help] for each in numbers))


def tables() -> dict[str, str]:
    """Return every table by its name."""
    made = {name: registry_table(name) for name in REGISTRIES}
    return made | {"pairs": pairs_table(), "fields": fields_table()}


def fill(text: str) -> str:
    """Return the document with all its tables made anew."""
    made = tables()
    return PLACE.sub(lambda found: found[1] + "\n" + made[found[2]] + "\n" + found[3], text)


if __name__ == "__main__":
    DOCUMENT.write_text(fill(DOCUMENT.read_text("utf-8")), "utf-8")
    print(DOCUMENT.name)
