"""An object schema with everything that its allOf brings in, each part at its own place in the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from .load import Document
    from .problems import Pointer

Form = Literal["reference", "union", "enum", "wrapper", "model", "map", "plain"]
"""What a schema becomes: `wrapper` is an allOf around one other schema, which adds no more than words."""

_TYPES: dict[type, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    list: "array",
    dict: "object",
}

_SHAPING = frozenset(("allOf", "oneOf", "anyOf", "properties", "patternProperties", "additionalProperties"))
"""The keywords without which a schema of no objects is nothing but its type."""
COMPONENTS: Pointer = ("components", "schemas")


@dataclass
class Flat:
    """The properties of an object, in order, and the names of the required ones, in order."""

    properties: dict[str, Pointer] = field(default_factory=dict)
    required: list[str] = field(default_factory=list)
    values: Pointer | None = None
    """The schema of the values of a map."""
    is_object: bool = False


def flatten(document: Document, pointer: Pointer) -> Flat:
    """Merge a schema with the members of its allOf; what stands in the schema itself wins."""
    key = "flat", pointer
    if key not in document.memo:
        flat = document.memo[key] = _flatten(document, pointer, frozenset())
        # Not earlier: a member of allOf may require what another member declares.
        flat.required = [name for name in flat.required if isinstance(name, str) and name in flat.properties]
    found: Flat = document.memo[key]
    return found


def _flatten(document: Document, pointer: Pointer, inside: frozenset[Pointer]) -> Flat:
    pointer = document.follow(pointer)
    schema = document.mapping(pointer)
    flat = Flat()
    if pointer in inside:
        return flat
    for index in range(len(document.sequence((*pointer, "allOf")))):
        part = _flatten(document, (*pointer, "allOf", index), inside | {pointer})
        flat.properties |= part.properties
        flat.required += [name for name in part.required if name not in flat.required]
        flat.values = part.values or flat.values
        flat.is_object |= part.is_object
    for name in document.mapping((*pointer, "properties")):
        flat.properties[name] = (*pointer, "properties", name)
    flat.required += [name for name in document.sequence((*pointer, "required")) if name not in flat.required]
    flat.values = _values(schema, pointer) or flat.values
    if schema.get("properties") or schema.get("allOf"):
        _add_branches(document, pointer, flat, inside | {pointer})
    flat.is_object |= "object" in types_of(schema) or "properties" in schema or "patternProperties" in schema
    return flat


def _values(schema: dict[str, Any], pointer: Pointer) -> Pointer | None:
    """Return the schema of an object's further properties, when there is exactly one."""
    patterns = schema.get("patternProperties")
    found = [(*pointer, "patternProperties", key) for key in patterns] if isinstance(patterns, dict) else []
    if isinstance(schema.get("additionalProperties"), dict) and schema["additionalProperties"]:
        found.append((*pointer, "additionalProperties"))
    return found[0] if len(found) == 1 else None


def _add_branches(document: Document, pointer: Pointer, flat: Flat, inside: frozenset[Pointer]) -> None:
    """Add the properties of a union's branches to an object that has others: each may be absent."""
    if "discriminator" in document.mapping(pointer):
        return
    for keyword in ("oneOf", "anyOf"):
        for index in range(len(document.sequence((*pointer, keyword)))):
            part = _flatten(document, (*pointer, keyword, index), inside)
            flat.properties |= {name: at for name, at in part.properties.items() if name not in flat.properties}


def form_of(document: Document, pointer: Pointer) -> Form:
    """Return what a schema becomes in Python."""
    key = "form", pointer
    if key not in document.memo:
        document.memo[key] = _form(document, pointer)
    found: Form = document.memo[key]
    return found


