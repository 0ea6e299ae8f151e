"""Which kind of value belongs where: tables, and the one check that reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer

Kinds = dict[str, tuple[type, ...]]

TEXT, FLAG, LIST, MAPPING, NUMBER = (str,), (bool,), (list,), (dict,), (int, float)
_LIMITS = ["multipleOf", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"]
_LIMITS += ["minProperties", "maxProperties"]

ROOT: Kinds = {
    "tags": LIST,
    "components": MAPPING,
    "paths": MAPPING,
    "webhooks": MAPPING,
    "x-waiters": MAPPING,
    "x-errors": MAPPING,
}
TAG: Kinds = {"name": TEXT, "description": TEXT}
SCHEMA: Kinds = {
    "$ref": TEXT,
    "type": (str, list),
    "format": TEXT,
    "description": TEXT,
    "properties": MAPPING,
    "patternProperties": MAPPING,
    "prefixItems": LIST,
    "required": LIST,
    "enum": LIST,
    "items": (dict, bool),
    "additionalProperties": (dict, bool),
    "allOf": LIST,
    "oneOf": LIST,
    "anyOf": LIST,
    "discriminator": MAPPING,
    "nullable": FLAG,
    "readOnly": FLAG,
    "writeOnly": FLAG,
    "deprecated": FLAG,
    "x-inline": FLAG,
    "x-deprecated": TEXT,
    "x-enum-varnames": LIST,
    **dict.fromkeys(_LIMITS, NUMBER),
}
OPERATION: Kinds = {
    "operationId": TEXT,
    "tags": LIST,
    "summary": TEXT,
    "description": TEXT,
    "parameters": LIST,
    "requestBody": MAPPING,
    "responses": MAPPING,
    "deprecated": FLAG,
    "security": LIST,
    "servers": LIST,
    "x-deprecated": TEXT,
    "x-idempotence": TEXT,
    "x-waiter": TEXT,
    "x-reconcile": MAPPING,
    "x-pagination": MAPPING,
}
HEADER: Kinds = {"$ref": TEXT, "description": TEXT, "schema": MAPPING, "x-field": TEXT}
PARAMETER: Kinds = {
    "$ref": TEXT,
    "name": TEXT,
    "in": TEXT,
    "required": FLAG,
    "description": TEXT,
    "schema": MAPPING,
    "style": TEXT,
    "explode": FLAG,
    "allowReserved": FLAG,
    "content": MAPPING,
}
RESPONSE: Kinds = {"$ref": TEXT, "description": TEXT, "content": MAPPING, "headers": MAPPING}
MEDIA: Kinds = {"schema": (dict, bool), "encoding": MAPPING, "x-raw-body": TEXT, "x-stream": MAPPING}
PAGINATION: Kinds = {"items": TEXT, "token": TEXT, "parameter": TEXT}
RECONCILE: Kinds = {"operation": TEXT, "bind": MAPPING}
STREAM: Kinds = {"parameter": TEXT, "done": TEXT}
WAITER: Kinds = {
    "description": TEXT,
    "operation": TEXT,
    "bind": LIST,
    "state": TEXT,
    "success": LIST,
    "failure": LIST,
    "retry": LIST,
    "messages": LIST,
    "version": TEXT,
    "pending_version": TEXT,
    "timeout": (int,),
    "method": TEXT,
}

_WORDS: dict[type, str] = {
    dict: "a mapping",
    list: "a list",
    str: "a string",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
}


def kinds(
    document: Document, pointer: Pointer, table: Kinds, what: str, needed: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """Compare the value at `pointer`, and those in it, with a table."""
    value: Any = document.get(pointer)
    if not isinstance(value, dict):
        yield Problem("E113", f"{what} must be a mapping, not {word(value)}", pointer)
        return
    for key in needed:
        if key not in value:
            yield Problem("E113", f"{what} without {key!r}", pointer, at_key=True)
    for key, allowed in table.items():
        if key in value and not isinstance(value[key], allowed):
            expected = " or ".join(_WORDS[kind] for kind in allowed)
            yield Problem("E113", f"{key} must be {expected}, not {word(value[key])}", (*pointer, key))


def texts(document: Document, pointer: Pointer, what: str) -> Iterator[Problem]:
    """Check that everything in a list is a string."""
    for index, value in enumerate(document.sequence(pointer)):
        if not isinstance(value, str):
            yield Problem("E113", f"{what} must be a string, not {word(value)}", (*pointer, index))


def word(value: Any) -> str:
    """Say what kind a value is of."""
    return "empty" if value is None else _WORDS[type(value)]
