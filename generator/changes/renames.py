"""Which of the things that are gone has come back under another name?"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .. import ir
    from .side import Side
    from .types import Classes

T = TypeVar("T", "ir.Field", "ir.Parameter")
_ALIKE = 0.6


def renamed_classes(old: Side, new: Side) -> Classes:
    """Pair classes that are gone with new ones that hold the same; only pairs without a rival."""
    gone = [name for name in old.api.order if name not in new.api.order]
    come = [name for name in new.api.order if name not in old.api.order]
    forms = {name: _form(old, name) for name in gone}
    return {
        name: matches[0]
        for name in gone
        if forms[name] and list(forms.values()).count(forms[name]) == 1
        for matches in [[other for other in come if _form(new, other) == forms[name]]]
        if len(matches) == 1
    }


def _form(side: Side, name: str) -> tuple[object, ...]:
    """Return what tells a class from others, except its name."""
    if name in side.enums:
        return tuple(member.value for member in side.enums[name].members)
    fields = side.models[name].fields if name in side.models else ()
    return tuple((each.wire, each.type.kind, each.required) for each in fields)


def renamed_parts(old: Iterable[T], new: Iterable[T], is_same: Callable[[T, T], bool]) -> dict[str, str]:
    """Pair fields or arguments that are gone with new ones of the same type: same text, or a similar name."""
    old, new = list(old), list(new)
    gone = [each for each in old if each.wire not in {other.wire for other in new}]
    come = [each for each in new if each.wire not in {other.wire for other in old}]
    pairs: dict[str, str] = {}
    for each in gone:
        matches = [other for other in come if is_same(each, other) and _is_like(each, other)]
        if len(matches) == 1 and matches[0].wire not in pairs.values():
            pairs[each.wire] = matches[0].wire
    return pairs


def _is_like(old: T, new: T) -> bool:
    same_text = bool(old.doc) and old.doc == new.doc
    return same_text or SequenceMatcher(None, old.name, new.name).ratio() >= _ALIKE
