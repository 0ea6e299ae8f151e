# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Pure builders of requests: one function for every operation of Access."""

from __future__ import annotations

from .bodies import no_body
from .wire import Call, Operation

_USUAL = Operation("usual", "GET", "/usual", decode=no_body, idempotence="read")


def usual() -> Call[None]:
    """Send `GET /usual`."""
    return Call(_USUAL)


_OPEN_DOOR = Operation(
    "open_door", "GET", "/open", decode=no_body, idempotence="read", security=(), servers=("https://open.example.com",)
)


def open_door() -> Call[None]:
    """Send `GET /open`."""
    return Call(_OPEN_DOOR)


_CLOSE_DOOR = Operation(
    "close_door",
    "PUT",
    "/open",
    decode=no_body,
    idempotence="idempotent",
    security=({"login": ("doors", "doors:write")},),
    servers=("https://write.example.com",),
)


def close_door() -> Call[None]:
    """Send `PUT /open`."""
    return Call(_CLOSE_DOOR)
