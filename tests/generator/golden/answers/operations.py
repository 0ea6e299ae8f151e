# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Pure builders of requests: one function for every operation of Answers."""

from __future__ import annotations

from . import models
from .bodies import json_any, json_body, json_value, no_body
from .bodykinds import by_status, bytes_body, events_body, text_body
from .wire import Call, Operation

_TEXT = Operation("text", "GET", "/things", decode=text_body, idempotence="read", accept="text/plain")


def text() -> Call[str]:
    """Send `GET /things`."""
    return Call(_TEXT)


_IMAGE = Operation("image", "PUT", "/things", decode=bytes_body, idempotence="idempotent", accept="image/png")


def image() -> Call[bytes]:
    """Send `PUT /things`."""
    return Call(_IMAGE)


_EITHER: Operation[models.Done | models.Job | None] = Operation(
    "either",
    "POST",
    "/things",
    decode=by_status({"200": json_body(models.Done), "202": json_body(models.Job), "204": no_body}),
    idempotence="create",
    accept="application/json",
    failures={"404": models.Problem, "5XX": list[str]},
)


def either() -> Call[models.Done | models.Job | None]:
    """Do it now or later."""
    return Call(_EITHER)


_WATCH: Operation[list[models.Job]] = Operation(
    "watch", "PATCH", "/things", decode=events_body(models.Job), idempotence="idempotent", accept="text/event-stream"
)


def watch() -> Call[list[models.Job]]:
    """Send `PATCH /things`."""
    return Call(_WATCH)


_LINES: Operation[list[str]] = Operation(
    "lines", "DELETE", "/things", decode=events_body(str), idempotence="idempotent", accept="text/event-stream"
)


def lines() -> Call[list[str]]:
    """Send `DELETE /things`."""
    return Call(_LINES)


_REPORT = Operation(
    "report",
    "GET",
    "/others",
    decode=json_value(dict[str, float]),
    idempotence="read",
    accept="application/vnd.api+json",
)


def report() -> Call[dict[str, float]]:
    """Send `GET /others`."""
    return Call(_REPORT)


_MAYBE: Operation[models.Job | None] = Operation(
    "maybe", "PUT", "/others", decode=json_any(models.Job | None), idempotence="idempotent", accept="application/json"
)


def maybe() -> Call[models.Job | None]:
    """Send `PUT /others`."""
    return Call(_MAYBE)


_FLAG = Operation("flag", "POST", "/others", decode=json_value(bool), idempotence="create", accept="application/json")


def flag() -> Call[bool]:
    """Send `POST /others`."""
    return Call(_FLAG)
