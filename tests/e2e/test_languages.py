"""The page in German: chosen by menu, address or browser; numbers, errors and causes in it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground

# English words that no German page has: heads of panels, buttons, fields, choices.
ENGLISH = re.compile(
    r"\b(Start again|New weights|Learning rate|Batch size|Optimizer|Layer|Inputs|Network|Circle|"
    r"Samples|Noise|test loss|outside|inside|steps/s|Press play|Templates|More)\b"
)


def visible_text(page: Page) -> str:
    return page.locator(".page").inner_text()


def choose(page: Page, key: str) -> None:
    """Choose a language by keyboard."""
    page.locator("[data-action=language]").focus()
    page.keyboard.press("Enter")
    page.locator(f"[data-language={key}]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", key)


def test_a_language_is_chosen_by_keyboard_and_remembered(playground: Playground) -> None:
    page = playground.page
    choose(page, "de")
    expect(playground.play_button).to_have_accessible_name("Start")
    expect(page).to_have_title(re.compile("beim Lernen"))
    expect(page.get_by_role("region", name="Trainingseinstellungen")).to_be_visible()
    assert ENGLISH.findall(visible_text(page)) == []
    page.reload()
    playground.wait_until_ready()
    expect(playground.coach).to_contain_text("hat noch nichts gelernt")
    choose(page, "en")
    expect(playground.coach).to_contain_text("has not learned anything yet")
    expect(page.locator("[data-dataset=circle]")).to_contain_text("Circle")


def test_numbers_and_refusals_in_german(open_page: Callable[..., Playground]) -> None:
    playground = open_page(path="?lang=de")
    page = playground.page
    rate = page.locator("input#field-optimizer-learning_rate")
    expect(rate).to_have_value("0,03")
    playground.type_number("optimizer-learning_rate", "0,3")
    expect(rate).to_have_value("0,3")
    playground.type_number("optimizer-learning_rate", "0.1")
    expect(rate).to_have_value("0,1")
    error = page.locator("#field-optimizer-learning_rate-error")
    playground.type_number("optimizer-learning_rate", "99")
    expect(error).to_contain_text("Lernrate darf höchstens 10 sein, nicht 99.")
    playground.type_number("optimizer-learning_rate", "1.000")
    expect(error).to_contain_text("„1.000“ kann 1000 oder 1 heißen.")
    expect(rate).to_have_value("1.000")  # nothing that was typed is lost
    error.get_by_role("button").click()
    expect(rate).to_have_value("0,1")


@pytest.mark.exhaustive
def test_a_browser_in_german_sees_german_and_never_english(
    open_page: Callable[..., Playground],
) -> None:
    watch = """
      window.seen = "";
      new MutationObserver(() => { window.seen += document.body?.innerText ?? ""; })
        .observe(document, { childList: true, subtree: true, characterData: true });
    """
    playground = open_page(locale="de-DE", init_script=watch)
    page = playground.page
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert ENGLISH.findall(page.evaluate("window.seen")) == []
    playground.show_group("real")
    page.locator("[data-dataset=iris]").click()
    playground.wait_until_confirmed()
    expect(page.locator("#network")).to_contain_text("Kronblattlänge")


@pytest.mark.exhaustive
def test_the_address_wins_over_browser_and_choice(open_page: Callable[..., Playground]) -> None:
    page = open_page(path="?lang=en", locale="de-DE").page
    expect(page.locator("html")).to_have_attribute("lang", "en")
    choose(page, "de")
    assert "lang=" not in page.url  # the choice counts more than the address
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "de")


@pytest.mark.exhaustive
def test_a_divergence_is_explained_in_german(open_page: Callable[..., Playground]) -> None:
    playground = open_page(path="?lang=de")
    page = playground.page
    playground.choose_dataset("plane")
    page.locator("[data-feature=x1_squared]").click()
    playground.wait_until_confirmed()
    playground.type_number("optimizer-learning_rate", "10")
    playground.play_button.click()
    expect(playground.banner).to_contain_text("Lernrate 10 ist zu groß für diese Daten")
    expect(playground.banner.locator("[data-action=try_suggestion]")).to_have_text(
        "Lernrate 0,03 versuchen"
    )


@pytest.mark.exhaustive
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_german_fits(open_page: Callable[..., Playground], size: tuple[int, int]) -> None:
    playground = open_page(*size, path="?lang=de")
    page = playground.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints_of_axe(playground) == []
    for button in page.locator(".page-header-buttons button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= size[0]
