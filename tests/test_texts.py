"""Hold the page's words together: every language has all of them, and each is used."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.catalog import catalog
from app.settings import Limits

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "static/js/texts"
LANGUAGES = [
    path.stem for path in sorted(TEXTS.glob("*.json")) if "." not in path.stem and path.stem != "en"
]
KINDS = (
    "models gates datasets features activations losses initializers optimizers schedules "
    "regularizers planes exports"
).split()
# What German says as English does: names, signs, and words that are the same.
SAME = frozenset(
    """
    Normal Median Test Training Pause Start API XOR NAND Iris Diabetes Linear Sigmoid Tanh ReLU ELU
    GELU Swish Softplus Softmax Huber Hinge SGD AdaGrad RMSprop Adam AdamW Epsilon L1 L2 JSON Esc
    Magnesium Log linear Zoom Transfer
    """.split()
) | {"Leaky ReLU", "Beta 1", "Beta 2", "s2 LDL", "s3 HDL", "s4 TCH", "s5 LTG"}
SIGNS = re.compile(r"\{\w+\}|[^A-Za-z{}]+|sin|[xyz]")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
KEY = re.compile(r"""["'`]([a-z_0-9]+(?:\.[a-z_0-9]+)+)["'`]""")
TEMPLATE = re.compile(r"`((?:[a-z_0-9.]|\$\{[^{}`]*\})+)`")
FIRST = re.compile(r"""\bt\(\s*(?:[^"'`,()]*\?\s*)?(["'`])([^"'`\n]+)\1""")
ANY = "[a-z_0-9.]+"
ENGLISH_WORDS = re.compile(r"\b(if|else|mean|uniform|normal|with|after|output|layer|or|then)\b")


@cache
def words(name: str) -> dict[str, str]:
    """Return a file of texts."""
    read: dict[str, str] = json.loads((TEXTS / f"{name}.json").read_text("utf-8"))
    return read


@cache
def source() -> str:
    """Return all modules of the page, and what the template names."""
    modules = sorted((ROOT / "static/js").rglob("*.js"))
    return "\n".join(path.read_text("utf-8") for path in modules) + template_words()


def template_words() -> str:
    """Return the keys that the page's template names."""
    html = (ROOT / "templates/playground.html").read_text("utf-8")
    return "".join(f'\nt("{key}")' for key in re.findall(r'data-words="([^"]+)"', html))


def patterns() -> list[re.Pattern[str]]:
    """Return what the keys look like that are put together: `view.${key}.help`."""
    made = {text for text in TEMPLATE.findall(source()) if "${" in text and "." in text}
    parts = [re.split(r"\$\{[^}]*\}", text) for text in made]
    return [
        re.compile(ANY.join(map(re.escape, each))) for each in parts if any(map(str.strip, each))
    ]


def is_used(key: str, named: set[str], made: list[re.Pattern[str]]) -> bool:
    """Return whether a key is named, or put together of a part that is named."""
    if key in named or key.rpartition(".")[0] in named:  # `${key}.${which}`
        return True
    for pattern in made:
        tail = pattern.pattern.removeprefix(ANY).replace("\\", "")
        if not pattern.pattern.startswith(ANY):
            if pattern.fullmatch(key):
                return True
        elif key.endswith(tail) and is_used(key.removesuffix(tail), named, made):
            return True
    return False


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_texts_with_the_same_places(language: str) -> None:
    english, other = words("en"), words(language)
    assert set(english) - set(other) == set(), f"{language} lacks these"
    assert set(other) - set(english) == set(), f"{language} alone has these"
    differing = {
        key
        for key, text in english.items()
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(other[key]))
    }
    assert differing == set()


def test_german_is_german() -> None:
    """Words that are left in English are on the list of those that both languages have."""
    untranslated = {
        key: text
        for key, text in words("en").items()
        if words("de")[key] == text and SIGNS.sub("", text) and text not in SAME
    }
    untranslated.pop("rule.other", None)  # what is not known is said as the server says it
    assert untranslated == {}


def test_every_key_that_is_used_exists() -> None:
    used = {key for _, key in FIRST.findall(source()) if "$" not in key}
    assert used - set(words("en")) == set()


def test_every_text_is_used() -> None:
    named = set(KEY.findall(source()))
    made = patterns()
    assert {key for key in words("en") if not is_used(key, named, made)} == set()


def settings(entry: dict[str, Any]) -> list[dict[str, Any]]:
    return [*entry["hyperparameters"], *entry.get("flags", [])]


def names(entry: dict[str, Any]) -> list[str]:
    """Return what the columns, targets and classes of a data set are called."""
    lists = (entry.get(name) or [] for name in ("classes", "columns", "targets"))
    return [name for each in lists for name in each]


def said_by_the_catalog() -> dict[tuple[str, ...], str]:
    """Return every text of the catalog by the keys that may translate it, the first that is."""
    told = catalog(Limits())
    texts: dict[tuple[str, ...], str] = {}
    for kind in KINDS:
        for entry in told[kind]:
            at = f"catalog.{kind}.{entry['key']}"
            texts[(at,)], texts[(f"{at}.help",)] = entry["label"], entry["summary"]
            if entry.get("noise_effect"):
                texts[(f"{at}.noise_effect",)] = entry["noise_effect"]
            if ENGLISH_WORDS.search(entry.get("formula", "")):
                texts[(f"{at}.formula",)] = entry["formula"]
            for one in settings(entry):
                places = [f"{at}.{one['name']}", f"catalog.{kind}.*.{one['name']}"]
                texts[tuple(places)] = one["label"]
                texts[tuple(f"{place}.help" for place in places)] = one["help"]
            for name in names(entry):
                pattern = re.sub(r"\d+", "#", name)
                texts[(f"catalog.names.{name}", f"catalog.names.{pattern}")] = name
    for field in told["fields"]:
        at = f"catalog.fields.{field['name']}"
        texts[(at,)], texts[(f"{at}.help",)] = field["label"], field["help"]
    return texts


# Proper names and numbers: no language has other ones.
UNSAID = re.compile(r"x\d|\d+|setosa|versicolor|virginica")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_catalog_is_said(language: str) -> None:
    own = words(f"catalog.{language}")
    missing = {
        keys[-1]: text
        for keys, text in said_by_the_catalog().items()
        if not any(key in own for key in keys) and not UNSAID.fullmatch(text)
    }
    assert missing == {}


def test_the_german_catalog_is_german() -> None:
    own = words("catalog.de")
    same = {}
    for keys, text in said_by_the_catalog().items():
        key = next((key for key in keys if key in own), None)
        if key and own[key] == text and SIGNS.sub("", text) and text not in SAME:
            same[key] = text
    assert same == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_that_the_catalog_does_not_have(language: str) -> None:
    known = {key for keys in said_by_the_catalog() for key in keys}
    extra = {key for key in words(f"catalog.{language}") if key not in known}
    # A formula may have its names translated even where it has no other words.
    assert {key for key in extra if not key.endswith(".formula")} == set()
