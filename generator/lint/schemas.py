"""Do schemas make sense, and does each get a name of its own in Python?"""

from __future__ import annotations

import json
from keyword import iskeyword
from typing import TYPE_CHECKING

from .. import names
from ..flat import flatten, types_of
from ..places import schema_pointers
from ..problems import Problem, did_you_mean
from ..repair import among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer

_FITS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (),
}
_TYPES = tuple(_FITS)


def schemas(document: Document) -> Iterator[Problem]:
    """Check types, `required`, enums and class names."""
    for pointer in schema_pointers(document):
        yield from _types(document, pointer)
        yield from _required(document, pointer)
        yield from _enum(document, pointer)
        yield from _values(document, pointer)
    yield from _classes(document)


def _types(document: Document, pointer: Pointer) -> Iterator[Problem]:
    for name in types_of(document.mapping(pointer)):
        if name not in _TYPES:
            hint = did_you_mean(name, _TYPES)
            yield Problem("E106", f"{name!r} is not a type", (*pointer, "type"), hint=hint)


def _required(document: Document, pointer: Pointer) -> Iterator[Problem]:
    if "allOf" in pointer[-2:]:
        return  # a member of allOf may require what another member declares
    schema = document.mapping(pointer)
    if "required" not in schema and "allOf" not in schema:
        return
    flat = flatten(document, pointer)
    places = [pointer, *((*pointer, "allOf", i) for i in range(len(document.sequence((*pointer, "allOf")))))]
    for place in places:
        for index, name in enumerate(document.sequence((*place, "required"))):
            spot = (*place, "required", index)
            if not isinstance(name, str):
                yield Problem("E113", "'required' lists names of properties", spot)
            elif flat.properties and name not in flat.properties:
                owner = pointer[-1] if pointer[-1] not in ("schema", "items") else "this schema"
                message = f"'required' names {name!r}, which is not a property of {owner}"
                yield Problem("E104", message, spot, hint=did_you_mean(name, flat.properties))


def _enum(document: Document, pointer: Pointer) -> Iterator[Problem]:
    schema = document.mapping(pointer)
    if not isinstance(schema.get("enum"), list):
        return
    values = schema["enum"]
    if not values:
        yield Problem("E117", "an enum without values", (*pointer, "enum"))
    for index, value in enumerate(values):
        if among(value, values[:index]):
            yield Problem("E117", f"the enum lists {value!r} twice", (*pointer, "enum", index))
    given = [value for value in values if value is not None]
    if all(isinstance(value, str) for value in given):
        yield from _members(pointer, given, schema.get("x-enum-varnames"))


def _values(document: Document, pointer: Pointer) -> Iterator[Problem]:
    """Report constants, defaults and members of enums that are of none of the schema's types."""
    schema = document.mapping(pointer)
    given = schema.get("type")
    declared = [each for each in (given if isinstance(given, list) else [given]) if isinstance(each, str)]
    if not declared or set(declared) - set(_TYPES):
        return
    values: dict[Pointer, object] = {(*pointer, key): schema[key] for key in ("default", "const") if key in schema}
    values |= {(*pointer, "enum", index): value for index, value in enumerate(document.sequence((*pointer, "enum")))}
    for spot, value in values.items():
        if value is not None and not any(_fits(value, each) for each in declared):
            shown = json.dumps(value, ensure_ascii=False)
            yield Problem("E125", f"{shown[:60]} is no {' or '.join(declared)}", spot)


def _fits(value: object, declared: str) -> bool:
    if isinstance(value, bool):
        return declared == "boolean"
    return isinstance(value, _FITS[declared]) or (declared == "integer" and isinstance(value, float) and value % 1 == 0)


def _members(pointer: Pointer, values: list[str], given: object) -> Iterator[Problem]:
    spot = (*pointer, "x-enum-varnames")
    if isinstance(given, list) and len(given) != len(values):
        yield Problem("E113", f"x-enum-varnames has {len(given)} names for {len(values)} values", spot)
        return
    members = given if isinstance(given, list) else [names.member_name(value) for value in values]
    first: dict[str, str] = {}
    for index, (member, value) in enumerate(zip(map(str, members), values, strict=True)):
        if not member.isidentifier() or iskeyword(member):
            yield Problem("E113", f"{member!r} cannot be the name of a member", (*spot, index))
        if first.setdefault(member, value) != value:
            message = f"{first[member]!r} and {value!r} would both be the member {member}"
            hint = "give the members names with x-enum-varnames"
            yield Problem("E109", message, (*pointer, "enum", index), hint=hint)


def _classes(document: Document) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for key in document.mapping(("components", "schemas")):
        name = names.class_name(key)
        if name in first:
            message = f"{first[name]!r} and {key!r} would both be the class {name}"
            yield Problem("E109", message, ("components", "schemas", key), at_key=True)
        first.setdefault(name, key)
