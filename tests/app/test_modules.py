"""The page names all modules that it starts with, so that none waits for another."""

import re
from pathlib import Path

import httpx

from app.files import STATIC
from app.modules import preloads
from tests.serving import Server


def test_imports_are_followed_once_each_and_those_on_demand_are_not(tmp_path: Path) -> None:
    js = tmp_path / "static" / "js"
    (js / "parts").mkdir(parents=True)
    (js / "main.js").write_text(
        'import { a } from "./a.js";\nimport {\n  b,\n} from "./parts/b.js";\n'
        'import library from "library";\nconst later = () => import("./later.js");\n'
    )
    (js / "a.js").write_text('export { b } from "./parts/b.js";\n')
    (js / "parts" / "b.js").write_text('import { a } from "../a.js";\nexport const b = 1;\n')
    (js / "later.js").write_text("")
    assert preloads(js / "main.js") == [
        "js/main.js",
        "js/a.js",
        "js/parts/b.js",
    ]


def test_every_module_of_the_page_is_preloaded_and_exists(server: Server) -> None:
    page = httpx.get(f"{server.url}/").text
    named = re.findall(r'rel="modulepreload" href="static/@\w+/(js/[^"]+)"', page)
    assert named[0] == "js/main.js"
    assert len(named) == len(set(named)) > 100
    assert [name for name in named if not (STATIC / name).is_file()] == []
