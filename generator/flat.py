"""An object schema with everything that its allOf brings in, each part at its own place in the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from .load import Document
    from .problems import Pointer

Form = Literal["reference", "union", "enum", "wrapper", "model", "map", "plain"]
"""What a schema becomes: `wrapper` is an allOf around one other schema, which adds no more than words."""

COMPONENTS: Pointer = ("components", "schemas")


@dataclass
class Flat:
    """The properties of an object, in order, and the names of the required ones, in order."""

    properties: dict[str, Pointer] = field(default_factory=dict)
    required: list[str] = field(default_factory=list)
    values: Pointer | None = None
    """The schema of the values of a map."""
    is_object: bool = False


def flatten(document: Document, pointer: Pointer, inside: frozenset[Pointer] = frozenset()) -> Flat:
    """Merge a schema with the members of its allOf; what stands in the schema itself wins."""
    pointer = document.follow(pointer)
    schema = document.mapping(pointer)
    flat = Flat()
    if pointer in inside:
        return flat
    for index in range(len(document.sequence((*pointer, "allOf")))):
        part = flatten(document, (*pointer, "allOf", index), inside | {pointer})
        flat.properties |= part.properties
        flat.required += [name for name in part.required if name not in flat.required]
        flat.values = part.values or flat.values
        flat.is_object |= part.is_object
    for name in document.mapping((*pointer, "properties")):
        flat.properties[name] = (*pointer, "properties", name)
    flat.required += [name for name in document.sequence((*pointer, "required")) if name not in flat.required]
    if isinstance(schema.get("additionalProperties"), dict):
        flat.values = (*pointer, "additionalProperties")
    flat.is_object |= "object" in types_of(schema) or "properties" in schema
    if not inside:  # a member of allOf may require what another member declares
        flat.required = [name for name in flat.required if isinstance(name, str) and name in flat.properties]
    return flat


def form_of(document: Document, pointer: Pointer) -> Form:
    """Return what a schema becomes in Python."""
    schema = document.get(pointer)
    if not isinstance(schema, dict):
        return "plain"
    if "$ref" in schema:
        return "reference"
    if _listed(schema, "oneOf") or _listed(schema, "anyOf"):
        return "union"
    if _is_text_enum(schema):
        return "enum"
    if len(_listed(schema, "allOf")) == 1 and "properties" not in schema and pointer[:-1] != COMPONENTS:
        return "wrapper"
    flat = flatten(document, pointer)
    if flat.properties or "properties" in schema:
        return "model"
    return "map" if flat.is_object or flat.values else "plain"


def types_of(schema: dict[str, Any]) -> list[str]:
    """Return the JSON types that a schema names, without null."""
    declared = schema.get("type", [])
    declared = declared if isinstance(declared, list) else [declared]
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
