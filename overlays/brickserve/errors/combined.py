"""Errors that are two things at once, such as an unavailable service and an unknown outcome."""

from __future__ import annotations

from .base import BrickserveError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any, TypeVar

    E = TypeVar("E", bound=BrickserveError)


class AmbiguousOutcome(BrickserveError):
    """The server may have carried the call out although its answer does not say so.

    It is never repeated blindly. Where one failure is the cause, the error is an instance of that
    failure's class as well, so that `except TemporarilyUnavailable` and `except AmbiguousOutcome` both hold.
    """

    maybe_applied = True


_classes: dict[tuple[type[BrickserveError], ...], type[BrickserveError]] = {}


def combined(kind: type[E], error: BrickserveError) -> E:
    """Return `error`, with all it knows, as an instance of `kind` and of its own classes."""
    kinds = (type(error),) if isinstance(error, kind) else (kind, type(error))
    twin: Any = _build(_parts(*kinds), error.args)
    twin.__dict__.update(error.__dict__)
    twin.__cause__ = error.__cause__
    twin.__traceback__ = error.__traceback__
    return twin  # type: ignore[no-any-return]  # its class derives from `kind`, made at run time


def as_ambiguous(error: BrickserveError) -> AmbiguousOutcome:
    """Return `error` as one whose call may have been applied."""
    twin = combined(AmbiguousOutcome, error)
    twin.maybe_applied = True
    return twin


def both(kind: type[E], other: type[BrickserveError]) -> type[E]:
    """Return the class whose instances are of both classes; it bears the first one's name."""
    made: Any = _class(_parts(kind, other))
    return made  # type: ignore[no-any-return]  # its class derives from `kind`, made at run time


def _parts(*kinds: type[BrickserveError]) -> tuple[type[BrickserveError], ...]:
    flat: list[type[BrickserveError]] = []
    for kind in kinds:
        flat.extend(getattr(kind, "_combined_from", (kind,)))
    unique = dict.fromkeys(flat)
    return tuple(kind for kind in unique if not any(other is not kind and issubclass(other, kind) for other in unique))


def _class(parts: tuple[type[BrickserveError], ...]) -> type[BrickserveError]:
    if len(parts) == 1:
        return parts[0]
    if parts not in _classes:
        first = parts[0]
        names = {
            "__module__": first.__module__,
            "__qualname__": first.__qualname__,
            "__doc__": first.__doc__,
            "__reduce__": _reduce,
            "_combined_from": parts,
        }
        _classes[parts] = type(first.__name__, parts, names)
    return _classes[parts]


def _build(parts: tuple[type[BrickserveError], ...], args: tuple[Any, ...]) -> BrickserveError:
    return _class(parts)(*args)


def _reduce(error: Any) -> tuple[Any, ...]:
    # The class exists in this process only, so a pickle names the classes that it is made of.
    return _build, (error._combined_from, error.args), error.__dict__
