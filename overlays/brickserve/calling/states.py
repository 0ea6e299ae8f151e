"""Looks into documents by path: `a.b` is a field of a field, `a[].b` a field of every item of a list; pure."""

from __future__ import annotations

from ..guards import is_array, is_object

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def value_at(document: Any, path: str) -> str | None:
    """Return the text at `path`, or None if there is none."""
    return next((text for _, text in _texts(document, path.split("."), None)), None)


def explanations(document: Any, path: str) -> list[str]:
    """Return the different texts at `path`, each after the name of the list item that it belongs to."""
    found = [f"{name}: {text}" if name else text for name, text in _texts(document, path.split("."), None) if text]
    return list(dict.fromkeys(found))


def _texts(value: Any, path: list[str], name: str | None) -> Iterator[tuple[str | None, str]]:
    if not path:
        if isinstance(value, str):
            yield name, str(value)
        return
    if not is_object(value):
        return
    step, rest = path[0], path[1:]
    inner = value.get(step.removesuffix("[]"))
    if not step.endswith("[]"):
        yield from _texts(inner, rest, name)
    elif is_array(inner):
        for item in inner:
            own = item.get("name") if is_object(item) else None
            yield from _texts(item, rest, own if isinstance(own, str) else name)
