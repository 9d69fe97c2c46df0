"""The data of the page: other points, one's own, and how many samples each class has."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground

OWN = "[data-own=points]"
WORDS = "[data-drawing-words]"
PAD = "[data-drawing-pad]"
PIXELS = "(canvas) => canvas.toDataURL()"
CHANGED = "([selector, before]) => document.querySelector(selector).toDataURL() !== before"


def start_drawing(playground: Playground) -> Locator:
    playground.show_group("own")
    playground.page.locator("[data-action=draw]").click()
    pad = playground.page.locator(PAD)
    expect(pad).to_be_focused()
    return pad


def place_on(pad: Locator, across: float, down: float) -> dict[str, float]:
    box = pad.bounding_box()
    assert box is not None
    return {"x": across * box["width"], "y": down * box["height"]}


def put(pad: Locator, *places: tuple[float, float]) -> None:
    for across, down in places:
        pad.click(position=place_on(pad, across, down))  # type: ignore[arg-type]


def spray(page: Page, pad: Locator, start: tuple[float, float], end: tuple[float, float]) -> None:
    box = pad.bounding_box()
    assert box is not None
    for at, (across, down) in enumerate((start, end)):
        page.mouse.move(
            box["x"] + across * box["width"], box["y"] + down * box["height"], steps=1 + 14 * at
        )
        if at == 0:
            page.mouse.down()
    page.mouse.up()


def count_drawn(page: Page) -> int:
    text = page.locator(OWN).inner_text()
    return int("".join(filter(str.isdigit, text)))


def test_new_data_says_what_it_did(playground: Playground) -> None:
    page = playground.page
    page.locator("[data-action=epoch]").click()
    playground.wait_for_counter("epoch", "value === 1")
    learned = playground.weights()
    before = page.locator("[data-points]").evaluate(PIXELS)
    page.locator("[data-action=new_data]").click()
    note = page.locator("[data-note]")
    expect(note).to_contain_text("other points from the same pattern. The weights were kept")
    page.wait_for_function(CHANGED, arg=["[data-points]", before])
    assert playground.weights() == learned
    seed = re.findall(r"seed (\d+)", note.inner_text())[0]
    page.locator("[data-action=data_more]").click()
    expect(page.locator("#field-seeds-data")).to_have_value(seed)
    playground.type_number("seeds-data", "7")
    expect(note).to_have_text("")
    assert playground.complaints() == []


@pytest.mark.exhaustive
def test_thumbnails_follow_the_noise(playground: Playground) -> None:
    page = playground.page
    moons = "[data-thumbnail=moons]"
    before = page.locator(moons).evaluate(PIXELS)
    playground.type_number("dataset-noise", "0.4")
    page.wait_for_function(CHANGED, arg=[moons, before])


def test_drawn_points_are_learned_at_once(playground: Playground) -> None:
    page = playground.page
    pad = start_drawing(playground)
    put(pad, (0.2, 0.2), (0.3, 0.25), (0.25, 0.35))
    expect(page.locator(WORDS)).to_have_text("Now points of a second class.")
    page.keyboard.press("2")
    page.locator("[data-tool=spray]").click()
    spray(page, pad, (0.6, 0.7), (0.9, 0.8))
    expect(page.locator(WORDS)).to_contain_text("of 2\u2009000 points")
    playground.wait_until_confirmed()
    playground.play()
    playground.wait_for_number("train_loss", "value < 0.2")
    assert playground.color_at(-3, 3) == "orange"
    assert playground.color_at(3, -3) == "blue"
    page.keyboard.press("Control+z")
    expect(page.locator(WORDS)).to_have_text("Now points of a second class.")
    page.keyboard.press("Control+Shift+z")
    page.locator("[data-action=draw_end]").click()
    expect(pad).to_have_count(0)
    expect(page.locator("[data-own=points]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-balance]")).to_contain_text("class 0: 3")
    assert playground.complaints() == []


def test_drawing_by_keys_alone(playground: Playground) -> None:
    page = playground.page
    start_drawing(playground)
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    for key in ["Shift+ArrowRight", "Shift+ArrowUp", "ArrowUp", "Space"]:
        page.keyboard.press(key)
    expect(page.locator(WORDS)).to_contain_text("2 of")
    expect(page.locator(".drawing-tools [role=status].unseen")).to_have_text(
        "x1 1, x2 1.25; 2 points"
    )
    page.keyboard.press("Delete")
    expect(page.locator(WORDS)).to_have_text("Now points of a second class.")
    page.keyboard.press("Escape")
    expect(page.locator(PAD)).to_have_count(0)


@pytest.mark.exhaustive
def test_points_are_moved_taken_away_and_given_values(playground: Playground) -> None:
    page = playground.page
    pad = start_drawing(playground)
    put(pad, (0.5, 0.5), (0.2, 0.2))
    box = pad.bounding_box()
    assert box is not None
    before = pad.evaluate(PIXELS)
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 0.3 * box["height"], steps=5)
    page.mouse.up()
    page.wait_for_function(CHANGED, arg=[PAD, before])
    assert count_drawn(page) == 2  # moved, not added
    pad.click(button="right", position=place_on(pad, 0.8, 0.3))  # type: ignore[arg-type]
    expect(page.locator(OWN)).to_contain_text("1 points")
    page.locator("[data-draw=clear]").click()
    page.locator("[data-task=regression]").click()
    page.locator("[data-draw=value]").fill("-0,5")
    page.locator("[data-draw=value]").press("Enter")
    put(pad, (0.3, 0.3), (0.4, 0.4))
    page.locator("[data-draw=value]").fill("0.5")
    page.locator("[data-draw=value]").press("Enter")
    put(pad, (0.7, 0.7))
    playground.wait_until_confirmed()
    expect(page.locator("#field-loss option")).to_have_count(3)
    assert playground.complaints() == []
    assert complaints_of_axe(playground) == []


@pytest.mark.exhaustive
def test_present_points_can_be_edited_in_ten_classes(playground: Playground) -> None:
    page = playground.page
    playground.show_group("own")
    page.locator("[data-action=draw_from]").click()
    pad = page.locator(PAD)
    expect(page.locator(OWN)).to_contain_text("500 points")
    for index in range(2, 10):
        page.locator("[data-action=more_classes]").click()
        expect(page.locator(f"[data-class='{index}']")).to_have_attribute("aria-pressed", "true")
        put(pad, (0.05 + 0.08 * index, 0.97))
    expect(page.locator("[data-action=more_classes]")).to_have_count(0)
    playground.wait_until_confirmed()
    page.locator("[data-action=draw_end]").click()
    # Two-class losses are no longer offered; all that are can be had.
    names = page.locator("#field-loss").evaluate("(menu) => [...menu.options].map((o) => o.value)")
    assert names == ["softmax_cross_entropy"]
    expect(page.locator("[data-balance]")).to_contain_text("10 classes")
    assert playground.complaints() == []


@pytest.mark.exhaustive
def test_a_finger_draws_and_the_page_stays(open_page: Callable[..., Playground]) -> None:
    playground = open_page(390, 844, has_touch=True)
    page = playground.page
    page.locator("#data .disclosure-button").tap()
    playground.show_group("own")
    page.locator("[data-action=draw]").tap()
    pad = page.locator(PAD)
    expect(pad).to_be_in_viewport(ratio=0.9)
    at = page.evaluate("scrollY")
    assert pad.evaluate("(pad) => getComputedStyle(pad).touchAction") == "none"
    pad.tap(position=place_on(pad, 0.3, 0.3))  # type: ignore[arg-type]
    page.locator("[data-class='1']").tap()
    pad.tap(position=place_on(pad, 0.7, 0.7))  # type: ignore[arg-type]
    expect(page.locator(WORDS)).to_contain_text("2 of")
    assert page.evaluate("scrollY") == at
    assert complaints_of_axe(playground) == []


@pytest.mark.exhaustive
def test_drawn_points_are_there_on_the_next_visit(playground: Playground) -> None:
    page = playground.page
    pad = start_drawing(playground)
    put(pad, (0.3, 0.3))
    page.keyboard.press("2")
    put(pad, (0.7, 0.7))
    expect(page.locator(OWN)).to_have_attribute("aria-pressed", "true")  # it has been sent
    page.goto("about:blank")
    page.go_back()
    playground.wait_until_ready()
    playground.choose_dataset("circle")
    playground.show_group("own")
    page.locator(OWN).click()
    expect(page.locator(OWN)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-balance]")).to_contain_text("class 1: 1")


@pytest.mark.exhaustive
def test_a_rare_class_is_named_and_weighed(playground: Playground) -> None:
    page = playground.page
    pad = start_drawing(playground)
    put(pad, *[(0.1 + 0.1 * at, 0.3) for at in range(8)])
    page.keyboard.press("2")
    put(pad, (0.3, 0.8), (0.6, 0.8))
    page.locator("[data-action=draw_end]").click()
    playground.wait_until_confirmed()
    balance = page.locator("[data-balance]")
    expect(balance).to_contain_text("4 times as frequent")
    page.locator("[data-action=weigh_classes]").click()
    playground.wait_until_confirmed()
    expect(page.locator("[data-action=class_weights]")).to_have_text("custom")
    expect(balance).to_contain_text("set under More")
    page.locator(".balance-button").click()
    expect(page.locator("#balance table")).to_be_visible()
    assert complaints_of_axe(playground) == []


@pytest.mark.exhaustive
def test_refusals_in_the_data_column_can_be_read_and_dismissed(playground: Playground) -> None:
    page = playground.page
    playground.type_number("dataset-noise", "7")
    error = page.locator("#field-dataset-noise-error")
    column = page.locator("#data").bounding_box()
    box = error.bounding_box()
    assert column is not None
    assert box is not None
    assert box["x"] >= column["x"]
    assert box["x"] + box["width"] <= column["x"] + column["width"]
    error.get_by_role("button").click()
    expect(error).to_have_count(0)
    expect(page.locator("input#field-dataset-noise")).to_have_value("0")
