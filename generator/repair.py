"""Turns a document with warnings into one that says the same without the defect, as each warning promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import names
from .places import (
    operation_id,
    operation_pointers,
    parameter_pointers,
    path_operation_id,
    placeholders,
    schema_pointers,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .load import Document
    from .problems import Pointer


def repair(document: Document) -> None:
    """Give every operation, enum member and tag a name of its own, and every placeholder its parameter."""
    _operation_ids(document)
    _tags(document)
    for operation in operation_pointers(document):
        _parameters(document, operation)
    for pointer in list(schema_pointers(document)):
        _enum(document, pointer)
    document.memo.clear()


def _operation_ids(document: Document) -> None:
    """Name an operation after method and path if another has its name already."""
    taken: set[str] = set()
    clashing: list[Pointer] = []
    for pointer in operation_pointers(document):
        function = names.operation_name(operation_id(document, pointer))
        if function in taken:
            clashing.append(pointer)
        taken.add(function)
    for pointer in clashing:
        id = path_operation_id(pointer)
        while names.operation_name(id) in taken:
            id += "_"
        taken.add(names.operation_name(id))
        document.mapping(pointer)["operationId"] = id


def _tags(document: Document) -> None:
    """Let tags that would be one class be one tag."""
    first: dict[str, str] = {}
    declared = [tag for tag in document.sequence(("tags",)) if isinstance(tag, dict)]
    for tag in declared:
        tag["name"] = first.setdefault(names.class_name(str(tag["name"])), str(tag["name"]))
    for pointer in operation_pointers(document):
        tags = document.sequence((*pointer, "tags"))
        tags[:] = dict.fromkeys(first.setdefault(names.class_name(str(tag)), str(tag)) for tag in tags)


def _parameters(document: Document, operation: Pointer) -> None:
    """Declare the placeholders that are not declared, as strings."""
    source = document.mapping(operation)
    declared = {
        document.mapping(pointer).get("name")
        for pointer in parameter_pointers(document, operation)
        if document.mapping(pointer).get("in") == "path"
    }
    for name in placeholders(str(operation[1])):
        if name not in declared:
            declared.add(name)
            parameter = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            source.setdefault("parameters", []).append(parameter)


def _enum(document: Document, pointer: Pointer) -> None:
    """List every value once, and name apart the members that would have the same name."""
    schema = document.mapping(pointer)
    values = schema.get("enum")
    if not isinstance(values, list):
        return
    distinct = [value for index, value in enumerate(values) if not among(value, values[:index])]
    given = schema.get("x-enum-varnames")
    if len(distinct) < len(values) and isinstance(given, list) and len(given) == len(values):
        given[:] = [name for index, name in enumerate(given) if not among(values[index], values[:index])]
    values[:] = distinct
    texts = [value for value in values if isinstance(value, str)]
    if "x-enum-varnames" not in schema and len(texts) == len([value for value in values if value is not None]):
        members = [names.member_name(value) for value in texts]
        if len(set(members)) < len(members):
            schema["x-enum-varnames"] = names.distinct(members, texts)


def among(value: object, others: Iterable[object]) -> bool:
    """Tell whether JSON has the same value among others; unlike Python, it tells 1 from true."""
    return any(value == other and isinstance(value, bool) == isinstance(other, bool) for other in others)
