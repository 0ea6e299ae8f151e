"""The arguments of an operation in two versions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .change import BREAKS_CALLERS, FITS_CALLERS, Change, list_of
from .details import detail, detail_changes
from .renames import renamed_parts
from .types import fit, is_same
from .uses import deprecation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .. import ir
    from ..problems import Pointer
    from .operations import Pair
    from .side import Side


def parameter_changes(pair: Pair) -> Iterator[Change]:
    """Yield what became of an operation's arguments."""
    was, now = pair.was, pair.now
    matched = _matched(pair)
    for parameter in was.parameters:
        if parameter in matched:
            yield from _parameter(pair, parameter, matched[parameter])
        elif not _is_choice(pair.old, was, parameter):
            place = pair.old.parameter_place(was, parameter)
            subject = _subject(pair, parameter)
            yield Change("parameter-removed", subject, "was removed", BREAKS_CALLERS, pair.old.document, place)
    for parameter in now.parameters:
        if parameter not in matched.values() and not _is_choice(pair.new, now, parameter):
            place = pair.new.parameter_place(now, parameter)
            message = "was added" + (" and must be given" if parameter.must_be_given else "")
            impact = BREAKS_CALLERS if parameter.must_be_given else FITS_CALLERS
            yield Change("parameter-added", _subject(pair, parameter), message, impact, pair.new.document, place)
    yield from _order(pair, matched)


def _is_choice(side: Side, operation: ir.Operation, parameter: ir.Parameter) -> bool:
    """Tell whether an argument chooses a content type: `media` reports which of them came and went."""
    is_header = (parameter.place, parameter.wire) == ("header", "Content-Type")
    return is_header and side.parameter_place(operation, parameter) == side.places[operation.id]


def _matched(pair: Pair) -> dict[ir.Parameter, ir.Parameter]:
    """Return each old argument with its new form: in its place, else in another, else under another name."""
    found: dict[ir.Parameter, ir.Parameter] = {}
    for same in (lambda each: (each.place, each.wire), lambda each: each.wire):
        come = {same(each): each for each in pair.now.parameters if each not in found.values()}
        found |= {each: come[same(each)] for each in pair.was.parameters if each not in found and same(each) in come}
    gone = [each for each in pair.was.parameters if each not in found]
    new = [each for each in pair.now.parameters if each not in found.values()]
    pairs = renamed_parts(gone, new, lambda a, b: _is_same(pair, a, b))
    renamed = {each.wire: each for each in new}
    return found | {each: renamed[pairs[each.wire]] for each in gone if each.wire in pairs}


def _subject(pair: Pair, parameter: ir.Parameter) -> str:
    return pair.subject.replace("()", f"({parameter.name})")


def _is_same(pair: Pair, was: ir.Parameter, now: ir.Parameter) -> bool:
    alike = (was.place, was.must_be_given) == (now.place, now.must_be_given)
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
    old_place = pair.old.parameter_place(pair.was, was)
    first, second = _style(pair.old, old_place), _style(pair.new, place)
    if was.place == now.place != "body" and first != second:
        yield change("parameter-style", f"is written as {second}, was {first}", fits=False)
    if was.must_be_given != now.must_be_given:
        yield _requirement(was, now, change)
    before = replace(was.type, nullable=now.type.nullable) if was.required != now.required else was.type
    retyped = not is_same(before, now.type, pair.renamed)
    if retyped:
        message = f"was {before.text()}, is {now.type.text()}"
        yield change("parameter-retyped", message, fits=fit(before, now.type, pair.renamed).sends)
    yield from deprecation(subject, was, now, FITS_CALLERS, pair.new, place)
    for found in detail_changes(pair.old, pair.new, old_place, place, pair.renamed, retyped=retyped):
        yield detail(subject, found, FITS_CALLERS if found.fits.sends else BREAKS_CALLERS, pair.old, pair.new)


def _style(side: Side, pointer: Pointer) -> str:
    """Say how a parameter is written into a request."""
    source = side.document.mapping(pointer)
    if content := side.document.mapping((*pointer, "content")):
        return next(iter(content))
    style = source.get("style", "form" if source.get("in") in ("query", "cookie") else "simple")
    exploded = source.get("explode", style == "form")
    return f"{style}, {'exploded' if exploded else 'joined'}{', unescaped' if source.get('allowReserved') else ''}"


def _requirement(was: ir.Parameter, now: ir.Parameter, change: Callable[..., Change]) -> Change:
    if now.must_be_given:
        return change("parameter-required", "is now required", fits=False)
    if was.positional:
        # A call that gives it without its name is a TypeError now.
        return change("parameter-optional", "is no longer required, and has to be given by name", fits=False)
    return change("parameter-optional", "is no longer required", fits=True)


def _order(pair: Pair, matched: dict[ir.Parameter, ir.Parameter]) -> Iterator[Change]:
    """Report arguments that changed places among those that are given by position."""
    before = [matched.get(each) for each in pair.was.parameters if each.positional]
    after = [each for each in pair.now.parameters if each.positional]
    common = [each for each in before if each in after]
    current = [each for each in after if each in before]
    if common != current:
        message = f"takes its arguments in another order: {list_of([each.name for each in current])}"
        place = pair.new.places[pair.now.id]
        yield Change("parameter-order", pair.subject, message, BREAKS_CALLERS, pair.new.document, place)
