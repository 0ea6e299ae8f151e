"""What stands in the body of a request: its properties as arguments, or one argument for the whole of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .. import ir, names
from ..flat import Flat, flatten, form_of, resolve
from ..media import choices, choose, is_file
from .unions import constant, constant_of
from .words import deprecated, description, join

if TYPE_CHECKING:
    from ..load import Document
    from ..media import Chosen
    from ..problems import Pointer
    from .schemas import Schemas

WHOLE = "body"
"""The argument that is a whole body."""
REST = "additional_properties"
"""The argument that takes the properties of a body that have no names of their own."""


def lower_body(document: Document, pointer: Pointer) -> ir.Body | None:
    """Return how the body of an operation is written, or None when it sends none."""
    holder = (*pointer, "requestBody")
    chosen = choose(document, holder) if "requestBody" in document.mapping(pointer) else None
    if chosen is None:
        return None
    source = document.mapping(document.follow(holder))
    constants = _constants(document, chosen) if source.get("required") is False else {}
    return ir.Body(
        kind="text" if chosen.kind == "events" else chosen.kind,
        content_type="application/json" if "*" in chosen.name and chosen.kind == "json" else chosen.name,
        is_whole=not has_fields(document, chosen),
        required=source.get("required") is True,
        styles=tuple(_styles(document, chosen)),
        needs=tuple(name for name, value in constants.items() if value is None),
        constants=tuple((name, value) for name, value in constants.items() if value is not None),
        encodings=tuple(
            (each.name, ir.Body(each.kind, each.name, styles=tuple(_styles(document, each))))
            for each in choices(document, holder)
            if each.kind in ("form", "multipart") and _is_alike(document, chosen, each)
        ),
    )


def _constants(document: Document, chosen: Chosen) -> dict[str, str | int | float | None]:
    """Return the properties that a body must have, each with its only value, or None where callers choose it."""
    flat = flatten(document, chosen.schema) if has_fields(document, chosen) else Flat()
    return {
        name: constant(document.mapping(resolve(document, flat.properties[name])))
        for name in flat.required
        if document.get((*flat.properties[name], "readOnly")) is not True
    }


def has_fields(document: Document, chosen: Chosen) -> bool:
    """Tell whether the properties of a body are arguments of their own."""
    if chosen.kind not in ("json", "form", "multipart"):
        return False
    spot = document.follow(chosen.schema)
    return form_of(document, spot) in ("model", "wrapper") and bool(flatten(document, spot).properties)


def body_parameters(
    document: Document, schemas: Schemas, id: str, pointer: Pointer, body: ir.Body
) -> list[ir.Parameter]:
    """Return the arguments that the body is made of."""
    chosen = choose(document, (*pointer, "requestBody"))
    assert chosen is not None
    if body.is_whole:
        return [_whole(document, schemas, id, pointer, chosen, body)]
    flat = flatten(document, chosen.schema)
    order = [*flat.required, *(name for name in flat.properties if name not in flat.required)]
    found = [
        _field(document, schemas, id, chosen, name, flat.properties[name], name in flat.required) for name in order
    ]
    if body.can_be_left_out:
        found = [_optional(each, body) for each in found]
    if flat.values is None:
        return found
    values = schemas.type_of(flat.values, names.pascal(id) + "RequestValue")
    kind = ir.Type("map", item=values, nullable=True)
    return [*found, ir.Parameter(REST, REST, "rest", kind, required=False, doc="Further properties, by their names.")]


def _field(
    document: Document, schemas: Schemas, id: str, chosen: Chosen, wire: str, pointer: Pointer, required: bool
) -> ir.Parameter:
    schema = document.get(pointer)
    hoist = schemas.owner(pointer, names.pascal(id) + "Request") + names.pascal(wire)
    kind = schemas.type_of(pointer, hoist) if chosen.kind == "json" else _form_type(document, schemas, pointer, hoist)
    # What the service fills in is never asked for.
    required = required and not (isinstance(schema, dict) and schema.get("readOnly") is True)
    return ir.Parameter(
        name=names.parameter_name(wire),
        wire=wire,
        place="body",
        type=kind if required else replace(kind, nullable=True),
        required=required,
        doc=schemas.words(pointer),
        deprecated=deprecated(schema),
        default=constant_of(kind, document.mapping(resolve(document, pointer))) if required else None,
    )


def _optional(parameter: ir.Parameter, body: ir.Body) -> ir.Parameter:
    """Return an argument of a body that may be left out as one that may be left out with it."""
    doc = (
        join(parameter.doc, "Needed unless the whole body is left out.")
        if parameter.wire in body.needs
        else parameter.doc
    )
    kind = replace(parameter.type, nullable=True)
    return replace(parameter, required=False, default=None, type=kind, doc=doc)


def _form_type(document: Document, schemas: Schemas, pointer: Pointer, hoist: str) -> ir.Type:
    """Return the type of a form's field, which may be a file or several."""
    spot = document.follow(pointer)
    if is_file(document, spot):
        return ir.Type("upload")
    if document.mapping(spot).get("type") == "array" and is_file(document, (*spot, "items")):
        return ir.Type("list", item=ir.Type("upload"))
    return schemas.type_of(pointer, hoist)


