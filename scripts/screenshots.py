"""Take pictures of the page in eight states, to look at: `make screenshots`.

They go to screenshots/, which Git ignores. With `--readme` two of them also become the README's.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.e2e.conftest import ARGUMENTS, CHROMIUM, KNOWN_VISITOR
from tests.e2e.playground import Playground
from tests.serving import serve

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "screenshots"
README = {"spiral": "spiral.png", "inside": "inside.png"}
DESK = {"width": 1280, "height": 800}
HAND = {"width": 390, "height": 844}
PATIENCE_MS = 90_000
SPIRAL = (
    "#v=1&dataset=spiral&hidden_layers=8.relu,8.relu,8.relu&initializer=he_normal"
    "&optimizer=adam&optimizer.learning_rate=0.01"
)
DIGITS = "#v=1&dataset=digits&hidden_layers=16.relu&optimizer=adam"
HILLS = "#v=1&dataset=hills&hidden_layers=8.tanh,8.tanh&optimizer=adam"


def train(playground: Playground, epochs: int) -> None:
    """Train as fast as it goes, to an epoch."""
    playground.page.locator("#speed").press("End")
    playground.play()
    playground.wait_for_counter("epoch", f"value >= {epochs}", PATIENCE_MS)
    playground.pause()


def spiral(playground: Playground) -> None:
    """Train until the spiral is found."""
    train(playground, 70)


def digits(playground: Playground) -> None:
    """Train until most digits are read."""
    train(playground, 12)


def hills(playground: Playground) -> None:
    """Train until the hills have their shape."""
    train(playground, 80)


def side_by_side(playground: Playground) -> None:
    """Let four learning rates run."""
    page = playground.page
    page.locator("[role=tab][data-view=compare]").click()
    page.locator("[data-run-action=play]").click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-run-number=step]')]"
        ".some((one) => Number(one.textContent.replace(/\\D/g, '')) >= 1500)",
        timeout=PATIENCE_MS,
    )


def inside(playground: Playground) -> None:
    """Stop in the middle of a walk."""
    page = playground.page
    playground.page.locator("[data-action=epoch]").click()
    playground.wait_for_counter("epoch", "value >= 1")
    page.locator("[role=tab][data-view=step]").click()
    page.locator("[data-walk-where]").wait_for()
    for _ in range(4):
        page.keyboard.press("ArrowRight")


def start(playground: Playground) -> None:
    """Leave the page as it comes."""


# Name → address, what is done, size, options of the browser.
STATES: dict[str, tuple[str, Callable[[Playground], None], dict[str, int], dict[str, object]]] = {
    "start": ("", start, DESK, {}),
    "spiral": (SPIRAL, spiral, DESK, {}),
    "digits": (DIGITS, digits, DESK, {}),
    "regression": (HILLS, hills, DESK, {}),
    "side-by-side": ("", side_by_side, DESK, {}),
    "inside": ("", inside, DESK, {}),
    "dark": (SPIRAL, spiral, DESK, {"color_scheme": "dark"}),
    "phone": ("", start, HAND, {"has_touch": True, "is_mobile": True}),
}


def take(browser: Browser, url: str, name: str) -> Path:
    """Bring the page into a state and take its picture."""
    address, act, viewport, options = STATES[name]
    context = browser.new_context(viewport=viewport, **options)
    context.add_init_script(KNOWN_VISITOR)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{url}/{address}")
    playground = Playground(page)
    playground.wait_until_ready()
    act(playground)
    page.mouse.move(0, 0)
    playground.wait_until_drawn()
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def main(arguments: list[str]) -> None:
    """Take all pictures, or those that are named."""
    if CHROMIUM is None:
        raise SystemExit("no chromium was found; `make browser` installs it")
    names = [name for name in arguments if not name.startswith("-")] or list(STATES)
    FOLDER.mkdir(exist_ok=True)
    with serve(workers=1) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name in names:
            path = take(browser, server.url, name)
            print(path.relative_to(ROOT))
            if "--readme" in arguments and name in README:
                shutil.copy(path, ROOT / "docs/pictures" / README[name])
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
