"""JSON text to values and back, with the limits that keep a hostile answer harmless."""

from __future__ import annotations

from .errors import DecodeError
from .typed import Any

MAX_DEPTH = 128
"""How many arrays and objects may stand inside each other."""


def loads(data: bytes | bytearray | memoryview | str, *, content_type: str | None = None) -> Any:
    """Parse JSON; anything that is not JSON within the limits raises `DecodeError`."""
    try:
        import json

        text = data if isinstance(data, str) else str(data, "utf-8")
        value = json.loads(text, parse_constant=_refuse_constant)
        if text.count("[") + text.count("{") > MAX_DEPTH:
            _check_depth([value])
        return value
    except UnicodeDecodeError as error:
        got = f"invalid UTF-8 at byte {error.start}"
    except RecursionError:
        got = f"more than {MAX_DEPTH} levels"
    except ValueError as error:
        got = _excerpt(error)
    raise DecodeError(json_path="$", expected="JSON", got=got, content_type=content_type)


def dumps(value: Any) -> bytes:
    """Write compact JSON; a value that JSON does not have raises `ValueError` or `TypeError`."""
    import json

    return json.dumps(value, allow_nan=False, separators=(",", ":")).encode()


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [
            child
            for container in level
            for child in (container.values() if container.__class__ is dict else container)
            if child.__class__ is dict or child.__class__ is list
        ]
        if not level:
            return
    raise ValueError(f"more than {MAX_DEPTH} levels")


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _excerpt(error: ValueError) -> str:
    message = str(error)
    return message if len(message) <= 120 else message[:117] + "..."
