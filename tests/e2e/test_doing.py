"""What is done with settings: taken back, asked about, shared as a link; and runs with an end."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.playground import Playground


def wait_for_hash(page: Page, *parts: str) -> None:
    """Wait until the address names these parts, and nothing where there are none."""
    page.wait_for_function(
        "(parts) => parts.length === 0 ? location.hash === ''"
        " : parts.every((part) => location.hash.includes(part))",
        arg=list(parts),
    )


def test_changes_are_undone_and_done_again(playground: Playground, page: Page) -> None:
    undo, redo = page.locator("[data-action=undo]"), page.locator("[data-action=redo]")
    expect(undo).to_have_attribute("aria-disabled", "true")
    playground.choose_dataset("xor")
    wait_for_hash(page, "dataset=xor")
    expect(undo).to_have_attribute("aria-label", re.compile("data"))
    page.keyboard.press("Control+z")
    wait_for_hash(page)
    expect(page.locator("[data-dataset=circle]")).to_have_attribute("aria-pressed", "true")
    redo.click()
    wait_for_hash(page, "dataset=xor")
    expect(redo).to_have_attribute("aria-disabled", "true")


def test_a_run_ends_where_it_was_said(playground: Playground, page: Page) -> None:
    page.locator("[data-action=goal]").click()
    page.locator("#goal-value").fill("none")
    page.locator("[data-action=run_until]").click()
    expect(page.locator("#goal-error")).to_contain_text("none")
    page.locator("#goal-value").fill("12")
    page.locator("[data-action=run_until]").click()
    expect(page.locator("[data-reason=until]")).to_be_visible()
    assert playground.counter("epoch") == 12
    expect(page.locator(".goal-chip")).to_have_count(0)


def test_a_link_is_followed_and_survives_a_reload(playground: Playground, page: Page) -> None:
    link = "#v=1&dataset=spiral&hidden_layers=3.relu&optimizer.learning_rate=99999"
    page.evaluate("(link) => { location.hash = link; }", link)
    expect(page.locator(".notice")).to_contain_text("99")  # what was left out, and why
    page.wait_for_function("() => !location.hash.includes('99999')")
    wait_for_hash(page, "dataset=spiral", "hidden_layers=3.relu")
    page.reload()
    playground.wait_until_ready()
    expect(page.locator("[data-dataset=spiral]")).to_have_attribute("aria-pressed", "true")
    assert page.locator("[data-tile^='0:']").count() == 3
    assert page.evaluate("() => history.length") <= 3  # the link itself is one entry, ours none


def test_a_new_start_is_asked_about(playground: Playground, page: Page) -> None:
    page.locator("[data-action=epoch]").click()
    playground.wait_for_counter("epoch", "value >= 1")
    optimizer = page.locator("select#field-optimizer-key")
    optimizer.select_option("adam")
    page.locator("[data-action=leave_it]").click()
    expect(optimizer).to_have_value("sgd")
    optimizer.select_option("adam")
    page.locator("[data-action=start_with_it]").click()
    playground.wait_for_counter("step", "value === 0")
    wait_for_hash(page, "optimizer=adam")


@pytest.mark.exhaustive
def test_trouble_is_named_before_and_helped(open_page: Callable[..., Playground]) -> None:
    playground = open_page()
    page = playground.page
    page.evaluate("() => { location.hash = '#v=1&initializer=zeros'; }")
    trouble = page.locator("[data-trouble='coach.warn_zeros']")
    expect(trouble).to_be_visible()
    trouble.get_by_role("button").first.click()
    expect(trouble).to_have_count(0)
    wait_for_hash(page)
