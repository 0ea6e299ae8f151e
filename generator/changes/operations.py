"""Operations of two versions: which joined, which are gone, and what became of the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .access import access_changes, shared_changes
from .answers import answer_changes
from .change import BREAKS_CALLERS, FITS_CALLERS, Change
from .media import media_changes
from .parameters import parameter_changes
from .uses import deprecation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .. import ir
    from .side import Side
    from .types import Classes

# What a repetition may do: nothing, nothing more than once did, or something again.
_RISK = {"read": 0, "idempotent": 1}


@dataclass(frozen=True)
class Pair:
    """An operation in both versions."""

    old: Side
    new: Side
    was: ir.Operation
    now: ir.Operation
    renamed: Classes

    @property
    def sides(self) -> tuple[tuple[Side, ir.Operation], tuple[Side, ir.Operation]]:
        """Both versions, each with its form of the operation."""
        return (self.old, self.was), (self.new, self.now)

    @property
    def subject(self) -> str:
        """The operation as users of the new version write it."""
        return f"{self.new.subjects(self.now)[0]}()"


def operation_changes(old: Side, new: Side, renamed: Classes) -> Iterator[Change]:
    """Yield the changes of all operations, in the order of the old version; new operations come last."""
    routes = {_route(operation): id for id, operation in new.operations.items()}
    matched: set[str] = set()
    yield from shared_changes(old, new)
    for id, operation in old.operations.items():
        other = id if id in new.operations else routes.get(_route(operation), "")
        if other not in new.operations or (other != id and other in old.operations):
            for subject in old.subjects(operation):
                place = old.places[id]
                yield Change("operation-removed", f"{subject}()", "was removed", BREAKS_CALLERS, old.document, place)
            continue
        matched.add(other)
        yield from _operation(Pair(old, new, operation, new.operations[other], renamed))
    for id, operation in new.operations.items():
        if id not in matched:
            for subject in new.subjects(operation):
                place = new.places[id]
                yield Change("operation-added", f"{subject}()", "was added", FITS_CALLERS, new.document, place)


def _route(operation: ir.Operation) -> tuple[str, str]:
    """Return method and path; what the path's parameters are called does not matter."""
    return operation.method, re.sub(r"{[^{}]*}", "{}", operation.path)


def _operation(pair: Pair) -> Iterator[Change]:
    yield from _names(pair)
    yield from _behaviour(pair)
    yield from deprecation(pair.subject, pair.was, pair.now, FITS_CALLERS, pair.new, pair.new.places[pair.now.id])
    yield from parameter_changes(pair)
    yield from answer_changes(pair)
    yield from media_changes(pair)
    yield from access_changes(pair)


def _names(pair: Pair) -> Iterator[Change]:
    """Compare the method's name and the classes that have it."""
    place = pair.new.places[pair.now.id]
    if pair.was.name != pair.now.name:
        spot = (*place, "operationId")
        message = f"was {pair.was.name}()"
        yield Change("operation-renamed", pair.subject, message, BREAKS_CALLERS, pair.new.document, spot)
        return
    before, after = pair.old.subjects(pair.was), pair.new.subjects(pair.now)
    for subject in before:
        if subject not in after:
            message = f"is no longer there; use {after[0]}()"
            yield Change(
                "operation-moved", f"{subject}()", message, BREAKS_CALLERS, pair.new.document, (*place, "tags")
            )
    for subject in after:
        if subject not in before:
            message = f"is there, as well as {before[0]}()" if before[0] in after else f"was {before[0]}()"
            yield Change("operation-moved", f"{subject}()", message, FITS_CALLERS, pair.new.document, (*place, "tags"))


def _behaviour(pair: Pair) -> Iterator[Change]:
    """Compare what is sent, and what a repetition of it may do."""
    was, now, place, document = pair.was, pair.now, pair.new.places[pair.now.id], pair.new.document
    if _route(was) != _route(now):
        message = f"sends {now.method} {now.path}, sent {was.method} {was.path}"
        # Programs that were built with the old version go on sending the old request.
        yield Change("operation-route", pair.subject, message, BREAKS_CALLERS, document, place)
    if was.reconcile != now.reconcile:
        message = "is read back in another way when its answer is lost"
        yield Change("operation-reconcile", pair.subject, message, FITS_CALLERS, document, (*place, "x-reconcile"))
    if was.idempotence != now.idempotence:
        safer = _RISK.get(now.idempotence, 2) <= _RISK.get(was.idempotence, 2)
        spot = (*place, "x-idempotence") if "x-idempotence" in document.mapping(place) else place
        message = f"is of the class {now.idempotence}, was {was.idempotence}: this decides what is repeated"
        impact = FITS_CALLERS if safer else BREAKS_CALLERS
        yield Change("operation-idempotence", pair.subject, message, impact, document, spot)