def _whole(
    document: Document, schemas: Schemas, id: str, pointer: Pointer, chosen: Chosen, body: ir.Body
) -> ir.Parameter:
    if chosen.kind == "bytes":
        kind = ir.Type("upload")
    elif chosen.kind in ("text", "events"):
        kind = ir.Type("string")
    else:
        kind = schemas.type_of(chosen.schema, names.pascal(id) + "Request")
    source = document.mapping(document.follow((*pointer, "requestBody")))
    return ir.Parameter(
        name=names.parameter_name(WHOLE),
        wire=WHOLE,
        place="body",
        type=kind if body.required else replace(kind, nullable=True),
        required=body.required,
        doc=description(source) or description(document.get(chosen.schema)),
    )


def content_type_parameter(document: Document, pointer: Pointer) -> ir.Parameter | None:
    """Return the argument that chooses among the content types in which the same body can be sent, if there are any."""
    chosen = choose(document, (*pointer, "requestBody"))
    alike = [
        each for each in choices(document, (*pointer, "requestBody")) if chosen and _is_alike(document, chosen, each)
    ]
    if chosen is None or not alike:
        return None
    return ir.Parameter(
        name=names.parameter_name("content_type"),
        wire="Content-Type",
        place="header",
        type=ir.Type("string", nullable=True),
        required=False,
        doc=f"{' or '.join(each.name for each in alike)} instead of {chosen.name}.",
    )


def other_content_types(document: Document, pointer: Pointer) -> str:
    """Name the content types of other kinds, which are not offered."""
    found = choices(document, (*pointer, "requestBody"))
    chosen = choose(document, (*pointer, "requestBody"))
    others = [each.name for each in found if chosen and each != chosen and not _is_alike(document, chosen, each)]
    return f"Sent as {chosen.name}; the API also takes {', '.join(others)}." if chosen and others else ""


def _is_alike(document: Document, chosen: Chosen, other: Chosen) -> bool:
    """Tell whether the same arguments can be sent as another content type: as they are, or in its way of writing."""
    if other == chosen or "*" in other.name:
        return False
    if other.kind == chosen.kind:
        return chosen.kind in ("json", "text", "bytes")
    if other.name not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return False
    first, second = (document.follow(each.schema) for each in (chosen, other))
    is_same = first == second or document.get(first) == document.get(second)
    return is_same and has_fields(document, chosen) and not _has_files(document, first)


def _has_files(document: Document, schema: Pointer) -> bool:
    """Tell whether an object has properties that are bytes in a form, and nothing but text in JSON."""
    spots = [document.follow(each) for each in flatten(document, schema).properties.values()]
    return any(is_file(document, each) or is_file(document, (*each, "items")) for each in spots if document.get(each))


def _styles(document: Document, chosen: Chosen) -> list[tuple[str, str]]:
    """Return what `encoding` says of a form's fields: styles of a form, content types of parts."""
    found: list[tuple[str, str]] = []
    for name, source in document.mapping((*chosen.pointer, "encoding")).items():
        if not isinstance(source, dict):
            continue
        media = str(source.get("contentType", "")).split(",")[0].strip()
        if chosen.kind == "multipart" and media and "*" not in media:
            found.append((name, media))
        elif chosen.kind == "form" and "style" in source:
            explode = source.get("explode", source["style"] == "form") and source["style"] != "deepObject"
            found.append((name, f"{source['style']}{'*' if explode else ''}"))
        elif chosen.kind == "form" and source.get("explode") is False:
            found.append((name, "form"))
        elif chosen.kind == "form" and media.endswith("json"):
            found.append((name, "json"))
    return found
