"""Where things stand in a document: operations, their parts, schemas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from . import names
from .flat import flatten
from .media import choose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .load import Document
    from .problems import Pointer

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_ONE = ("items", "additionalProperties", "not")
_MANY = ("allOf", "oneOf", "anyOf", "prefixItems")
_NAMED = ("properties", "patternProperties")


def operation_pointers(document: Document) -> list[Pointer]:
    """Return where the operations stand, in the document's order."""
    return [
        ("paths", path, method)
        for path in document.mapping(("paths",))
        for method in document.mapping(("paths", path))
        if method in METHODS
    ]


def operation_id(document: Document, pointer: Pointer) -> str:
    """Return an operation's id, made of its method and path where the document gives none."""
    given = document.mapping(pointer).get("operationId")
    return str(given) if given else path_operation_id(pointer)


def path_operation_id(pointer: Pointer) -> str:
    """Return an id for an operation that is made of its method and path alone."""
    return f"{pointer[2]}_{names.path_words(str(pointer[1]))}"


def placeholders(path: str) -> list[str]:
    """Return the names of a path's placeholders, each once."""
    return list(dict.fromkeys(re.findall(r"{([^{}]*)}", path)))


def success_status(operation: dict[str, Any]) -> str | None:
    """Return the first status of success that an operation documents."""
    return next(iter(success_statuses(operation)), None)


def success_statuses(operation: dict[str, Any]) -> list[str]:
    """Return the statuses of success that an operation documents, smallest first; `default` where there is none."""
    responses = operation.get("responses")
    statuses = list(responses) if isinstance(responses, dict) else []
    return sorted(status for status in statuses if status[:1] == "2") or ["default"] * ("default" in statuses)


def arguments(document: Document, operation: Pointer) -> set[str]:
    """Return the names of everything that a call of an operation sends."""
    body = choose(document, (*operation, "requestBody"))
    named = {str(document.mapping(pointer).get("name")) for pointer in parameter_pointers(document, operation)}
    return named | set(flatten(document, body.schema).properties if body else ())


def schema_pointers(document: Document) -> list[Pointer]:
    """Return every place of a schema, nested ones after those around them."""
    key = "schemas", ()
    if key not in document.memo:
        found: list[Pointer] = []
        for root in _root_schemas(document):
            _collect(document.get(root), root, found)
        document.memo[key] = found
    pointers: list[Pointer] = document.memo[key]
    return pointers


def parameter_pointers(document: Document, operation: Pointer) -> list[Pointer]:
    """Return the parameters of an operation and of its path, followed to where they really stand.

    Those of a path that the path has no place for are left out.
    """
    named = placeholders(str(operation[1]))
    pointers = [
        document.follow((*place, "parameters", index))
        for place in (operation[:2], operation)
        for index in range(len(document.sequence((*place, "parameters"))))
    ]
    return [pointer for pointer in pointers if not _is_misplaced(document.mapping(pointer), named)]


def misplaced_parameters(document: Document, operation: Pointer) -> Iterator[Pointer]:
    """Yield the parameters of an operation's path that the path has no place for."""
    named = placeholders(str(operation[1]))
    for place in (operation[:2], operation):
        for index in range(len(document.sequence((*place, "parameters")))):
            pointer = document.follow((*place, "parameters", index))
            if _is_misplaced(document.mapping(pointer), named):
                yield pointer


def _is_misplaced(parameter: dict[str, Any], named: list[str]) -> bool:
    return parameter.get("in") == "path" and parameter.get("name") not in named


def content_pointers(document: Document, holder: Pointer) -> Iterator[Pointer]:
    """Yield the media types of a request body or response."""
    holder = document.follow(holder)
    for media in document.mapping((*holder, "content")):
        yield (*holder, "content", media)


def response_pointers(document: Document, operation: Pointer) -> Iterator[Pointer]:
    """Yield the responses of an operation, by their keys."""
    for status in document.mapping((*operation, "responses")):
        yield (*operation, "responses", status)


def raw_fields(document: Document) -> set[str]:
    """Return the names of the fields that take whole bodies."""
    responses = [spot for each in operation_pointers(document) for spot in response_pointers(document, each)]
    media = [document.mapping(spot) for response in responses for spot in content_pointers(document, response)]
    return {each["x-raw-body"] for each in media if isinstance(each.get("x-raw-body"), str)}


def answer_schema(document: Document, operation: Pointer) -> Pointer:
    """Return the schema of the answer that a method returns."""
    response = document.follow((*operation, "responses", str(success_status(document.mapping(operation)))))
    chosen = choose(document, response, skip=streams(document, response))
    return chosen.schema if chosen else (*response, "content", "", "schema")


def streams(document: Document, response: Pointer) -> list[str]:
    """Return the content types of an answer that come as events, when an argument asks for them."""
    content = (*response, "content")
    return [media for media in document.mapping(content) if "x-stream" in document.mapping((*content, media))]


def _root_schemas(document: Document) -> Iterator[Pointer]:
    components = document.mapping(("components",))
    for name in document.mapping(("components", "schemas")):
        yield ("components", "schemas", name)
    holders: list[Pointer] = [
        ("components", kind, name)
        for kind in ("parameters", "headers", "requestBodies", "responses")
        if kind in components
        for name in document.mapping(("components", kind))
    ]
    for operation in operation_pointers(document):
        for place in (operation[:2], operation):
            holders += [(*place, "parameters", i) for i in range(len(document.sequence((*place, "parameters"))))]
        holders += [(*operation, "requestBody"), *response_pointers(document, operation)]
    for holder in dict.fromkeys(holders):
        value = document.mapping(holder)
        if "schema" in value:
            yield (*holder, "schema")
        yield from ((*holder, "content", m, "schema") for m in document.mapping((*holder, "content")))
        yield from ((*holder, "headers", h, "schema") for h in document.mapping((*holder, "headers")))


def _collect(schema: Any, pointer: Pointer, found: list[Pointer]) -> None:
    """Add the place of a schema, and those of the schemas in it."""
    if schema is None:
        return
    found.append(pointer)
    if not isinstance(schema, dict):
        return
    for keyword in _NAMED:
        named = schema.get(keyword)
        if isinstance(named, dict):
            for name, value in named.items():
                _collect(value, (*pointer, keyword, name), found)
    for keyword in _ONE:
        if isinstance(value := schema.get(keyword), dict):
            _collect(value, (*pointer, keyword), found)
    for keyword in _MANY:
        if isinstance(parts := schema.get(keyword), list):
            for index, value in enumerate(parts):
                _collect(value, (*pointer, keyword, index), found)
