"""The names of an API by what they stand for, so that a later version of it can keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .. import ir
    from ..load import Document
    from ..problems import Pointer

Kind = Literal["class", "field", "parameter", "waiter", "operation"]


class Key(NamedTuple):
    """What a name stands for."""

    kind: Kind
    place: Pointer
    """Where a class's schema stands, also for its fields; id of the operation and part of the request for a parameter;
    nothing for a waiter; the operation itself for its id."""
    part: str = ""
    """The property, parameter, waiter or `operationId` as the document spells it."""


Names = dict[Key, str]
"""Names by what they stand for; for an operation, the id that it has instead of its own."""


class Version:
    """A version of a document, with the names in its package that the document alone would give to something else."""

    def __init__(self, document: Document, kept: Names | None = None) -> None:
        self.document = document
        self.kept = kept or {}


def named(api: ir.Api) -> Names:
    """Return every name that had to be chosen among others; those of operations and members stand in the document."""
    found = {Key("class", origin): name for name, origin in api.origins.items()}
    for model in api.models:
        origin = api.origins[model.name]
        for field in model.fields:
            found[Key("field", origin, field.wire)] = field.name
    for operation in api.operations:
        for each in operation.parameters:
            found[Key("parameter", (operation.id, each.place), each.wire)] = each.name
    for waiter in api.waiters:
        found[Key("waiter", (), waiter.name)] = waiter.constant
    return found


def differing(wanted: Mapping[Key, str], found: Mapping[Key, str]) -> Names:
    """Return the wanted names of things that are there and have another name."""
    return {key: name for key, name in wanted.items() if found.get(key, name) != name}
