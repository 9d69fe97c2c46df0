"""Axe in every state of the page; and what holds whoever uses it, wherever."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground

NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', "
    "{ get() { throw new DOMException('denied', 'SecurityError'); } });"
)


def start(page: Page) -> None:
    """Leave the page as it comes."""


def more(page: Page) -> None:
    page.locator("[data-action=more]").click()
    expect(page.locator("#settings-more")).to_be_visible()


def real(page: Page) -> None:
    page.locator("[data-group=real]").click()
    page.locator("[data-dataset=iris]").click()
    expect(page.locator("[data-dataset=iris]")).to_have_attribute("aria-pressed", "true")


def digits(page: Page) -> None:
    page.locator("[data-group=real]").click()
    page.locator("[data-dataset=digits]").click()
    expect(page.locator("[data-dataset=digits]")).to_have_attribute("aria-pressed", "true")


def drawing(page: Page) -> None:
    page.locator("[data-group=own]").click()
    page.locator("[data-action=draw]").click()
    expect(page.locator("[data-action=draw_end]")).to_be_visible()


def pasting(page: Page) -> None:
    page.locator("[data-group=own]").click()
    page.locator("[data-action=paste]").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def files(page: Page) -> None:
    page.locator("[data-action=file]").click()
    expect(page.locator("[data-file=save]")).to_be_visible()


def goal(page: Page) -> None:
    page.locator("[data-action=goal]").click()
    expect(page.locator("#goal-value")).to_be_visible()


def warned(page: Page) -> None:
    page.evaluate("() => { location.hash = '#v=1&initializer=zeros'; }")
    expect(page.locator("[data-trouble]")).to_be_visible()


def asked(page: Page) -> None:
    page.locator("[data-action=epoch]").click()
    expect(page.locator("[data-counter=epoch]")).to_have_text("1")
    page.locator("select#field-optimizer-key").select_option("adam")
    expect(page.locator("[data-action=leave_it]")).to_be_visible()


def view(name: str) -> Callable[[Page], None]:
    def open_it(page: Page) -> None:
        page.locator("[data-action=epoch]").click()
        page.locator(f"[role=tab][data-view={name}]").click()
        expect(page.locator("#room > :not(.room-note)").first).to_be_visible()

    return open_it


STATES = {
    "start": start,
    "more": more,
    "real": real,
    "digits": digits,
    "drawing": drawing,
    "pasting": pasting,
    "files": files,
    "goal": goal,
    "warned": warned,
    "asked": asked,
    **{name: view(name) for name in ("step", "landscape", "compare", "transfer")},
}


@pytest.mark.exhaustive
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_page: Callable[..., Playground], state: str) -> None:
    playground = open_page()
    STATES[state](playground.page)
    assert complaints_of_axe(playground) == []
    playground.page.emulate_media(color_scheme="dark")
    assert complaints_of_axe(playground) == []


def test_two_tabs_do_not_disturb_each_other(playground: Playground, page: Page) -> None:
    other = Playground(page.context.new_page())
    other.page.goto(page.url)
    other.wait_until_ready()
    other.play()
    other.wait_for_counter("step", "value > 50")
    other.pause()
    assert playground.counter("step") == 0
    playground.choose_dataset("xor")
    expect(other.page.locator("[data-dataset=circle]")).to_have_attribute("aria-pressed", "true")
    assert other.counter("step") > 50


def test_it_works_where_nothing_may_be_stored(open_page: Callable[..., Playground]) -> None:
    playground = open_page(init_script=NO_STORAGE)
    playground.page.locator("[data-action=theme]").click()
    playground.play()
    playground.wait_for_counter("step", "value > 20")


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ["network", "step", "landscape", "compare", "transfer"])
@pytest.mark.parametrize("size", [(640, 400), (390, 844), (1280, 720), (3840, 2160)])
def test_no_view_scrolls_sideways(
    open_page: Callable[..., Playground], name: str, size: tuple[int, int]
) -> None:
    page = open_page(*size).page
    page.locator(f"[role=tab][data-view={name}]").click()
    if name != "network":
        expect(page.locator("#room > :not(.room-note)").first).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
