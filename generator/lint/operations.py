"""Can every operation be called: has it a name, its path's parameters, a body and a readable answer?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import names
from ..places import (
    misplaced_parameters,
    operation_id,
    operation_pointers,
    parameter_pointers,
    placeholders,
    response_pointers,
    success_status,
)
from ..problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer

_STATUS = re.compile(r"[1-5]([0-9]{2}|[Xx]{2})|default|x-.*")
_STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
}


def operations(document: Document) -> Iterator[Problem]:
    """Check names, paths, bodies and responses."""
    yield from _names(document)
    yield from _services(document)
    for operation in operation_pointers(document):
        yield from _path(document, operation)
        yield from _parameters(document, operation)
        yield from _twice(document, operation)
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
        extra = document.mapping(pointer).get("name")
        yield Problem("E108", f"the path {path} has no {{{extra}}}", (*pointer, "name"))


def _parameters(document: Document, operation: Pointer) -> Iterator[Problem]:
    for pointer in parameter_pointers(document, operation):
        value = document.mapping(pointer)
        place, name = value.get("in"), value.get("name")
        if isinstance(place, str) and "schema" not in value and not document.mapping((*pointer, "content")):
            yield Problem("E113", f"the parameter {name!r} has no schema", pointer)
        style = value.get("style")
        allowed = _STYLES.get(str(place), ())
        if isinstance(style, str) and allowed and style not in allowed:
            hint = f"a parameter in {place} has the style {' or '.join(allowed)}"
            yield Problem("E113", f"a {place} parameter of the style {style!r}", (*pointer, "style"), hint=hint)


def _twice(document: Document, operation: Pointer) -> Iterator[Problem]:
    """Report parameters that one list holds twice; an operation's own take the place of its path's."""
    for place in (operation[:2], operation):
        seen: set[tuple[object, object]] = set()
        for index in range(len(document.sequence((*place, "parameters")))):
            spot = (*place, "parameters", index)
            value = document.mapping(document.follow(spot))
            key = str(value.get("in")), str(value.get("name"))
            if key in seen:
                yield Problem("E124", f"the {key[0]} parameter {key[1]!r} is declared twice", spot)
            seen.add(key)


def _body(document: Document, operation: Pointer) -> Iterator[Problem]:
    if "requestBody" not in document.mapping(operation):
        return
    body = document.follow((*operation, "requestBody"))
    if not document.mapping((*body, "content")):
        spot = (*body, "content") if "content" in document.mapping(body) else body
        yield Problem("E113", "a request body without a content type", spot, at_key=True)


def _response(document: Document, operation: Pointer) -> Iterator[Problem]:
    for spot in response_pointers(document, operation):
        status = str(spot[-1])
        if not _STATUS.fullmatch(status):
            hint = "a status is three digits such as 404, a class of them such as 4XX, or default"
            yield Problem("E113", f"{status!r} is no status", spot, at_key=True, hint=hint)
    if success_status(document.mapping(operation)) is None:
        yield Problem("E110", "no response says what success looks like", operation, at_key=True)
