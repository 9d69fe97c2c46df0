"""A unit's numbers: read, set by hand, and kept while layers and units come and go."""

import math
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground

FIELD = "[data-number-field]"
VALUE = re.compile(r"[−-]?\d+(?:\.\d+)?")


def numbers(locator: Locator) -> list[float]:
    """Return the numbers of a term: its weight and its input, or the bias alone."""
    value = locator.locator(".term-value").inner_text()
    return [float(each.replace("−", "-")) for each in VALUE.findall(value)]


def keep(page: Page, place: str) -> None:
    """Press a unit, so that its numbers stay."""
    tile = page.locator(f"[data-tile='{place}']")
    if tile.get_attribute("aria-pressed") != "true":
        tile.click()
    page.evaluate("document.activeElement.blur()")  # a unit with the focus comes first
    expect(page.locator(".unit-card[data-kept=true]")).to_be_visible()
    page.mouse.move(2, 2)


def weights_of(playground: Playground, place: str) -> dict[str, float]:
    """Return a unit's weights and its bias by where they come from, as the card has them."""
    playground.wait_until_confirmed()
    keep(playground.page, place)
    playground.wait_until_drawn()
    terms = playground.page.locator("[data-term]")
    found = {}
    for term in terms.all():
        source = (term.get_attribute("data-term") or "").split(":")[1]
        found[source] = numbers(term)[0]
    return found


def test_a_unit_shows_what_it_adds_up(playground: Playground) -> None:
    page = playground.page
    card = page.locator(".unit-card")
    expect(card).to_contain_text("Point at a unit")
    page.locator("[data-tile='0:1']").hover()
    expect(card.locator("h3")).to_have_text("Layer 1, unit 2")
    expect(card).to_contain_text("first train sample")
    keep(page, "1:0")
    shown = [numbers(term) for term in page.locator("[data-term]").all()]
    assert len(shown) == 5  # four weights, and the bias
    total = sum(math.prod(each) for each in shown)
    z, a = (
        float(page.locator(f"[data-unit-number={name}]").inner_text().replace("−", "-"))
        for name in "za"
    )
    assert z == pytest.approx(total, abs=2e-4)
    assert a == pytest.approx(math.tanh(z), abs=2e-4)
    before = page.locator("[data-term='1:0:0']").inner_text()
    playground.play()
    expect(page.locator("[data-term='1:0:0']")).not_to_have_text(before)
    playground.pause()
    page.locator("[data-surface]").hover(position={"x": 40, "y": 40})
    expect(card).to_contain_text("at the pointer")
    expect(page.locator("[data-value='0:0']")).not_to_be_empty()
    expect(page.locator("[data-value='-1:6']")).to_be_empty()  # is no input
    page.mouse.move(2, 2)
    expect(page.locator("[data-value='0:0']")).to_be_empty()


def test_a_number_is_set_by_pointer_and_by_keyboard(playground: Playground) -> None:
    page = playground.page
    loss = page.locator("[data-number=train_loss]").inner_text()
    page.locator("[data-bias='2:0']").click()
    page.locator(FIELD).fill("two")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_contain_text("A number is needed")
    expect(page.locator(FIELD)).to_have_value("two")
    page.locator(FIELD).fill("2,5")
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_have_count(0)
    expect(page.locator("[data-number=train_loss]")).not_to_have_text(loss)
    assert weights_of(playground, "2:0")["-1"] == 2.5
    group = page.locator(".weights")
    group.focus()
    for key in ("ArrowRight", "ArrowRight", "End"):
        page.keyboard.press(key)
    expect(page.locator(".card")).to_contain_text("Bias of Output")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_have_value("2.8")
    page.keyboard.press("Escape")
    expect(group).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_have_count(0)
    assert weights_of(playground, "2:0")["-1"] == 1.5
    assert playground.complaints() == []


def test_units_and_layers_come_and_go_without_the_others(playground: Playground) -> None:
    page = playground.page
    page.locator("[data-action=epoch]").click()
    playground.wait_for_counter("epoch", "value === 1")
    first = [weights_of(playground, f"0:{unit}") for unit in range(4)]
    second = weights_of(playground, "1:1")
    output = weights_of(playground, "2:0")
    page.locator("[data-tile='0:1']").focus()
    page.keyboard.press("Delete")
    expect(page.locator(".tile[data-tile^='0:']")).to_have_count(3)
    assert [weights_of(playground, f"0:{unit}") for unit in range(3)] == first[:1] + first[2:]
    left = {"0": second["0"], "1": second["2"], "2": second["3"], "-1": second["-1"]}
    assert weights_of(playground, "1:1") == left
    page.locator("[data-layer-menu='1']").click()
    page.locator("[data-layer-action='before:1']").click()
    expect(page.locator("[data-units]")).to_have_count(3)
    assert weights_of(playground, "2:1") == left
    assert weights_of(playground, "3:0") == output
    page.locator("[data-layer-menu='2']").press("Enter")
    page.locator("[data-layer-action='left:2']").press("Enter")
    expect(page.locator("[data-units='1']")).to_have_value("2")
    expect(page.locator("[data-layer-menu='1']")).to_be_focused()
    assert weights_of(playground, "1:1") == left
    assert weights_of(playground, "0:0") == first[0]
    assert playground.complaints() == []


