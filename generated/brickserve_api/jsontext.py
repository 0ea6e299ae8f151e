"""JSON text to values and back, with the limits that keep a hostile answer harmless."""

from __future__ import annotations

from .errors import DecodeError
from .typed import Any

MAX_DEPTH = 128
"""How many arrays and objects may stand inside each other."""


def loads(
    data: bytes | bytearray | memoryview | str, *, content_type: str | None = None, any_depth: bool = False
) -> Any:
    """Parse JSON; anything that is not JSON within the limits raises `DecodeError`.

    `any_depth` leaves the limit of depth to the reader of the value: models know their own depth.
    """
    try:
        value = library().parse(data)
        if not any_depth and _openings(data) > MAX_DEPTH:
            _check_depth(value, MAX_DEPTH)
        return value
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
    """Take note of a value that no model describes; raise RecursionError when it is too deep."""
    global last_free_form
    last_free_form = object()
    _check_depth([value], limit + 1)


def _check_depth(value: Any, limit: int) -> None:
    level = [value]
    for _ in range(limit):
        level = [
            child
            for container in level
            for child in (container.values() if container.__class__ is dict else container)
            if child.__class__ is dict or child.__class__ is list
        ]
        if not level:
            return
    raise RecursionError(f"more than {MAX_DEPTH} levels")


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


def _openings(data: bytes | bytearray | memoryview | str) -> int:
    if isinstance(data, str):
        return data.count("[") + data.count("{")
    text = bytes(data) if isinstance(data, memoryview) else data
    return text.count(b"[") + text.count(b"{")


def _excerpt(error: ValueError) -> str:
    message = str(error)
    return message if len(message) <= 120 else message[:117] + "..."
