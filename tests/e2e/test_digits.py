"""Digits: pages of pictures, weights as pictures, and a pad to draw on."""

import math
import re
from collections.abc import Callable, Iterable

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground

TRAINING_MS = 60_000
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
ONE = [(0.5, 0.12), (0.5, 0.88)]
ZERO = [
    (0.5 + 0.24 * math.sin(math.pi * step / 12), 0.5 - 0.38 * math.cos(math.pi * step / 12))
    for step in range(25)
]
# How many different colors a canvas has.
COLORS = """(selector) => {
  const canvas = document.querySelector(selector);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}"""


def open_digits(playground: Playground) -> None:
    """Choose the digits and wait for their pictures."""
    with playground.page.expect_response("**/data"):  # too many numbers for the welcome
        playground.choose_dataset("digits", "real")


def train(playground: Playground) -> None:
    """Build a network of 16 units and train it well."""
    open_digits(playground)
    playground.page.locator("[data-action=layer_fewer]").click()
    playground.wait_until_confirmed()
    playground.set_units(0, 16)
    playground.pick("hidden_layers-activation", "relu")
    playground.pick("optimizer-key", "adam")
    playground.type_number("optimizer-learning_rate", "0.005")
    playground.page.locator("#speed").press("End")
    playground.play()
    playground.wait_for_number("test_loss", "value < 0.2", TRAINING_MS)
    playground.pause()


def draw(playground: Playground, stroke: Iterable[tuple[float, float]]) -> None:
    """Draw a stroke with the pointer, in shares of the pad."""
    page = playground.page
    box = page.locator("[data-pad]").bounding_box()
    assert box
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=3)
    page.mouse.up()


def test_a_drawn_digit_is_recognized(playground: Playground) -> None:
    page = playground.page
    train(playground)
    page.locator("[data-picture-view=draw]").click()
    pad = page.locator("[data-pad]")
    expect(pad).to_contain_text("Draw a digit here, from 0 to 9")
    draw(playground, ZERO)
    best = page.locator(".score-strip [data-best=true]")
    expect(best).to_have_attribute("data-score", "0")
    expect(page.locator(".received-verdict")).to_contain_text("0")
    page.locator("[data-action=pad_clear]").click()
    expect(best).to_have_count(0)
    draw(playground, ONE)
    expect(best).to_have_attribute("data-score", "1")
    draw(playground, [(0.2, 0.3), (0.8, 0.3)])
    page.locator("[data-action=pad_undo]").click()
    expect(page.locator(".pad-stroke")).to_have_count(1)
    expect(best).to_have_attribute("data-score", "1")
    page.hover("[data-tile='0:0']")  # its weights are a picture, here and in its tile
    playground.wait_until_drawn()
    expect(page.locator(".map")).to_be_visible()
    assert page.evaluate(COLORS, "[data-map='0:0']") > 30
    assert 30 < page.evaluate(COLORS, "[data-output]") <= 65  # squares, and nothing between


def test_pictures_are_shown_with_what_they_are_taken_for(playground: Playground) -> None:
    page = playground.page
    open_digits(playground)
    tiles = page.locator("[data-row]")
    expect(tiles).to_have_count(18)
    expect(page.locator("[data-wrong=true]").first).to_contain_text("≠")
    tiles.first.click()
    expect(tiles.first).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".score-strip [data-best=true]")).to_have_count(1)
    first = tiles.first.get_attribute("data-row")
    page.locator("[data-turn=next]").click()
    expect(page.locator(".gallery-pages [role=status]")).to_contain_text("19–36 of")
    assert tiles.first.get_attribute("data-row") != first
    assert complaints_of_axe(playground) == []
    page.locator("[data-picture-view=map]").click()
    expect(page.locator("#axis-x")).to_be_attached()
    page.reload()  # the view is remembered
    playground.wait_until_ready()


@pytest.mark.exhaustive
def test_a_trained_network_shows_its_mistakes_first(playground: Playground) -> None:
    page = playground.page
    train(playground)
    playground.wait_until_drawn()
    wrong = page.locator("[data-row]").evaluate_all("(all) => all.map((one) => one.dataset.wrong)")
    assert wrong[0] == "true"
    assert wrong == sorted(wrong, reverse=True)
    page.locator("[data-option=mistakes_first]").uncheck()
    rows = page.locator("[data-row]").evaluate_all("(all) => all.map((one) => +one.dataset.row)")
    assert rows == sorted(rows)


@pytest.mark.exhaustive
def test_a_digit_is_drawn_with_keys(playground: Playground) -> None:
    page = playground.page
    train(playground)
    page.locator("[data-picture-view=draw]").click()
    pad = page.locator("[data-pad]")
    pad.focus()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")  # inks a square; it does not play
    expect(page.locator(".pad-stroke")).to_have_count(1)
    for _ in range(7):
        page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".score-strip [data-best=true]")).to_have_attribute("data-score", "1")
    expect(playground.play_button).to_have_accessible_name("Play")
    expect(page.locator("[data-spoken=probe]")).to_contain_text(re.compile(r"1 \d+\s%"))
    assert complaints_of_axe(playground) == []
    page.keyboard.press("Backspace")
    expect(pad).to_contain_text("Empty")


@pytest.mark.exhaustive
def test_a_finger_draws_without_scrolling(open_page: Callable[..., Playground]) -> None:
    playground = open_page(**PHONE)
    page = playground.page
    page.locator("[aria-controls=data-body]").click()
    open_digits(playground)
    page.locator("[data-picture-view=draw]").click()
    pad = page.locator("[data-pad]")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    before = page.evaluate("scrollY")
    client = page.context.new_cdp_session(page)
    x = box["x"] + box["width"] / 2

    def touch(kind: str, *heights: float) -> None:
        points = [{"x": x, "y": box["y"] + share * box["height"]} for share in heights]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 0.85)
    for step in range(1, 11):
        touch("touchMove", 0.85 - 0.07 * step)
    touch("touchEnd")
    expect(page.locator(".score-strip [data-best=true]")).to_have_count(1)
    path = page.locator(".pad-stroke").get_attribute("d")
    assert path
    assert path.count("L") > 5
    assert page.evaluate("scrollY") == before
    assert page.evaluate("document.documentElement.scrollWidth") == 390
