"""JSON of values that no model describes."""

from __future__ import annotations

from typing import Any

from ._api import encoding, jsontext


def encoded(argument: str, value: Any) -> bytes:
    """Write a value as JSON; an error names the argument that it came as."""
    try:
        return jsontext.dumps(encoding.plain(value, True))
    except TypeError as error:
        raise TypeError(f"{argument} cannot be written as JSON: {error}") from None
    except RecursionError:
        raise ValueError(f"{argument} is nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"{argument} cannot be written as JSON: {error}") from None
