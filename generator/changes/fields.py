"""The fields of a model in two versions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .. import ir
from ..flat import flatten
from .change import Change, list_of
from .details import detail, detail_changes
from .renames import renamed_parts
from .types import Classes, fit, is_same
from .uses import deprecation, impact_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .side import Side

_ANY_REST = ir.Type("map", item=ir.ANY)


def field_changes(old: Side, new: Side, was: ir.Model, now: ir.Model, renamed: Classes) -> Iterator[Change]:
    """Yield what became of a model's fields."""
    after = {field.wire: field for field in now.fields}
    pairs = renamed_parts(was.fields, now.fields, lambda a, b: _is_same(a, b, renamed))
    for field in was.fields:
        wire = pairs.get(field.wire, field.wire)
        if wire in after:
            yield from _field(old, new, was, now, field, after[wire], renamed)
        else:
            impact = impact_on(old, was.name, sends=False, reads=False)
            place, subject = old.field_place(was.name, field.wire), f"models.{was.name}.{field.name}"
            yield Change("field-removed", subject, "was removed", impact, old.document, place)
    known = {field.wire for field in was.fields} | set(pairs.values())
    for index, field in enumerate(now.fields):
        if field.wire not in known:
            yield _added(old, new, was, now, index)
    yield from _order(old, new, was, now, pairs)
    yield from _rest(old, new, was, now, renamed)


def _rest(old: Side, new: Side, was: ir.Model, now: ir.Model, renamed: Classes) -> Iterator[Change]:
    """Compare what the properties without fields of their own are: any JSON, unless a type is declared."""
    before, after = (each.rest.type if each.rest else _ANY_REST for each in (was, now))
    if not is_same(before, after, renamed):
        fits = fit(before, after, renamed)
        impact = impact_on(old, was.name, sends=fits.sends, reads=fits.reads)
        message = f"was {before.text()}, is {after.text()}"
        place = flatten(new.document, new.class_place(now.name)).values or new.class_place(now.name)
        yield Change("field-retyped", f"models.{now.name}.{ir.REST}", message, impact, new.document, place)


def _is_same(old: ir.Field, new: ir.Field, renamed: Classes) -> bool:
    return old.required == new.required and is_same(old.type, new.type, renamed)


def _added(old: Side, new: Side, was: ir.Model, now: ir.Model, index: int) -> Change:
    field = now.fields[index]
    impact = impact_on(old, was.name, sends=not field.required, reads=True)
    message = "was added" + (" and must be given" if field.required and impact.is_breaking else "")
    following = [each.name for each in now.fields[index + 1 :] if each.wire in {old.wire for old in was.fields}]
    if following and impact.callers == "compatible":
        message += f" before {following[0]}, which matters to those who give it by position"
    place = new.field_place(now.name, field.wire)
    return Change("field-added", f"models.{now.name}.{field.name}", message, impact, new.document, place)


def _field(
    old: Side, new: Side, model: ir.Model, target: ir.Model, was: ir.Field, now: ir.Field, renamed: Classes
) -> Iterator[Change]:
    """Compare a field with itself."""
    subject, place = f"models.{target.name}.{now.name}", new.field_place(target.name, now.wire)

    def change(kind: str, message: str, *, sends: bool, reads: bool) -> Change:
        impact = impact_on(old, model.name, sends=sends, reads=reads)
        return Change(kind, subject, message, impact, new.document, place)

    if was.wire != now.wire:
        yield change("field-renamed", f"was {was.name}", sends=False, reads=False)
    elif was.name != now.name:
        yield change("field-renamed", f"was {was.name} in Python", sends=False, reads=False)
    if was.required != now.required:
        message = "is now required" if now.required else "is no longer required"
        kind = "field-required" if now.required else "field-optional"
        yield change(kind, message, sends=not now.required, reads=was.type.nullable or not now.type.nullable)
    before = replace(was.type, nullable=now.type.nullable) if was.required != now.required else was.type
    retyped = not is_same(before, now.type, renamed)
    if retyped:
        fits = fit(before, now.type, renamed)
        message = f"was {before.text()}, is {now.type.text()}"
        yield change("field-retyped", message, sends=fits.sends, reads=fits.reads)
    if was.secret != now.secret:
        message = "is hidden in repr() now" if now.secret else "is no longer hidden in repr()"
        yield change("field-secret", message, sends=True, reads=True)
    impact = impact_on(old, model.name, sends=True, reads=True)
    yield from deprecation(subject, was, now, impact, new, place)
    for found in detail_changes(old, new, old.field_place(model.name, was.wire), place, renamed, retyped=retyped):
        impact = impact_on(old, model.name, sends=found.fits.sends, reads=found.fits.reads)
        yield detail(subject, found, impact, old, new)


def _order(old: Side, new: Side, was: ir.Model, now: ir.Model, pairs: dict[str, str]) -> Iterator[Change]:
    """Report fields that changed places: the constructor takes them by position, too."""
    after = {field.wire: field for field in now.fields}
    # Fields that became required or optional move by themselves, and are reported for that.
    common = [
        wire
        for field in was.fields
        for wire in [pairs.get(field.wire, field.wire)]
        if wire in after and after[wire].required == field.required
    ]
    current = [wire for wire in after if wire in common]
    if common != current:
        message = f"has its fields in another order: {list_of([after[wire].name for wire in current])}"
        impact = impact_on(old, was.name, sends=False, reads=True)
        yield Change("field-order", f"models.{now.name}", message, impact, new.document, new.class_place(now.name))
