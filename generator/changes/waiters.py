"""What can be waited for in two versions, and when a wait ends."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from .change import BREAKS_CALLERS, BREAKS_READERS, FITS_CALLERS, Change
from .types import is_same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .. import ir
    from .side import Side
    from .types import Classes

_KEY = "x-waiters"
# What a waiter is called, and what only people read.
_SKIPPED = ("name", "constant", "doc", "method", "type")
_KEYWORDS = {"poll": "operation", "seconds": "timeout"}


def waiter_changes(old: Side, new: Side, renamed: Classes) -> Iterator[Change]:
    """Yield the changes of all waiters."""
    before, after = ({each.name: each for each in side.api.waiters} for side in (old, new))
    for name, waiter in before.items():
        if name in after:
            yield from _waiter(new, waiter, after[name], renamed)
        else:
            spot = (_KEY, name)
            yield Change("waiter-removed", f"waiters.{name}", "was removed", BREAKS_CALLERS, old.document, spot)
    for name in after:
        if name not in before:
            spot = (_KEY, name)
            yield Change("waiter-added", f"waiters.{name}", "was added", FITS_CALLERS, new.document, spot)


def _waiter(new: Side, was: ir.Waiter, now: ir.Waiter, renamed: Classes) -> Iterator[Change]:
    subject, spot = f"waiters.{now.name}", (_KEY, now.name)
    if was.method != now.method:
        message = f"waits with {now.method}(), was {was.method}()"
        yield Change("waiter-renamed", subject, message, BREAKS_CALLERS, new.document, (*spot, "method"))
    if not is_same(was.type, now.type, renamed):
        message = f"waits for {now.type.text()}, was {was.type.text()}"
        yield Change("waiter-retyped", subject, message, BREAKS_READERS, new.document, spot)
    for word in (each.name for each in fields(now) if each.name not in _SKIPPED):
        before, after = getattr(was, word), getattr(now, word)
        if before != after:
            key = _KEYWORDS.get(word, word)
            message = f"waits with {key} = {_text(after)}, was {_text(before)}"
            # Arguments that a wait is bound to are part of the tokens that programs keep.
            impact = BREAKS_CALLERS if word == "bind" else FITS_CALLERS
            yield Change("waiter-changed", subject, message, impact, new.document, (*spot, key))


def _text(value: Any) -> str:
    return ", ".join(value) or "none" if isinstance(value, tuple) else str(value)
