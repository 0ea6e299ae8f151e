"""What an operation answers: its result, its stream of events, its pages, and its failures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import ir, names
from ..media import choices, choose
from ..places import response_pointers, streams, success_status, success_statuses
from .words import description, join

NOTHING = ir.Type("none")

if TYPE_CHECKING:
    from ..load import Document
    from ..media import Chosen
    from ..problems import Pointer
    from .schemas import Schemas


def lower_result(document: Document, schemas: Schemas, id: str, pointer: Pointer) -> tuple[ir.Result, str | None]:
    """Return what a method returns, and the content types that it asks for."""
    found: dict[str, ir.Result] = {}
    accepted: list[str] = []
    for status in success_statuses(document.mapping(pointer)):
        response = document.follow((*pointer, "responses", status))
        hoist = names.pascal(id) + "Response" + (names.pascal(status) if found else "")
        found[status], accept = _one_result(document, schemas, hoist, response)
        accepted += [accept] if accept and accept not in accepted else []
    if not found:
        return ir.Result("none"), None
    first, *others = found.values()
    if all((each.kind, each.type) == (first.kind, first.type) for each in others):
        return first, ", ".join(accepted) or None
    types = [each.type or NOTHING for each in found.values()]
    doc = " ".join(join(f"{status}: {each.doc}", "") for status, each in found.items() if each.doc)
    return ir.Result("several", ir.either(types), doc, options=tuple(found.items())), ", ".join(accepted) or None


def _one_result(document: Document, schemas: Schemas, hoist: str, response: Pointer) -> tuple[ir.Result, str | None]:
    """Return what the answer of one status holds, and its content type."""
    words = description(document.mapping(response))
    chosen = choose(document, response, skip=streams(document, response))
    if chosen is None:
        return ir.Result("none", doc=words), None
    if "x-raw-body" in document.mapping(chosen.pointer):
        kind = schemas.type_of(chosen.schema, hoist)
        field = schemas.attribute(kind, document.mapping(chosen.pointer)["x-raw-body"])
        return ir.Result("raw", kind, words, field, _headers(document, schemas, kind, response)), chosen.name
    doc = join(words, _notes(document, response, chosen))
    if chosen.kind == "text":
        return ir.Result("text", ir.Type("string"), doc), chosen.name
    if chosen.kind in ("bytes", "form", "multipart"):
        return ir.Result("bytes", ir.Type("bytes"), doc), chosen.name
    has_schema = document.get(chosen.schema) is not None
    kind = schemas.type_of(chosen.schema, hoist) if has_schema else ir.ANY
    if chosen.kind == "events":
        item = kind if has_schema else ir.Type("string")
        return ir.Result("events", ir.Type("list", item=item), join(doc, "One item for each event.")), chosen.name
    headers = _headers(document, schemas, kind, response)
    return ir.Result("json", kind, doc, headers=headers), "application/json" if "*" in chosen.name else chosen.name


def _notes(document: Document, response: Pointer, chosen: Chosen) -> str:
    """Name what else an answer offers: other content types, and headers that fill no field."""
    others = [each.name for each in choices(document, response, skip=streams(document, response)) if each != chosen]
    headers = [
        name
        for name in document.mapping((*response, "headers"))
        if "x-field" not in document.mapping(document.follow((*response, "headers", name)))
    ]
    offered = f"The API also offers {', '.join(others)}." if others else ""
    return " ".join(filter(None, (offered, f"Sent with the headers {', '.join(headers)}." if headers else "")))


def lower_stream(document: Document, schemas: Schemas, id: str, pointer: Pointer) -> ir.Stream | None:
    """Return how an answer comes as events, if it can."""
    content = (*_success(document, pointer), "content")
    for media in document.mapping(content):
        source = document.mapping((*content, media, "x-stream"))
        if source:
            kind = schemas.type_of((*content, media, "schema"), names.pascal(id) + "Event")
            return ir.Stream(source["parameter"], source.get("done"), kind)
    return None


def lower_details(document: Document, schemas: Schemas, id: str, pointer: Pointer) -> tuple[tuple[str, ir.Type], ...]:
    """Return the types of what failures tell, by status."""
    found: list[tuple[str, ir.Type]] = []
    succeeded = success_statuses(document.mapping(pointer))
    for response in response_pointers(document, pointer):
        chosen = choose(document, response)
        if str(response[-1]) in succeeded or chosen is None or chosen.kind != "json":
            continue
        spot = document.follow(chosen.schema)
        if document.mapping(spot).get("x-inline") is not True and document.get(spot) is not None:
            name = names.pascal(id) + names.pascal(f"error_{response[-1]}")
            found.append((str(response[-1]), schemas.type_of(chosen.schema, name)))
    return tuple(found)


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
        if str(response[-1])[:1] in ("4", "5")
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


def _headers(document: Document, schemas: Schemas, kind: ir.Type, response: Pointer) -> tuple[tuple[str, str], ...]:
    """Return the headers that fill fields, by the lower-case names under which they are looked up."""
    place = (*response, "headers")
    headers = {name: document.mapping(document.follow((*place, name))) for name in document.mapping(place)}
    return tuple(
        (name.lower(), schemas.attribute(kind, header["x-field"]))
        for name, header in headers.items()
        if "x-field" in header
    )
