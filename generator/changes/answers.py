"""What an operation answers in two versions: its result, events, pages, wait and failures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..places import answer_schema
from .change import BREAKS_CALLERS, BREAKS_READERS, FITS_CALLERS, FITS_READERS, Change
from .types import fit, is_same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .. import ir
    from .change import Impact
    from .operations import Pair


def answer_changes(pair: Pair) -> Iterator[Change]:
    """Yield what became of an operation's answers."""
    yield from _result(pair)
    yield from _stream(pair)
    yield from _waiter(pair)
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
    if old and new and not is_same(old, new, pair.renamed):
        impact = FITS_READERS if fit(old, new, pair.renamed).reads else BREAKS_READERS
        message = f"returns {new.text()}, returned {old.text()}"
        spot = answer_schema(pair.new.document, pair.new.places[now.id])
        yield Change("result-retyped", pair.subject, message, impact, pair.new.document, spot)


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
    if not was or not now or was == now:
        return
    if was.method != now.method:
        yield _change(pair, "waiter-renamed", f"waits with {now.method}(), was {was.method}()", BREAKS_CALLERS)
    if not is_same(was.type, now.type, pair.renamed):
        yield _change(pair, "waiter-retyped", f"waits for {now.type.text()}, was {was.type.text()}", BREAKS_READERS)
    for word in ("state", "success", "failure", "retry", "seconds"):
        before, after = getattr(was, word), getattr(now, word)
        if before != after:
            message = f"waits with {word} = {_text(after)}, was {_text(before)}"
            yield _change(pair, "waiter-changed", message, FITS_CALLERS)


def _text(value: str | int | tuple[str, ...]) -> str:
    return ", ".join(value) or "none" if isinstance(value, tuple) else str(value)


def _failures(pair: Pair) -> Iterator[Change]:
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
