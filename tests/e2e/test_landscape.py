"""The loss landscape: a slice through the loss of the real network, with the run on it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.playground import Playground

READ = "[data-landscape-read]"


def open_landscape(playground: Playground) -> Locator:
    """Open the view and wait for its picture."""
    playground.page.get_by_role("tab", name="Loss landscape").click()
    wait_for_surface(playground.page)
    return playground.page.locator("[data-landscape]")


def wait_for_surface(page: Page) -> None:
    expect(page.locator(".landscape[aria-busy=false]")).to_be_attached()
    expect(page.locator(".landscape-wait")).to_have_count(0)


def choose(page: Page, field: str, value: str) -> None:
    """Choose from a menu of the landscape and wait for the picture."""
    with page.expect_response(re.compile("/surface")):
        page.locator(f"#landscape-{field}").select_option(value)
    wait_for_surface(page)


def picture(page: Page, layer: int) -> str:
    """Return what a canvas shows: 0 the ground, 1 the run on it."""
    shown: str = page.evaluate(
        f"document.querySelectorAll('[data-landscape] canvas')[{layer}].toDataURL()"
    )
    return shown


def test_a_run_is_seen_on_the_loss_around_it(playground: Playground) -> None:
    page = playground.page
    landscape = open_landscape(playground)
    loss = playground.number("train_loss")
    landscape.press("ArrowRight")
    landscape.press("ArrowLeft")  # in the middle, where the network is
    read = re.search(r"the loss is ([\d.]+)\.", page.locator(READ).inner_text())
    assert read and float(read[1]) == pytest.approx(loss, abs=0.006)
    landscape.press("Escape")
    before = picture(page, 1)
    playground.play()
    playground.wait_for_counter("step", "value > 200")
    playground.pause()
    wait_for_surface(page)
    playground.wait_until_drawn()
    assert picture(page, 1) != before
    choose(page, "kind", "path")
    ground = picture(page, 0)
    page.get_by_role("button", name="3-D").click()
    playground.wait_until_drawn()
    relief = picture(page, 0)
    assert relief != ground
    landscape.press("ArrowLeft")
    playground.wait_until_drawn()
    assert picture(page, 0) != relief


@pytest.mark.exhaustive
def test_a_slice_is_chosen_zoomed_and_saved(playground: Playground, tmp_path: Path) -> None:
    page = playground.page
    landscape = open_landscape(playground)
    before = picture(page, 0)
    with page.expect_response(re.compile("seed=1")):
        page.get_by_role("button", name="Other directions").click()
    wait_for_surface(page)
    playground.wait_until_drawn()
    assert picture(page, 0) != before
    with page.expect_response(re.compile("span=")) as response:
        landscape.press("+")
    assert response.value.ok
    wait_for_surface(page)
    with page.expect_response(re.compile("span=")):
        landscape.hover()
        page.mouse.wheel(0, 100)
    wait_for_surface(page)
    choose(page, "kind", "weights")
    choose(page, "second", "layers.0.b.0")
    choose(page, "resolution", "11")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as table").click()
    download.value.save_as(tmp_path / "table.csv")
    rows = (tmp_path / "table.csv").read_text().splitlines()
    assert rows[0] == '"layers.0.W.0.0","layers.0.b.0",loss'
    assert len(rows) == 1 + 11 * 11


@pytest.mark.exhaustive
def test_the_present_is_looked_for_where_the_past_is_shown(playground: Playground) -> None:
    page = playground.page
    playground.play()
    playground.wait_for_counter("step", "value > 300")
    playground.pause()
    open_landscape(playground)
    choose(page, "kind", "path")
    now = picture(page, 1)
    page.locator("[data-time]").press("Home")
    playground.wait_until_drawn()
    assert picture(page, 1) != now
    page.locator("[data-time]").press("End")
    playground.wait_until_drawn()
    assert picture(page, 1) == now


@pytest.mark.exhaustive
def test_what_cannot_be_drawn_yet_is_said_at_its_choice(playground: Playground) -> None:
    page = playground.page
    open_landscape(playground)
    page.locator("#landscape-kind").select_option("path")
    refusal = page.locator("[data-field=landscape-kind]").get_by_role("alert")
    expect(refusal).to_contain_text("The run has no way yet")
    for step in (1, 2, 3):
        page.keyboard.press("s")
        playground.wait_for_counter("step", f"value === {step}")
    expect(refusal).to_have_count(0)
    wait_for_surface(page)


@pytest.mark.exhaustive
def test_the_mistakes_of_a_perceptron_are_a_landscape_too(playground: Playground) -> None:
    page = playground.page
    playground.choose_model("perceptron")
    open_landscape(playground)
    expect(page.locator("#landscape-kind")).to_have_value("weights")
    expect(page.locator(".landscape-scale")).to_contain_text("share of mistakes")
    expect(page.locator("#landscape-log")).to_have_count(0)


@pytest.mark.exhaustive
def test_a_finger_reads_the_landscape(open_page: Callable[..., Playground]) -> None:
    playground = open_page(390, 844, has_touch=True)
    page = playground.page
    landscape = open_landscape(playground)
    landscape.evaluate("(map) => map.scrollIntoView({block: 'center'})")
    box = landscape.bounding_box()
    assert box and box["width"] <= 390
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3)
    expect(page.locator(READ)).to_contain_text("the loss is")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
