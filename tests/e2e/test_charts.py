"""The charts: what a person reads from them, and does with them."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground

STEPS = "value > 60"
SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def show(page: Page, chart: str) -> None:
    """Open the tab of a chart."""
    tab = page.locator(f"[data-chart={chart}]")
    tab.click()
    expect(tab).to_have_attribute("aria-selected", "true")


def train(playground: Playground, condition: str = STEPS) -> None:
    """Train until the shown step meets a condition, then rest."""
    playground.play()
    playground.wait_for_counter("step", condition)
    playground.pause()


def charts(page: Page) -> list[str]:
    """Return the charts that can be chosen."""
    names: list[str] = page.locator("[data-chart]").evaluate_all(
        "(tabs) => tabs.map((tab) => tab.dataset.chart)"
    )
    return names


def read(page: Page, name: str) -> float:
    """Return a value beside the cursor."""
    text = page.locator(f"[data-reads='{name}'] dd").inner_text()
    mantissa, _, power = text.replace("\u2009", "").removesuffix("%").partition("×10")
    return float(mantissa) * 10 ** int(power.translate(SUPERSCRIPTS) or 0)


def test_a_curve_is_read_by_pointer_and_by_keys(playground: Playground) -> None:
    page = playground.page
    train(playground)
    page.hover(".chart-plot")
    expect(page.locator(".chart-readout")).to_contain_text("step")
    assert 0 < read(page, "train") < 2
    page.hover(".page-title")
    expect(page.locator(".chart-readout")).to_have_count(0)
    page.locator(".chart-plot").focus()
    page.keyboard.press("End")
    assert read(page, "train") == pytest.approx(playground.number("train_loss"), abs=6e-4)
    page.keyboard.press("Home")
    spoken = re.compile(r"^step 0, epoch 0: train 0\.\d{4}, test 0\.\d{4}, each batch –\.$")
    expect(page.locator(".chart-plot")).to_have_attribute("aria-valuetext", spoken)
    expect(page.locator(".chart-readout dt").first).to_contain_text("step 0, epoch 0")
    page.keyboard.press("Escape")
    expect(page.locator(".chart-readout")).to_have_count(0)


def test_a_pinned_run_stays_beside_the_next_one(playground: Playground) -> None:
    page = playground.page
    train(playground)
    page.locator("[data-action=pin-run]").click()
    run = page.locator("[data-run='1']")
    expect(run).to_contain_text("same settings")
    playground.type_number("optimizer-learning_rate", "0.3")
    page.get_by_role("button", name="Start again").click()
    playground.wait_for_counter("step", "value === 0")
    expect(run).to_contain_text("Learning rate 0.03")
    train(playground)
    page.hover(".chart-plot")
    assert 0 < read(page, "1.train") < 2
    page.get_by_role("button", name="Remove pinned run 1").click()
    expect(run).to_have_count(0)


@pytest.mark.exhaustive
def test_mix_ups_and_weights_of_now_are_shown(playground: Playground) -> None:
    page = playground.page
    train(playground)
    show(page, "confusion")
    cells = page.locator(".matrix tbody td:not(.matrix-recall)")
    expect(cells).to_have_count(4)
    page.locator("[data-choice=chart-split]").select_option("train")
    expect(page.locator(".chart-head")).to_contain_text("of 400 right")
    counts = [int(text.split()[0]) for text in cells.all_inner_texts()]
    assert sum(counts) == 400
    right = page.locator(".chart-head").inner_text()
    assert f"{counts[0] + counts[3]} of 400 right" in right
    show(page, "weights")
    page.locator("[data-choice=chart-layer]").select_option("2")
    expect(page.locator(".strip-canvas")).to_have_attribute(
        "aria-label", re.compile("^Output: 2 weights from .* at step")
    )


@pytest.mark.exhaustive
def test_a_table_is_read_copied_and_kept(playground: Playground) -> None:
    page = playground.page
    train(playground, "value > 300")
    page.locator("[data-action=chart-table]").click()
    dialog = page.locator(".chart-table")
    expect(dialog).to_be_visible()
    shown = dialog.locator("tbody tr").count()
    assert 1 < shown <= 200
    with page.expect_download() as download:
        dialog.locator("[data-action=save-csv]").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8"))))
    assert rows[0] == ["step", "epoch", "train", "test", "each batch"]
    assert rows[1][0] == "0"
    assert len(rows) - 1 >= shown
    steps = [int(row[0]) for row in rows[1:]]
    assert steps == sorted(steps)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dialog.locator("[data-action=copy-csv]").click()
    expect(dialog.locator("[role=status]")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("step,epoch,train")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


@pytest.mark.exhaustive
def test_a_gradient_that_vanishes_is_named(playground: Playground) -> None:
    page = playground.page
    show(page, "gradients")
    expect(page.locator("[data-gradients]")).to_contain_text("After the first step")
    for _ in range(4):
        page.get_by_role("button", name="Add a hidden layer before the output").click()
        playground.wait_until_confirmed()
    playground.pick("hidden_layers-activation", "sigmoid")
    train(playground)
    expect(page.locator("[data-gradients]")).to_contain_text(
        re.compile(r"Layer 1 gets 1/[\d\u2009]+ of the output layer's gradient: it vanishes")
    )
    page.hover(".chart-plot")
    assert read(page, "layer0") < read(page, "layer6") / 50


@pytest.mark.exhaustive
def test_a_similar_gradient_everywhere_is_said_to_be_so(playground: Playground) -> None:
    show(playground.page, "gradients")
    train(playground)
    words = playground.page.locator("[data-gradients]")
    expect(words).to_have_text("All layers get a gradient of similar size.")


@pytest.mark.exhaustive
def test_axes_are_remembered(open_page: Callable[..., Playground]) -> None:
    playground = open_page()
    page = playground.page
    page.locator("[data-action=chart-axes]").click()
    page.get_by_label("logarithmic").check()
    page.get_by_label("epochs").check()
    page.keyboard.press("Escape")
    show(page, "accuracy")
    page.reload()
    playground.wait_until_ready()
    expect(page.locator("[data-chart=accuracy]")).to_have_attribute("aria-selected", "true")
    show(page, "loss")
    page.locator("[data-action=chart-axes]").click()
    expect(page.get_by_label("logarithmic")).to_be_checked()
    expect(page.get_by_label("epochs")).to_be_checked()


@pytest.mark.exhaustive
def test_only_charts_that_mean_something_are_offered(playground: Playground) -> None:
    page = playground.page
    show(page, "accuracy")
    playground.choose_dataset("plane")
    assert charts(page) == ["loss", "gradients", "weights"]
    playground.choose_dataset("circle")
    playground.choose_model("perceptron")
    assert charts(page) == ["loss", "weights", "confusion"]
    expect(page.locator("[data-chart=loss]")).to_have_text("Mistakes")
    playground.choose_model("threshold")
    assert charts(page) == ["confusion"]
    expect(page.locator(".chart")).to_contain_text("there is no loss to draw")
    expect(page.locator(".matrix tbody tr")).to_have_count(2)


@pytest.mark.exhaustive
def test_mistakes_of_a_perceptron_fall_to_zero_on_a_log_axis(playground: Playground) -> None:
    page = playground.page
    playground.choose_dataset("gaussians")
    playground.choose_model("perceptron")
    page.locator("[data-action=chart-axes]").click()
    page.get_by_label("logarithmic").check()
    page.keyboard.press("Escape")
    playground.play_button.click()
    expect(page.locator("[data-number=train_loss]")).to_have_text("0\u2009%")
    page.locator(".chart-plot").focus()
    page.keyboard.press("End")
    assert read(page, "train") == 0


@pytest.mark.exhaustive
def test_dead_units_are_named(playground: Playground) -> None:
    page = playground.page
    playground.pick("hidden_layers-activation", "relu")
    show(page, "weights")
    playground.type_number("optimizer-learning_rate", "10")
    playground.play_button.click()
    expect(page.locator(".chart-words")).to_contain_text("dead")


@pytest.mark.exhaustive
def test_ten_classes_have_a_matrix(playground: Playground) -> None:
    page = playground.page
    playground.choose_dataset("digits", "real")
    show(page, "confusion")
    expect(page.locator(".matrix tbody tr")).to_have_count(10)
    train(playground)
    cells = page.locator(".matrix tbody td:not(.matrix-recall)").all_inner_texts()
    assert len(cells) == 100
    total = sum(int(text) for text in cells)
    expect(page.locator(".chart-head")).to_contain_text(f"of {total} right")


@pytest.mark.exhaustive
def test_axe_has_nothing_to_say_of_any_chart(playground: Playground) -> None:
    page = playground.page
    train(playground)
    page.locator("[data-action=pin-run]").click()
    for chart in charts(page):
        show(page, chart)
        assert complaints_of_axe(playground) == []
    page.locator("[data-action=chart-table]").click()
    expect(page.locator(".chart-table")).to_be_visible()
    assert complaints_of_axe(playground) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("chart", ["loss", "accuracy", "gradients", "weights", "confusion"])
def test_every_chart_is_there_on_a_phone(open_page: Callable[..., Playground], chart: str) -> None:
    playground = open_page(390, 844, has_touch=True, is_mobile=True)
    page = playground.page
    page.locator("[data-action=epoch]").click()
    playground.wait_for_counter("epoch", "value === 1")
    show(page, chart)
    box = page.locator(".chart").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for tab in page.locator(".chart-tab").all():
        assert tab.bounding_box()["height"] >= 44  # type: ignore[index]
