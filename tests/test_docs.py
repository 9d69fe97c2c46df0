"""What the documents name exists: make targets, files, links."""

import re
from pathlib import Path
from typing import Any

import pytest

from engine import (
    ACTIVATIONS,
    INITIALIZERS,
    LOSSES,
    OPTIMIZERS,
    REGULARIZERS,
    SCHEDULES,
    Registry,
)

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
RECIPES = "an activation|an optimizer|a data set|a route with its message|a chart|a language".split(
    "|"
)
MAX_RECIPE_LINES = 8
FILE_NAME = re.compile(r"`((?:[\w.-]+/)+[\w.-]*\.\w+|(?:[\w.-]+/)+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)\b")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code(text: str) -> str:
    """Return what stands between backticks or is indented by a fence, where commands are."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


def recipes() -> dict[str, list[str]]:
    """Return the lines of each section "Add …" of CONTRIBUTING.md, blank lines left out."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    sections = re.split(r"^#+ ", text, flags=re.MULTILINE)
    found = {}
    for section in sections:
        title, _, body = section.partition("\n")
        if title.startswith("Add "):
            found[title.removeprefix("Add ")] = [line for line in body.splitlines() if line.strip()]
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_make_targets_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(MAKE.findall(code(path.read_text("utf-8")))) - targets == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_relative_links_resolve(path: Path) -> None:
    targets = [link.partition("#")[0] for link in LINK.findall(path.read_text("utf-8"))]
    inside = [target for target in targets if target and "://" not in target]
    assert [target for target in inside if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_named_files_exist(document: str) -> None:
    named = FILE_NAME.findall((ROOT / document).read_text("utf-8"))
    assert [file for file in named if not (ROOT / file).exists()] == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs/decisions").glob("*.md")), ids=name)
def test_decisions_tell_context_choice_and_price(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.findall(r"^#+ .*$", text, re.MULTILINE)[1:] == ["## Context", "## Choice", "## Price"]
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert len(text.splitlines()) <= 60, "a decision fits on one page"
    generated = ("static/vendor/", "tests/fixtures/")
    named = [file for file in FILE_NAME.findall(text) if not file.startswith(generated)]
    assert [file for file in named if not (ROOT / file).exists()] == []


@pytest.mark.parametrize("title", RECIPES)
def test_recipes_are_short_and_name_files_and_a_test(title: str) -> None:
    lines = recipes()[title]
    assert 0 < len(lines) <= MAX_RECIPE_LINES
    named = FILE_NAME.findall("\n".join(lines))
    assert any(not file.startswith("tests/") for file in named), "names the file to edit"
    assert any(file.startswith("tests/") for file in named), "names the test that notices"
    assert "passed" in "\n".join(lines) or "pass" in "\n".join(lines), "says what to expect"


@pytest.mark.parametrize(
    "registry",
    [ACTIVATIONS, LOSSES, OPTIMIZERS, SCHEDULES, INITIALIZERS, REGULARIZERS],
    ids=lambda each: each.kind,
)
def test_the_readme_counts_right(registry: Registry[Any]) -> None:
    name = {"loss": "losses"}.get(registry.kind, f"{registry.kind}s")
    (count,) = re.findall(rf"(\d+) {name}\b", (ROOT / "README.md").read_text("utf-8"))
    assert int(count) == len(registry)
