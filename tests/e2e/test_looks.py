"""Nothing sticks out, and axe finds nothing, in every state that the page can be in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
SIZES = "(({ scrollWidth, scrollHeight }) => [scrollWidth, scrollHeight])(document.documentElement)"


def test_axe_on_the_desk(playground: Playground) -> None:
    page = playground.page
    assert complaints_of_axe(playground) == []
    playground.play()
    playground.wait_for_counter("step", "value > 20")
    assert complaints_of_axe(playground) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert complaints_of_axe(playground) == []
    page.emulate_media(forced_colors="active")
    assert complaints_of_axe(playground) == []


def test_axe_on_a_phone(open_page: Callable[..., Playground]) -> None:
    playground = open_page(**PHONE)
    for part in ("data-body", "settings-body"):
        playground.page.click(f"[aria-controls={part}]")
    assert complaints_of_axe(playground) == []


def test_axe_with_errors_popover_and_help(playground: Playground) -> None:
    page = playground.page
    playground.pick("optimizer-key", "adam")
    page.locator(".field-more").first.click()
    expect(page.locator(".popover:popover-open")).to_be_visible()
    playground.type_number("optimizer-beta1", "2")
    expect(page.get_by_role("alert")).to_be_visible()
    assert complaints_of_axe(playground) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator("[data-action=help]").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert complaints_of_axe(playground) == []


def test_the_desk_does_not_scroll(playground: Playground) -> None:
    page = playground.page
    assert page.evaluate(SIZES) == [1280, 800]
    inner = page.evaluate(
        "['.page-data', '.page-output', '.network-scroll']"
        ".map((name) => document.querySelector(name))"
        ".map((one) => [one.scrollHeight - one.clientHeight, one.scrollWidth - one.clientWidth])"
    )
    assert inner == [[0, 0]] * 3


def test_the_page_never_scrolls_sideways(playground: Playground) -> None:
    page = playground.page
    for _ in range(4):
        page.locator("[data-action=layer_more]").click()
    expect(page.locator("[data-units='5']")).to_be_attached()
    for width in (320, 390, 720, 721, 1024, 1280, 2560):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(SIZES)[0] == width


@pytest.mark.exhaustive
def test_forced_colors_leave_the_data_theirs(open_page: Callable[..., Playground]) -> None:
    playground = open_page(forced_colors="active")
    playground.wait_until_drawn()
    for canvas in ("[data-map='-1:0']", "[data-points]", "[data-thumbnail=xor]"):
        orange, blue = playground.shares(canvas)
        assert orange > 0.03
        assert blue > 0.03
    bar = "getComputedStyle(document.querySelector('.legend-bar')).backgroundImage"
    assert "gradient" in playground.page.evaluate(bar)


@pytest.mark.exhaustive
def test_an_unknown_theme_is_the_systems(playground: Playground) -> None:
    page = playground.page
    page.evaluate("localStorage.setItem('nn-playground.theme', 'sepia')")
    page.reload()
    playground.wait_until_ready()
    assert page.locator("html").get_attribute("data-theme") is None
    page.locator("[data-action=theme]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_on_a_phone_play_is_at_hand(open_page: Callable[..., Playground]) -> None:
    playground = open_page(**PHONE)
    page = playground.page
    play = playground.play_button.bounding_box()
    assert play
    assert play["height"] >= 44
    assert 844 - 120 < play["y"] < 844
    tops = [
        page.locator(name).bounding_box()["y"]  # type: ignore[index]
        for name in (".map", ".coach", ".chart", ".page-data", ".page-network", ".page-settings")
    ]
    assert tops == sorted(tops)
    playground.play()
    playground.wait_for_counter("step", "value > 20")
