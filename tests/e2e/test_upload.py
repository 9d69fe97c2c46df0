"""A person's own table: opened, dropped or pasted; looked at, corrected, and learned."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground

PETS = "height;weight;name;kind\n" + "".join(
    f"{30 + at},5;{4 + at % 7};n{at};{'cat' if at % 2 else 'dog'}\n" for at in range(40)
)
DROP = """([text, name]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/csv" }));
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true,
      cancelable: true }));
  }
}"""
HOVER = """([text, name]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/csv" }));
  document.body.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true,
    cancelable: true }));
}"""
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true,
    cancelable: true }));
}"""
MARKUP = "<img src=x onerror=alert(1)>"


def open_file(playground: Playground, text: str, name: str = "pets.csv") -> None:
    playground.show_group("own")
    playground.page.locator("[data-table-file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )


def use(playground: Playground) -> None:
    playground.page.locator("[data-action=use_file]").click()
    expect(playground.page.locator("dialog.reading")).to_have_count(0)
    playground.wait_until_confirmed()


def test_a_file_is_read_corrected_and_learned(playground: Playground) -> None:
    page = playground.page
    open_file(playground, PETS)
    found = page.locator("[data-found]")
    expect(found).to_contain_text("40 of 40 rows can be used, with 2 inputs.")
    expect(found).to_contain_text("cat 20, dog 20")
    expect(page.locator("#reading-delimiter")).to_have_value("semicolon")
    expect(page.locator("#reading-decimal")).to_have_value(",")
    page.locator("#reading-label").select_option("weight")
    page.locator("#reading-task").select_option("regression")
    expect(found).to_contain_text("the values of “weight”")
    page.locator("#reading-label").select_option("kind")
    page.locator("#reading-task").select_option("classification")
    expect(found).to_contain_text("cat 20, dog 20")
    use(playground)
    expect(page.locator("[data-own^=upload] b")).to_have_text("pets")
    expect(page.locator("[data-balance]")).to_contain_text("cat: 20 · dog: 20")
    playground.play()
    playground.wait_for_counter("step", "value > 20")
    assert playground.complaints() == []


@pytest.mark.exhaustive
def test_an_example_is_at_hand_and_can_be_forgotten(playground: Playground) -> None:
    page = playground.page
    playground.show_group("own")
    page.locator("[data-action=example]").click()
    expect(page.locator("[data-found]")).to_contain_text("59 of 60 rows")
    expect(page.locator(".reading-remarks")).to_contain_text("line 18 width_cm")
    page.get_by_role("checkbox", name="Use “height_cm” as an input").uncheck()
    assert complaints_of_axe(playground) == []
    use(playground)
    expect(page.locator("[data-balance]")).to_contain_text("3 classes, 19 to 20 samples")
    page.locator("[data-forget^=upload]").click()
    expect(page.locator("[data-own^=upload]")).to_have_count(0)
    assert playground.complaints() == []


@pytest.mark.exhaustive
def test_a_file_that_cannot_be_read_says_where(playground: Playground) -> None:
    page = playground.page
    open_file(playground, "height,kind\n1,cat\n2,cat\n")
    trouble = page.locator(".reading-trouble")
    expect(trouble).to_contain_text("label column 'kind' must have at least two classes")
    expect(page.locator(".reading-head li").nth(1)).to_have_text("1,cat")
    expect(page.locator("[data-action=use_file]")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.reading")).to_have_count(0)
    assert playground.complaints() == []


@pytest.mark.exhaustive
def test_a_file_is_dropped_on_the_page(playground: Playground) -> None:
    page = playground.page
    page.evaluate(HOVER, [PETS, "dropped.csv"])
    expect(page.locator(".drop")).to_contain_text("Drop the table here")
    page.evaluate(DROP, [PETS, "dropped.csv"])
    expect(page.locator(".drop")).to_have_count(0)
    expect(page.locator("#reading-title")).to_contain_text("dropped.csv")
    expect(page.locator("[data-found]")).to_be_visible()
    page.locator("[data-action=cancel_file]").click()
    expect(page.locator("[data-own^=upload]")).to_have_count(0)


@pytest.mark.exhaustive
def test_a_table_is_pasted_on_the_page(playground: Playground) -> None:
    page = playground.page
    page.evaluate(PASTE, "only words")
    page.evaluate(PASTE, PETS)
    dialog = page.locator("dialog.reading")
    expect(dialog).to_contain_text("This looks like a table")
    expect(dialog.locator("textarea")).to_have_value(PETS)
    page.locator("[data-action=read_pasted]").click()
    expect(page.locator("[data-found]")).to_be_visible()
    use(playground)
    expect(page.locator("[data-own^=upload] b")).to_have_text("table")


@pytest.mark.exhaustive
def test_what_a_file_holds_is_text_and_cut(playground: Playground) -> None:
    page = playground.page
    column = f"{MARKUP}{'x' * 60}"
    rows = "".join(f"{at},{at % 3},{MARKUP if at % 2 else 'other'}\n" for at in range(20))
    open_file(playground, f"{column},b,kind\n{rows}", name=f"{'n' * 90}.csv")
    expect(page.locator("[data-found]")).to_contain_text(MARKUP[:20])
    expect(page.locator("dialog.reading img")).to_have_count(0)
    name = page.locator("#reading-title").inner_text()
    assert len(name) < 60
    use(playground)
    expect(page.locator("#data img, #network img, #output img")).to_have_count(0)
    assert playground.complaints() == []


@pytest.mark.exhaustive
def test_a_file_that_is_too_large_is_not_sent(playground: Playground, tmp_path: Path) -> None:
    page = playground.page
    large = tmp_path / "large.csv"
    large.write_bytes(b"1,2\n" * (3 * 1024 * 1024))
    playground.show_group("own")
    page.locator("[data-table-file]").set_input_files(large)
    expect(page.locator(".reading-trouble")).to_contain_text("The file has 12\u2009MB")
    expect(page.locator("[data-action=use_file]")).to_be_disabled()


@pytest.mark.exhaustive
def test_a_file_that_was_forgotten_is_read_again(playground: Playground) -> None:
    page = playground.page
    open_file(playground, PETS)
    expect(page.locator("[data-found]")).to_be_visible()
    use(playground)
    key = page.locator("[data-own^=upload]").get_attribute("data-own")
    playground.choose_dataset("circle")
    playground.show_group("own")
    page.route(
        "**/api/datasets/*",
        lambda route: route.fulfill(status=404, json={"title": "Not found", "status": 404}),
        times=1,
    )
    page.locator("[data-own^=upload]").click()
    expect(page.locator("[data-found]")).to_be_visible()
    use(playground)
    expect(page.locator(".own-problem")).to_contain_text("It was read again")
    assert page.locator("[data-own^=upload]").get_attribute("data-own") != key
