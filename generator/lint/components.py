"""Is everything used that is kept for use elsewhere, and are there no two of what there may be one of?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..places import METHODS
from ..problems import Problem
from ..sources import parse_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer

# Every schema becomes a class, used or not; of these, only what is referred to does anything.
_KINDS = ("responses", "parameters", "requestBodies", "headers", "securitySchemes")


def components(document: Document) -> Iterator[Problem]:
    """Report components that nothing refers to, and paths that differ in the names of their parameters alone."""
    yield from _unused(document)
    yield from _equal_paths(document)


def _unused(document: Document) -> Iterator[Problem]:
    used = {parse_reference(reference)[:3] for reference in _references(document.root) if reference.startswith("#/")}
    used |= {("components", "securitySchemes", name) for name in _requirements(document)}
    for kind in _KINDS:
        for name in document.mapping(("components", kind)):
            spot: Pointer = ("components", kind, name)
            if spot not in used:
                yield Problem("E120", f"nothing refers to {name!r}", spot, at_key=True)


def _references(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(reference := value.get("$ref"), str):
                yield reference
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _requirements(document: Document) -> set[str]:
    """Return the names of the security schemes that something asks for."""
    places: list[Pointer] = [("security",)]
    for path in document.mapping(("paths",)):
        places += [("paths", path, method, "security") for method in document.mapping(("paths", path))]
    listed = [requirement for place in places for requirement in document.sequence(place)]
    return {name for requirement in listed if isinstance(requirement, dict) for name in requirement}


def _equal_paths(document: Document) -> Iterator[Problem]:
    first: dict[tuple[str, str], str] = {}
    for path in document.mapping(("paths",)):
        for method in document.mapping(("paths", path)):
            if method in METHODS:
                other = first.setdefault((method, re.sub(r"{[^{}]*}", "{}", path)), path)
                if other != path:
                    message = f"{method.upper()} {path} is the same request as {method.upper()} {other}"
                    yield Problem("E121", message, ("paths", path), at_key=True)
