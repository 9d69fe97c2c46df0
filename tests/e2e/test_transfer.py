"""What a network has learned, taken to new data."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground

TRAINING_MS = 60_000
OUTCOME = re.compile(
    r"With 10 examples of each class: (\d+).% right against (\d+).% from scratch, "
    r"after (\d+) steps\."
)


def open_transfer(page: Page) -> None:
    page.get_by_role("tab", name="Transfer").click()
    expect(page.locator(".transfer")).to_be_visible()


def outcome(page: Page) -> tuple[int, int, int]:
    """Wait for the sentence; return both accuracies in percent, and after how many steps."""
    sentence = page.locator(".outcome-sentence")
    expect(sentence).to_have_text(re.compile(OUTCOME.pattern), timeout=TRAINING_MS)
    found = OUTCOME.search(sentence.inner_text())
    assert found
    transferred, scratch, steps = map(int, found.groups())
    return transferred, scratch, steps


def test_layers_are_taken_to_other_points_and_back_into_the_page(playground: Playground) -> None:
    page = playground.page
    open_transfer(page)
    expect(page.locator(".transfer-hindrance")).to_contain_text("not learned anything yet")
    page.locator("[data-transfer-action=network]").click()
    page.locator("[data-action=epoch]").click()
    playground.wait_for_counter("step", "value === 40")
    open_transfer(page)
    page.locator("[data-transfer=target]").select_option("moons")
    page.locator("[data-transfer=mode]").select_option("frozen")
    page.locator("[data-transfer-action=start]").click()
    expect(page.locator("[data-layer=locked]")).to_have_count(1)
    page.locator(".run-speed input").press("End")
    _, _, steps = outcome(page)
    assert steps == 500
    accuracy = page.locator("[data-run=A] [data-run-number=accuracy]").inner_text()
    assert complaints_of_axe(playground) == []
    page.locator("[data-transfer-action=adopt]").click()
    expect(page.locator(".question")).to_contain_text("40 steps")  # the page's own would be lost
    page.locator("[data-action=start_with_it]").click()
    expect(page.locator("[data-dataset=moons]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-number=accuracy]")).to_have_text(accuracy)
    assert playground.counter("step") == 500


@pytest.mark.exhaustive
def test_the_case_with_the_digits_runs_from_end_to_end(playground: Playground) -> None:
    page = playground.page
    open_transfer(page)
    page.locator("[data-transfer-action=case]").click()
    expect(page.locator(".outcome-sentence")).to_contain_text("Digits 0 to 4")
    locked = page.locator("[data-layer=locked]")
    expect(locked).to_have_count(1, timeout=TRAINING_MS)
    transferred, scratch, steps = outcome(page)
    assert steps == 50
    assert transferred > scratch
    expect(locked).to_have_count(0)
    expect(page.locator(".outcome")).to_contain_text("4.7 percentage points")
    rows = page.locator("[data-run=A] .run-confusion tbody tr")
    expect(rows).to_have_count(5)
    page.locator("[data-run-action=start_again]").click()
    expect(locked).to_have_count(1)
    expect(page.locator("[data-run=A] [data-run-number=step]")).to_have_text("0")
    page.locator("[data-run-action=play]").click()
    assert outcome(page) == (transferred, scratch, steps)


@pytest.mark.exhaustive
def test_what_cannot_be_transferred_says_why(playground: Playground) -> None:
    page = playground.page
    playground.choose_dataset("iris", "real")
    open_transfer(page)
    expect(page.locator(".transfer-hindrance")).to_contain_text("same inputs")
    expect(page.locator("[data-transfer-action=start]")).to_be_disabled()
    page.locator("[data-transfer-action=network]").click()
    playground.show_group("generator")
    playground.choose_dataset("gaussians")
    playground.choose_model("perceptron")
    open_transfer(page)
    expect(page.locator(".transfer-hindrance")).to_contain_text("no layers to take")
