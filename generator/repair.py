"""Turns a document with warnings into one that says the same without the defect, as each warning promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import names
from .naming.members import Members
from .naming.operation_ids import settle_operation_ids
from .places import operation_pointers, parameter_pointers, placeholders, schema_pointers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .load import Document
    from .naming.kept import Version
    from .problems import Pointer


def repair(document: Document, before: Version | None = None) -> None:
    """Give every operation, enum member and tag a name of its own, and every placeholder its parameter."""
    _tags(document, before)
    for operation in operation_pointers(document):
        _parameters(document, operation)
    name_apart(document, before)
    document.memo.clear()


def name_apart(document: Document, before: Version | None) -> None:
    """Give every operation and enum member a name of its own; what gave way before does so still."""
    settle_operation_ids(document, before)
    members = Members(document, before)
    for pointer in schema_pointers(document):
        _enum(document, pointer, members)


def _tags(document: Document, before: Version | None) -> None:
    """Let tags that would be one class be one tag: the one that was there before, or else the first."""
    present = {str(tag) for tag in _tags_of(document)}
    old = _tags_of(before.document) if before else ()
    first = {names.class_name(str(tag)): str(tag) for tag in old if str(tag) in present}
    declared = [tag for tag in document.sequence(("tags",)) if isinstance(tag, dict)]
    for tag in declared:
        tag["name"] = first.setdefault(names.class_name(str(tag["name"])), str(tag["name"]))
    for pointer in operation_pointers(document):
        tags = document.sequence((*pointer, "tags"))
        tags[:] = dict.fromkeys(first.setdefault(names.class_name(str(tag)), str(tag)) for tag in tags)


def _tags_of(document: Document) -> list[object]:
    return [tag for pointer in operation_pointers(document) for tag in document.sequence((*pointer, "tags"))]


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


def _enum(document: Document, pointer: Pointer, old: Members) -> None:
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
        kept = old.of(pointer, has_twins=len(set(members)) < len(members))
        chosen = names.distinct(members, texts, [kept.get(value) for value in texts])
        if chosen != members:
            schema["x-enum-varnames"] = chosen


def among(value: object, others: Iterable[object]) -> bool:
    """Tell whether JSON has the same value among others; unlike Python, it tells 1 from true."""
    return any(value == other and isinstance(value, bool) == isinstance(other, bool) for other in others)
