"""What a first visitor sees and does: look, play, look closer, follow the hint."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.playground import Playground


def test_the_first_minute(playground: Playground) -> None:
    page = playground.page
    expect(playground.coach).to_have_text(
        "This network has not learned anything yet. Press play and watch it find the ring."
    )
    assert playground.counter("step") == 0
    assert sum(playground.shares("[data-points]")) > 0.05
    page.keyboard.press("Space")
    expect(playground.play_button).to_have_accessible_name("Pause")
    expect(playground.coach).to_contain_text("Now try the spiral.")
    assert playground.color_at(0, 0) == "blue"
    ring = [playground.color_at(*place) for place in ((4, 0), (-4, 0), (0, 4), (0, -4))]
    assert ring.count("orange") >= 3

    page.get_by_role("button", name="Try the spiral").click()
    expect(page.locator("[data-dataset=spiral]")).to_have_attribute("aria-pressed", "true")
    page.locator("#speed").press("End")
    expect(playground.coach).to_contain_text("Too small for the spiral?")
    page.get_by_role("button", name="Use sin x").click()
    expect(page.locator("[data-feature=sin_x1]")).to_have_attribute("aria-pressed", "true")
    expect(playground.coach).to_contain_text("It found the boundary", timeout=60_000)


@pytest.mark.exhaustive
def test_the_maps_of_untrained_units_are_drawn(playground: Playground) -> None:
    tiles = playground.page.locator(".tile canvas")
    expect(tiles).to_have_count(7 + 4 + 2 + 1)
    for place in ("-1:0", "0:0", "1:1"):
        orange, blue = playground.shares(f'[data-map="{place}"]')
        assert orange > 0.1
        assert blue > 0.1
    assert playground.shares('[data-thumbnail="circle"]') != [0, 0]


def test_a_unit_fills_the_output(playground: Playground) -> None:
    page = playground.page
    heading = page.locator(".page-output h2")
    page.hover("[data-tile='-1:0']")  # x1: orange on the left, blue on the right
    expect(heading).to_have_text("x₁")
    page.wait_for_function("() => document.querySelector('[data-output]').width > 1")
    assert (playground.color_at(-5, 0), playground.color_at(5, 0)) == ("orange", "blue")
    page.hover("[data-tile='0:2']")
    expect(heading).to_have_text("Layer 1, unit 3")
    page.mouse.move(5, 5)
    expect(heading).to_have_text("Output")
    page.click("[data-tile='1:0']")
    page.mouse.move(5, 5)
    expect(heading).to_have_text("Layer 2, unit 1")
    page.click("[data-tile='1:0']")
    page.mouse.move(5, 5)
    page.locator("[data-tile='1:0']").blur()
    expect(heading).to_have_text("Output")


def test_edges_and_biases_tell_their_value(playground: Playground) -> None:
    page = playground.page
    card = page.locator(".card")
    box = page.locator("[data-bias='1:0']").bounding_box()
    assert box
    page.mouse.move(box["x"] + 6, box["y"] + 6)
    expect(card).to_contain_text("Bias of Layer 2, unit 1")
    first, output = (page.locator(f"[data-tile='{at}']").bounding_box() for at in ("1:0", "2:0"))
    assert first and output
    page.mouse.move(first["x"] + first["width"] + 4, first["y"] + first["height"] / 2)
    expect(card).to_contain_text("Layer 2, unit 1 → Output")
    page.mouse.move(5, 5)
    expect(card).to_have_count(0)


@pytest.mark.exhaustive
def test_hints_can_be_switched_off(open_page: Callable[..., Playground]) -> None:
    playground = open_page()
    playground.page.get_by_role("button", name="Hide hints").click()
    expect(playground.coach).to_have_count(0)
    playground.page.reload()
    playground.wait_until_ready()
    expect(playground.coach).to_have_count(0)
    playground.page.get_by_role("button", name="Show hints").click()
    expect(playground.coach).to_be_visible()


def test_the_theme_is_chosen_and_kept(playground: Playground) -> None:
    page = playground.page
    root = page.locator("html")
    page.locator("[data-action=theme]").click()
    expect(root).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(root).to_have_attribute("data-theme", "dark")
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert background == "rgb(21, 24, 29)"
