"""The arguments of an operation in two versions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .change import BREAKS_CALLERS, FITS_CALLERS, Change, list_of
from .limits import limit_changes
from .renames import renamed_parts
from .types import fit, is_same
from .uses import deprecation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .. import ir
    from .operations import Pair


def parameter_changes(pair: Pair) -> Iterator[Change]:
    """Yield what became of an operation's arguments."""
    was, now = pair.was, pair.now
    pairs = renamed_parts(was.parameters, now.parameters, lambda a, b: _is_same(pair, a, b))
    after = {each.wire: each for each in now.parameters}
    for parameter in was.parameters:
        wire = pairs.get(parameter.wire, parameter.wire)
        if wire in after:
            yield from _parameter(pair, parameter, after[wire])
        else:
            place = pair.old.parameter_place(was, parameter)
            subject = _subject(pair, parameter)
            yield Change("parameter-removed", subject, "was removed", BREAKS_CALLERS, pair.old.document, place)
    known = {each.wire for each in was.parameters} | set(pairs.values())
    for parameter in now.parameters:
        if parameter.wire not in known:
            place = pair.new.parameter_place(now, parameter)
            message = "was added" + (" and must be given" if parameter.required else "")
            impact = BREAKS_CALLERS if parameter.required else FITS_CALLERS
            yield Change("parameter-added", _subject(pair, parameter), message, impact, pair.new.document, place)
    yield from _order(pair, pairs)


def _subject(pair: Pair, parameter: ir.Parameter) -> str:
    return pair.subject.replace("()", f"({parameter.name})")


def _is_same(pair: Pair, was: ir.Parameter, now: ir.Parameter) -> bool:
    alike = (was.place, was.required) == (now.place, now.required)
    return alike and is_same(was.type, now.type, pair.renamed)


def _parameter(pair: Pair, was: ir.Parameter, now: ir.Parameter) -> Iterator[Change]:
    """Compare an argument with itself."""
    subject, place = _subject(pair, now), pair.new.parameter_place(pair.now, now)

    def change(kind: str, message: str, *, fits: bool) -> Change:
        return Change(kind, subject, message, FITS_CALLERS if fits else BREAKS_CALLERS, pair.new.document, place)

    if was.name != now.name:
        yield change("parameter-renamed", f"was {was.name}", fits=False)
    elif was.wire != now.wire:
        yield change("parameter-renamed", f"is sent as {now.wire!r}, was {was.wire!r}", fits=False)
    if was.place != now.place:
        yield change("parameter-moved", f"is sent in the {now.place}, was in the {was.place}", fits=False)
    elif was.style != now.style:
        yield change("parameter-restyled", f"is written in the style {_style(now)}, was {_style(was)}", fits=False)
    if was.required != now.required:
        yield _requirement(was, now, change)
    before = replace(was.type, nullable=now.type.nullable) if was.required != now.required else was.type
    if not is_same(before, now.type, pair.renamed):
        message = f"was {before.text()}, is {now.type.text()}"
        yield change("parameter-retyped", message, fits=fit(before, now.type, pair.renamed).sends)
    yield from deprecation(subject, was, now, FITS_CALLERS, pair.new, place)
    old_place = pair.old.parameter_place(pair.was, was)
    for kind, message, fits in limit_changes(pair.old, pair.new, old_place, place):
        yield change(kind, message, fits=fits.sends)


def _style(parameter: ir.Parameter) -> str:
    return parameter.style or "usual in its place"


def _requirement(was: ir.Parameter, now: ir.Parameter, change: Callable[..., Change]) -> Change:
    if now.required:
        return change("parameter-required", "is now required", fits=False)
    if was.positional:
        # A call that gives it without its name is a TypeError now.
        return change("parameter-optional", "is no longer required, and has to be given by name", fits=False)
    return change("parameter-optional", "is no longer required", fits=True)


def _order(pair: Pair, pairs: dict[str, str]) -> Iterator[Change]:
    """Report arguments that changed places among those that are given by position."""
    before = [pairs.get(each.wire, each.wire) for each in pair.was.parameters if each.positional]
    after = [each.wire for each in pair.now.parameters if each.positional]
    common = [wire for wire in before if wire in after]
    current = [wire for wire in after if wire in before]
    if common != current:
        names = {each.wire: each.name for each in pair.now.parameters}
        message = f"takes its arguments in another order: {list_of([names[wire] for wire in current])}"
        place = pair.new.places[pair.now.id]
        yield Change("parameter-order", pair.subject, message, BREAKS_CALLERS, pair.new.document, place)
