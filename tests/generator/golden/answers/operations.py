# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Requests of Answers: what every function builds, without I/O, the method of its name sends.

The functions say what those methods take, do and return.
"""

from __future__ import annotations

from . import models
from .bodies import json_any, json_body, json_value, no_body
from .bodykinds import by_status, bytes_body, events_body, text_body
from .wire import Call, Operation

_TEXT = Operation("text", "GET", "/things", text_body, accept="text/plain")


def text() -> Call[str]:
    """Send `GET /things`.

    Returns:
        The text.
    """
    return Call(_TEXT)


_IMAGE = Operation("image", "PUT", "/things", bytes_body, accept="image/png")


def image() -> Call[bytes]:
    """Send `PUT /things`.

    Returns:
        The picture.
    """
    return Call(_IMAGE)


_EITHER: Operation[models.Done | models.Job | None] = Operation(
    "either",
    "POST",
    "/things",
    by_status({"200": json_body(models.Done), "202": json_body(models.Job), "204": no_body}),
    failures={"404": models.Problem, "5XX": list[str]},
)


def either() -> Call[models.Done | models.Job | None]:
    """Do it now or later.

    Returns:
        200: Done. 202: Under way. 204: Nothing to do.

    Raises:
        HTTP 404: No such thing.
        HTTP 5XX: Out of order.
    """
    return Call(_EITHER)


_WATCH: Operation[list[models.Job]] = Operation(
    "watch", "PATCH", "/things", events_body(models.Job), accept="text/event-stream"
)


def watch() -> Call[list[models.Job]]:
    """Send `PATCH /things`.

    Returns:
        What happens. One item for each event.
    """
    return Call(_WATCH)


_LINES: Operation[list[str]] = Operation("lines", "DELETE", "/things", events_body(str), accept="text/event-stream")


def lines() -> Call[list[str]]:
    """Send `DELETE /things`.

    Returns:
        Lines. One item for each event.
    """
    return Call(_LINES)


_REPORT = Operation("report", "GET", "/others", json_value(dict[str, float]), accept="application/vnd.api+json")


def report() -> Call[dict[str, float]]:
    """Send `GET /others`.

    Returns:
        The report. The API also offers text/csv. Sent with the headers X-Rate-Limit.
    """
    return Call(_REPORT)


_MAYBE: Operation[models.Job | None] = Operation("maybe", "PUT", "/others", json_any(models.Job | None))


def maybe() -> Call[models.Job | None]:
    """Send `PUT /others`.

    Returns:
        Job | None: A job or null.
    """
    return Call(_MAYBE)


_FLAG = Operation("flag", "POST", "/others", json_value(bool))


def flag() -> Call[bool]:
    """Send `POST /others`.

    Returns:
        A flag.
    """
    return Call(_FLAG)
