"""The same network under several settings side by side."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, Response, expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground
from tests.serving import Server

RESTART = 1013  # a close code after which the page comes back
MAPS = "() => [...document.querySelectorAll('[data-run-map]')].map((map) => map.toDataURL())"
TRAINING_MS = 60_000


def open_compare(page: Page) -> list[dict[str, Any]]:
    """Open the view; return what the server answered for each run."""
    made: list[dict[str, Any]] = []

    def note(response: Response) -> None:
        if response.request.method == "POST" and response.url.endswith("/api/sessions"):
            made.append(response.json())

    page.on("response", note)
    page.get_by_role("tab", name="Side by side").click()
    expect(page.locator(".run[data-condition=idle]")).to_have_count(page.locator(".run").count())
    expect(page.locator(".run").first).to_be_visible()
    page.wait_for_function(
        "() => { const runs = [...document.querySelectorAll('.run')];"
        " return runs.length > 1 && runs.every((run) => run.dataset.condition === 'idle'); }"
    )
    page.remove_listener("response", note)
    return made


def card(page: Page, letter: str) -> Any:
    return page.locator(f"[data-run={letter}]")


def set_value(page: Page, letter: str, text: str) -> None:
    field = card(page, letter).locator("[data-value]")
    field.fill(text)
    field.press("Enter")


def train_all(page: Page, stretch: str) -> None:
    """Train all at full speed to the next mark, and wait until they rest."""
    page.locator("[data-stretch]").select_option(stretch)
    page.locator(".run-speed input").press("End")
    page.locator("[data-run-action=play]").click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.run')].every((run) =>"
        " ['paused', 'diverged', 'finished'].includes(run.dataset.condition))",
        timeout=TRAINING_MS,
    )


def test_learning_rates_begin_alike_and_one_diverges(
    playground: Playground, server: Server
) -> None:
    page = playground.page
    playground.choose_dataset("hills")
    playground.pick("hidden_layers-activation", "relu")
    made = open_compare(page)
    starts = [httpx.get(f"{server.url}/api/sessions/{one['id']}/weights").json() for one in made]
    assert len(starts) == 4
    assert all(start == starts[0] for start in starts)
    rates = [one["spec"]["optimizer"]["learning_rate"] for one in made]
    assert sorted(rates) == [0.003, 0.03, 0.3, 0.9]
    set_value(page, "D", "1000")
    expect(card(page, "D")).to_contain_text("must be at most 10")
    expect(card(page, "D").locator("[data-value]")).to_have_value("1000")
    set_value(page, "D", "10")
    expect(card(page, "D").locator("[data-value]")).to_have_value("10")
    train_all(page, "500")
    expect(card(page, "D")).to_have_attribute("data-condition", "diverged")
    expect(card(page, "D")).to_contain_text("Learning rate 10 is too large")
    for letter in "ABC":
        expect(card(page, letter).locator("[data-run-number=step]")).to_have_text("500")
    expect(page.locator(".compare-verdict")).to_contain_text("D 10 diverged at step")
    assert complaints_of_axe(playground) == []
    card(page, "C").locator("[data-run-action=use]").click()
    playground.wait_until_confirmed()
    expect(card(page, "C").locator("[data-run-action=use]")).to_have_text("In use")
    expect(page.locator("#field-optimizer-learning_rate")).to_have_value("0.3")


@pytest.mark.exhaustive
def test_curves_can_be_read_pinned_and_told(playground: Playground) -> None:
    page = playground.page
    open_compare(page)
    train_all(page, "100")
    page.locator(".curves-plot").hover(position={"x": 60, "y": 60})
    expect(page.locator(".curves-place")).not_to_have_text("at step 100")
    card(page, "A").locator("[data-run-action=pin]").click()
    ghost = page.locator("[data-line=ghost]")
    expect(ghost).to_contain_text("0.003, pinned")
    set_value(page, "A", "0.1")
    expect(card(page, "A").locator("[data-run-number=step]")).to_have_text("0")
    expect(ghost).to_contain_text("0.003, pinned")
    page.locator("[data-chart=table]").click()
    table = page.locator(".curves-table")
    expect(table.get_by_role("columnheader", name="0.003", exact=True)).to_be_visible()
    expect(table.get_by_role("row").last).to_contain_text("100")
    page.locator("[data-chart=table]").click()
    page.locator("[data-measure]").select_option("accuracy")
    expect(page.locator("[data-line=B] .curves-value")).to_contain_text("%")
    ghost.get_by_role("button").click()
    expect(ghost).to_have_count(0)


@pytest.mark.exhaustive
def test_batch_sizes_are_compared_by_epochs(playground: Playground) -> None:
    page = playground.page
    open_compare(page)
    page.locator("[data-quantity]").select_option("batch_size")
    expect(card(page, "C").locator("[data-value]")).to_have_value("full")
    for letter, updates in zip("ABC", ("400", "40", "1"), strict=True):
        expect(card(page, letter).locator("[data-run-number=updates]")).to_have_text(updates)
    train_all(page, "5")
    for letter in "ABC":
        expect(card(page, letter).locator("[data-run-number=epoch]")).to_have_text("5")
    expect(page.locator(".compare-verdict")).to_contain_text("at epoch 5")
    set_value(page, "A", "full")
    expect(card(page, "A").locator("[data-run-number=updates]")).to_have_text("1")


@pytest.mark.exhaustive
def test_optimizers_and_activations_begin_alike(playground: Playground) -> None:
    page = playground.page
    open_compare(page)
    for quantity, labels in (("optimizer", ["SGD", "Momentum", "Adam"]), ("activation", None)):
        page.locator("[data-quantity]").select_option(quantity)
        page.wait_for_function(
            "() => document.querySelectorAll('.run[data-condition=idle]').length === 3"
        )
        if labels:
            names = page.locator(".curves-legend")
            for label in labels:
                expect(names).to_contain_text(label)
            page.wait_for_function(f"() => new Set(({MAPS})()).size === 1")
    card(page, "A").locator("[data-value]").select_option("elu")
    expect(page.locator("[data-line=A]")).to_contain_text("ELU")
    card(page, "A").locator(".run-remove").click()
    expect(page.locator(".run")).to_have_count(2)
    expect(page.locator(".run-remove")).to_have_count(0)
    page.locator("[data-run-action=add]").click()
    expect(page.locator(".run")).to_have_count(3)


@pytest.mark.exhaustive
def test_one_can_pause_and_keys_play_all(playground: Playground) -> None:
    page = playground.page
    open_compare(page)
    page.locator("[data-stretch]").select_option("0")
    page.locator(".compare h2").click()
    page.keyboard.press("s")
    expect(card(page, "A").locator("[data-run-number=step]")).to_have_text("1")
    expect(page.locator(".run[data-condition=paused]")).to_have_count(4)
    page.keyboard.press("Space")
    expect(card(page, "B")).to_have_attribute("data-condition", "running")
    card(page, "A").locator("[data-run-action=one]").click()
    expect(card(page, "A")).to_have_attribute("data-condition", "paused")
    expect(card(page, "B")).to_have_attribute("data-condition", "running")
    card(page, "A").locator("[data-run-action=one]").click()
    expect(card(page, "A")).to_have_attribute("data-condition", "running")
    page.locator(".compare h2").click()
    page.keyboard.press("Space")
    expect(page.locator(".run[data-condition=paused]")).to_have_count(4)
    page.keyboard.press("r")
    expect(page.locator(".run[data-condition=idle]")).to_have_count(4)
    assert playground.counter("step") == 0


@pytest.mark.exhaustive
def test_the_page_may_change_meanwhile(playground: Playground) -> None:
    page = playground.page
    open_compare(page)
    playground.choose_dataset("moons")
    page.wait_for_function(f"() => new Set(({MAPS})()).size === 1")
    expect(page.locator(".run[data-condition=idle]")).to_have_count(4)
    expect(page.locator(".compare-stale")).to_have_count(0)
    page.locator("[data-run-action=step]").click()
    expect(card(page, "A").locator("[data-run-number=step]")).to_have_text("1")
    playground.choose_dataset("spiral")
    expect(page.locator(".compare-stale")).to_be_visible()
    page.locator("[data-run-action=anew]").click()
    expect(page.locator(".compare-stale")).to_have_count(0)
    expect(page.locator(".run[data-condition=idle]")).to_have_count(4)
    playground.page.get_by_role("tab", name="Network").click()
    playground.choose_model("perceptron")
    page.get_by_role("tab", name="Side by side").click()
    expect(page.locator(".compare-note")).to_contain_text("only scales the weights")
    page.get_by_role("tab", name="Network").click()
    playground.choose_model("threshold")
    page.get_by_role("tab", name="Side by side").click()
    expect(page.locator(".room-note")).to_contain_text("nothing to compare")


@pytest.mark.exhaustive
def test_a_lost_connection_is_told_on_its_card(playground: Playground) -> None:
    page = playground.page
    sockets = playground.relay_streams()
    open_compare(page)
    page.locator("[data-stretch]").select_option("0")
    page.locator("[data-run-action=play]").click()
    expect(page.locator(".run[data-condition=running]")).to_have_count(4)
    sockets[-1].close(code=RESTART)
    lost = page.locator(".run[data-condition=reconnecting]")
    expect(lost).to_have_count(1)
    expect(lost).to_contain_text("Connection lost")
    expect(page.locator(".run[data-condition=running]")).to_have_count(4)


@pytest.mark.exhaustive
def test_its_sessions_end_with_the_page(
    open_page: Callable[..., Playground], server: Server
) -> None:
    playground = open_page()
    page = playground.page
    made = open_compare(page)
    page.goto("about:blank")
    for one in made:
        address = f"{server.url}/api/sessions/{one['id']}"
        for _ in range(50):
            if httpx.get(address).status_code == httpx.codes.GONE:
                break
        assert httpx.get(address).status_code == httpx.codes.GONE
