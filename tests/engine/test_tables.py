"""The tables of docs/engine.md are what the registries say now."""

import importlib
import importlib.util
import pkgutil
from pathlib import Path
from types import ModuleType
from typing import Any

import engine
from engine import Registry

ROOT = Path(__file__).parent.parent.parent


def load_script() -> ModuleType:
    found = importlib.util.spec_from_file_location("tables", ROOT / "scripts/engine_tables.py")
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


TABLES = load_script()


def test_the_document_is_up_to_date() -> None:
    text = TABLES.DOCUMENT.read_text("utf-8")
    assert TABLES.fill(text) == text, "run .venv/bin/python scripts/engine_tables.py"


def registries() -> list[Registry[Any]]:
    """Return every registry of every module of the engine, each once."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(engine.__path__, "engine.")
    ]
    found = (each for module in modules for each in vars(module).values())
    return list({id(each): each for each in found if isinstance(each, Registry)}.values())


def test_every_registry_has_a_table_and_every_table_a_place() -> None:
    shown = [registry for registry, _ in TABLES.REGISTRIES.values()]
    assert [each.kind for each in registries() if each not in shown] == []
    placed = [found[2] for found in TABLES.PLACE.finditer(TABLES.DOCUMENT.read_text("utf-8"))]
    assert sorted(placed) == sorted(TABLES.tables())


def test_a_cell_cannot_break_its_row() -> None:
    table = TABLES.registry_table("regularizers")
    assert "Σ \\|w\\|" in table
    assert {line.replace("\\|", "").count("|") for line in table.splitlines()} == {6}
