"""The names that the members of enums had in the version before."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from .. import names
from ..places import schema_pointers
from .carried import Moves

if TYPE_CHECKING:
    from ..load import Document
    from ..problems import Pointer
    from .kept import Version

_KEY = "x-enum-varnames"


class Members:
    """The members of the enums in the version before, by where the enums stand now."""

    def __init__(self, document: Document, before: Version | None) -> None:
        self._document = document
        self._before = before
        # Going through a whole document again takes a while, for names that nothing was the matter with.
        self._are_named = before is not None and (_KEY in before.document.text or bool(before.document.warnings.texts))

    def of(self, pointer: Pointer, *, has_twins: bool) -> dict[str, str]:
        """Return the names of an enum's members by their values, if any of them may have to be kept."""
        return self._all.get(pointer, {}) if self._before and (has_twins or self._are_named) else {}

    @cached_property
    def _all(self) -> dict[Pointer, dict[str, str]]:
        assert self._before is not None
        old = self._before.document
        moves = Moves(old, self._document)
        found: dict[Pointer, dict[str, str]] = {}
        for pointer in schema_pointers(old):
            place = moves.to(pointer) if old.sequence((*pointer, "enum")) else None
            if place is not None:
                found[place] = _members(old, pointer)
        return found


def _members(document: Document, pointer: Pointer) -> dict[str, str]:
    """Return the names that the generator gave the members of an enum, nothing where the document gave them."""
    values = [value for value in document.sequence((*pointer, "enum")) if isinstance(value, str)]
    plain = {value: names.member_name(value) for value in values}
    given = document.sequence((*pointer, _KEY))
    if len(given) != len(values):
        return plain if not given and len(set(plain.values())) == len(plain) else {}
    found = {value: str(name) for value, name in zip(values, given, strict=True)}
    are_made = all(re.fullmatch(f"{re.escape(plain[value])}_*", name) for value, name in found.items())
    return found if are_made and len(set(found.values())) == len(values) else {}
