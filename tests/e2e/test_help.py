"""Help without hovering: at every setting, and in the dialog."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.playground import Playground


def test_a_label_explains_its_setting_by_keyboard(playground: Playground) -> None:
    page = playground.page
    label = page.locator("[data-help=field-optimizer-learning_rate]")
    label.focus()
    page.keyboard.press("Enter")
    help_box = page.get_by_role("group", name="About: Learning rate")
    expect(help_box).to_contain_text("How far each step goes.")
    expect(help_box).to_contain_text("0.00001 to 10 · usually 0.03")
    page.keyboard.press("Escape")
    expect(help_box).to_be_hidden()
    expect(label).to_be_focused()
    page.locator("[data-help=field-optimizer-key]").click()
    choices = page.get_by_role("group", name="About: Optimizer")
    expect(choices.locator("[data-chosen=true]")).to_contain_text("Step straight downhill")
    expect(choices).to_contain_text("AdamW")


@pytest.mark.exhaustive
def test_help_is_a_tap_away(open_page: Callable[..., Playground]) -> None:
    page = open_page(390, 844, has_touch=True, is_mobile=True).page
    for selector in ("[aria-controls=settings-body]", "[data-help=field-batch_size]"):
        place = page.locator(selector)
        place.evaluate("(element) => element.scrollIntoView({ block: 'center' })")
        place.tap()
    help_box = page.get_by_role("group", name="About: Batch size")
    expect(help_box).to_contain_text("How many points each step looks at")
    box = help_box.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


@pytest.mark.exhaustive
def test_every_field_has_help_that_opens(playground: Playground) -> None:
    page = playground.page
    playground.open_more()
    labels = page.locator("[data-help]:visible")
    assert labels.count() >= 15
    for label in labels.all():
        label.click()
        target = label.get_attribute("popovertarget")
        expect(page.locator(f"[id='{target}'] h2")).to_be_visible()
        page.keyboard.press("Escape")


@pytest.mark.exhaustive
def test_the_dialog_lists_the_keys_that_work(playground: Playground) -> None:
    page = playground.page
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Help")
    rows = dialog.locator("dt").all_inner_texts()
    assert {"Space", "S", "E", "R", "N", "?", "H"} <= {row.strip() for row in rows}
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    playground.wait_for_counter("step", "value === 1")
    page.keyboard.press("Space")
    expect(playground.play_button).to_have_accessible_name("Pause")
