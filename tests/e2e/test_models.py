"""Perceptron and threshold unit, as the page offers them."""

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground


def test_a_perceptron_finds_a_line_and_stops(playground: Playground) -> None:
    page = playground.page
    playground.choose_dataset("gaussians")
    playground.choose_model("perceptron")
    for name in ("optimizer-key", "loss", "batch_size"):
        expect(page.locator(f"#field-{name}")).to_have_count(0)
    expect(page.locator("[data-dataset=rings3]")).to_be_disabled()
    expect(playground.coach).to_contain_text("learns from its mistakes")
    playground.play_button.click()
    expect(page.locator("[data-reason=converged]")).to_be_visible()
    expect(playground.coach).to_contain_text("Converged")
    assert (playground.color_at(-4, -4), playground.color_at(4, 4)) == ("orange", "blue")
    assert complaints_of_axe(playground) == []


@pytest.mark.exhaustive
def test_a_perceptron_gives_up_on_xor(playground: Playground) -> None:
    page = playground.page
    playground.choose_dataset("xor")
    playground.choose_model("perceptron")
    playground.type_number("perceptron-max_passes", "3")
    page.locator("#field-perceptron-averaged").check()
    playground.wait_until_confirmed()
    playground.play_button.click()
    expect(page.locator("[data-reason=not_converged]")).to_be_visible()
    expect(playground.coach).to_contain_text("Not converged")
    page.get_by_role("button", name="Use a network").click()
    playground.wait_until_confirmed()
    expect(page.locator("#model")).to_have_value("network")
    expect(page.locator("#field-optimizer-key")).to_be_visible()
    expect(page.locator("[data-units]")).to_have_count(2)
    assert playground.complaints() == []


def test_a_threshold_unit_computes_what_is_set(playground: Playground) -> None:
    page = playground.page
    playground.choose_model("threshold")
    accuracy = page.locator("[data-number=accuracy]")
    expect(accuracy).to_contain_text("100")
    page.locator("[data-gate=and]").click()
    playground.wait_until_confirmed()
    values = [page.locator(f"#hand-{name}") for name in ("weight-0", "weight-1", "threshold")]
    for field, value in zip(values, ("1", "1", "2"), strict=True):
        expect(field).to_have_value(value)
    playground.wait_until_drawn()
    corners = [(0.3, 0.7), (0.3, 0.3), (0.7, 0.7), (0.85, 0.15)]
    shares = [playground.shares("[data-output]", *corner, 0.02) for corner in corners]
    assert [blue > orange for orange, blue in shares] == [False, False, False, True]
    values[2].fill("1")
    values[2].press("Enter")
    expect(accuracy).to_contain_text("50")
    page.locator("[data-gate=not]").click()
    playground.wait_until_confirmed()
    expect(page.locator("#hand-weight-1")).to_have_count(0)
    expect(accuracy).to_contain_text("100")
    expect(playground.play_button).to_be_disabled()
    expect(page.locator("[data-action=step]")).to_have_accessible_description(
        "A threshold unit does not learn: its weights are set by hand"
    )
    page.keyboard.press("Space")
    playground.wait_until_confirmed()
    assert playground.complaints() == []
    assert complaints_of_axe(playground) == []
    playground.choose_model("network")
    expect(page.locator("[data-dataset=circle]")).to_have_attribute("aria-pressed", "true")
    expect(playground.play_button).to_be_enabled()
