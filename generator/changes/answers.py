"""What an operation answers in two versions: its result, events, pages, wait and failures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..places import answer_schema
from .change import BREAKS_CALLERS, BREAKS_READERS, FITS_CALLERS, FITS_READERS, Change
from .details import detail, detail_changes
from .types import fit, is_same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .. import ir
    from ..problems import Pointer
    from .change import Impact
    from .operations import Pair


def answer_changes(pair: Pair) -> Iterator[Change]:
    """Yield what became of an operation's answers."""
    yield from _result(pair)
    yield from _stream(pair)
    yield from _waiter(pair)
    yield from _pages(pair)
    yield from _failures(pair)


def returned(operation: ir.Operation) -> str:
    """Name what a call gives, apart from its type."""
    if operation.paging:
        return "an iterator over items"
    if operation.waiter:
        return "a handle to wait with"
    return {"none": "nothing", "raw": "a file", "text": "text", "bytes": "bytes"}.get(operation.result.kind, "a value")


def _result(pair: Pair) -> Iterator[Change]:
    was, now = pair.was, pair.now
    before, after = returned(was), returned(now)
    if before != after:
        message = f"returns {after}, returned {before}"
        fits = before == "nothing" and after == "a value"
        yield _change(pair, "result-changed", message, FITS_READERS if fits else BREAKS_READERS)
        return
    old, new = _type(was), _type(now)
    if (old is None) != (new is None):
        message = "has no answer of its own any more" if old else "has an answer of its own"
        yield _change(pair, "result-changed", message, BREAKS_READERS if old else FITS_READERS)
    if old and new and not is_same(old, new, pair.renamed):
        impact = FITS_READERS if fit(old, new, pair.renamed).reads else BREAKS_READERS
        message = f"returns {new.text()}, returned {old.text()}"
        spot = answer_schema(pair.new.document, pair.new.places[now.id])
        yield Change("result-retyped", pair.subject, message, impact, pair.new.document, spot)
    elif before == "a value":
        spots = (answer_schema(side.document, side.places[each.id]) for side, each in pair.sides)
        yield from _details(pair, *spots)


def _details(pair: Pair, was: Pointer, now: Pointer) -> Iterator[Change]:
    for found in detail_changes(pair.old, pair.new, was, now, pair.renamed, retyped=False):
        impact = FITS_READERS if found.fits.reads else BREAKS_READERS
        answered = found._replace(message=f"answers with what {found.message}")
        yield detail(pair.subject, answered, impact, pair.old, pair.new)


def _type(operation: ir.Operation) -> ir.Type | None:
    """Return the type of what a program reads: of the items, where it reads items."""
    return operation.paging.item if operation.paging else operation.result.type


def _stream(pair: Pair) -> Iterator[Change]:
    was, now = pair.was.stream, pair.now.stream
    if was and not now:
        yield _change(pair, "stream-removed", "no longer answers with events", BREAKS_READERS)
    elif now and not was:
        yield _change(pair, "stream-added", f"answers with events if asked with {now.parameter}", FITS_READERS)
    elif was and now:
        if was.parameter != now.parameter or was.done != now.done:
            yield _change(pair, "stream-changed", "asks for events, or ends them, in another way", BREAKS_CALLERS)
        if not is_same(was.type, now.type, pair.renamed):
            message = f"has events of {now.type.text()}, had {was.type.text()}"
            impact = FITS_READERS if fit(was.type, now.type, pair.renamed).reads else BREAKS_READERS
            yield _change(pair, "stream-retyped", message, impact)


def _waiter(pair: Pair) -> Iterator[Change]:
    was, now = pair.was.waiter, pair.now.waiter
    if was and now and was.name != now.name:
        message = f"waits as {now.name} says, was {was.name}"
        impact = FITS_READERS if is_same(was.type, now.type, pair.renamed) else BREAKS_READERS
        yield _change(pair, "waiter-changed", message, impact)


def _pages(pair: Pair) -> Iterator[Change]:
    was, now = pair.was.paging, pair.now.paging
    if was and now and (was.items, was.token, was.parameter) != (now.items, now.token, now.parameter):
        # Programs that were built with the old version look for the next page where it was.
        impact = BREAKS_READERS if was.token or was.items != now.items else FITS_READERS
        message, spot = "finds its items, or the next page, in another way", pair.new.places[pair.now.id]
        yield Change("pages-changed", pair.subject, message, impact, pair.new.document, (*spot, "x-pagination"))


def _failures(pair: Pair) -> Iterator[Change]:
    yield from _details_of_failures(pair)
    was, now = {each.status: each for each in pair.was.failures}, {each.status: each for each in pair.now.failures}
    place = pair.new.places[pair.now.id]
    for status, failure in now.items():
        if status not in was:
            message, spot = f"may fail with {failure.error}", (*place, "responses", status)
            yield Change("failure-added", pair.subject, message, FITS_CALLERS, pair.new.document, spot)
        elif was[status].error != failure.error:
            message, spot = f"fails with {failure.error}, was {was[status].error}", (*place, "responses", status)
            yield Change("failure-changed", pair.subject, message, BREAKS_CALLERS, pair.new.document, spot)
    for status, failure in was.items():
        if status not in now:
            message, spot = f"no longer fails with {failure.error}", (*place, "responses")
            yield Change("failure-removed", pair.subject, message, FITS_CALLERS, pair.new.document, spot)


def _change(pair: Pair, kind: str, message: str, impact: Impact) -> Change:
    place = (*pair.new.places[pair.now.id], "responses")
    return Change(kind, pair.subject, message, impact, pair.new.document, place)


def _details_of_failures(pair: Pair) -> Iterator[Change]:
    before, after = dict(pair.was.details), dict(pair.now.details)
    for status in before.keys() & after.keys():
        old, new = before[status], after[status]
        if not is_same(old, new, pair.renamed):
            message = f"tells {new.text()} when it fails with {status}, told {old.text()}"
            impact = FITS_READERS if fit(old, new, pair.renamed).reads else BREAKS_READERS
            yield _change(pair, "failure-retyped", message, impact)
    for status in before.keys() ^ after.keys():
        is_new = status in after
        message = f"tells {'more' if is_new else 'nothing more'} when it fails with {status}"
        yield _change(pair, "failure-retyped", message, FITS_READERS if is_new else BREAKS_READERS)
