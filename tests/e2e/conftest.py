"""One browser for the folder, a fresh page for every test; the server is everybody's."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.e2e.playground import Playground
from tests.serving import Server

WAIT_MS = 20_000
DESK = (1280, 800)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent
# The tour greets only who comes for the first time.
KNOWN_VISITOR = (
    "try { localStorage.setItem('nn-playground.tour', 'seen'); } catch { /* refused */ }"
)
# The browser notes every refused call; that of a file is said on the page, which the tests check.
REFUSED_FILE = re.compile(r"status of (404|422) .*/api/datasets(\?\S*|/[\w-]{22})?$")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = "no chromium was found; `make browser` installs it"

expect.set_options(timeout=WAIT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def executable() -> str:
    if CHROMIUM:
        return CHROMIUM
    if os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    pytest.skip(MISSING)


@pytest.fixture(scope="package")
def browser(executable: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps the page's files from test to test, and nothing else."""
    context = browser.new_context()
    context.add_init_script(KNOWN_VISITOR)
    yield context
    context.close()


@pytest.fixture
def open_page(
    browser: Browser, desk: BrowserContext, server: Server
) -> Iterator[Callable[..., Playground]]:
    """Open the playground for a new visitor; a console error or an exception fails the test."""
    complaints: list[str] = []
    contexts = []

    def note(message: ConsoleMessage) -> None:
        text = f"{message.text} {message.location.get('url', '')}"
        if message.type == "error" and not REFUSED_FILE.search(text):
            complaints.append(text)

    def open_one(
        width: int = DESK[0],
        height: int = DESK[1],
        path: str = "",
        tour: bool = False,
        init_script: str = "",
        **options: object,
    ) -> Playground:
        size = {"width": width, "height": height}
        if options or init_script or tour:
            context = browser.new_context(viewport=size, **options)
            contexts.append(context)
            context.add_init_script(init_script if tour else init_script + KNOWN_VISITOR)
        else:
            context = desk
        page = context.new_page()
        page.set_viewport_size(size)
        page.set_default_timeout(WAIT_MS)
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{server.url}/{path}")
        playground = Playground(page)
        playground.wait_until_ready()
        return playground

    yield open_one
    for context in contexts:
        context.close()
    for page in desk.pages:
        if page.url.startswith(server.url):
            page.evaluate("() => localStorage.clear()")
        page.close()
    desk.clear_permissions()
    assert complaints == []


@pytest.fixture
def playground(open_page: Callable[..., Playground]) -> Playground:
    return open_page()


@pytest.fixture
def page(playground: Playground) -> Page:
    return playground.page
