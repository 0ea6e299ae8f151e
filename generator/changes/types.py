"""Types of two versions: does an old argument still fit, and is a new value still what old programs expect?"""

from __future__ import annotations

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
# What JSON gives for these is what the type says, so a program that took anything takes them.
_BARE = ("string", "integer", "number", "boolean", "enum", "list", "map")


def fit(old: ir.Type, new: ir.Type, renamed: Classes) -> Fit:
    """Compare the types of a field, an argument or a result."""
    return _nullability(old, new) & _kind(old, new, renamed)


def is_same(old: ir.Type, new: ir.Type, renamed: Classes, *, nullable: bool = True) -> bool:
    """Tell whether two types are one, apart from new names of classes, and from null if asked."""
    if nullable and old.nullable != new.nullable:
        return False
    if old.kind != new.kind or renamed.get(old.name, old.name) != new.name:
        return False
    if len(old.parts) != len(new.parts):
        return False
    return all(is_same(was, now, renamed) for was, now in zip(old.parts, new.parts, strict=True))


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


def _relation(old: ir.Type, new: ir.Type, renamed: Classes) -> Literal["same", "inside", "wider", "narrower", "other"]:
    if old.options or new.options:
        return _of_unions(old, new, renamed)
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


def _of_unions(old: ir.Type, new: ir.Type, renamed: Classes) -> Literal["same", "wider", "narrower", "other"]:
    """Compare two types of which at least one is a union, by what each takes that the other takes too."""
    if "any" in (old.kind, new.kind):
        return "wider" if new.kind == "any" else "narrower"
    before, after = old.options or (old,), new.options or (new,)
    names = {now: was for was, now in renamed.items()}
    is_kept = all(any(_takes(each, was, renamed) for each in after) for was in before)
    is_known = all(any(_takes(each, now, names) for each in before) for now in after)
    if is_kept:
        return "same" if is_known else "wider"
    return "narrower" if is_known else "other"


def _takes(taker: ir.Type, kind: ir.Type, renamed: Classes) -> bool:
    """Tell whether every value of a type is one of another, which has the new names of classes."""
    return is_same(kind, taker, renamed, nullable=False) or (kind.kind, taker.kind) in _INCLUDED
