"""The walk that the product is measured by: a spiral, learned by eight, eight and eight units."""

import math

import pytest
from playwright.sync_api import expect

from tests.e2e.playground import SHARES, Playground

TRAINING_MS = 60_000
# The least step that is shown from now on.
RECORD_LEAST_STEP = """() => {
  const counter = document.querySelector("[data-counter=step]");
  window.leastStep = Infinity;
  new MutationObserver(() => {
    const step = Number(counter.textContent.replace(/\\D/g, ""));
    window.leastStep = Math.min(window.leastStep, step);
  }).observe(counter, { childList: true, characterData: true, subtree: true });
}"""


def build_the_spiral_network(playground: Playground) -> None:
    playground.choose_dataset("spiral")
    playground.page.locator("[data-action=layer_more]").click()
    expect(playground.page.locator("[data-units='2']")).to_be_visible()
    for layer in range(3):
        playground.set_units(layer, 8)
    playground.pick("hidden_layers-activation", "relu")
    playground.pick("initializer-key", "he_normal")
    playground.pick("optimizer-key", "adam")
    expect(playground.type_number("optimizer-learning_rate", "0.01")).to_have_value("0.01")
    expect(playground.type_number("batch_size", "10")).to_have_value("10")
    expect(playground.type_number("test_fraction", "0.2")).to_have_value("0.2")
    expect(playground.page.locator(".edge")).to_have_count(16 + 64 + 64 + 8)


def arm(turn: float, start: float) -> tuple[float, float]:
    """Return the place of a spiral arm after a share of its way."""
    angle = 1.75 * turn * 2 * math.pi + start
    return 5 * turn * math.sin(angle), 5 * turn * math.cos(angle)


def test_it_learns_the_spiral(playground: Playground) -> None:
    build_the_spiral_network(playground)
    playground.play()
    playground.wait_for_number("test_loss", "value < 0.1", TRAINING_MS)
    playground.pause()
    turns = [share / 10 for share in range(3, 10)]
    first = [playground.color_at(*arm(turn, 0)) for turn in turns]
    second = [playground.color_at(*arm(turn, math.pi)) for turn in turns]
    assert first.count("blue") + second.count("orange") >= 2 * len(turns) - 1


def test_pause_step_and_start_again(playground: Playground) -> None:
    first_weights, first_loss = playground.weights(), playground.number("test_loss")
    playground.play()
    playground.wait_for_counter("step", "value > 50")
    playground.pause()
    paused_at = playground.counter("step")
    playground.page.locator("[data-action=step]").click()
    playground.wait_for_counter("step", f"value === {paused_at + 1}")
    playground.wait_until_drawn()
    assert playground.weights() != first_weights

    playground.page.locator("[data-action=start_again]").click()
    playground.wait_for_counter("step", "value === 0")
    playground.wait_for_number("test_loss", f"value === {first_loss}")
    playground.wait_until_drawn()
    assert playground.weights() == first_weights

    playground.page.locator("[data-action=new_weights]").click()
    playground.wait_until_weights_differ(first_weights)  # the loss may look the same by chance


@pytest.mark.exhaustive
def test_an_epoch_is_one_pass(playground: Playground) -> None:
    playground.page.locator("[data-action=epoch]").click()
    playground.wait_for_counter("epoch", "value === 1")
    assert playground.counter("step") == 40  # 400 train points in batches of 10


def test_the_learning_rate_changes_while_it_runs(playground: Playground) -> None:
    playground.play()
    playground.wait_for_counter("step", "value > 100")
    before = playground.counter("step")
    rate = playground.type_number("optimizer-learning_rate", "0,1")
    expect(rate).to_have_value("0.1")
    expect(playground.page.locator(".field[data-invalid]")).to_have_count(0)
    playground.wait_for_counter("step", f"value > {before}")
    expect(playground.play_button).to_have_accessible_name("Pause")


def test_a_structural_change_goes_on_running(playground: Playground) -> None:
    playground.play()
    playground.wait_for_counter("step", "value > 300")
    before = playground.counter("step")
    playground.page.evaluate(RECORD_LEAST_STEP)
    playground.choose_dataset("xor")
    expect(playground.coach).not_to_contain_text("ring")
    playground.page.wait_for_function(f"() => window.leastStep < {before}")
    least = playground.page.evaluate("window.leastStep")
    playground.wait_for_counter("step", f"value > {least}")
    expect(playground.play_button).to_have_accessible_name("Pause")


def test_reload_gives_a_fresh_session(playground: Playground) -> None:
    first_loss = playground.number("test_loss")
    playground.play()
    playground.wait_for_counter("step", "value > 50")
    playground.page.reload()
    playground.wait_until_ready()
    assert playground.counter("step") == 0
    assert playground.number("test_loss") == first_loss


@pytest.mark.exhaustive
def test_regression_and_no_test_points(playground: Playground) -> None:
    playground.choose_dataset("plane")
    expect(playground.page.locator("#field-loss")).to_have_value("mse")
    playground.type_number("test_fraction", "0")
    expect(playground.page.locator(".numbers")).to_contain_text("no test points")
    playground.play()
    playground.wait_for_number("train_loss", "value < 0.05", TRAINING_MS)


@pytest.mark.exhaustive
def test_many_points_are_fetched(playground: Playground) -> None:
    with playground.page.expect_response("**/data"):
        playground.type_number("dataset-samples", "20000")
    expect(playground.page.locator("#field-dataset-samples")).to_have_value("20000")
    playground.page.wait_for_function(
        f"() => ({SHARES})(['[data-points]', 0.5, 0.5, 0.5]).every((share) => share > 0.03)"
    )


@pytest.mark.exhaustive
def test_no_hidden_layer_and_many_units(playground: Playground) -> None:
    fewer = playground.page.locator("[data-action=layer_fewer]")
    fewer.click()
    expect(playground.page.locator(".tile[data-tile^='1:']")).to_have_count(1)
    fewer.click()
    expect(playground.page.locator(".edge")).to_have_count(2)
    expect(fewer).to_be_disabled()
    playground.page.locator("[data-action=layer_more]").click()
    playground.set_units(0, 70)
    expect(playground.page.locator("canvas.edges")).to_be_visible()
    playground.page.locator("[data-action=step]").click()
    playground.wait_for_counter("step", "value === 1")
