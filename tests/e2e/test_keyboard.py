"""Everything without a pointer."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.playground import Playground

MOST_TABS = 100
# What the page sends from now on: the type of every command.
RECORD_COMMANDS = """() => {
  window.commands = [];
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    window.commands.push(JSON.parse(data).type);
    return send.call(this, data);
  };
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus, and see that the focus shows."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_a_walk_by_keyboard_alone(playground: Playground) -> None:
    page = playground.page
    tab_to(page, "[data-action=play]")
    page.keyboard.press("Enter")
    expect(playground.play_button).to_have_accessible_name("Pause")
    playground.wait_for_counter("epoch", "value >= 1")
    page.keyboard.press("Space")
    expect(playground.play_button).to_have_accessible_name("Play")
    tab_to(page, "#speed")
    page.keyboard.press("End")
    expect(page.locator("output[for=speed]")).to_have_text("as fast as it can")
    tab_to(page, "#field-optimizer-learning_rate")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#field-optimizer-learning_rate")).to_have_value("0.05")
    tab_to(page, "#field-optimizer-key")
    page.keyboard.type("Adam")
    expect(page.locator("#field-optimizer-key")).to_have_value("adam")
    page.keyboard.press("Tab")  # a new run is asked about
    expect(page.locator("[data-action=leave_it]")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".question")).to_have_count(0)
    expect(page.locator("#field-optimizer-key")).to_have_value("adam")
    tab_to(page, "[data-dataset=moons]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-dataset=moons]")).to_have_attribute("aria-pressed", "true")


def test_arrows_walk_over_units_and_weights(playground: Playground) -> None:
    page = playground.page
    heading = page.locator(".page-output h2").first
    tab_to(page, "[data-tile='-1:0']")
    expect(heading).to_have_text("x₁")
    for key, name in (
        ("ArrowDown", "x₂"),
        ("ArrowDown", "x₁²"),
        ("ArrowRight", "Layer 1, unit 2"),
        ("ArrowRight", "Layer 2, unit 1"),
        ("ArrowRight", "Output"),
        ("ArrowLeft", "Layer 2, unit 2"),
    ):
        page.keyboard.press(key)
        expect(heading).to_have_text(name)
    tab_to(page, ".weights")
    card = page.locator(".card")
    expect(card).to_contain_text("x₁ → Layer 1, unit 1")
    page.keyboard.press("ArrowDown")
    expect(card).to_contain_text("x₁ → Layer 1, unit 2")
    page.keyboard.press("ArrowRight")
    expect(card).to_contain_text("Layer 1, unit 1 → Layer 2, unit 1")


def test_shortcuts(playground: Playground) -> None:
    page = playground.page
    page.keyboard.press("s")
    playground.wait_for_counter("step", "value === 1")
    page.keyboard.press("r")
    playground.wait_for_counter("step", "value === 0")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.evaluate(RECORD_COMMANDS)
    page.keyboard.press("s")
    page.keyboard.press("Space")  # is no letter, and acts still
    expect(playground.play_button).to_have_accessible_name("Pause")
    commands = page.evaluate("window.commands")
    assert "run" in commands
    assert "train" not in commands


@pytest.mark.exhaustive
def test_the_focus_stays_where_there_is_no_more_to_remove(playground: Playground) -> None:
    page = playground.page
    fewer = page.locator("[data-action=layer_fewer]")
    fewer.focus()
    for left in (1, 0):
        page.keyboard.press("Enter")
        playground.wait_until_confirmed()
        expect(page.locator("[data-units]")).to_have_count(left)
    expect(fewer).to_be_disabled()
    expect(fewer).to_be_focused()
    page.keyboard.press("Enter")
    playground.wait_until_confirmed()
    expect(page.locator(".field[data-invalid], [role=alert]")).to_have_count(0)


@pytest.mark.exhaustive
def test_escape_takes_back_what_was_typed(playground: Playground) -> None:
    for selector, value in (("[data-units='0']", "4"), ("#field-batch_size", "10")):
        box = playground.page.locator(selector)
        box.fill("7")
        box.press("Escape")
        expect(box).to_have_value(value)
        box.blur()
        playground.wait_until_confirmed()
        expect(box).to_have_value(value)
