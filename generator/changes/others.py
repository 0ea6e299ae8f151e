"""What of the generated code differs, though no other module here has words for it: nothing changes in silence."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from .. import ir
from .change import Change, Impact
from .uses import impact_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..problems import Pointer
    from .side import Side
    from .types import Classes

T = TypeVar("T", "ir.Field", "ir.Parameter")
_WORDS = frozenset(("doc",))
# What the other modules compare; an attribute that joins one of these classes is reported here until one of them does.
_TOLD: dict[type, frozenset[str]] = {
    ir.Operation: frozenset(
        (
            *("name", "id", "method", "path", "tags", "idempotence", "parameters", "result", "body", "accept"),
            *("stream", "reconcile", "paging", "waiter", "failures", "details", "deprecated"),
            *("security", "servers"),
        )
    ),
    ir.Parameter: frozenset(("name", "wire", "place", "type", "required", "deprecated", "style", "default")),
    ir.Model: frozenset(("name", "fields", "tags", "deprecated", "rest")),
    ir.Field: frozenset(("name", "wire", "type", "required", "secret", "deprecated", "default")),
    ir.Enum: frozenset(("name", "members", "deprecated")),
    ir.Result: frozenset(("kind", "type", "headers")),
    ir.Body: frozenset(("kind", "content_type", "required", "needs", "encodings")),
    ir.Stream: frozenset(("parameter", "done", "type")),
}
_BREAKS_ALL = Impact("breaking", "breaking")


def other_changes(old: Side, new: Side, renamed: Classes) -> Iterator[Change]:
    """Yield a change for every further difference, which is breaking, since nobody knows better."""
    for id, now in new.operations.items():
        was, subject, place = old.operations.get(id), f"{new.subjects(now)[0]}()", new.places[id]
        if was is None:
            continue
        yield from _differences(was, now, subject, _BREAKS_ALL, new, place, renamed)
        yield from _differences(was.result, now.result, subject, _BREAKS_ALL, new, place, renamed)
        for part, other_part in ((was.stream, now.stream), (was.body, now.body)):
            if part and other_part:
                yield from _differences(part, other_part, subject, _BREAKS_ALL, new, place, renamed)
        for first, second in _pairs(was.parameters, now.parameters):
            spot = new.parameter_place(now, second)
            argument = subject.replace("()", f"({second.name})")
            yield from _differences(first, second, argument, _BREAKS_ALL, new, spot, renamed)
    for name, model in old.models.items():
        other = new.models.get(renamed.get(name, name))
        if other is None:
            continue
        impact = impact_on(old, name, sends=False, reads=False)
        subject = f"models.{other.name}"
        yield from _differences(model, other, subject, impact, new, new.class_place(other.name), renamed)
        for before, after in _pairs(model.fields, other.fields):
            spot = new.field_place(other.name, after.wire)
            yield from _differences(before, after, f"{subject}.{after.name}", impact, new, spot, renamed)


def _pairs(was: Iterable[T], now: Iterable[T]) -> Iterator[tuple[T, T]]:
    after = {each.wire: each for each in now}
    return ((each, after[each.wire]) for each in was if each.wire in after)


def _differences(
    was: Any, now: Any, subject: str, impact: Impact, new: Side, spot: Pointer, renamed: Classes
) -> Iterator[Change]:
    skipped = _TOLD[type(now)] | _WORDS
    for name in (each.name for each in fields(now) if each.name not in skipped):
        if _plain(getattr(was, name), renamed) != _plain(getattr(now, name), {}):
            yield Change("generated", subject, f"differs in its {name}", impact, new.document, spot)


def _plain(value: Any, renamed: Classes) -> Any:
    """Return a value without texts for people, and with the new names of classes."""
    if isinstance(value, tuple):
        return tuple(_plain(each, renamed) for each in value)
    if not is_dataclass(value):
        return value
    parts = {each.name: _plain(getattr(value, each.name), renamed) for each in fields(value) if each.name not in _WORDS}
    if isinstance(value, ir.Type):
        parts["name"] = renamed.get(value.name, value.name)
    return type(value), parts
