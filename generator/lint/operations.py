"""Can every operation be called: has it a name, its path's parameters, a body and a readable answer?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import names
from ..flat import flatten, form_of, types_of
from ..places import (
    json_media,
    misplaced_parameters,
    operation_id,
    operation_pointers,
    parameter_pointers,
    placeholders,
    success_status,
)
from ..problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer


def operations(document: Document) -> Iterator[Problem]:
    """Check names, paths, bodies and responses."""
    yield from _names(document)
    yield from _services(document)
    for operation in operation_pointers(document):
        yield from _path(document, operation)
        yield from _parameters(document, operation)
        yield from _body(document, operation)
        yield from _response(document, operation)


def _names(document: Document) -> Iterator[Problem]:
    ids: dict[str, Pointer] = {}
    functions: dict[str, str] = {}
    for pointer in operation_pointers(document):
        id = operation_id(document, pointer)
        given = "operationId" in document.mapping(pointer)
        spot = (*pointer, "operationId") if given else pointer
        function = names.operation_name(id)
        if id in ids:
            where = f"{str(ids[id][2]).upper()} {ids[id][1]}"
            yield Problem("E107", f"the operationId {id!r} is taken by {where}", spot, at_key=not given)
        elif function in functions:
            message = f"{functions[function]!r} and {id!r} would both be the function {function}"
            yield Problem("E109", message, spot, at_key=not given)
        ids.setdefault(id, pointer)
        functions.setdefault(function, id)


def _services(document: Document) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for pointer in operation_pointers(document):
        for index, tag in enumerate(document.sequence((*pointer, "tags"))):
            other = first.setdefault(names.class_name(str(tag)), tag)
            if other != tag:
                message = f"the tags {other!r} and {tag!r} would both be one class"
                yield Problem("E109", message, (*pointer, "tags", index))


def _path(document: Document, operation: Pointer) -> Iterator[Problem]:
    path = str(operation[1])
    declared = {
        document.mapping(pointer).get("name")
        for pointer in parameter_pointers(document, operation)
        if document.mapping(pointer).get("in") == "path"
    }
    for name in placeholders(path):
        if name not in declared:
            message = f"{{{name}}} of the path is not declared as a parameter of {operation[2]}"
            yield Problem("E108", message, operation, at_key=True)
        if path.count(f"{{{name}}}") > 1:
            yield Problem("E108", f"the path has {{{name}}} twice", operation[:2], at_key=True)
    for pointer in misplaced_parameters(document, operation):
        name = document.mapping(pointer).get("name")
        yield Problem("E108", f"the path {path} has no {{{name}}}", (*pointer, "name"))


def _parameters(document: Document, operation: Pointer) -> Iterator[Problem]:
    for pointer in parameter_pointers(document, operation):
        value = document.mapping(pointer)
        place, name = value.get("in"), value.get("name")
        if place == "cookie":
            yield Problem("E116", "a parameter in a cookie", (*pointer, "in"))
        if "content" in value:
            yield Problem("E116", "a parameter with a content type", (*pointer, "content"), at_key=True)
        elif isinstance(place, str) and "schema" not in value:
            yield Problem("E113", f"the parameter {name!r} has no schema", pointer)
        yield from _style(document, pointer)


def _style(document: Document, pointer: Pointer) -> Iterator[Problem]:
    """Report parameters that would have to be written in another way than `name=value`."""
    value = document.mapping(pointer)
    place, name, schema = value.get("in"), value.get("name"), (*pointer, "schema")
    if value.get("style") not in (None, "form" if place == "query" else "simple"):
        yield Problem("E116", f"the style {value['style']!r} of a parameter", (*pointer, "style"))
    form = form_of(document, document.follow(schema))
    types = types_of(document.mapping(document.follow(schema)))
    if form in ("model", "map"):
        yield Problem("E116", f"an object as the parameter {name!r}", schema, at_key=True)
    elif "array" in types and (place != "query" or value.get("explode") is False):
        yield Problem("E116", f"an array as the {place} parameter {name!r}, written with commas", schema, at_key=True)
    elif place == "path" and form == "plain" and types not in (["string"], ["integer"]):
        yield Problem("E116", f"a path parameter that is neither string nor integer: {name!r}", schema, at_key=True)


def _body(document: Document, operation: Pointer) -> Iterator[Problem]:
    if "requestBody" not in document.mapping(operation):
        return
    body = document.follow((*operation, "requestBody"))
    media = json_media(document.mapping((*body, "content")))
    if media is None:
        spot = (*body, "content") if "content" in document.mapping(body) else body
        yield Problem("E116", "a request body that is not JSON", spot, at_key=True)
        return
    schema = (*body, "content", media, "schema")
    if not flatten(document, schema).properties:
        yield Problem("E116", "a request body that is not an object with properties", schema, at_key=True)


def _response(document: Document, operation: Pointer) -> Iterator[Problem]:
    status = success_status(document.mapping(operation))
    if status is None:
        yield Problem("E110", "no response says what success looks like", operation, at_key=True)
        return
    response = document.follow((*operation, "responses", status))
    content = document.mapping((*response, "content"))
    plain = {
        media: value
        for media, value in content.items()
        if "x-stream" not in document.mapping((*response, "content", media))
    }
    if not plain or json_media(plain):
        return
    media = next(iter(plain))
    spot = (*response, "content", media)
    if "x-raw-body" not in document.mapping(spot):
        hint = "name the field that takes the body with x-raw-body"
        yield Problem("E116", f"an answer of the type {media}", spot, at_key=True, hint=hint)
