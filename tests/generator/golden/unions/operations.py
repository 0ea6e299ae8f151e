# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Pure builders of requests: one function for every operation of Unions."""

from __future__ import annotations

from . import models
from .bodies import json_any, json_value
from .payloads import sends_json
from .typed import Any
from .wire import Call, Operation

_ADD: Operation[models.Cat | models.Dog | dict[str, Any]] = Operation(
    "add",
    "POST",
    "/pets",
    decode=json_any(models.Cat | models.Dog | dict[str, Any]),
    idempotence="create",
    accept="application/json",
    content_type="application/json",
    encode=sends_json(),
    required=("body",),
)


def add(body: models.Cat | models.Dog | dict[str, Any]) -> Call[models.Cat | models.Dog | dict[str, Any]]:
    """Send `POST /pets`."""
    return Call(_ADD, body={"body": body})


_FIND = Operation(
    "find",
    "GET",
    "/pets",
    decode=json_value(list[models.Cat | models.Dog | dict[str, Any]]),
    idempotence="read",
    accept="application/json",
)


def find(*, id: str | list[str] | None = None) -> Call[list[models.Cat | models.Dog | dict[str, Any]]]:
    """Send `GET /pets`."""
    return Call(_FIND, query={"id": id})
