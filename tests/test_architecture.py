"""Hold the walls of the house: who may import whom, how large things get, what may change.

Every test gathers all offenders and compares with none. There is no list of exceptions.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAX_FILE_LINES = 300
MAX_BODY_LINES = 50

TOP_LEVEL = frozenset(
    "pyproject.toml README.md app engine static templates tests Makefile package.json "
    "package-lock.json constraints.txt CHANGELOG.md CONTRIBUTING.md LICENSE SECURITY.md docs "
    "scripts deploy presets".split()
)
# The engine has no clock, no threads, no network, no hidden randomness and unpickles nothing.
ENGINE_REFUSES = frozenset(
    "asyncio threading time datetime multiprocessing concurrent subprocess socket ssl http urllib "
    "random secrets pickle".split()
)
WEB = frozenset({"fastapi", "starlette"})
MUTABLE_CALLS = frozenset(
    "list dict set bytearray deque defaultdict Counter OrderedDict WeakValueDictionary "
    "WeakKeyDictionary count cycle Settings FastAPI create_app".split()
)
MUTABLE_LITERALS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
SHAPE = re.compile(r"\([^()\n]*\)\s+(float64|float32|int64|uint8|bool|any)\b")
VENDOR_MODULES = frozenset(
    "preact preact/hooks htm @preact/signals @preact/signals-core uplot driver.js gifenc".split()
)
JS_IMPORT = re.compile(
    r"""^\s*(?:import|export)\b[^'";]*?\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']"""
    r"""|\bimport\(\s*["']([^"']+)["']""",
    re.MULTILINE,
)
JS_FUNCTION = re.compile(r"^(\s*)(?!if|for|while|switch|else|try|catch|do\b)[^/*\s].*\) \{$|=> \{$")


def files(folder: str, *suffixes: str) -> list[Path]:
    found = (path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)
    return sorted(path for path in found if not {"vendor", "__pycache__"} & set(path.parts))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), name(path))


@cache
def imports(path: Path) -> set[str]:
    """Return the dotted names that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def roots(path: Path) -> set[str]:
    return {module.partition(".")[0] for module in imports(path)}


def reachable(path: Path) -> set[Path]:
    """Return the file and every file of ours that it imports, directly or not."""
    seen: set[Path] = set()
    waiting = [path]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        for module in imports(current):
            base = ROOT.joinpath(*module.split("."))
            options = base.with_suffix(".py"), base.parent.with_suffix(".py"), base / "__init__.py"
            waiting += [option for option in options if option.is_file()]
    return seen


def test_the_top_level_is_fixed() -> None:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listing.returncode != 0:
        pytest.skip("not a git checkout: the tracked files are unknown")
    entries = {line.partition("/")[0] for line in listing.stdout.splitlines()}
    assert {entry for entry in entries if not entry.startswith(".")} - TOP_LEVEL == set()


def test_the_engine_needs_the_standard_library_and_numpy() -> None:
    allowed = (sys.stdlib_module_names - ENGINE_REFUSES) | {"engine", "numpy"}
    found = {name(path): roots(path) - allowed for path in files("engine", ".py")}
    assert {path: extra for path, extra in found.items() if extra} == {}


@pytest.mark.parametrize("room", ["sessions", "workers", "sweeps"])
def test_rooms_behind_the_routes_know_no_web_framework(room: str) -> None:
    offenders = {
        f"{name(path)} by way of {name(via)}"
        for path in files(f"app/{room}", ".py")
        for via in reachable(path)
        if roots(via) & WEB
    }
    assert offenders == set()


def test_routes_compute_nothing() -> None:
    assert [name(path) for path in files("app/routes", ".py") if "numpy" in roots(path)] == []


def test_files_stay_small() -> None:
    sources = [path for room in ("engine", "app", "tests") for path in files(room, ".py")]
    sources += files("scripts", ".py", ".mjs") + files("static", ".js", ".css", ".mjs")
    sources += files("tests", ".js")
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in sources}
    assert {path: count for path, count in lines.items() if count > MAX_FILE_LINES} == {}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_functions_stay_small() -> None:
    sources = [p for room in ("engine", "app", "tests", "scripts") for p in files(room, ".py")]
    found = {f"{name(path)}:{f.name}": body_lines(f) for path in sources for f in functions(path)}
    assert {place: count for place, count in found.items() if count > MAX_BODY_LINES} == {}


def js_functions(path: Path) -> dict[int, int]:
    """Return first and last line of each function, told by its closing brace's indentation."""
    lines = path.read_text("utf-8").splitlines()
    found = {}
    for start, line in enumerate(lines):
        if JS_FUNCTION.search(line):
            closing = line[: len(line) - len(line.lstrip())] + "}"
            ends = (at for at in range(start + 1, len(lines)) if lines[at].startswith(closing))
            found[start] = next(ends, len(lines))
    return found


