"""Names of one version of a document for the next one: where each thing stands that is still there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..flat import form_of
from ..places import METHODS, operation_id, operation_pointers
from .alike import alike, is_alike
from .kept import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..load import Document
    from ..problems import Pointer
    from .kept import Names


def carried(names: Mapping[Key, str], old: Document, new: Document) -> Names:
    """Return the names of the old document's things that the new one has, too, by where they stand there."""
    moves = Moves(old, new)
    found: Names = {}
    for key, name in names.items():
        if key.kind not in ("class", "field"):
            found[key] = name
            continue
        place = moves.to(key.place)
        # What is no class any more needs no name.
        if place is not None and form_of(new, place) in ("model", "enum"):
            found[key._replace(place=place)] = name
    return found


class Moves:
    """Where the things of a document stand in its next version."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old = old
        self._new = new
        self._known: dict[Pointer, Pointer | None] = {(): ()}
        self._indexes: dict[Pointer, dict[int, int]] = {}
        operations = {operation_id(new, pointer): pointer for pointer in operation_pointers(new)}
        for pointer in operation_pointers(old):
            self._known[pointer] = operations.get(operation_id(old, pointer))
        for now, was in new.made_room.items():
            # It has made room since then if what has the old place now is something else.
            if old.get(now) is None and old.get(was) != new.get(was) and is_alike(old.get(was), new.get(now)):
                self._known[was] = now

    def to(self, pointer: Pointer) -> Pointer | None:
        """Return where a thing stands now; None when it is gone."""
        if pointer not in self._known:
            self._known[pointer] = self._step(pointer)
        return self._known[pointer]

    def _step(self, pointer: Pointer) -> Pointer | None:
        holder, step = pointer[:-1], pointer[-1]
        place = self.to(holder)
        if place is None or (len(pointer) == 3 and pointer[0] == "paths" and step in METHODS):
            return None
        if not isinstance(self._old.get(holder), list):
            return (*place, step) if step in self._new.mapping(place) else None
        if holder not in self._indexes:
            self._indexes[holder] = alike(self._old, self._new, holder, place)
        index = self._indexes[holder].get(int(step))
        # A reference in the document spells the index as text, and so does the pointer that follows it.
        return None if index is None else (*place, type(step)(index))
