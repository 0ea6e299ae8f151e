# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Requests of Access: what every function builds, without I/O, the method of its name sends.

The functions say what those methods take, do and return.
"""

from __future__ import annotations

from .bodies import no_body
from .wire import Call, Operation

_USUAL = Operation("usual", "GET", "/usual", no_body, accept=None)


def usual() -> Call[None]:
    """Send `GET /usual`."""
    return Call(_USUAL)


_OPEN_DOOR = Operation(
    "open_door", "GET", "/open", no_body, accept=None, security=(), servers=("https://open.example.com",)
)


def open_door() -> Call[None]:
    """Send `GET /open`."""
    return Call(_OPEN_DOOR)


_CLOSE_DOOR = Operation(
    "close_door",
    "PUT",
    "/open",
    no_body,
    accept=None,
    security=({"login": ("doors", "doors:write")},),
    servers=("https://write.example.com",),
)


def close_door() -> Call[None]:
    """Send `PUT /open`."""
    return Call(_CLOSE_DOOR)
