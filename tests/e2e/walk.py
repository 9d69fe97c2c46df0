"""The walk through one step as a person reads it: formulas as text, numbers as numbers."""

import math
import re

from playwright.sync_api import Page, expect

from tests.e2e.playground import Playground

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
NUMBER = r"\(?(−?[\d.]+(?:×10[⁻⁰¹²³⁴-⁹]+)?)\)?"
PRODUCT = rf"{NUMBER}·{NUMBER}"
ROUNDED = 6e-4  # of numbers with four digits, relative to the largest of them


def value_of(text: str) -> float:
    """Return a number as the page writes it."""
    base, _, power = text.partition("×10")
    exponent = int(power.translate(SUPERSCRIPTS)) if power else 0
    return float(base.replace("−", "-")) * 10.0**exponent


class Walk:
    """Handles of the view."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.page: Page = playground.page
        self.where = self.page.locator("[data-walk-where]")
        self.note = self.page.locator("[data-walk-note]")

    def open(self) -> None:
        """Open the view and wait for the first numbers."""
        self.page.locator("[role=tab][data-view=step]").click()
        expect(self.where).to_contain_text("1 of")

    def next(self) -> None:
        """Go to the next station, as the button does."""
        before = self.where.inner_text()
        self.page.locator("[data-walk-go=next]").click()
        expect(self.where).not_to_have_text(before)

    def go(self, phase: str) -> None:
        """Go to where a phase begins."""
        button = self.page.locator(f"[data-walk-phase={phase}]")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")

    def choose(self, row: int) -> None:
        """Type the number of a sample, from 1."""
        field = self.page.locator("[data-walk-row]")
        field.fill(str(row))
        field.press("Enter")
        expect(self.page.locator(".walk-content .walk-line").first).to_be_visible()

    def lines(self) -> list[str]:
        """Return the formulas of the station, without spaces."""
        texts = self.page.locator(".walk-line .formula").all_text_contents()
        return [re.sub(r"\s", "", text) for text in texts]

    def labels(self) -> list[str]:
        """Return what each formula is of."""
        lines = self.page.locator(".walk-line").all()
        return [line.get_attribute("data-label") or "" for line in lines]

    def chips(self) -> list[str]:
        """Return the numbers on the network, without spaces."""
        texts = self.page.locator(".walk-chip").all_text_contents()
        return [re.sub(r"\s", "", text) for text in texts]


def check_sum(line: str) -> None:
    """Hold `name = w·x + … + b = z` to its own numbers."""
    inside, outcome = line.split("=")[1:3]
    terms = [value_of(a) * value_of(b) for a, b in re.findall(PRODUCT, inside)]
    rest = re.sub(PRODUCT, "", inside).strip("+")
    bias = value_of(rest.strip("()")) if rest else 0.0
    size = max([abs(term) for term in terms] + [abs(bias), 1e-3])
    assert math.isclose(
        sum(terms) + bias, value_of(outcome), abs_tol=len(terms) * ROUNDED * size
    ), line


def check_product(line: str) -> None:
    """Hold the last `… = a·b = c` of a line to its own numbers."""
    found = re.search(rf"{PRODUCT}={NUMBER}$", line)
    assert found, line
    one, other, outcome = map(value_of, found.groups())
    assert math.isclose(one * other, outcome, rel_tol=3 * ROUNDED), line


def check_update(line: str) -> float:
    """Hold `w′ = w − rate·g = new` to its own numbers; return the new one."""
    found = re.fullmatch(rf"[wb]′={NUMBER}−{NUMBER}·{NUMBER}={NUMBER}", line)
    assert found, line
    before, rate, gradient, after = map(value_of, found.groups())
    step = rate * gradient
    size = max(abs(before), abs(step))
    assert math.isclose(before - step, after, abs_tol=2 * ROUNDED * max(size, 1e-3)), line
    return after
