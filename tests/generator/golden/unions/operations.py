# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Requests of Unions: what every function builds, without I/O, the method of its name sends.

The functions say what those methods take, do and return.
"""

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
    json_any(models.Cat | models.Dog | dict[str, Any]),
    content_type="application/json",
    encode=sends_json(),
    required=("body",),
)


def add(body: models.Cat | models.Dog | dict[str, Any]) -> Call[models.Cat | models.Dog | dict[str, Any]]:
    """Send `POST /pets`.

    Returns:
        The pet.
    """
    return Call(_ADD, body={"body": body})


_FIND = Operation("find", "GET", "/pets", json_value(list[models.Cat | models.Dog | dict[str, Any]]))


def find(*, id: str | list[str] | None = None) -> Call[list[models.Cat | models.Dog | dict[str, Any]]]:
    """Send `GET /pets`.

    Returns:
        Pets.
    """
    return Call(_FIND, query={"id": id})
