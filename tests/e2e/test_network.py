"""The network panel while the network changes under it, and when there is a lot of it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.playground import Playground

TRAINING_MS = 60_000
COUNT_STROKES = """() => {
  window.strokes = 0;
  const { stroke } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.stroke = function (...path) {
    if (this.canvas.matches(".edges")) window.strokes += 1;
    return stroke.apply(this, path);
  };
}"""
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
WIDTH_OF_LAST = "document.querySelector(\"[data-map='0:119']\").width"
CHART = "document.querySelector('.chart-plot canvas').toDataURL()"


def test_a_card_goes_with_its_unit(playground: Playground) -> None:
    page = playground.page
    box = page.locator("[data-bias='0:3']").bounding_box()
    assert box
    page.mouse.move(box["x"] + 6, box["y"] + 6)
    expect(page.locator(".card")).to_contain_text("Bias of Layer 1, unit 4")
    fewer = page.get_by_role("button", name="One unit fewer in layer 1")
    fewer.focus()
    for units in (3, 2, 1):  # the pointer stays where it is
        page.keyboard.press("Enter")
        playground.wait_until_confirmed()
        expect(page.locator(".tile[data-tile^='0:']")).to_have_count(units)
        expect(page.locator(".card")).to_have_count(0)
    expect(fewer).to_be_focused()
    page.get_by_role("button", name="One more unit in layer 1").click()
    expect(page.locator(".tile[data-tile^='0:']")).to_have_count(2)


def test_every_output_has_its_own_map(playground: Playground) -> None:
    page = playground.page
    playground.pick("loss", "softmax_cross_entropy")
    playground.play()
    playground.wait_for_number("test_loss", "value < 0.25", TRAINING_MS)
    playground.pause()
    for unit, ends, inside, outside in (
        (0, "not outsideoutside", "orange", "blue"),
        (1, "not insideinside", "blue", "orange"),
    ):
        page.hover(f"[data-tile='2:{unit}']")
        expect(page.locator(".page-output h2").first).to_have_text(f"Output {unit + 1}")
        expect(page.locator(".legend-scale")).to_have_text(ends)
        playground.wait_until_drawn()
        assert playground.color_at(0, 0) == inside
        around = [playground.color_at(*place) for place in ((4, 0), (-4, 0), (0, 4), (0, -4))]
        assert around.count(outside) >= 3


@pytest.mark.exhaustive
def test_a_large_network_takes_few_strokes(playground: Playground) -> None:
    page = playground.page
    playground.set_units(0, 120)
    playground.set_units(1, 120)
    expect(page.locator("canvas.edges")).to_be_visible()
    page.evaluate(COUNT_STROKES)
    page.hover("[data-tile='0:5']")
    playground.wait_until_drawn()
    assert 0 < page.evaluate("window.strokes") < 1000  # of 14 760 edges


@pytest.mark.exhaustive
def test_tiles_are_painted_when_they_come_into_sight(playground: Playground) -> None:
    page = playground.page
    playground.set_units(0, 120)
    playground.wait_until_drawn()
    assert page.evaluate(WIDTH_OF_LAST) == 1
    page.locator("[data-tile='0:119']").scroll_into_view_if_needed()
    playground.wait_until_drawn()
    assert page.evaluate(WIDTH_OF_LAST) > 1


@pytest.mark.exhaustive
def test_a_chart_that_was_hidden_catches_up(playground: Playground) -> None:
    page = playground.page
    playground.wait_until_drawn()
    page.evaluate(HIDE, True)
    before = page.evaluate(CHART)
    page.locator("[data-action=epoch]").click()
    playground.wait_for_counter("epoch", "value === 1")
    playground.wait_until_drawn()
    assert page.evaluate(CHART) == before
    page.evaluate(HIDE, False)
    playground.wait_until_drawn()
    assert page.evaluate(CHART) != before
