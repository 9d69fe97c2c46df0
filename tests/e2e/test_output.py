"""The output panel: the map's colors and points, and the probe."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground

TRAINING_MS = 60_000
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
PICTURE = "(selector) => document.querySelector(selector).toDataURL()"
# How many different colors a canvas has, read at every third place of a line through its middle.
SHADES = """() => {
  const canvas = document.querySelector("[data-output]");
  const { data } = canvas.getContext("2d").getImageData(0, canvas.height * 0.75, canvas.width, 1);
  const shades = new Set();
  for (let i = 0; i < data.length; i += 12) shades.add(data.slice(i, i + 3).join());
  return shades.size;
}"""


def point_at(page: Page, x: float, y: float) -> None:
    """Move the pointer to a place of the map, in shares of its sides."""
    box = page.locator("[data-surface]").bounding_box()
    assert box
    page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])


def choose_color(page: Page, name: str) -> None:
    """Choose what the colors of the map say."""
    page.locator("[data-action=map_options]").click()
    page.get_by_role("radio", name=name).check()
    page.keyboard.press("Escape")


def test_the_pointer_probes_the_map(playground: Playground) -> None:
    page = playground.page
    playground.play()
    playground.wait_for_number("test_loss", "value < 0.1", TRAINING_MS)
    playground.pause()
    card = page.locator("[data-probe]")
    expect(card).to_have_count(0)
    point_at(page, 0.5, 0.5)
    expect(card).to_contain_text(re.compile(r"inside 9\d\s%|inside 100\s%"))
    expect(card.locator("dd")).to_have_text([re.compile("^−?0.0"), re.compile("^−?0.0")])
    point_at(page, 0.5, 0.09)
    expect(card).to_contain_text(re.compile(r"outside \d+\s%"))
    page.mouse.down()  # a click holds it
    page.mouse.up()
    page.mouse.move(5, 5)
    expect(card).to_contain_text("outside")
    expect(page.locator(".cross")).to_have_attribute("data-held", "true")
    page.locator("[data-action=release_probe]").click()
    expect(card).to_have_count(0)


def test_arrow_keys_probe_the_map(playground: Playground) -> None:
    page = playground.page
    surface = page.locator("[data-surface]")
    page.locator("[data-action=map_options]").focus()
    page.keyboard.press("Tab")
    expect(surface).to_be_focused()
    values = page.locator("[data-probe] dd")
    expect(values).to_have_text(["0.00", "0.00"])
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    expect(values).to_have_text(["0.240", "1.20"])
    expect(page.locator("[data-spoken=probe]")).to_contain_text(
        re.compile(r"x₁ 0.240, x₂ 1.20: (in|out)side \d+\s%")
    )
    assert complaints_of_axe(playground) == []
    page.keyboard.press("Enter")  # held: it stays when the focus leaves
    page.keyboard.press("Tab")
    expect(values).to_have_text(["0.240", "1.20"])
    surface.focus()
    page.keyboard.press("Escape")
    expect(values).to_have_count(0)
    expect(surface).not_to_be_focused()


@pytest.mark.exhaustive
def test_colors_say_what_one_wants(playground: Playground) -> None:
    page = playground.page
    playground.play()
    playground.wait_for_number("test_loss", "value < 0.1", TRAINING_MS)
    playground.pause()
    playground.wait_until_drawn()
    assert page.evaluate(SHADES) > 12
    page.locator("[data-action=map_options]").click()
    page.locator("[data-option=steps]").check()
    playground.wait_until_drawn()
    page.get_by_role("radio", name="Class").check()
    expect(page.locator("[data-option=steps]")).to_have_count(0)
    page.keyboard.press("Escape")
    playground.wait_until_drawn()
    orange, blue = playground.shares("[data-output]")
    assert orange + blue > 0.95  # no place is undecided
    choose_color(page, "Confidence")
    playground.wait_until_drawn()
    assert sum(playground.shares("[data-output]")) < 0.01  # no place has a class's color
    expect(page.locator(".legend-scale")).to_have_text("undecidedsure")
    page.reload()
    playground.wait_until_ready()
    expect(page.locator(".legend-scale")).to_have_text("undecidedsure")  # it is remembered


@pytest.mark.exhaustive
def test_points_are_switched_off_and_on(playground: Playground) -> None:
    page = playground.page
    both = sum(playground.shares("[data-points]"))
    page.locator("[data-points-of=train]").click()
    playground.wait_until_drawn()
    test_only = sum(playground.shares("[data-points]"))
    assert 0 < test_only < both / 2
    page.locator("[data-points-of=test]").click()
    playground.wait_until_drawn()
    assert sum(playground.shares("[data-points]")) == 0
    page.locator("[data-points-of=train]").click()
    playground.wait_until_drawn()
    assert sum(playground.shares("[data-points]")) > test_only


@pytest.mark.exhaustive
def test_scores_of_many_classes_are_bars(playground: Playground) -> None:
    page = playground.page
    playground.choose_dataset("iris", "real")
    playground.play()
    playground.wait_for_number("test_loss", "value < 0.2", TRAINING_MS)
    playground.pause()
    point_at(page, 0.12, 0.88)
    rows = page.locator("[data-score]")
    expect(rows).to_have_count(3)
    expect(page.locator("[data-best=true]")).to_contain_text("setosa")
    widths = [bar.bounding_box()["width"] for bar in page.locator(".score-bar > i").all()]  # type: ignore[index]
    assert widths[0] > 3 * max(widths[1:])
    choose_color(page, "Class")
    playground.wait_until_drawn()
    corner = playground.color_of("[data-output]", 0.2, 0.8)
    assert corner[2] > corner[0] + 60  # setosa's blue, in full


@pytest.mark.exhaustive
def test_values_are_probed_in_their_units(playground: Playground) -> None:
    page = playground.page
    playground.choose_dataset("diabetes", "real")
    playground.play()
    playground.wait_for_number("train_loss", "value < 0.6", TRAINING_MS)
    playground.pause()
    verdict = page.locator("[data-verdict]")
    point_at(page, 0.9, 0.15)
    expect(verdict).to_contain_text("progression")
    high = float(verdict.inner_text().split()[-1])
    point_at(page, 0.1, 0.85)
    low = float(verdict.inner_text().split()[-1])
    assert 25 < low < 150 < high < 400
    page.locator("[data-action=map_options]").click()
    expect(page.locator("[name=map-color]")).to_have_count(0)  # a value is a value


@pytest.mark.exhaustive
def test_a_neuron_says_yes_or_no(playground: Playground) -> None:
    page = playground.page
    playground.choose_model("perceptron")
    point_at(page, 0.75, 0.75)
    expect(page.locator("[data-verdict]")).to_have_text("undecided")  # all weights are zero
    page.locator("[data-action=map_options]").click()
    expect(page.locator("[name=map-color], [data-option=steps]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".map-picture")).to_have_accessible_name(re.compile("train mistakes"))


@pytest.mark.exhaustive
def test_a_finger_probes_without_scrolling(open_page: Callable[..., Playground]) -> None:
    playground = open_page(**PHONE)
    page = playground.page
    box = page.locator("[data-surface]").bounding_box()
    assert box
    client = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": one, "y": other} for one, other in places]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x, y - 15 * step))
    touch("touchEnd")
    expect(page.locator("[data-probe] dd").nth(1)).to_have_text(re.compile(r"^[3-4]\."))
    assert page.evaluate("scrollY") == 0
    page.locator("[data-action=release_probe]").tap()
    expect(page.locator("[data-probe]")).to_have_count(0)


@pytest.mark.exhaustive
def test_the_map_says_what_is_there_now(playground: Playground) -> None:
    page = playground.page
    picture = page.locator(".map-picture")
    spoken = page.locator("#spoken")
    playground.play()
    playground.wait_for_number("test_loss", "value < 0.5", TRAINING_MS)
    playground.pause()
    expect(spoken).to_contain_text("Step")
    playground.choose_model("perceptron")
    expect(picture).to_have_accessible_name(re.compile("train mistakes"))
    expect(spoken).to_contain_text(re.compile("At the start: train mistakes"))
