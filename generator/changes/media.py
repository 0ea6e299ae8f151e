"""How bodies and headers travel in two versions: content types, statuses, what must be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..places import success_status
from .change import BREAKS_CALLERS, BREAKS_READERS, FITS_CALLERS, FITS_READERS, Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..problems import Pointer
    from .change import Impact
    from .operations import Pair
    from .side import Side


def media_changes(pair: Pair) -> Iterator[Change]:
    """Yield what became of an operation's content types, of its status of success and of its headers."""
    was, now = ((side, side.document.follow((*side.places[each.id], "requestBody"))) for side, each in pair.sides)
    yield from _contents(pair, was, now, "sends", BREAKS_CALLERS, FITS_CALLERS)
    yield from _choice(pair, *now)
    yield from _encodings(pair, *now)
    yield from _necessity(pair, was, now)
    was, now = ((side, _success(side, side.places[each.id])) for side, each in pair.sides)
    yield from _contents(pair, was, now, "answers with", BREAKS_READERS, FITS_READERS)
    before, after = (success_status(side.document.mapping(side.places[each.id])) for side, each in pair.sides)
    if before != after:
        spot = (*pair.new.places[pair.now.id], "responses", str(after))
        message = f"answers with the status {after}, was {before}"
        yield Change("status-changed", pair.subject, message, FITS_READERS, pair.new.document, spot)
    yield from _headers(pair, was, now)


def _contents(
    pair: Pair, was: tuple[Side, Pointer], now: tuple[Side, Pointer], verb: str, loss: Impact, gain: Impact
) -> Iterator[Change]:
    before, after = (
        {media: (*place, "content", media) for media in _plain(side, (*place, "content"))} for side, place in (was, now)
    )
    if not before or not after:
        return  # then there is an argument or a result more or less, which is reported as that
    for media, spot in before.items():
        if media not in after:
            message = f"never {verb} {media} any more"
            yield Change("content-removed", pair.subject, message, loss, pair.old.document, spot)
    for media, spot in after.items():
        if media not in before:
            message = f"may be one that {verb} {media}"
            yield Change("content-added", pair.subject, message, gain, pair.new.document, spot)


def _choice(pair: Pair, side: Side, place: Pointer) -> Iterator[Change]:
    """Report that another one of several content types is sent, when none has gone."""
    first, second = pair.was.content_type, pair.now.content_type
    content = side.document.mapping((*place, "content"))
    if first and second and first != second and first in content:
        spot = (*place, "content", second)
        yield Change("content-chosen", pair.subject, f"sends {second}, sent {first}", FITS_CALLERS, side.document, spot)


def _encodings(pair: Pair, side: Side, place: Pointer) -> Iterator[Change]:
    """Compare the content types that callers may choose among those that both versions have."""
    before, after = (dict(body.encodings) if body else {} for body in (pair.was.body, pair.now.body))
    content = (*place, "content")
    for name in side.document.mapping(content):
        if before.get(name) == after.get(name) or name not in _old_content(pair):
            continue
        loss, spot = BREAKS_CALLERS, (*content, name)
        if name not in after:
            yield Change("content-removed", pair.subject, f"is never sent as {name} now", loss, side.document, spot)
        elif name not in before:
            yield Change("content-added", pair.subject, f"may be sent as {name} now", FITS_CALLERS, side.document, spot)
        else:
            yield Change("content-written", pair.subject, f"writes {name} otherwise", loss, side.document, spot)


def _old_content(pair: Pair) -> dict[str, object]:
    document = pair.old.document
    return document.mapping((*document.follow((*pair.old.places[pair.was.id], "requestBody")), "content"))


def _plain(side: Side, content: Pointer) -> list[str]:
    """Return content types apart from those of streams, which are another kind of answer."""
    found = side.document.mapping(content)
    return [media for media in found if not side.document.mapping((*content, media, "x-stream"))]


def _necessity(pair: Pair, was: tuple[Side, Pointer], now: tuple[Side, Pointer]) -> Iterator[Change]:
    if not (pair.was.body and pair.now.body):
        return
    if pair.was.body.can_be_left_out and pair.now.body.can_be_left_out:
        yield from _needs(pair, pair.was.body.needs, pair.now.body.needs, now[1])
    before, after = (side.document.get((*place, "required")) is True for side, place in (was, now))
    if before == after:
        before, after = not pair.was.body.can_be_left_out, not pair.now.body.can_be_left_out
    if before == after:
        return
    message = "always has a body" if after else "may be sent without a body"
    spot = (*now[1], "required") if after and "required" in now[0].document.mapping(now[1]) else now[1]
    impact = BREAKS_CALLERS if after else FITS_CALLERS
    yield Change("body-required" if after else "body-optional", pair.subject, message, impact, pair.new.document, spot)


def _needs(pair: Pair, before: tuple[str, ...], after: tuple[str, ...], place: Pointer) -> Iterator[Change]:
    """Compare what a body that may be left out must have."""
    for name in (*before, *after):
        if (name in before) != (name in after):
            kind, impact = ("required", BREAKS_CALLERS) if name in after else ("optional", FITS_CALLERS)
            message = f"has a body {'with' if name in after else 'also without'} {name}"
            yield Change(f"parameter-{kind}", pair.subject, message, impact, pair.new.document, place)


def _headers(pair: Pair, was: tuple[Side, Pointer], now: tuple[Side, Pointer]) -> Iterator[Change]:
    before, after = (_by_name(side, (*place, "headers")) for side, place in (was, now))
    for name, spot in before.items():
        if name not in after:
            message = f"answers without the header {name}"
            yield Change("header-removed", pair.subject, message, BREAKS_READERS, pair.old.document, spot)
            continue
        first, second = (side.document.mapping(at) for side, at in ((was[0], spot), (now[0], after[name])))
        if first.get("x-field") != second.get("x-field"):
            field = second.get("x-field")
            message = f"puts the header {name} into {field}" if field else f"puts the header {name} into no field"
            impact = BREAKS_READERS if first.get("x-field") else FITS_READERS
            yield Change("header-field", pair.subject, message, impact, pair.new.document, after[name])
        if (first.get("schema") or {}).get("type") != (second.get("schema") or {}).get("type"):
            message = f"answers with another type of the header {name}"
            yield Change("header-retyped", pair.subject, message, BREAKS_READERS, pair.new.document, after[name])
    for name, spot in after.items():
        if name not in before:
            message = f"answers with the header {name}"
            yield Change("header-added", pair.subject, message, FITS_READERS, pair.new.document, spot)


def _by_name(side: Side, headers: Pointer) -> dict[str, Pointer]:
    return {name.lower(): side.document.follow((*headers, name)) for name in side.document.mapping(headers)}


def _success(side: Side, operation: Pointer) -> Pointer:
    status = success_status(side.document.mapping(operation))
    return side.document.follow((*operation, "responses", str(status)))
