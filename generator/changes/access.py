"""Where requests go and what lets them in, in two versions: servers, security requirements and schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .change import BREAKS_CALLERS, FITS_CALLERS, Change
from .unions import without_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..problems import Pointer
    from .operations import Pair
    from .side import Side

# What has no operation of its own is said of the whole.
_ALL = "API"
_SCHEMES = ("components", "securitySchemes")


def shared_changes(old: Side, new: Side) -> Iterator[Change]:
    """Yield the changes that concern all operations which say nothing else."""
    yield from _security(old, new, (), (), _ALL)
    yield from _servers(old, new, (), (), _ALL)
    for name in old.document.mapping(_SCHEMES):
        spot = (*_SCHEMES, name)
        first, second = (without_words(side.document.get(side.document.follow(spot))) for side in (old, new))
        if second is None:
            yield Change("scheme-removed", f"security.{name}", "was removed", BREAKS_CALLERS, old.document, spot)
        elif isinstance(first, dict) and isinstance(second, dict) and first != second:
            keys = [key for key in {**first, **second} if first.get(key) != second.get(key)]
            message = f"differs in {', '.join(keys)}"
            yield Change("scheme-changed", f"security.{name}", message, BREAKS_CALLERS, new.document, spot)
    for name in new.document.mapping(_SCHEMES):
        if name not in old.document.mapping(_SCHEMES):
            spot = (*_SCHEMES, name)
            yield Change("scheme-added", f"security.{name}", "was added", FITS_CALLERS, new.document, spot)


def access_changes(pair: Pair) -> Iterator[Change]:
    """Yield what became of an operation's own servers and security requirements."""
    was, now = pair.old.places[pair.was.id], pair.new.places[pair.now.id]
    first, second = (_holder(side, place, "security") for side, place in ((pair.old, was), (pair.new, now)))
    if first or second:
        yield from _security(pair.old, pair.new, first, second, pair.subject)
    first, second = (_holder(side, place, "servers") for side, place in ((pair.old, was), (pair.new, now)))
    if first or second:
        yield from _servers(pair.old, pair.new, first, second, pair.subject)


def _holder(side: Side, operation: Pointer, key: str) -> Pointer:
    """Return what says it for an operation: itself, its path, or the document."""
    places = (operation, operation[:2])
    return next((place for place in places if isinstance(side.document.get((*place, key)), list)), ())


def _security(old: Side, new: Side, was: Pointer, now: Pointer, subject: str) -> Iterator[Change]:
    before, after = _requirements(old, (*was, "security")), _requirements(new, (*now, "security"))
    for words, spot in before.items():
        if words not in after:
            message = f"no longer lets in with {words}"
            yield Change("security-removed", subject, message, BREAKS_CALLERS, old.document, spot)
    for words, spot in after.items():
        if words not in before:
            yield Change("security-added", subject, f"lets in with {words}", FITS_CALLERS, new.document, spot)


def _requirements(side: Side, pointer: Pointer) -> dict[str, Pointer]:
    """Return the alternatives that let a request in, in words."""
    found = {_words(one): (*pointer, index) for index, one in enumerate(side.document.sequence(pointer))}
    return found or {_words({}): pointer}


def _words(requirement: Any) -> str:
    if not requirement or not isinstance(requirement, dict):
        return "no credentials"
    return " and ".join(
        f"{name} ({', '.join(sorted(scopes))})" if scopes else name for name, scopes in sorted(requirement.items())
    )


def _servers(old: Side, new: Side, was: Pointer, now: Pointer, subject: str) -> Iterator[Change]:
    before, after = _by_url(old, (*was, "servers")), _by_url(new, (*now, "servers"))
    for url, spot in before.items():
        if url not in after:
            yield Change("server-removed", subject, f"is no longer at {url}", BREAKS_CALLERS, old.document, spot)
        else:
            yield from _variables(old, new, spot, after[url], subject)
    for url, spot in after.items():
        if url not in before:
            yield Change("server-added", subject, f"is also at {url}", FITS_CALLERS, new.document, spot)
    if before and after and (first := next(iter(after))) in before and first != next(iter(before)):
        message = f"is first of all at {first}, was at {next(iter(before))}"
        yield Change("server-order", subject, message, BREAKS_CALLERS, new.document, after[first])


def _by_url(side: Side, pointer: Pointer) -> dict[str, Pointer]:
    return {
        str(side.document.mapping((*pointer, index)).get("url")): (*pointer, index)
        for index in range(len(side.document.sequence(pointer)))
    }


def _variables(old: Side, new: Side, was: Pointer, now: Pointer, subject: str) -> Iterator[Change]:
    spots = (*was, "variables"), (*now, "variables")
    for name in {**old.document.mapping(spots[0]), **new.document.mapping(spots[1])}:
        before, after = old.document.mapping((*spots[0], name)), new.document.mapping((*spots[1], name))
        spot = (*spots[1], name) if after else now
        if before.get("default") != after.get("default"):
            message = f"is at {name} = {after.get('default')} by default, was {before.get('default')}"
            yield Change("server-variable", subject, message, BREAKS_CALLERS, new.document, spot)
        first, second = before.get("enum") or [], after.get("enum") or []
        if first != second:
            message = f"is at {name} of {second or 'any value'}, was {first or 'any value'}"
            fits = not second or (first and all(value in second for value in first))
            impact = FITS_CALLERS if fits else BREAKS_CALLERS
            yield Change("server-variable", subject, message, impact, new.document, spot)
