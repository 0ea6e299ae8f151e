"""JSON text to values and back, with the limits that keep a hostile answer harmless."""

from __future__ import annotations

from math import isfinite

from .errors import DecodeError
from .typed import Any

MAX_DEPTH = 128
"""How many arrays and objects may stand inside each other."""

_LOOKED_AT = frozenset((dict, list, float))


class OutOfRange(ValueError):
    """A number that no 64-bit float holds, such as 1e999, which `json` reads as infinity."""


def loads(
    data: bytes | bytearray | memoryview | str, *, content_type: str | None = None, any_depth: bool = False
) -> Any:
    """Parse JSON; anything that is not JSON within the limits raises `DecodeError`.

    `any_depth` leaves depth and range of numbers to the reader of the value: models know their own.
    """
    value: Any = None
    try:
        value = library().parse(data)
        if not any_depth:
            _check([[value]], MAX_DEPTH + 1)
        return value
    except OutOfRange:
        from .explain import out_of_range

        error = out_of_range(value)
        error.content_type = content_type
        raise error from None
    except UnicodeDecodeError as error:
        got = f"invalid UTF-8 at byte {error.start}"
    except RecursionError:
        got = f"more than {MAX_DEPTH} levels"
    except ValueError as error:
        got = _excerpt(error)
    raise DecodeError(json_path="$", expected="JSON", got=got, content_type=content_type)


def dumps(value: Any, *, surrogates: bool = True) -> bytes:
    """Write compact JSON; a value that JSON does not have raises `ValueError` or `TypeError`.

    Half of a surrogate pair, which an answer may contain, is written unless `surrogates` is False.
    """
    text: bytes = library().write(value, surrogates)
    return text


last_free_form: Any = None
"""Changes whenever a free-form value is met; other threads may change it too."""


def check_free_form(value: Any, limit: int = MAX_DEPTH - 1) -> None:
    """Take note of a value that no model describes; raise RecursionError or OutOfRange when it cannot be kept."""
    global last_free_form
    last_free_form = object()
    _check([[value]], limit + 1)


def _check(level: list[Any], limit: int) -> None:
    for _ in range(limit):
        found = [
            child
            for container in level
            for child in (container.values() if container.__class__ is dict else _worth_a_look(container))
            if child.__class__ in _LOOKED_AT
        ]
        floats = [child for child in found if child.__class__ is float]
        level = [child for child in found if child.__class__ is not float] if floats else found
        if not (isfinite(sum(floats)) or all(map(isfinite, floats))):
            raise OutOfRange
        if not level:
            return
    raise RecursionError(f"more than {MAX_DEPTH} levels")


def _worth_a_look(values: list[Any]) -> list[Any]:
    """Return the items of a list, or none if they are seen at once to be numbers within the range."""
    if values and values[0].__class__ is float:
        try:
            # Nothing tells faster; a sum beyond the range says nothing of its parts, which are then looked at.
            return [] if isfinite(sum(values)) else values
        except (TypeError, OverflowError):
            return values
    return values


_library: Any = None


def library() -> Any:
    """Return the JSON library, which is looked for at the first use."""
    return _library or use()


def use(name: str | None = None) -> Any:
    """Parse and write with `json` or `orjson` from now on; without a name, with orjson where it is installed."""
    global _library
    from .jsonlibraries import choose

    _library = choose(name)
    return _library


def _excerpt(error: ValueError) -> str:
    message = str(error)
    return message if len(message) <= 120 else message[:117] + "..."
