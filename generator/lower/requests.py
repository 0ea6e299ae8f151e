"""What an operation sends: the parameters of its path, query and headers, and the properties of its body."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from .. import ir, names
from ..flat import flatten
from ..places import json_media, parameter_pointers
from .words import deprecated, description

if TYPE_CHECKING:
    from ..load import Document
    from ..problems import Pointer
    from .schemas import Schemas

_ORDER = {"path": 0, "body": 1, "query": 2, "header": 3}


def lower_parameters(document: Document, schemas: Schemas, id: str, pointer: Pointer) -> tuple[ir.Parameter, ...]:
    """Return all arguments of an operation in the order of its signature."""
    found = {(each.place, each.wire): each for each in _declared(document, schemas, id, pointer)}
    body = _body(document, schemas, id, pointer)
    positional = sorted((each for each in found.values() if each.positional), key=lambda each: _ORDER[each.place])
    positional += [each for each in body if each.positional]
    named = [each for each in (*found.values(), *body) if not each.positional]
    ordered = [*positional, *named]
    distinct = names.distinct([each.name for each in ordered], [each.wire for each in ordered])
    return tuple(replace(each, name=name) for each, name in zip(ordered, distinct, strict=True))


def content_type(document: Document, pointer: Pointer) -> str | None:
    """Return the content type of an operation's body, or None when it sends none."""
    if "requestBody" not in document.mapping(pointer):
        return None
    return json_media(document.mapping((*document.follow((*pointer, "requestBody")), "content")))


def _declared(document: Document, schemas: Schemas, id: str, pointer: Pointer) -> list[ir.Parameter]:
    result: list[ir.Parameter] = []
    for spot in parameter_pointers(document, pointer):
        source = document.mapping(spot)
        required = source.get("required") is True or source["in"] == "path"
        doc = description(source) or description(source["schema"])
        hoist = names.pascal(id) + names.pascal(source["name"])
        result.append(_parameter(document, schemas, (*spot, "schema"), hoist, source["name"], source["in"], required))
        result[-1] = replace(result[-1], doc=doc, deprecated=deprecated(source))
    return result


def _body(document: Document, schemas: Schemas, id: str, pointer: Pointer) -> list[ir.Parameter]:
    media = content_type(document, pointer)
    if media is None:
        return []
    spot = document.follow((*pointer, "requestBody"))
    flat = flatten(document, (*spot, "content", media, "schema"))
    order = [*flat.required, *(name for name in flat.properties if name not in flat.required)]
    return [
        _parameter(
            document,
            schemas,
            flat.properties[name],
            _hoist(schemas, id, flat.properties[name], name),
            name,
            "body",
            name in flat.required,
        )
        for name in order
    ]


def _hoist(schemas: Schemas, id: str, pointer: Pointer, wire: str) -> str:
    return schemas.owner(pointer, names.pascal(id) + "Request") + names.pascal(wire)


def _parameter(
    document: Document,
    schemas: Schemas,
    pointer: Pointer,
    hoist: str,
    wire: str,
    place: Literal["path", "query", "header", "body"],
    required: bool,
) -> ir.Parameter:
    schema = document.get(pointer)
    kind = schemas.type_of(pointer, hoist)
    return ir.Parameter(
        name=names.parameter_name(wire),
        wire=wire,
        place=place,
        type=kind if required else replace(kind, nullable=True),
        required=required,
        doc=description(schema),
        deprecated=deprecated(schema),
    )