def test_a_template_is_one_change(playground: Playground) -> None:
    page = playground.page
    page.locator("[data-action=templates]").click()
    page.locator("[data-template=xor]").click()
    playground.wait_until_confirmed()
    expect(page.locator("[data-dataset=xor]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-units]")).to_have_count(1)
    expect(page.locator("[data-units='0']")).to_have_value("2")
    page.locator("[data-action=templates]").click()
    page.locator("[data-template=perceptron]").click()
    playground.wait_until_confirmed()
    expect(page.locator("#model")).to_have_value("perceptron")
    page.locator("[data-action=templates]").click()
    page.locator("[data-template=deep]").click()
    playground.wait_until_confirmed()
    expect(page.locator("#model")).to_have_value("network")
    expect(page.locator("[data-units='2']")).to_have_value("8")
    assert playground.complaints() == []


@pytest.mark.exhaustive
def test_a_frozen_number_stays_as_it_is_set_while_it_trains(playground: Playground) -> None:
    page = playground.page
    keep(page, "1:0")
    page.locator("[data-lock='1']").click()
    playground.wait_until_confirmed()
    playground.play()
    page.locator("[data-term='1:-1:0']").click()
    page.locator(FIELD).fill("0.75")
    page.keyboard.press("Enter")
    expect(page.locator("[data-term='1:-1:0']")).to_contain_text("0.7500")
    playground.wait_for_counter("step", "value > 300")
    expect(page.locator("[data-term='1:-1:0']")).to_contain_text("0.7500")
    page.locator("[data-term='2:-1:0']").or_(page.locator("[data-bias='2:0']")).first.click()
    page.locator(FIELD).fill("9")
    page.keyboard.press("Enter")  # learns on from there
    expect(page.locator(FIELD)).to_have_count(0)
    playground.pause()
    assert playground.complaints() == []


@pytest.mark.exhaustive
def test_a_large_network_is_edited_as_a_small_one(playground: Playground) -> None:
    page = playground.page
    playground.set_units(0, 100)
    playground.set_units(1, 100)
    before = weights_of(playground, "1:0")
    expect(page.locator(".unit-card")).to_contain_text("more")
    page.locator("[data-term='1:-1:0']").click()
    page.locator(FIELD).fill("-1.5")
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_have_count(0)
    assert weights_of(playground, "1:0") == before | {"-1": -1.5}
    page.locator("[data-tile='1:1']").focus()
    page.keyboard.press("Delete")  # its weights do not fit into one message
    expect(page.locator(".tile[data-tile^='1:']")).to_have_count(99)
    assert weights_of(playground, "1:0") == before | {"-1": -1.5}
    assert playground.complaints() == []


@pytest.mark.exhaustive
def test_a_hand_edits_as_a_mouse_does(open_page: Callable[..., Playground]) -> None:
    playground = open_page(390, 844, has_touch=True, is_mobile=True)
    page = playground.page
    page.locator("[data-tile='0:0']").scroll_into_view_if_needed()
    page.locator("[data-tile='0:0']").tap()
    page.locator(".unit-card").scroll_into_view_if_needed()
    page.locator("[data-term='0:0:0']").tap()
    before = float(page.locator(FIELD).input_value())
    page.locator("[data-number-action=more]").tap()
    expect(page.locator(FIELD)).to_be_focused()
    assert float(page.locator(FIELD).input_value()) == pytest.approx(before + 0.1)
    page.locator("[data-number-action=cancel]").tap()
    expect(page.locator(FIELD)).to_have_count(0)
    small = page.evaluate("""() => [...document.querySelectorAll(
        ".stepper button, .lock, .column-menu, .unit-buttons button, .head-select .select")]
      .filter((each) => each.offsetHeight < 44 || each.offsetWidth < 44)
      .map((each) => each.outerHTML)""")
    assert small == []


@pytest.mark.exhaustive
def test_what_is_shown_has_no_barrier(playground: Playground) -> None:
    page = playground.page
    keep(page, "1:0")
    assert complaints_of_axe(playground) == []
    page.locator("[data-term='1:0:0']").click()
    assert complaints_of_axe(playground) == []
    page.keyboard.press("Escape")
    page.locator("[data-layer-menu='0']").click()
    assert complaints_of_axe(playground) == []
    page.keyboard.press("Escape")
    page.locator("[data-action=templates]").click()
    assert complaints_of_axe(playground) == []
