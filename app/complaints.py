"""Pydantic's findings in our words: `<field> must <rule>; got <value>`, at a JSON pointer."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from app.errors import MAX_ERRORS, Invalid, printable
from app.strict import near_match

MAX_VALUE = 60
RULES: Mapping[str, str] = MappingProxyType(
    {
        "missing": "be given",
        "greater_than": "be greater than {gt}",
        "greater_than_equal": "be at least {ge}",
        "less_than": "be less than {lt}",
        "less_than_equal": "be at most {le}",
        "finite_number": "be a finite number",
        "int_type": "be an integer",
        "int_from_float": "be an integer",
        "int_parsing": "be an integer",
        "float_type": "be a number",
        "float_parsing": "be a number",
        "bool_type": "be true or false",
        "string_type": "be a text",
        "string_unicode": "be text without unpaired surrogates",
        "list_type": "be a list",
        "dict_type": "be an object",
        "model_type": "be an object",
        "model_attributes_type": "be an object",
        "none_required": "be null",
        "too_long": "have at most {max_length} items",
        "too_short": "have at least {min_length} items",
        "union_tag_not_found": "be given",
        "json_invalid": "be JSON",
    }
)
QUOTED = re.compile(r"'([^']*)'")


def invalid(findings: Sequence[Mapping[str, Any]], value: Any) -> Invalid:
    """Return the refusal that tells of all `findings` in `value`.

    Several findings at one place (a number or a word was possible) become one sentence; where
    something inside a value is wrong, that the whole is not another kind of value is left out.
    """
    rules: dict[tuple[str, ...], list[str]] = {}
    got: dict[tuple[str, ...], str] = {}
    for finding in findings[: 4 * MAX_ERRORS]:
        path = real_path(finding, value)
        rule = rule_of(finding)
        if rule not in rules.setdefault(path, []):
            rules[path].append(rule)
        got[path] = shown(finding)
    errors = tuple(
        ("".join(f"/{part}" for part in path), sentence(path, rules[path], got[path]))
        for path in rules
        if not any(path == other[: len(path)] != other for other in rules)
    )
    return Invalid(errors[0][1] if errors else "The value is not valid.", errors=errors)


def sentence(path: tuple[str, ...], rules: list[str], got: str) -> str:
    """Return "<field> must <rule> or <rule>; got <value>"."""
    field = ".".join(path) or "the body"
    return f"{field} must {' or '.join(rules)}{got}"


def real_path(finding: Mapping[str, Any], value: Any) -> tuple[str, ...]:
    """Return where the finding is in `value`, without the names of union members in between."""
    path: list[str] = []
    location = list(finding["loc"])
    for part in location:
        if enters(value, part):
            value = value[part]
        elif part is not location[-1] or finding["type"] != "missing":
            continue
        path.append(str(part))
    if finding["type"] == "unknown_field":
        path.append(finding["ctx"]["field"])
    if finding["type"] in ("union_tag_invalid", "union_tag_not_found"):
        discriminator = finding["ctx"]["discriminator"].strip("'")
        path.append("key" if discriminator.endswith("()") else discriminator)
    return tuple(printable(part, MAX_VALUE) for part in path)


def enters(value: Any, part: Any) -> bool:
    """Return whether `part` is a field of an object or an index of a list."""
    if isinstance(value, list):
        return isinstance(part, int) and part < len(value)
    return isinstance(value, Mapping) and part in value


def rule_of(finding: Mapping[str, Any]) -> str:
    """Return the broken rule as the end of "must …"."""
    context = finding.get("ctx", {})
    kind = finding["type"]
    if kind == "unknown_field":
        return f"be a known field{context['hint']}"
    if kind == "union_tag_invalid":
        known = tuple(QUOTED.findall(context["expected_tags"]))
        return "be a known one" + near_match(str(context["tag"]), known)
    if kind in ("literal_error", "enum"):
        return f"be {context['expected']}" + _nearest(finding, context["expected"])
    if kind in RULES:
        plain = {name: text(value) for name, value in context.items()}
        return RULES[kind].format(**plain)
    return "be valid: " + str(finding["msg"])


def _nearest(finding: Mapping[str, Any], expected: str) -> str:
    value = finding.get("input")
    hint = near_match(value, tuple(QUOTED.findall(expected))) if isinstance(value, str) else ""
    return hint if "did you mean" in hint else ""


def shown(finding: Mapping[str, Any]) -> str:
    """Return "; got <value>", short and printable, or nothing where it would not help."""
    value = finding.get("input")
    if finding["type"] in ("missing", "unknown_field", "union_tag_not_found"):
        return ""
    if finding["type"] == "union_tag_invalid":
        return f"; got {printable(repr(finding['ctx']['tag']), MAX_VALUE)}"
    if isinstance(value, list | Mapping):
        kind = "a list" if isinstance(value, list) else "an object"
        return f"; got {kind} of {len(value)}"
    return f"; got {printable(text(value), MAX_VALUE)}"


def text(value: Any) -> str:
    """Return a JSON-like text of a scalar."""
    names = {True: "true", False: "false", None: "null"}
    if value is None or isinstance(value, bool):
        return names[value]
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else repr(value)
