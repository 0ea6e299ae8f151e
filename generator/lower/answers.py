"""What an operation answers: its result, its stream of events, its pages, and its failures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import ir, names
from ..places import answer_schema, response_pointers, success_status
from .words import description

if TYPE_CHECKING:
    from ..load import Document
    from ..problems import Pointer
    from .schemas import Schemas


def lower_result(document: Document, schemas: Schemas, id: str, pointer: Pointer) -> tuple[ir.Result, str | None]:
    """Return what a method returns, and the content type that it asks for."""
    response = _success(document, pointer)
    source = document.mapping(response)
    doc = description(source)
    spot = answer_schema(document, pointer)
    media = document.get(spot[:-1])
    if media is None:
        return ir.Result("none", doc=doc), None
    accept = str(spot[-2])
    if document.get(spot) is None:
        return ir.Result("json", ir.ANY, doc), accept
    kind = schemas.type_of(spot, names.pascal(id) + "Response")
    headers = _headers(document, response)
    if "x-raw-body" in media:
        return ir.Result("raw", kind, doc, names.field_name(media["x-raw-body"]), headers), accept
    return ir.Result("json", kind, doc, headers=headers), accept


def lower_stream(document: Document, schemas: Schemas, id: str, pointer: Pointer) -> ir.Stream | None:
    """Return how an answer comes as events, if it can."""
    content = (*_success(document, pointer), "content")
    for media in document.mapping(content):
        source = document.mapping((*content, media, "x-stream"))
        if source:
            kind = schemas.type_of((*content, media, "schema"), names.pascal(id) + "Event")
            return ir.Stream(source["parameter"], source.get("done"), kind)
    return None


def lower_failures(document: Document, pointer: Pointer) -> tuple[ir.Failure, ...]:
    """Return the statuses of failure that an operation documents, with the classes that `x-errors` names."""
    classes = document.mapping(("x-errors", "status"))
    return tuple(
        ir.Failure(
            str(response[-1]),
            str(classes.get(str(response[-1]), f"HTTP {response[-1]}")),
            description(source),
        )
        for response in response_pointers(document, pointer)
        if str(response[-1]).isdecimal() and int(response[-1]) >= 400
        for source in [document.mapping(document.follow(response))]
    )


def lower_paging(document: Document, schemas: Schemas, pointer: Pointer, operation: ir.Operation) -> ir.Paging | None:
    """Return how the items of a list are read, if the operation is a list."""
    source: dict[str, Any] = document.mapping((*pointer, "x-pagination"))
    if not source or operation.result.type is None:
        return None
    fields = {field.wire: field for field in schemas.models[operation.result.type.name].fields}
    items = fields[source["items"]]
    return ir.Paging(
        items=items.name,
        item=items.type.item or ir.ANY,
        token=fields[source["token"]].name if "token" in source else None,
        parameter=next((each.name for each in operation.parameters if each.wire == source.get("parameter")), None),
    )


def _success(document: Document, pointer: Pointer) -> Pointer:
    return document.follow((*pointer, "responses", str(success_status(document.mapping(pointer)))))


def _headers(document: Document, response: Pointer) -> tuple[tuple[str, str], ...]:
    """Return the headers that fill fields, by the lower-case names under which they are looked up."""
    place = (*response, "headers")
    headers = {name: document.mapping(document.follow((*place, name))) for name in document.mapping(place)}
    return tuple(
        (name.lower(), names.field_name(header["x-field"])) for name, header in headers.items() if "x-field" in header
    )
