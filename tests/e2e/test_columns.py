"""Data with more than two columns, and with more than two classes."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground

TRAINING_MS = 60_000
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
WIDTH = "document.documentElement.scrollWidth"


def is_nearer(color: list[int], first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """Tell whether a color is nearer to the first of two others."""

    def away(other: tuple[int, ...]) -> int:
        return sum((one - two) ** 2 for one, two in zip(color, other, strict=True))

    return away(first) < away(second)


def test_iris_on_axes_of_choice(playground: Playground) -> None:
    page = playground.page
    playground.choose_dataset("iris", "real")
    expect(page.locator("#axis-x")).to_have_value("petal_length_cm")
    expect(page.locator("#axis-y")).to_have_value("petal_width_cm")
    expect(page.locator(".axis-menu--x")).to_contain_text("petal length cm")
    expect(page.locator(".map-picture")).to_have_accessible_name(re.compile("petal width"))
    expect(page.locator(".legend-classes li")).to_have_text(["setosa", "versicolor", "virginica"])
    expect(page.locator("[data-feature]")).to_have_count(4)
    playground.wait_until_drawn()
    before = page.evaluate("document.querySelector('[data-points]').toDataURL()")
    page.locator("#axis-x").select_option("sepal_width_cm")
    expect(page.locator(".axis-menu--x")).to_contain_text("sepal width cm")
    playground.wait_until_drawn()
    assert page.evaluate("document.querySelector('[data-points]').toDataURL()") != before
    map_before = page.evaluate("document.querySelector('[data-output]').toDataURL()")
    page.locator("[data-action=map_options]").click()
    page.get_by_role("radio", name="median").check()
    page.keyboard.press("Escape")
    playground.wait_until_drawn()
    assert page.evaluate("document.querySelector('[data-output]').toDataURL()") != map_before
    page.locator("#axis-y").select_option("sepal_width_cm")  # the axes change places
    expect(page.locator("#axis-x")).to_have_value("petal_width_cm")
    playground.play()
    playground.wait_for_number("test_loss", "value < 0.3", TRAINING_MS)
    playground.pause()
    assert complaints_of_axe(playground) == []
    assert playground.complaints() == []


@pytest.mark.exhaustive
def test_inputs_are_chosen_by_name(playground: Playground) -> None:
    page = playground.page
    playground.choose_dataset("wine", "real")
    count = page.locator("[data-action=choose_inputs]")
    expect(count).to_contain_text("13 of 13")
    page.locator("[data-feature=ash]").click()
    playground.wait_until_confirmed()
    expect(count).to_contain_text("12 of 13")
    count.click()
    page.locator("[data-inputs=none]").click()
    expect(page.locator(".input-note")).to_contain_text("at least one")
    page.locator("[data-input=hue]").check()
    playground.wait_until_confirmed()
    expect(count).to_contain_text("1 of 13")
    page.locator("[data-inputs=axes]").click()
    playground.wait_until_confirmed()
    expect(count).to_contain_text("2 of 13")
    assert complaints_of_axe(playground) == []
    page.locator("[data-inputs=all]").click()
    playground.wait_until_confirmed()
    expect(page.locator("[data-feature][aria-pressed=true]")).to_have_count(13)
    page.keyboard.press("Escape")
    playground.choose_dataset("circle")  # other columns: the choice is over
    expect(page.locator("[data-feature][aria-pressed=true]")).to_have_count(2)


def test_many_classes_are_blended(playground: Playground) -> None:
    page = playground.page
    playground.choose_dataset("blobs4")
    expect(page.locator(".legend-classes li")).to_have_count(4)
    expect(page.locator(".tile-name--output")).to_have_count(4)
    playground.play()
    playground.wait_for_number("test_loss", "value < 0.1", TRAINING_MS)
    playground.pause()
    playground.wait_until_drawn()
    corners = [(0.05, 0.05), (0.95, 0.05), (0.05, 0.95), (0.95, 0.95)]
    colors = [tuple(playground.color_of("[data-output]", *corner)) for corner in corners]
    assert len(set(colors)) == 4
    page.hover("[data-tile='2:0']")
    playground.wait_until_drawn()
    expect(page.locator(".page-output h2")).to_contain_text("Output for")
    alone = [playground.color_of("[data-output]", *corner) for corner in corners]
    assert sum(is_nearer(color, (0, 114, 178), (247, 247, 247)) for color in alone) == 1


@pytest.mark.exhaustive
def test_digits_are_read_from_one_picture(playground: Playground) -> None:
    page = playground.page
    with page.expect_response("**/data"):  # too many numbers for the welcome
        playground.choose_dataset("digits", "real")
    expect(page.locator("[data-tile^='-1:']")).to_have_count(1)
    expect(page.locator("[data-tile^='2:']")).to_have_count(10)
    page.wait_for_function("() => document.querySelector('[data-picture]').width > 1")
    playground.set_units(0, 16)
    playground.set_units(1, 16)
    page.locator("#speed").press("End")
    playground.play()
    playground.wait_for_number("test_loss", "value < 0.5", TRAINING_MS)
    playground.pause()
    page.locator("[data-tile='-1:0']").click()
    expect(page.locator(".input-squares button")).to_have_count(64)
    page.locator("[data-input=pixel_0_0]").click()
    playground.wait_until_confirmed()
    expect(page.locator("[data-action=choose_inputs]")).to_contain_text("63 of 64")
    assert playground.complaints() == []
    assert complaints_of_axe(playground) == []


@pytest.mark.exhaustive
def test_measured_values_have_a_scale_of_their_own(playground: Playground) -> None:
    page = playground.page
    playground.choose_dataset("diabetes", "real")
    ticks = page.locator(".legend-ticks span")
    expect(ticks).to_have_text(["25", re.compile(r"^15\d$"), "346"])  # the mean has no color
    expect(page.locator(".page-data")).to_contain_text("442 rows, 10 columns")
    playground.play()
    playground.wait_for_number("train_loss", "value < 0.6", TRAINING_MS)
    assert sum(playground.shares("[data-points]")) > 0.02


def test_the_map_keeps_its_place_whatever_the_data(playground: Playground) -> None:
    places = []
    for key, group in (
        ("circle", "generator"),
        ("blobs4", "generator"),
        ("plane", "generator"),
        ("iris", "real"),
        ("wine", "real"),
        ("diabetes", "real"),
    ):
        playground.choose_dataset(key, group)
        boxes = [playground.page.locator(name).bounding_box() for name in (".map", ".numbers")]
        places.append(boxes)
    assert all(boxes == places[0] for boxes in places)


@pytest.mark.exhaustive
def test_every_data_set_fits_a_phone(open_page: Callable[..., Playground]) -> None:
    playground = open_page(**PHONE)
    page = playground.page
    page.locator("[aria-controls=data-body]").click()
    for key in ("wine", "digits", "breast_cancer"):
        playground.choose_dataset(key, "real")
        assert page.evaluate(WIDTH) == 390
    assert complaints_of_axe(playground) == []
