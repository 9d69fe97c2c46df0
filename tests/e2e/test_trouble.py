"""What goes wrong is told in place, with the one thing to try."""

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground
from tests.serving import Server

RESTART = 1013  # a close code after which the page comes back


def test_a_divergence_names_its_cause_and_offers_a_way_out(playground: Playground) -> None:
    playground.choose_dataset("plane")
    playground.page.locator("[data-feature=x1_squared]").click()
    playground.pick("hidden_layers-activation", "relu")
    rate = playground.type_number("optimizer-learning_rate", "10")
    expect(rate).to_have_value("10")
    playground.play_button.click()
    expect(playground.banner).to_contain_text("earning rate")
    expect(playground.play_button).to_have_accessible_name("Play")
    assert complaints_of_axe(playground) == []
    playground.page.locator("[data-action=try_suggestion]").click()
    expect(playground.banner).to_have_count(0)
    expect(rate).not_to_have_value("10")
    playground.wait_for_counter("step", "value > 100")


def test_a_bad_value_is_refused_at_its_control(playground: Playground) -> None:
    page = playground.page
    rate = playground.type_number("optimizer-learning_rate", "100")
    field = page.locator("[data-field='optimizer.learning_rate']")
    expect(field.get_by_role("alert")).to_contain_text("10")
    expect(rate).to_have_attribute("aria-invalid", "true")
    expect(rate).to_have_value("100")
    playground.type_number("batch_size", "many")
    expect(page.locator("[data-field=batch_size]").get_by_role("alert")).to_be_visible()
    page.locator("[data-field=batch_size]").get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("#field-batch_size")).to_have_value("10")


@pytest.mark.exhaustive
def test_a_number_that_may_mean_two_things_is_asked_about(playground: Playground) -> None:
    page = playground.page
    batch = playground.type_number("batch_size", "1,000")
    expect(page.locator("[data-field=batch_size]").get_by_role("alert")).to_contain_text("1,000")
    expect(batch).to_have_value("1,000")
    rate = playground.type_number("optimizer-learning_rate", "0x1")
    expect(page.locator("[data-field='optimizer.learning_rate']")).to_contain_text("0x1")
    playground.type_number("optimizer-learning_rate", "0,1")
    expect(rate).to_have_value("0.1")


@pytest.mark.exhaustive
def test_a_note_of_the_server_is_shown(playground: Playground) -> None:
    playground.type_number("batch_size", "4000")
    expect(playground.notice).to_contain_text("each step looks at all of them")


@pytest.mark.exhaustive
def test_the_last_feature_stays(playground: Playground) -> None:
    page = playground.page
    page.locator("[data-feature=x2]").click()
    expect(page.locator("[data-feature=x2]")).to_have_attribute("aria-pressed", "false")
    page.locator("[data-feature=x1]").click()
    expect(page.locator(".network-error").get_by_role("alert")).to_contain_text(
        "choose at least one"
    )
    expect(page.locator("[data-feature=x1]")).to_have_attribute("aria-pressed", "true")


def test_a_killed_worker_is_told_and_training_goes_on(
    playground: Playground, server: Server
) -> None:
    playground.play()
    playground.wait_for_counter("step", "value > 200")
    for worker in server.worker_pids():
        server.kill_worker(worker)
    expect(playground.notice).to_contain_text("The training process was restarted")
    expect(playground.notice).to_contain_text("training goes on")
    before = playground.counter("step")
    playground.wait_for_counter("step", f"value > {before}")
    expect(playground.play_button).to_have_accessible_name("Pause")


def test_a_lost_connection_is_told_and_comes_back(playground: Playground) -> None:
    sockets = playground.relay_streams()
    playground.play()
    playground.wait_for_counter("step", "value > 50")
    sockets[-1].close(code=RESTART)
    expect(playground.notice).to_contain_text("Connection lost, reconnecting")
    before = playground.counter("step")
    expect(playground.notice).to_be_hidden()
    playground.wait_for_counter("step", f"value > {before}")
    assert len(sockets) == 2


def test_an_ended_session_is_replaced(playground: Playground) -> None:
    page = playground.page
    playground.choose_dataset("xor")
    with page.expect_request("**/api/sessions") as created:
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert created.value.method == "POST"
    expect(playground.notice).to_contain_text("a new one with the same settings")
    expect(page.locator("[data-dataset=xor]")).to_have_attribute("aria-pressed", "true")
    playground.play()
    playground.wait_for_counter("step", "value > 10")
