"""What an operation sends: the parameters of its path, query, headers and cookies, and those of its body."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .. import ir, names
from ..flat import form_of, resolve, types_of
from ..media import media_kind
from ..naming.kept import Key
from ..places import parameter_pointers
from .bodies import body_parameters, content_type_parameter
from .unions import constant_of
from .words import deprecated

if TYPE_CHECKING:
    from ..load import Document
    from ..naming.kept import Names
    from ..problems import Pointer
    from .schemas import Schemas

_ORDER = {"path": 0, "body": 1, "query": 2, "header": 3, "cookie": 4, "rest": 5}
_USUAL = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


def lower_parameters(
    document: Document, schemas: Schemas, id: str, pointer: Pointer, body: ir.Body | None
) -> tuple[ir.Parameter, ...]:
    """Return all arguments of an operation in the order of its signature."""
    found = {(each.place, each.wire): each for each in _declared(document, schemas, id, pointer)}
    sent = body_parameters(document, schemas, id, pointer, body) if body else []
    positional = sorted((each for each in found.values() if each.positional), key=lambda each: _ORDER[each.place])
    positional += [each for each in sent if each.positional]
    named = [each for each in (*found.values(), *sent) if not each.positional]
    if (choice := content_type_parameter(document, pointer)) and (choice.place, choice.wire) not in found:
        named.append(choice)
    return _distinct([*positional, *named], id, schemas.kept)


def _distinct(parameters: list[ir.Parameter], id: str, old: Names) -> tuple[ir.Parameter, ...]:
    """Tell equal names apart: the path's parameter keeps its name, then the body's, the query's and so on."""
    ranked = sorted(range(len(parameters)), key=lambda index: _ORDER[parameters[index].place])
    found = [parameters[index] for index in ranked]
    kept = [old.get(Key("parameter", (id, each.place), each.wire)) for each in found] if old else ()
    chosen = names.distinct([each.name for each in found], [each.wire for each in found], kept)
    by_index = dict(zip(ranked, chosen, strict=True))
    return tuple(replace(each, name=by_index[index]) for index, each in enumerate(parameters))


def _declared(document: Document, schemas: Schemas, id: str, pointer: Pointer) -> list[ir.Parameter]:
    result: list[ir.Parameter] = []
    for spot in parameter_pointers(document, pointer):
        source = document.mapping(spot)
        required = source.get("required") is True or source["in"] == "path"
        schema = parameter_schema(document, spot)
        kind = schemas.type_of(schema, names.pascal(id) + names.pascal(source["name"]))
        result.append(
            ir.Parameter(
                name=names.parameter_name(source["name"]),
                wire=source["name"],
                place=source["in"],
                type=kind if required else replace(kind, nullable=True),
                required=required,
                doc=schemas.words(schema, source),
                deprecated=deprecated(source),
                style=_style(document, source, schema),
                default=constant_of(kind, document.mapping(resolve(document, schema))) if required else None,
            )
        )
    return result


def parameter_schema(document: Document, parameter: Pointer) -> Pointer:
    """Return where the schema of a parameter stands: its own, or that of its content type."""
    content = document.mapping((*parameter, "content"))
    return (*parameter, "content", next(iter(content)), "schema") if content else (*parameter, "schema")


def _style(document: Document, source: dict[str, Any], schema: Pointer) -> str:
    """Return the style of a parameter, "" where the usual one of its place writes the value as well."""
    place = source["in"]
    for media in source.get("content") or ():
        return "json" if media_kind(media) == "json" else ""
    kind = source.get("style", _USUAL[place])
    explode = source.get("explode", kind == "form")
    reserved = source.get("allowReserved") is True and place == "query"
    style = f"{'+' if reserved else ''}{kind}{'*' if explode and kind != 'deepObject' else ''}"
    if place == "path" and kind == "simple" and _is_plain_segment(document, schema):
        return ""
    is_usual = style in ("form*", "simple") and place != "path"
    is_scalar = form_of(document, document.follow(schema)) in ("enum", "plain") and not reserved
    is_list = "array" in types_of(document.mapping(document.follow(schema)))
    return "" if is_usual or (place != "path" and is_scalar and not is_list) else style


def _is_plain_segment(document: Document, schema: Pointer) -> bool:
    spot = document.follow(schema)
    form = form_of(document, spot)
    return form == "enum" or (form == "plain" and types_of(document.mapping(spot)) in (["string"], ["integer"]))
