"""Save and open, take the network along, pictures."""

import json
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.playground import Playground

WAIT_MS = 60_000


def choose(page: Page, name: str, folder: Path) -> Path:
    """Choose an entry of the menu of files, and return what it made."""
    page.locator("[data-action=file]").click()
    with page.expect_download(timeout=WAIT_MS) as download:
        page.locator(f"[data-file={name}]").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def train(playground: Playground, page: Page) -> int:
    for _ in range(3):
        page.locator("[data-action=epoch]").click()
    playground.wait_for_counter("epoch", "value >= 3")
    return playground.counter("step")


def test_an_experiment_is_saved_and_opened_with_its_weights(
    playground: Playground, page: Page, tmp_path: Path
) -> None:
    step = train(playground, page)
    loss = page.locator("[data-number=train_loss]").inner_text()
    saved = choose(page, "save", tmp_path)
    document = json.loads(saved.read_text("utf-8"))
    assert document["format"] == "nn-playground experiment"
    assert document["checkpoint"]["step"] == str(step)
    playground.choose_dataset("xor")
    playground.wait_for_counter("step", "value === 0")
    page.locator("[data-file-input]").set_input_files(saved)
    expect(page.locator(".notice")).to_contain_text(saved.name)
    playground.wait_for_counter("step", f"value === {step}")
    expect(page.locator("[data-number=train_loss]")).to_have_text(loss)
    expect(page.locator("[data-dataset=circle]")).to_have_attribute("aria-pressed", "true")


def test_what_is_no_experiment_is_refused(
    playground: Playground, page: Page, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"format": "something else"}', "utf-8")
    page.locator("[data-file-input]").set_input_files(wrong)
    expect(page.locator(".notice")).to_contain_text("nn-playground experiment")
    playground.play()
    playground.wait_for_counter("step", "value > 0")


def test_the_learning_becomes_a_moving_picture(
    playground: Playground, page: Page, tmp_path: Path
) -> None:
    train(playground, page)
    page.locator("[data-action=file]").click()
    page.locator("[data-file=film]").click()
    page.locator("#film-size").select_option("240")
    expect(page.locator(".film-note")).to_contain_text("pictures, about")
    with page.expect_download(timeout=WAIT_MS) as download:
        page.locator("[data-film=make]").click()
    gif = tmp_path / "film.gif"
    download.value.save_as(gif)
    content = gif.read_bytes()
    assert content[:6] == b"GIF89a"
    assert struct.unpack("<2H", content[6:10]) == (240, 288)
    assert content.count(b"\x21\xf9\x04") >= 3  # a graphic control block a picture
    page.locator("[data-film=close]").click()
    expect(page.locator("dialog.film")).to_have_count(0)


@pytest.mark.exhaustive
def test_the_network_and_its_picture_are_taken_along(
    open_page: Callable[..., Playground], tmp_path: Path
) -> None:
    playground = open_page()
    page = playground.page
    train(playground, page)
    source = choose(page, "export-numpy", tmp_path)
    run = subprocess.run([sys.executable, source], capture_output=True, text=True, check=True)
    assert "inside" in run.stdout
    assert json.loads(choose(page, "export-json", tmp_path).read_text("utf-8"))["step"] > 0
    picture = choose(page, "picture", tmp_path).read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">2I", picture[16:24])
    assert width > height > 400
