"""Unions of two versions: the branches that a value may take, and how it says which one it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .types import Fit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..problems import Pointer
    from .side import Side
    from .types import Classes

BRANCHES = ("branch-added", "branch-removed", "union-added", "union-removed")
_KEYWORDS = ("oneOf", "anyOf")
_WORDS = frozenset(("description", "title", "summary", "example", "examples", "deprecated", "x-deprecated"))


def union_changes(
    old: Side, new: Side, was: Pointer, now: Pointer, renamed: Classes
) -> Iterator[tuple[str, str, Fit, Pointer, bool]]:
    """Yield kind, message, effect and place of every difference, and whether the place is one of the old version."""
    before, after = _branches(old, was, renamed), _branches(new, now, {})
    if before and after:
        for key, spot in before.items():
            if key not in after:
                yield "branch-removed", f"is never {key} any more", Fit(sends=False), spot, True
        for key, spot in after.items():
            if key not in before:
                yield "branch-added", f"may be {key} as well", Fit(reads=False), spot, False
        yield from _discriminator(old, new, was, now, renamed)
    elif before:
        yield "union-removed", "is no union any more", Fit(False, False), (*was, _keyword(old, was)), True
    elif after and old.document.get(was) is not None:
        yield "union-added", f"is one of {', '.join(after)} now", Fit(False, False), (*now, _keyword(new, now)), False


def core(side: Side, pointer: Pointer) -> Pointer:
    """Return where a schema really stands: behind references, and wrappers that add null or words alone."""
    seen: set[Pointer] = set()
    while pointer not in seen:
        seen.add(pointer)
        if pointer in side.classes:
            break
        pointer = side.document.follow(pointer)
        schema = side.document.mapping(pointer)
        only = _only_branch(side, pointer)
        if only is not None:
            pointer = only
        elif len(side.document.sequence((*pointer, "allOf"))) == 1 and "properties" not in schema:
            pointer = (*pointer, "allOf", 0)
    return pointer


def _only_branch(side: Side, pointer: Pointer) -> Pointer | None:
    spots = _spots(side, pointer)
    return spots[0] if len(spots) == 1 else None


def _keyword(side: Side, pointer: Pointer) -> str:
    return next(keyword for keyword in _KEYWORDS if side.document.sequence((*pointer, keyword)))


def _spots(side: Side, pointer: Pointer) -> list[Pointer]:
    return [
        (*pointer, keyword, index)
        for keyword in _KEYWORDS
        for index, branch in enumerate(side.document.sequence((*pointer, keyword)))
        if not (isinstance(branch, dict) and branch.get("type") == "null")
    ]


def _branches(side: Side, pointer: Pointer, renamed: Classes) -> dict[str, Pointer]:
    """Return the branches by what readers call them: a class, a type, or the schema as it stands."""
    return {_name(side, spot, renamed): spot for spot in _spots(side, pointer)}


def _name(side: Side, spot: Pointer, renamed: Classes) -> str:
    found = core(side, spot)
    if found in side.classes:
        name = side.classes[found]
        return f"models.{renamed.get(name, name)}"
    schema = without_words(side.document.get(found))
    if isinstance(schema, dict) and set(schema) == {"type"}:
        return f"a value of the type {schema['type']}"
    return json.dumps(schema, sort_keys=True)


def without_words(value: Any) -> Any:
    """Return a part of a document without what only people read."""
    if isinstance(value, dict):
        return {key: without_words(child) for key, child in value.items() if key not in _WORDS}
    return [without_words(child) for child in value] if isinstance(value, list) else value


def _discriminator(
    old: Side, new: Side, was: Pointer, now: Pointer, renamed: Classes
) -> Iterator[tuple[str, str, Fit, Pointer, bool]]:
    before, after = (*was, "discriminator"), (*now, "discriminator")
    first, second = old.document.mapping(before), new.document.mapping(after)
    if first.get("propertyName") != second.get("propertyName"):
        said = "no property" if not second else repr(second.get("propertyName"))
        message = f"says with {said} what it is, was {first.get('propertyName')!r}"
        fits = Fit(sends=not second, reads=not first)
        yield "discriminator-changed", message, fits, before if not second else after, not second
        return
    meant = {value: _target(old, before, value, renamed) for value in old.document.mapping((*before, "mapping"))}
    means = {value: _target(new, after, value, {}) for value in new.document.mapping((*after, "mapping"))}
    for value, target in meant.items():
        if value not in means:
            spot = (*before, "mapping", value)
            yield "discriminator-changed", f"has no {value!r} any more", Fit(False, False), spot, True
        elif means[value] != target:
            spot = (*after, "mapping", value)
            message = f"means {means[value]} by {value!r}, meant {target}"
            yield "discriminator-changed", message, Fit(False, False), spot, False
    for value in means:
        if value not in meant:
            spot = (*after, "mapping", value)
            yield "discriminator-changed", f"may say {value!r} as well", Fit(), spot, False


def _target(side: Side, discriminator: Pointer, value: str, renamed: Classes) -> str:
    name = str(side.document.get((*discriminator, "mapping", value))).rpartition("/")[2]
    return renamed.get(name, name)
