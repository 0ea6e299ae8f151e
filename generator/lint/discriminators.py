"""Does every discriminator tell the branches of its union apart?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..flat import COMPONENTS, flatten
from ..places import schema_pointers
from ..problems import Problem, did_you_mean
from ..sources import parse_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer


def discriminators(document: Document) -> Iterator[Problem]:
    """Report discriminators whose property or whose schemas do not exist."""
    for pointer in schema_pointers(document):
        if document.mapping((*pointer, "discriminator")):
            yield from _property(document, pointer)
            yield from _mapping(document, (*pointer, "discriminator", "mapping"))


def _property(document: Document, pointer: Pointer) -> Iterator[Problem]:
    spot = (*pointer, "discriminator", "propertyName")
    name = document.get(spot)
    if not isinstance(name, str):
        yield Problem("E122", "a discriminator without a propertyName", spot[:-1], at_key=True)
        return
    for keyword in ("oneOf", "anyOf"):
        for index in range(len(document.sequence((*pointer, keyword)))):
            branch = document.follow((*pointer, keyword, index))
            known = flatten(document, branch).properties
            if known and name not in known:
                message = f"{branch[-1] if branch[:2] == COMPONENTS else 'a branch'} has no property {name!r}"
                yield Problem("E122", message, spot, hint=did_you_mean(name, known))


def _mapping(document: Document, mapping: Pointer) -> Iterator[Problem]:
    known = document.mapping(COMPONENTS)
    for value, target in document.mapping(mapping).items():
        if not isinstance(target, str) or target in known:
            continue
        if target.startswith("#/") and document.get(parse_reference(target)) is not None:
            continue
        if target.startswith("#/") or "/" not in target:
            name = target.rpartition("/")[2]
            hint = did_you_mean(name, known)
            yield Problem("E122", f"{value!r} stands for {target}, which does not exist", (*mapping, value), hint=hint)
