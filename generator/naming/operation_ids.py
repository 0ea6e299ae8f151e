"""Gives every operation an id whose function is its own; what had one before keeps it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import names
from ..places import operation_id, operation_pointers, path_operation_id
from .kept import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..load import Document
    from ..problems import Pointer
    from .kept import Version

Ids = dict["Pointer", str]


def settle_operation_ids(document: Document, before: Version | None) -> None:
    """Write the ids of operations that give way into the document, and note which ones it alone would not give."""
    own = {pointer: operation_id(document, pointer) for pointer in operation_pointers(document)}
    chosen = plain = _apart(own, {})
    if before is not None:
        chosen = _apart(own, _held(own, before))
    for pointer, id in chosen.items():
        if id != own[pointer]:
            document.mapping(pointer)["operationId"] = id
        if id != plain[pointer] and id != own[pointer]:
            document.kept[Key("operation", pointer, own[pointer])] = id


def _apart(own: Mapping[Pointer, str], held: Mapping[Pointer, str]) -> Ids:
    """Return an id for each operation; one whose function is taken is named after method and path."""
    taken = {names.operation_name(id) for id in held.values()}
    found: Ids = {}
    for pointer, id in own.items():
        function = names.operation_name(id)
        if pointer in held:
            found[pointer] = held[pointer]
        elif function not in taken:
            found[pointer] = id
            taken.add(function)
    for pointer in own:
        if pointer not in found:
            id = path_operation_id(pointer)
            while names.operation_name(id) in taken:
                id += "_"
            taken.add(names.operation_name(id))
            found[pointer] = id
    return {pointer: found[pointer] for pointer in own}


def _held(own: Mapping[Pointer, str], before: Version) -> Ids:
    """Return the ids of the operations that go on as they are: under their own id, or the one that they gave way to."""
    was = {pointer: operation_id(before.document, pointer) for pointer in operation_pointers(before.document)}
    holders = {names.operation_name(id): pointer for pointer, id in was.items()}
    held: Ids = {}
    taken: set[str] = set()
    for pointer, id in own.items():
        kept = before.kept.get(Key("operation", pointer, id)) or _same(pointer, id, was, holders, own)
        if kept and names.operation_name(kept) not in taken:
            held[pointer] = kept
            taken.add(names.operation_name(kept))
    return held


def _same(
    pointer: Pointer, id: str, was: Mapping[Pointer, str], holders: Mapping[str, Pointer], own: Mapping[Pointer, str]
) -> str | None:
    """Return the id that an operation had before, if it is that operation still and not renamed."""
    function, last = names.operation_name(id), was.get(pointer)
    holder = holders.get(function)
    if last is None:
        is_moved = holder is not None and holder not in own and was[holder] == id
        return id if is_moved else None
    if names.operation_name(last) == function:
        return id
    # It gave way to another that had this name, and does so even if that one is gone.
    gave_way = re.fullmatch(f"{re.escape(path_operation_id(pointer))}_*", last) is not None
    return last if gave_way and holder is not None else None
