"""Types of two versions: does an old argument still fit, and is a new value still what old programs expect?"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from .. import ir

Classes = dict[str, str]
"""The new names of classes, by their old ones."""


class Fit(NamedTuple):
    """What became of a type."""

    sends: bool = True
    """Whether what was sent can still be sent."""
    reads: bool = True
    """Whether what is received is still what was received before."""

    def __and__(self, other: Fit) -> Fit:
        return Fit(self.sends and other.sends, self.reads and other.reads)


SAME = Fit()
_WIDER, _NARROWER, _OTHER = Fit(reads=False), Fit(sends=False), Fit(False, False)
# Pairs of kinds in which every value of the first is one of the second: enums are strings, and take any string.
_INCLUDED: set[tuple[ir.Kind, ir.Kind]] = {("integer", "number"), ("enum", "string")}
_COMPARED = ("kind", "name", "item", "nullable", "options")
# What JSON gives for these is what the type says, so a program that took anything takes them.
_BARE = ("string", "integer", "number", "boolean", "enum", "list", "map")


def fit(old: ir.Type, new: ir.Type, renamed: Classes) -> Fit:
    """Compare the types of a field, an argument or a result."""
    if "union" in (old.kind, new.kind):
        return _nullability(old, new) & _union(old.options or (old,), new.options or (new,), renamed)
    return _nullability(old, new) & _kind(old, new, renamed)


def is_same(old: ir.Type, new: ir.Type, renamed: Classes, *, nullable: bool = True) -> bool:
    """Tell whether two types are one, apart from new names of classes, and from null if asked."""
    if nullable and old.nullable != new.nullable:
        return False
    if old.kind != new.kind or renamed.get(old.name, old.name) != new.name:
        return False
    if any(getattr(old, each.name) != getattr(new, each.name) for each in fields(old) if each.name not in _COMPARED):
        return False
    if len(old.options) != len(new.options):
        return False
    if not all(any(is_same(one, other, renamed) for other in new.options) for one in old.options):
        return False
    if old.item is None or new.item is None:
        return old.item is new.item
    return is_same(old.item, new.item, renamed)


def _nullability(old: ir.Type, new: ir.Type) -> Fit:
    if old.nullable == new.nullable or "any" in (old.kind, new.kind):
        return SAME
    return _WIDER if new.nullable else _NARROWER


def _kind(old: ir.Type, new: ir.Type, renamed: Classes) -> Fit:
    match _relation(old, new, renamed):
        case "inside" if old.item and new.item:
            return fit(old.item, new.item, renamed)
        case "same" | "inside":
            return SAME
        case "wider":
            return _WIDER
        case "narrower":
            return _NARROWER
        case "other":
            return _OTHER


def _union(old: tuple[ir.Type, ...], new: tuple[ir.Type, ...], renamed: Classes) -> Fit:
    """Compare unions: a value of any one type that was possible is to be possible still."""

    plain = [[replace(each, nullable=False) for each in types] for types in (old, new)]
    fits = [[fit(before, after, renamed) for after in plain[1]] for before in plain[0]]
    return Fit(
        sends=all(any(each.sends for each in row) for row in fits),
        reads=all(any(row[index].reads for row in fits) for index in range(len(new))),
    )


def _relation(old: ir.Type, new: ir.Type, renamed: Classes) -> Literal["same", "inside", "wider", "narrower", "other"]:
    if old.kind == new.kind:
        if old.item or new.item:
            return "inside"
        return "same" if renamed.get(old.name, old.name) == new.name else "other"
    if (old.kind, new.kind) in _INCLUDED:
        return "wider"
    if (new.kind, old.kind) in _INCLUDED:
        return "narrower"
    if new.kind == "any":
        return "wider" if old.kind in _BARE or old.kind == "model" else "other"
    return "narrower" if old.kind == "any" and new.kind in _BARE else "other"