def _form(document: Document, pointer: Pointer) -> Form:
    schema = document.get(pointer)
    if not isinstance(schema, dict):
        return "plain"
    if "$ref" in schema:
        return "reference"
    if _is_text_enum(schema) and (len(schema["enum"]) > 1 or pointer[:-1] == COMPONENTS):
        return "enum"
    if not _SHAPING & schema.keys() and "object" not in types_of(schema):
        return "plain"  # as most schemas are, at no cost
    flat = flatten(document, pointer)
    if is_union(schema) and not (flat.properties and "discriminator" not in schema and _adds(schema)):
        return "union"
    if len(_listed(schema, "allOf")) == 1 and "properties" not in schema and pointer[:-1] != COMPONENTS:
        return "wrapper"
    if types_of(schema) and "object" not in types_of(schema) and not _listed(schema, "allOf"):
        return "plain"  # properties say something of objects alone
    if flat.properties or "properties" in schema:
        return "model"
    if flat.is_object or flat.values:
        return "map"
    return "plain" if wrapped(document, pointer) is None else "wrapper"


def wrapped(document: Document, pointer: Pointer) -> Pointer | None:
    """Return the member of a schema's allOf that says what it is, when that is no object."""
    schema = document.mapping(pointer)
    members = [(*pointer, "allOf", index) for index in range(len(_listed(schema, "allOf")))]
    if len(members) == 1:
        return members[0]
    if types_of(schema):
        return None
    return next((each for each in members if _says_a_type(document, each)), None)


def resolve(document: Document, pointer: Pointer) -> Pointer:
    """Return where a schema really stands, behind references and an allOf around a single one."""
    pointer = document.follow(pointer)
    for _ in range(9):
        if form_of(document, pointer) != "wrapper":
            break
        pointer = document.follow(wrapped(document, pointer) or pointer)
    return pointer


def is_union(schema: dict[str, Any]) -> bool:
    """Tell whether a schema has branches that say more than which properties are required."""
    return any(_is_branch(branch) for key in ("oneOf", "anyOf") for branch in _listed(schema, key))


def is_null(schema: Any) -> bool:
    """Tell whether null is the only value of a schema."""
    return isinstance(schema, dict) and (
        schema.get("type") in ("null", ["null"])
        or schema.get("enum") == [None]
        or ("const" in schema and schema["const"] is None)
    )


def _is_branch(schema: Any) -> bool:
    return not isinstance(schema, dict) or any(
        key in schema
        for key in ("$ref", "type", "properties", "enum", "const", "oneOf", "anyOf", "allOf", "items", "format")
    )


def _adds(schema: dict[str, Any]) -> bool:
    """Tell whether an object has properties of its own, beside those of its branches."""
    return bool(_listed(schema, "allOf") or schema.get("properties"))


def _says_a_type(document: Document, pointer: Pointer) -> bool:
    schema = document.mapping(document.follow(pointer))
    return bool(types_of(schema) or is_union(schema) or _listed(schema, "enum") or _listed(schema, "allOf"))


def types_of(schema: dict[str, Any]) -> list[str]:
    """Return the JSON types that a schema names, or that follow from its values, without null."""
    declared = schema.get("type", [])
    declared = declared if isinstance(declared, list) else [declared]
    if not declared:
        values = [schema["const"]] if "const" in schema else _listed(schema, "enum")
        declared = list(dict.fromkeys(_TYPES.get(type(value), "null") for value in values))
    elif values := [value for value in _listed(schema, "enum") if value is not None]:
        # Values that contradict the type: nobody knows which of the two a service heeds.
        found = dict.fromkeys(_TYPES.get(type(value), "null") for value in values)
        numbers = {"integer", "number"} if "number" in declared else set()
        declared = [*declared, *(name for name in found if name not in declared and name not in numbers)]
    return [name for name in declared if name != "null"]


def allows_null(schema: Any) -> bool:
    """Tell whether null is a value of the schema: by `nullable`, by its types, by a member or a branch."""
    if not isinstance(schema, dict):
        return False
    if schema.get("nullable") is True or schema.get("type") == "null":
        return True
    if "null" in _listed(schema, "type") or None in _listed(schema, "enum"):
        return True
    return any(allows_null(option) for key in ("oneOf", "anyOf") for option in _listed(schema, key))


def _listed(schema: dict[str, Any], key: str) -> list[Any]:
    value = schema.get(key)
    return value if isinstance(value, list) else []


def _is_text_enum(schema: dict[str, Any]) -> bool:
    values = [value for value in _listed(schema, "enum") if value is not None]
    return bool(values) and all(isinstance(value, str) for value in values)
