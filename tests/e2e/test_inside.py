"""Inside a step: the whole walk, number by number, and the step that then happens."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground
from tests.e2e.walk import Walk, check_product, check_sum, check_update, value_of


@pytest.fixture
def walk(playground: Playground) -> Walk:
    opened = Walk(playground)
    opened.open()
    return opened


def test_a_whole_step_is_walked_and_its_numbers_fit(walk: Walk) -> None:
    seen = []
    for _ in range(23):
        walk.next()
        where, lines = walk.where.inner_text(), walk.lines()
        seen.append(where.split(" · ")[0])
        if where.startswith("Forward"):
            check_sum(lines[0])
            weights = re.findall(r"(−?[\d.]+)\)?·", lines[0])
            assert all(weight in walk.chips() for weight in weights)
        elif where.startswith("Backward"):
            if "Output" not in where:
                check_sum(lines[0])
            assert walk.labels()[-1] == "bias"
            for line in [line for line in lines if line.startswith(("dz=da·", "dw"))]:
                check_product(line)
        elif lines:
            assert [check_update(line) for line in lines[1:]] if "Loss" not in where else lines
    assert seen == ["Forward"] * 7 + ["Loss"] + ["Backward"] * 7 + ["Update"] * 8
    expect(walk.page.locator("[data-walk-result]")).to_contain_text("loss")


def test_the_step_happens_as_it_was_shown(walk: Walk) -> None:
    walk.go("update")
    announced = [check_update(line) for line in walk.lines()]
    walk.page.keyboard.press("End")
    cells = walk.page.locator("[data-walk-result] tr:last-child td").all_inner_texts()
    walk.page.locator("[data-walk-apply]").click()
    expect(walk.note).to_contain_text(
        f"all 25 weights and biases are as announced. Loss of this "
        f"sample: {cells[0]} before, {cells[1]} now"
    )
    walk.next()
    found = re.search(
        r"z=\(?(−?[\d.]+)\)?·.*?\+\(?(−?[\d.]+)\)?·.*?\+\(?(−?[\d.×⁻⁰-⁹]+)\)?=", walk.lines()[0]
    )
    assert found
    assert list(map(value_of, found.groups())) == announced
    assert walk.playground.counter("step") == 0
    walk.page.locator("[role=tab][data-view=network]").click()
    expect(walk.page.locator(".walk-marks")).to_have_count(0)
    walk.page.locator("[role=group][aria-label='Weights of the network']").focus()
    expect(walk.page.locator(".card")).to_contain_text(f"{announced[0]:.4f}".replace("-", "−"))


def test_a_change_in_mid_walk_begins_it_again(walk: Walk) -> None:
    page, playground = walk.page, walk.playground
    walk.go("backward")
    page.locator("[data-action=step]").click()
    expect(walk.note).to_contain_text("step 1")
    expect(walk.where).to_contain_text("Forward · Inputs · 1 of 24")
    walk.go("update")
    playground.type_number("optimizer-learning_rate", "0.1")
    expect(walk.note).to_contain_text("setting")
    page.get_by_role("button", name="One unit fewer in layer 1").click()
    expect(walk.note).to_contain_text("network")
    expect(walk.where).to_contain_text("1 of 21")
    page.locator("[data-action=play]").click()
    expect(page.locator("[data-walk-status=running]")).to_be_visible()
    expect(page.locator(".walk-marks, .walk-line")).to_have_count(0)
    page.locator("[data-walk-act]").click()
    expect(walk.note).to_contain_text("Training has gone on")
    walk.go("update")
    assert check_update(walk.lines()[0])


@pytest.mark.exhaustive
def test_opening_pauses_training_and_says_so(playground: Playground) -> None:
    playground.play()
    walk = Walk(playground)
    walk.page.locator("[role=tab][data-view=step]").click()
    expect(walk.note).to_contain_text("paused")
    expect(walk.where).to_contain_text("1 of")
    expect(playground.play_button).to_have_accessible_name("Play")


@pytest.mark.exhaustive
def test_keys_and_auto_play_walk(walk: Walk) -> None:
    page = walk.page
    page.locator(".walk-content").focus()
    for key, place in (
        ("ArrowRight", "2 of"),
        ("End", "24 of"),
        ("ArrowLeft", "23 of"),
        ("Home", "1 of"),
    ):
        page.keyboard.press(key)
        expect(walk.where).to_contain_text(place)
    page.locator("[data-walk-play]").click()
    expect(walk.where).to_contain_text("2 of 24")
    page.locator("[data-walk-play]").click()
    page.locator("[data-walk-detail=layer]").click()
    expect(walk.where).to_contain_text("Layer 1 · 2 of 12")
    expect(page.locator(".walk-table tbody tr")).to_have_count(4)
    page.locator(".tile[data-tile='1:0']").click()
    expect(walk.where).to_contain_text("Layer 2 · 3 of 12")


@pytest.mark.exhaustive
def test_samples_are_chosen_and_typed(walk: Walk) -> None:
    page = walk.page
    walk.choose(3)
    first = page.locator("#walk-x1").input_value()
    page.locator("[data-walk-sample=next]").click()
    expect(page.locator("[data-walk-row]")).to_have_value("4")
    expect(page.locator("[data-walk-sample=next]")).to_be_focused()
    assert page.locator("#walk-x1").input_value() != first
    page.locator("[data-walk-map]").click(position={"x": 2, "y": 52})
    expect(page.locator("#walk-x1")).to_have_value(re.compile(r"^-[45]"))
    page.locator("#walk-x1").fill("2,5")
    page.locator("#walk-x1").press("Enter")
    expect(page.locator(".walk-split")).to_have_text("typed in")
    page.locator("[data-walk-truth]").select_option(label="inside")
    walk.next()
    assert "·2.500+" in walk.lines()[0]
    check_sum(walk.lines()[0])
    page.locator("#walk-x2").fill("much")
    page.locator("#walk-x2").press("Enter")
    expect(page.locator("#walk-x2-error")).to_have_text("x₂ must be a number; this is much.")
    page.locator("[data-walk-row]").fill("501")
    expect(page.locator("#walk-row-error")).to_contain_text("from 1 to 500; this is 501")


@pytest.mark.exhaustive
def test_a_perceptron_learns_from_a_mistake(playground: Playground) -> None:
    playground.choose_model("perceptron")
    walk = Walk(playground)
    walk.open()
    expect(walk.page.locator("[data-walk-phase=backward]")).to_have_attribute(
        "aria-disabled", "true"
    )
    walk.go("loss")
    assert walk.lines()[0].endswith("≤0")
    walk.go("update")
    assert walk.lines()[-1].startswith("b′=")
    walk.page.keyboard.press("End")
    walk.page.locator("[data-walk-apply]").click()
    expect(walk.note).to_contain_text("all 3 weights and biases are as announced")


@pytest.mark.exhaustive
def test_a_threshold_unit_never_learns(playground: Playground) -> None:
    playground.choose_model("threshold")
    walk = Walk(playground)
    walk.open()
    walk.go("update")
    expect(walk.page.locator(".walk-content")).to_contain_text("never learns")
    walk.page.keyboard.press("End")
    expect(walk.page.locator("[data-walk-apply]")).to_have_attribute("aria-disabled", "true")


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "optimizer", ["momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"]
)
def test_every_optimizer_has_its_formula(playground: Playground, optimizer: str) -> None:
    playground.pick("optimizer-key", optimizer)
    playground.pick("regularizer-key", "l2")
    page = playground.page
    page.locator("[data-action=epoch]").click()
    playground.wait_for_counter("epoch", "value === 1")
    walk = Walk(playground)
    walk.open()
    walk.go("update")
    for _ in range(7):
        lines = walk.lines()
        assert not [line for line in lines if "→" in line], "each is known, so none is left out"
        assert any(line.startswith(("w′", "b′")) for line in lines)
        walk.next()
    page.locator("[data-walk-apply]").click()
    expect(walk.note).to_contain_text("all 25 weights and biases are as announced")


@pytest.mark.exhaustive
def test_digits_are_pictures_and_the_strongest_terms(playground: Playground) -> None:
    playground.choose_dataset("digits", "real")
    walk = Walk(playground)
    walk.open()
    walk.next()
    expect(walk.page.locator(".walk-picture canvas")).to_be_visible()
    expect(walk.page.locator(".walk-table tbody tr")).to_have_count(64)
    assert 0 < len(walk.chips()) <= 80


@pytest.mark.exhaustive
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_has_nothing_to_say(open_page, theme: str) -> None:  # type: ignore[no-untyped-def]
    playground: Playground = open_page(color_scheme=theme)
    walk = Walk(playground)
    walk.open()
    for phase in ("forward", "loss", "backward", "update"):
        walk.go(phase)
        assert complaints_of_axe(playground) == []
    walk.page.keyboard.press("End")
    assert complaints_of_axe(playground) == []


@pytest.mark.exhaustive
def test_in_a_hand_the_walk_is_read_before_the_network(open_page) -> None:  # type: ignore[no-untyped-def]
    playground: Playground = open_page(390, 844, has_touch=True, is_mobile=True)
    walk = Walk(playground)
    walk.open()
    network, room = (walk.page.locator(f"#{name}").bounding_box() for name in ("network", "room"))
    assert network and room
    assert network["y"] >= room["y"] + room["height"] - 1
    page: Page = walk.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    walk.next()
    check_sum(walk.lines()[0])
