"""What a schema says beyond the type that it becomes: limits, formats, defaults, unions, who may write and read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .change import Change, Impact
from .limits import limit_changes
from .types import Fit
from .unions import BRANCHES, core, union_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..problems import Pointer
    from .side import Side
    from .types import Classes

# The format says in which way a number may grow; a reader in Python takes both.
_WIDER_FORMATS = (("int32", "int64"), ("float", "double"))
_SECRET = "password"


class Detail(NamedTuple):
    """One difference within the schema of a field, an argument or an answer."""

    kind: str
    part: str
    """What the difference is about: nothing for the value itself, `[]` for its items, `{}` for a map's values."""
    message: str
    fits: Fit
    spot: Pointer
    is_gone: bool = False
    """Whether the spot is one of the old version."""


def detail_changes(
    old: Side, new: Side, was: Pointer, now: Pointer, renamed: Classes, *, retyped: bool
) -> Iterator[Detail]:
    """Yield every difference of two schemas, and of what is nested in them, that is no difference of types.

    Classes are compared by themselves, wherever they are used. The branches of a union are part of its type: nothing
    is said of them where the type was found to be another one.
    """
    for found in _walk(old, new, old.schema_place(was), new.schema_place(now), renamed, "", frozenset()):
        if not (retyped and found.kind in BRANCHES):
            yield found


def _walk(
    old: Side, new: Side, was: Pointer, now: Pointer, renamed: Classes, part: str, inside: frozenset[Pointer]
) -> Iterator[Detail]:
    yield from _annotations(old, new, was, now, part)
    was, now = core(old, was), core(new, now)
    if now not in inside and was not in old.classes and now not in new.classes:
        yield from own_changes(old, new, was, now, renamed, part, inside | {now})


def own_changes(
    old: Side,
    new: Side,
    was: Pointer,
    now: Pointer,
    renamed: Classes,
    part: str = "",
    inside: frozenset[Pointer] = frozenset(),
) -> Iterator[Detail]:
    """Yield the differences of two schemas that stand in the document just there."""
    before, after = old.document.mapping(was), new.document.mapping(now)
    for kind, keyword, message, fits in [*limit_changes(before, after), *_formats(before, after)]:
        is_gone = keyword not in after
        yield Detail(kind, part, message, fits, (*(was if is_gone else now), keyword), is_gone)
    for kind, message, fits, spot, is_gone in union_changes(old, new, was, now, renamed):
        yield Detail(kind, part, message, fits, spot, is_gone)
    for keyword, mark in (("items", "[]"), ("additionalProperties", "{}")):
        if isinstance(before.get(keyword), dict) and isinstance(after.get(keyword), dict):
            yield from _walk(old, new, (*was, keyword), (*now, keyword), renamed, part + mark, inside)


def detail(subject: str, found: Detail, impact: Impact, old: Side, new: Side) -> Change:
    """Return the change that a difference is, for those whom it concerns."""
    document = old.document if found.is_gone else new.document
    return Change(found.kind, subject + found.part, found.message, impact, document, found.spot)


def _annotations(old: Side, new: Side, was: Pointer, now: Pointer, part: str) -> Iterator[Detail]:
    """Compare what may stand beside a reference as well: default, readOnly and writeOnly."""
    for keyword, compare in (("default", _default), ("readOnly", _read_only), ("writeOnly", _write_only)):
        before, after = old.nearest(was, keyword), new.nearest(now, keyword)
        first, second = old.document.get(before), new.document.get(after)
        if first != second or type(first) is not type(second):
            is_gone = second is None
            spot = before if is_gone else after
            for kind, message, fits in compare(first, second):
                yield Detail(kind, part, message, fits, spot, is_gone)


def _default(first: Any, second: Any) -> Iterator[tuple[str, str, Fit]]:
    if first is None:
        yield "default-added", f"has the default {second!r} now", Fit()
    elif second is None:
        yield "default-removed", f"has no default any more, was {first!r}", Fit()
    else:
        # Who leaves the value out gets something else than before.
        yield "default-changed", f"has the default {second!r} now, was {first!r}", Fit(sends=False)


def _read_only(first: Any, second: Any) -> Iterator[tuple[str, str, Fit]]:
    if bool(first) != bool(second):
        message = "is only received now" if second else "may be sent now"
        yield "field-read-only", message, Fit(sends=not second)


def _write_only(first: Any, second: Any) -> Iterator[tuple[str, str, Fit]]:
    if bool(first) != bool(second):
        message = "is only sent now" if second else "may be received now"
        yield "field-write-only", message, Fit(reads=not second)


def _formats(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str, str, Fit]]:
    first, second = before.get("format"), after.get("format")
    # What is secret is hidden, and reported as that.
    if first == second or _SECRET in (first, second):
        return
    if first is None:
        yield "format-added", "format", f"has the format {second} now", Fit(sends=False)
    elif second is None:
        yield "format-removed", "format", f"has no format any more, was {first}", Fit(reads=False)
    else:
        wider, narrower = (first, second) in _WIDER_FORMATS, (second, first) in _WIDER_FORMATS
        message = f"has the format {second} now, was {first}"
        yield "format-changed", "format", message, Fit(sends=wider, reads=wider or narrower)
