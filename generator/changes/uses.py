"""Verdicts that depend on where a class is used, and the ones that all kinds of things share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .change import Change, Impact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .. import ir
    from ..problems import Pointer
    from .side import Side

    Deprecable = ir.Model | ir.Enum | ir.Field | ir.Parameter | ir.Operation


def impact_on(side: Side, name: str, *, sends: bool, reads: bool) -> Impact:
    """Say whom a change of a class hurts: `sends` and `reads` tell whether old programs still fit.

    A class that no operation uses may be used anywhere.
    """
    unused = name not in side.sent and name not in side.read
    return Impact(
        ("compatible" if sends else "breaking") if name in side.sent or unused else "unaffected",
        ("compatible" if reads else "breaking") if name in side.read or unused else "unaffected",
    )


def deprecation(
    subject: str, was: Deprecable, now: Deprecable, impact: Impact, new: Side, place: Pointer
) -> Iterator[Change]:
    """Yield the change when something was deprecated, or is no longer."""
    if was.deprecated == now.deprecated:
        return
    if now.deprecated is None:
        yield Change("undeprecated", subject, "is no longer deprecated", impact, new.document, place)
    else:
        message = "is deprecated" + (f": {now.deprecated}" if now.deprecated else "")
        yield Change("deprecated", subject, message, impact, new.document, place)
