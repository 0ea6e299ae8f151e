"""Two versions of a list in a document: which entry is which, when some were put between the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..load import Document
    from ..problems import Pointer

_BRANCHES = ("oneOf", "anyOf", "allOf")


def alike(old: Document, new: Document, was: Pointer, now: Pointer) -> dict[int, int]:
    """Return the new indexes of a list's entries by their old ones."""
    before, after = old.sequence(was), new.sequence(now)
    if was[-1] == "parameters":
        first = [_parameter(old, (*was, index)) for index in range(len(before))]
        second = [_parameter(new, (*now, index)) for index in range(len(after))]
        return _paired(first, second, {}, lambda one, other: one == other)
    if was[-1] not in _BRANCHES:
        return {index: index for index in range(min(len(before), len(after)))}
    found: dict[int, int] = {}
    for is_same in (lambda one, other: one == other, _has_grown_to, _has_label_of):
        found |= _paired(before, after, found, is_same)
    return found


def is_alike(old: Any, new: Any) -> bool:
    """Tell whether a part of a document is the old one, perhaps with more in it; references may lead elsewhere."""
    return _has_grown_to(_without_references(old), _without_references(new))


def _without_references(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: None if key == "$ref" else _without_references(child) for key, child in value.items()}
    return list(map(_without_references, value)) if isinstance(value, list) else value


def _paired(
    before: list[Any], after: list[Any], known: dict[int, int], is_same: Callable[[Any, Any], bool]
) -> dict[int, int]:
    """Pair what is left of two lists, in their order."""
    left = [index for index in range(len(after)) if index not in known.values()]
    found: dict[int, int] = {}
    for index, value in enumerate(before):
        match = next((other for other in left if is_same(value, after[other])), None)
        if index not in known and match is not None:
            found[index] = match
            left.remove(match)
    return found


def _parameter(document: Document, pointer: Pointer) -> tuple[Any, Any]:
    source = document.mapping(document.follow(pointer))
    return source.get("in"), source.get("name")


def _has_grown_to(old: Any, new: Any) -> bool:
    """Tell whether the new value is the old one with more in it."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(key in new and _has_grown_to(value, new[key]) for key, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        rest = iter(new)
        return all(any(_has_grown_to(value, other) for other in rest) for value in old)
    return bool(old == new)


def _has_label_of(old: Any, new: Any) -> bool:
    """Tell whether two branches of a union have the same words in the names of their classes."""
    return _label(old) == _label(new)


def _label(schema: Any) -> tuple[Any, ...]:
    if not isinstance(schema, dict):
        return (schema,)
    properties = schema.get("properties")
    parts = properties.items() if isinstance(properties, dict) else ()
    fixed = [
        (name, part.get("const"), part.get("enum"))
        for name, part in parts
        if isinstance(part, dict) and ("const" in part or len(part.get("enum") or ()) == 1)
    ]
    return schema.get("$ref"), schema.get("title"), schema.get("type"), fixed
