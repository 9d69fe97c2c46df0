"""The time machine: looking back at the run, playing it again, going on from an earlier moment."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.playground import Playground


def steps_of(slider: Locator) -> list[int]:
    """Return what the slider says: the step that is shown, and the present one."""
    text = (slider.get_attribute("aria-valuetext") or "").replace("\u2009", "")
    return [int(number) for number in re.findall(r"\d+", text)]


def train(playground: Playground, steps: int) -> None:
    playground.page.locator("#speed").press("End")
    playground.play()
    playground.wait_for_counter("step", f"value > {steps}")
    playground.pause()


def test_looking_back_shows_an_earlier_moment_everywhere(playground: Playground) -> None:
    page, slider = playground.page, playground.page.locator("[data-time]")
    expect(slider).to_be_disabled()
    before, map_before = playground.weights(), playground.shares("[data-output]")
    first_loss = playground.number("train_loss")
    playground.play()
    playground.wait_for_counter("step", "value > 300")
    slider.press("Home")
    words = page.locator("[data-time-words]")
    expect(words).to_have_text("You are looking at step 0. Training goes on.")
    assert playground.counter("step") == 0
    assert playground.number("train_loss") == first_loss
    playground.wait_until_drawn()
    assert playground.weights() == before
    assert playground.shares("[data-output]") == pytest.approx(map_before, abs=0.02)
    present = steps_of(slider)[1]
    page.wait_for_function(
        f"(slider) => Number(slider.getAttribute('aria-valuetext').split(' of ')[1]"
        f".replace(/\\D/g, '')) > {present + 100}",
        arg=slider.element_handle(),
    )
    assert playground.counter("step") == 0
    page.keyboard.press("Escape")
    expect(words).to_contain_text("Drag back")
    playground.wait_for_counter("step", f"value > {present}")
    playground.pause()
    assert playground.weights() != before


@pytest.mark.exhaustive
def test_training_goes_on_from_an_earlier_moment(playground: Playground) -> None:
    page, slider = playground.page, playground.page.locator("[data-time]")
    train(playground, 1000)
    end = playground.counter("step")
    slider.press("Home")
    for _ in range(4):
        slider.press("PageUp")
    asked = steps_of(slider)[0]
    assert 0 < asked < end
    page.get_by_role("button", name="Continue from here").click()
    words = page.locator("[data-time-words]")
    expect(words).to_contain_text(re.compile("the network is back there|Back at step"))
    playground.wait_for_counter("step", f"value <= {asked}")
    said = re.search(r"step ([\d\u2009]+)", words.inner_text())
    assert said and playground.counter("step") == int(said[1].replace("\u2009", ""))
    assert steps_of(slider)[-1] == playground.counter("step"), "what came after is forgotten"


@pytest.mark.exhaustive
def test_a_change_is_made_in_the_present(playground: Playground) -> None:
    page, slider = playground.page, playground.page.locator("[data-time]")
    train(playground, 300)
    end = playground.counter("step")
    slider.press("Home")
    page.locator("[data-action=step]").click()
    playground.wait_for_counter("step", f"value === {end + 1}")
    slider.press("Home")
    page.locator("[data-action=new_weights]").click()
    expect(slider).to_be_disabled()
    expect(page.locator("[data-time-words]")).to_contain_text("Once the network trains")
    assert playground.counter("step") == 0


@pytest.mark.exhaustive
def test_the_run_is_played_again(playground: Playground) -> None:
    page, slider = playground.page, playground.page.locator("[data-time]")
    for count in range(1, 8):
        page.keyboard.press("s")
        playground.wait_for_counter("step", f"value === {count}")
    page.locator("[data-action=replay]").click()
    for step in (0, 3):
        playground.wait_for_counter("step", f"value === {step}")
    page.locator("[data-action=replay]").click()
    shown = playground.counter("step")
    assert 3 <= shown < 7
    slider.press("ArrowRight")
    playground.wait_for_counter("step", f"value === {shown + 1}")
    page.locator("[data-action=see_now]").click()
    playground.wait_for_counter("step", "value === 7")


@pytest.mark.exhaustive
def test_a_finger_drags_through_the_run(open_page: Callable[..., Playground]) -> None:
    playground = open_page(390, 844, has_touch=True)
    page, slider = playground.page, playground.page.locator("[data-time]")
    train(playground, 300)
    end = playground.counter("step")
    slider.evaluate("(slider) => slider.scrollIntoView({block: 'center'})")  # the bar covers less
    box = slider.bounding_box()
    assert box and box["height"] >= 44
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("[data-time-words]")).to_contain_text("You are looking at step")
    assert 0 < playground.counter("step") < end
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("[data-action=see_now]").tap()
    playground.wait_for_counter("step", f"value === {end}")
