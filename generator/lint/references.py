"""Do references lead somewhere, and not in a circle?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..bundle import DATA
from ..flat import COMPONENTS
from ..problems import Problem, did_you_mean
from ..sources import parse_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer


def references(document: Document) -> Iterator[Problem]:
    """Check every `$ref`, and that no schema contains itself."""
    # What is wrong with references to other files is known since the document was read.
    told = {problem.place for problem in document.unresolved}
    for pointer, reference in _all(document.root, ()):
        if not told or document.place(pointer) not in told:
            yield from _reference(document, pointer, reference)
    for name in document.mapping(COMPONENTS):
        yield from _circle(document, (*COMPONENTS, name))


def _all(value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, dict):
        for key, child in value.items():
            if key == "$ref" and isinstance(child, str):
                yield (*pointer, key), child
            elif key not in DATA or pointer[-1:] == ("properties",):
                yield from _all(child, (*pointer, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _all(child, (*pointer, index))


def _reference(document: Document, pointer: Pointer, reference: str) -> Iterator[Problem]:
    if not reference.startswith("#/"):
        hint = "a reference is `#/` and the keys that lead to its target, or a file and that"
        yield Problem("E105", f"{reference} is not a way to a place", pointer, hint=hint)
        return
    target = parse_reference(reference)
    if document.get(target) is None:
        known = document.mapping(target[:-1])
        hint = did_you_mean(target[-1], known)
        yield Problem("E105", f"nothing stands at {reference}", pointer, hint=hint)


def _circle(document: Document, start: Pointer) -> Iterator[Problem]:
    """Report a schema that is part of itself by references and allOf alone."""
    todo, seen = [start], set()
    while todo:
        pointer = todo.pop()
        schema = document.mapping(pointer)
        steps = [(*pointer, "allOf", index) for index in range(len(document.sequence((*pointer, "allOf"))))]
        if isinstance(reference := schema.get("$ref"), str):
            steps.append(parse_reference(reference))
        if start in steps:
            yield Problem("E115", f"{start[-1]} contains itself", start, at_key=True)
            return
        todo += [step for step in steps if step not in seen]
        seen.update(steps)
