"""Whatever the catalog lists can be chosen on the page, and does what it says."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.axe import complaints_of_axe
from tests.e2e.playground import Playground
from tests.serving import Server

MENUS = {
    "initializers": "initializer-key",
    "optimizers": "optimizer-key",
    "schedules": "schedule-key",
    "regularizers": "regularizer-key",
    "activations": "hidden_layers-activation",
}
NAMES = "(menu) => [...menu.options].map((option) => option.value)"


@pytest.fixture
def catalog(server: Server) -> Any:
    return httpx.get(f"{server.url}/api/catalog").json()


def keys_of(catalog: Any, kind: str) -> list[str]:
    return [entry["key"] for entry in catalog[kind]]


@pytest.mark.exhaustive
def test_every_entry_of_every_menu_can_be_chosen(playground: Playground, catalog: Any) -> None:
    playground.open_more()
    for kind, field in MENUS.items():
        offered = playground.page.locator(f"#field-{field}").evaluate(NAMES)
        assert offered == keys_of(catalog, kind)
        for key in offered:
            playground.pick(field, key)
            assert playground.complaints() == [], f"{kind} {key}"


def test_every_data_set_and_its_losses_can_be_chosen(playground: Playground, catalog: Any) -> None:
    playground.open_more()
    menus = [playground.page.locator(f"#field-{name}") for name in ("loss", "output_activation")]
    seen = set()
    for entry in catalog["datasets"]:
        playground.choose_dataset(entry["key"], entry["kind"])
        assert playground.complaints() == [], entry["key"]
        kind = (entry["task"], min(3, len(entry["classes"] or ())))
        if kind in seen:
            continue
        seen.add(kind)
        for loss in menus[0].evaluate(NAMES):
            playground.pick("loss", loss)
            for output in menus[1].evaluate(NAMES):
                playground.pick("output_activation", output)
                assert playground.complaints() == [], f"{entry['key']} {loss} {output}"
    assert len(seen) == 3


@pytest.mark.exhaustive
def test_every_hyperparameter_has_a_field(playground: Playground, catalog: Any) -> None:
    page = playground.page
    playground.open_more()
    for kind, field in MENUS.items():
        for entry in catalog[kind]:
            if not entry["hyperparameters"]:
                continue
            playground.pick(field, entry["key"])
            name = field.partition("-")[0]
            for parameter in entry["hyperparameters"]:
                box = page.locator(f"#field-{name}-{parameter['name']}")
                expect(box).to_have_count(1)


def test_what_is_rarely_used_changes_the_experiment(playground: Playground) -> None:
    page = playground.page
    playground.open_more()
    playground.pick("schedule-key", "exponential")
    playground.type_number("dropout_rate", "0.1")
    for name in ("gradient_clip", "shuffle", "standardize"):
        page.locator(f"#field-{name}").click()
        playground.wait_until_confirmed()
    expect(page.locator("#field-gradient_clip")).to_have_value("1")
    expect(page.locator("#field-shuffle")).not_to_be_checked()
    expect(page.locator("#field-standardize")).to_be_checked()
    playground.type_number("gradient_clip", "0.5")
    page.get_by_role("checkbox", name="Gradient clip").uncheck()
    playground.wait_until_confirmed()
    playground.play()
    playground.wait_for_counter("step", "value > 20")
    expect(page.locator("[data-field='schedule.key']")).to_contain_text("now 0.0")
    assert playground.complaints() == []
    assert complaints_of_axe(playground) == []
    page.reload()
    playground.wait_until_ready()
    expect(page.locator("#settings-more")).to_be_visible()  # stays open


@pytest.mark.exhaustive
def test_classes_are_weighted_where_the_catalog_has_a_range(
    playground: Playground, catalog: Any
) -> None:
    page = playground.page
    playground.choose_dataset("iris", "real")
    playground.open_more()
    button = page.locator("[data-action=class_weights]")
    if all(field["name"] != "class_weight" for field in catalog["fields"]):
        expect(button).to_have_count(0)
        return
    button.click()
    playground.type_number("class_weights-2", "3")
    expect(button).to_have_text("custom")
    playground.type_number("class_weights-0", "-1")
    expect(page.locator(".popover-error")).to_contain_text("Class weights must be")
    assert complaints_of_axe(playground) == []
    page.get_by_role("button", name="All equal").click()
    playground.wait_until_confirmed()
    expect(button).to_have_text("all equal")


def test_layers_have_an_activation_each_and_a_lock(playground: Playground) -> None:
    page = playground.page
    page.locator("[data-activation='1']").select_option("relu")
    playground.wait_until_confirmed()
    overall = page.locator("#field-hidden_layers-activation")
    expect(overall.locator("option:checked")).to_have_text("mixed")
    page.locator("[data-lock='0']").click()
    playground.wait_until_confirmed()
    expect(page.locator("[data-lock='0']")).to_have_attribute("aria-pressed", "true")
    before = playground.weights()
    page.locator("[data-action=epoch]").click()
    playground.wait_for_counter("epoch", "value === 1")
    playground.wait_until_drawn()
    after = playground.weights()
    assert after[:8] == before[:8]
    assert after[8:] != before[8:]
    page.locator("[data-action=layer_fewer]").click()
    page.locator("[data-action=layer_fewer]").click()
    playground.wait_until_confirmed()
    assert playground.complaints() == []


@pytest.mark.exhaustive
def test_flat_activations_say_so(playground: Playground) -> None:
    playground.pick("hidden_layers-activation", "step")
    field = playground.page.locator("#field-hidden_layers-activation")
    expect(field).to_have_accessible_description(re.compile("No gradient passes it"))


def test_a_unit_is_left_out_by_a_key(playground: Playground) -> None:
    page = playground.page
    tile = page.locator("[data-tile='0:1']")
    tile.focus()
    page.keyboard.press("h")
    expect(tile).to_have_attribute("data-hidden", "true")
    expect(tile).to_have_accessible_name("Layer 1, unit 2, left out")
    playground.wait_until_drawn()
    assert playground.shares("[data-map='0:1']") == [0, 0]
    page.keyboard.press("h")
    expect(tile).to_have_attribute("data-hidden", "false")
    page.locator("[data-tile='2:0']").focus()
    page.keyboard.press("h")  # the output stays
    playground.wait_until_confirmed()
    assert playground.complaints() == []
