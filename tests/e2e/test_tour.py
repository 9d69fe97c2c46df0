"""The short tour of the very first visit."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground

STOPS = 5
FORBID_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("forbidden", "SecurityError"); },
});"""


def test_the_first_visit_is_shown_around_and_no_other(open_page: Callable[..., Playground]) -> None:
    playground = open_page(tour=True)
    page = playground.page
    box = page.locator(".tour")
    expect(box).to_contain_text("1 of 5")
    page.keyboard.press("Space")  # the tour is in nobody's way
    expect(playground.play_button).to_have_accessible_name("Pause")
    for stop in range(2, STOPS + 1):
        box.get_by_role("button", name="Next").click()
        expect(box).to_contain_text(f"{stop} of 5")
    box.get_by_role("button", name="Done").click()
    expect(box).to_have_count(0)
    page.reload()
    playground.wait_until_ready()
    expect(box).to_have_count(0)
    page.keyboard.press("?")
    page.locator("[data-action=tour]").click()
    expect(box).to_contain_text("1 of 5")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)


@pytest.mark.exhaustive
def test_the_tour_is_walked_by_keyboard(open_page: Callable[..., Playground]) -> None:
    playground = open_page(tour=True, reduced_motion="reduce")
    page = playground.page
    box = page.locator(".tour")
    expect(box).to_contain_text("1 of 5")
    assert complaints_of_axe(playground) == []
    page.keyboard.press("ArrowRight")
    expect(box).to_contain_text("2 of 5")
    next_button = box.get_by_role("button", name="Next")
    for _ in range(4):
        if next_button.evaluate("(button) => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(next_button).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_contain_text("3 of 5")
    expect(next_button).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)


@pytest.mark.exhaustive
def test_what_is_pressed_beside_the_tour_acts(open_page: Callable[..., Playground]) -> None:
    playground = open_page(tour=True)
    page = playground.page
    expect(page.locator(".tour")).to_contain_text("1 of 5")
    page.locator("[data-dataset=xor]").click()
    expect(page.locator("[data-dataset=xor]")).to_have_attribute("aria-pressed", "true")
    playground.wait_until_confirmed()


@pytest.mark.exhaustive
def test_the_tour_fits_a_small_screen(open_page: Callable[..., Playground]) -> None:
    page = open_page(390, 844, tour=True, has_touch=True, is_mobile=True).page
    box = page.locator(".tour")
    for stop in range(1, STOPS + 1):
        expect(box).to_contain_text(f"{stop} of 5")
        frame = box.bounding_box()
        assert frame is not None
        assert frame["x"] >= 0
        assert frame["x"] + frame["width"] <= 390
        box.locator(".driver-popover-next-btn").tap()
    expect(box).to_have_count(0)


@pytest.mark.exhaustive
def test_who_cannot_be_known_again_is_not_shown_around(
    open_page: Callable[..., Playground],
) -> None:
    playground = open_page(tour=True, init_script=FORBID_STORAGE)
    playground.play()
    playground.wait_for_counter("step", "value > 20")
    expect(playground.page.locator(".tour")).to_have_count(0)
