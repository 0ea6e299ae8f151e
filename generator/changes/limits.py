"""What a schema says about values beyond their type: sizes, patterns, constants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .types import Fit

if TYPE_CHECKING:
    from collections.abc import Iterator

# Whether a larger number lets fewer values pass (1), more (-1), or cannot be compared (0).
_KEYWORDS = {
    "minimum": 1,
    "exclusiveMinimum": 1,
    "minLength": 1,
    "minItems": 1,
    "minProperties": 1,
    "maximum": -1,
    "exclusiveMaximum": -1,
    "maxLength": -1,
    "maxItems": -1,
    "maxProperties": -1,
    "pattern": 0,
    "multipleOf": 0,
    "const": 0,
    "uniqueItems": 0,
}


def limit_changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str, str, Fit]]:
    """Yield kind, keyword, message and effect of every changed limit of a value.

    Narrower limits break callers alone: a reader's program does not depend on what no longer comes.
    """
    for keyword, direction in _KEYWORDS.items():
        first, second = before.get(keyword), after.get(keyword)
        if first == second and type(first) is type(second):
            continue
        wider = _is_wider(first, second, direction)
        verb = f"has {keyword} {second!r} now" if keyword in after else f"has no {keyword} any more"
        message = verb + (f", was {first!r}" if keyword in before else "")
        yield "limit-widened" if wider else "limit-narrowed", keyword, message, Fit(sends=wider, reads=True)
    for kind, message, fits in _values(before.get("enum"), after.get("enum")):
        yield kind, "enum", message, fits
    first, second = (schema.get("additionalProperties") is not False for schema in (before, after))
    if first != second:
        message = "takes other fields as well" if second else "takes no other fields any more"
        kind = "limit-widened" if second else "limit-narrowed"
        yield kind, "additionalProperties", message, Fit(sends=second)


def _values(before: Any, after: Any) -> Iterator[tuple[str, str, Fit]]:
    """Compare enums that are no classes: those of numbers, or of mixed values."""
    if before == after or _is_class(before) or _is_class(after):
        return
    if not isinstance(after, list):
        yield "limit-widened", "takes any value now", Fit()
    elif not isinstance(before, list):
        yield "limit-narrowed", f"takes only {after!r} now", Fit(sends=False)
    else:
        wider = all(value in after for value in before)
        yield "limit-widened" if wider else "limit-narrowed", f"takes {after!r}, took {before!r}", Fit(sends=wider)


def _is_class(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str | None) for value in values)


def _is_wider(first: Any, second: Any, direction: int) -> bool:
    if second is None or second is False:
        return True
    comparable = all(isinstance(value, int | float) for value in (first, second)) and direction
    return bool(comparable) and (second - first) * direction < 0
