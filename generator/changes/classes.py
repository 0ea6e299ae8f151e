"""Models and enums of two versions: what joined, what is gone, what became something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .change import FITS_ALL, Change, Impact
from .details import detail, own_changes
from .fields import field_changes
from .uses import deprecation, impact_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .. import ir
    from .side import Side
    from .types import Classes


def class_changes(old: Side, new: Side, renamed: Classes) -> Iterator[Change]:
    """Yield the changes of all classes, in the order of the old version; new classes come last."""
    for name in old.api.order:
        other, subject = renamed.get(name, name), f"models.{name}"
        loss = impact_on(old, name, sends=False, reads=False)
        if other not in new.api.order:
            yield Change("class-removed", subject, "was removed", loss, old.document, old.class_place(name))
            continue
        if other != name:
            message, place = f"was renamed to models.{other}", new.class_place(other)
            yield Change("class-renamed", subject, message, loss, new.document, place)
        yield from _class(old, new, name, other, renamed)
    for name in new.api.order:
        if name not in old.api.order and name not in renamed.values():
            yield Change("class-added", f"models.{name}", "was added", FITS_ALL, new.document, new.class_place(name))


def _class(old: Side, new: Side, name: str, other: str, renamed: Classes) -> Iterator[Change]:
    subject, place = f"models.{other}", new.class_place(other)
    was, now = old.models.get(name) or old.enums[name], new.models.get(other) or new.enums[other]
    impact = impact_on(old, name, sends=True, reads=True)
    yield from deprecation(subject, was, now, impact, new, place)
    for found in own_changes(old, new, old.class_place(name), place, renamed):
        impact = impact_on(old, name, sends=found.fits.sends, reads=found.fits.reads)
        yield detail(subject, found, impact, old, new)
    if name in old.models and other in new.models:
        yield from field_changes(old, new, old.models[name], new.models[other], renamed)
    elif name in old.enums and other in new.enums:
        yield from _members(old, new, old.enums[name], new.enums[other])
    else:
        word = "a model" if other in new.models else "an enum"
        loss = impact_on(old, name, sends=False, reads=False)
        yield Change("class-retyped", subject, f"became {word}", loss, new.document, place)


def _members(old: Side, new: Side, was: ir.Enum, now: ir.Enum) -> Iterator[Change]:
    subject = f"models.{now.name}"
    before = {member.value: member for member in was.members}
    after = {member.value: member for member in now.members}
    loss = impact_on(old, was.name, sends=False, reads=False)
    # Enums are open: an old program receives a new value as the string that it is.
    gain = impact_on(old, was.name, sends=True, reads=True)
    for value, member in before.items():
        if value not in after:
            yield _change("value-removed", f"{subject}.{member.name}", "was removed", loss, old, was.name, value)
    for value, member in after.items():
        name = f"{subject}.{member.name}"
        if value not in before:
            yield _change("value-added", name, "was added", gain, new, now.name, value)
        elif before[value].name != member.name:
            yield _change("value-renamed", name, f"was {before[value].name}", loss, new, now.name, value)


def _change(kind: str, subject: str, message: str, impact: Impact, side: Side, enum: str, value: str) -> Change:
    """Return the change of a member, which shows where its value stands."""
    values = (*side.class_place(enum), "enum")
    index = side.document.sequence(values).index(value)
    return Change(kind, subject, message, impact, side.document, (*values, index), at_key=False)