def own_lines(start: int, functions: dict[int, int]) -> int:
    """Return how long a function is without the functions in it: a factory is not its parts."""
    end, inner_end, lines = functions[start], start, functions[start] - start - 1
    for inner in sorted(at for at in functions if start < at < end):
        if inner > inner_end:  # not within one that is already taken off
            inner_end = functions[inner]
            lines -= inner_end - inner + 1
    return lines


def test_javascript_functions_stay_small() -> None:
    found = {
        f"{name(path)}:{start + 1}": own_lines(start, spans)
        for path in files("static/js", ".js") + files("tests/js", ".js")
        for spans in [js_functions(path)]
        for start in spans
    }
    assert {place: count for place, count in found.items() if count > MAX_BODY_LINES} == {}


def handles_arrays(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    notes = [argument.annotation for argument in every] + [function.returns]
    return any("Array" in ast.unparse(note) for note in notes if note is not None)


def test_array_functions_of_the_engine_state_shapes() -> None:
    silent = [
        f"{name(path)}:{function.name}"
        for path in files("engine", ".py")
        for function in functions(path)
        if not function.name.startswith("_") and handles_arrays(function)
        if not SHAPE.search(ast.get_docstring(function) or "")
    ]
    assert silent == []


def assignments(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    """Yield name and value of what a module sets at import, class bodies included."""
    for node in body:
        if isinstance(node, ast.ClassDef | ast.If | ast.Try | ast.With):
            yield from assignments(node.body)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield ast.unparse(target), node.value


def is_mutable(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func).rpartition(".")[2] in MUTABLE_CALLS
    return isinstance(value, MUTABLE_LITERALS)


def test_nothing_is_mutable_at_module_level() -> None:
    offenders = [
        f"{name(path)}:{target}"
        for path in files("engine", ".py") + files("app", ".py")
        for target, value in assignments(tree(path).body)
        if target != "__all__" and is_mutable(value)
    ]
    offenders += [
        f"{name(path)}:global"
        for path in files("engine", ".py") + files("app", ".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Global)
    ]
    assert offenders == []


def js_imports(path: Path) -> set[str]:
    """Return what a module imports: rooms of static/js ("views", "main.js") and library names."""
    found = set()
    for match in JS_IMPORT.finditer(path.read_text("utf-8")):
        target = next(group for group in match.groups() if group)
        if target.startswith("."):
            place = (path.parent / target).resolve()
            assert place.is_file(), f"{name(path)} imports {target}, which does not exist"
            target = place.relative_to(ROOT / "static/js").parts[0]
        found.add(target)
    return found


@pytest.mark.parametrize(
    ("room", "refused"),
    [
        ("nn", {"net", "store", "views", "controls", "texts", *VENDOR_MODULES}),
        ("net", {"nn", "store", "views", "controls", "texts", *VENDOR_MODULES}),
        ("store", {"views", "controls"}),
        ("views", {"net", "controls"}),
        ("controls", {"net", "views"}),
        ("rooms", {"net"}),
        ("texts", {"net", "store", "views", "controls"}),
    ],
)
def test_javascript_rooms_keep_apart(room: str, refused: set[str]) -> None:
    offenders = {
        name(path): wrong
        for path in files(f"static/js/{room}", ".js")
        if (wrong := js_imports(path) & (refused | {"main.js"}))
    }
    assert offenders == {}


def test_javascript_imports_only_vendored_libraries() -> None:
    rooms = {path.name for path in (ROOT / "static/js").iterdir()}
    found = {name(path): js_imports(path) - rooms for path in files("static/js", ".js")}
    assert {path: extra for path, extra in found.items() if extra - VENDOR_MODULES} == {}


@pytest.mark.parametrize(
    ("pattern", "home"),
    [
        (r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(", None),
        (r"\bDataView\b|\bJSON\.parse\b", "net"),
        (r"\bWebSocket\b|\bfetch\(", "net"),
    ],
    ids=["no markup from strings", "messages are read in net", "the network is in net"],
)
def test_javascript_keeps_dangerous_things_in_one_place(pattern: str, home: str | None) -> None:
    sources = (path for path in files("static/js", ".js") if path.parent.name != home)
    assert [name(path) for path in sources if re.search(pattern, path.read_text("utf-8"))] == []


def test_templates_have_no_inline_styles_or_handlers() -> None:
    refused = re.compile(r"""<[^>]*\s(style|on[a-z]+)\s*=""")  # the content policy blocks both
    pages = files("templates", ".html")
    assert [name(path) for path in pages if refused.search(path.read_text("utf-8"))] == []
