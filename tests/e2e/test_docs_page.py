"""The page of the calls: Swagger UI under our own policy, without a complaint in the console."""

import json
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.serving import Server


@pytest.fixture
def docs(browser: Browser, server: Server) -> Iterator[Page]:
    """Open the page; an error, a warning or a request to elsewhere fails the test."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    context = browser.new_context()
    page = context.new_page()
    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/docs")
    yield page
    context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith((f"{server.url}/", "data:"))] == []


def test_the_page_lists_every_call(docs: Page, server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/openapi.json") as reply:
        paths = json.load(reply)["paths"]
    calls = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    blocks = docs.locator(".opblock-summary")
    expect(blocks).to_have_count(len(calls))
    methods = blocks.locator(".opblock-summary-method").all_inner_texts()
    places = blocks.locator(".opblock-summary-path").all()
    listed = [place.get_attribute("data-path") for place in places]
    assert set(zip(methods, listed, strict=True)) == calls


def test_a_call_can_be_tried(docs: Page) -> None:
    call = docs.locator("#operations-sessions-create")
    call.locator(".opblock-summary-control").click()
    call.get_by_role("button", name="Try it out").click()
    call.get_by_role("button", name="Execute").click()
    answer = call.locator(".live-responses-table .response")
    expect(answer.locator(".response-col_status")).to_contain_text("201")
    expect(answer).to_contain_text('"token"')


@pytest.mark.exhaustive
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_theme(docs: Page, scheme: str) -> None:
    docs.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    docs.reload()
    docs.locator(".opblock").first.wait_for()
    dark = docs.locator("html.dark-mode")
    expect(dark).to_have_count(int(scheme == "dark"))
