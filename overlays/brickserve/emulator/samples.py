"""A value that a JSON schema allows, always the same: the arguments of tool calls and structured outputs."""

from __future__ import annotations

from typing import Any

from .values import Object, as_list, as_object, is_list

_DEEPEST = 8


def sample(schema: Object, text: str, root: Object | None = None, depth: int = 0) -> Any:
    """Return a value for `schema`; free strings become `text`."""
    if depth > 2 * _DEEPEST:
        return None
    root = schema if root is None else root
    schema = _resolved(schema, root)
    for fixed in ("const", "default"):
        if fixed in schema:
            return schema[fixed]
    if schema.get("enum"):
        return as_list(schema["enum"])[0]
    for union in ("anyOf", "oneOf", "allOf"):
        if schema.get(union):
            return sample(as_object(as_list(schema[union])[0]), text, root, depth + 1)
    declared: Any = schema.get("type") or ("object" if "properties" in schema else "string")
    kind = str(declared[0]) if is_list(declared) else str(declared)
    return _of_type(kind, schema, text, root, depth)


def _of_type(kind: str, schema: Object, text: str, root: Object, depth: int) -> Any:
    match kind:
        case "object":
            properties = as_object(schema.get("properties"))
            # A recursive schema ends where its properties are no longer required.
            names = as_list(schema.get("required")) if depth >= _DEEPEST else list(properties)
            return {
                name: sample(as_object(properties[name]), text, root, depth + 1) for name in names if name in properties
            }
        case "array":
            least = max(int(schema.get("minItems", 0)), 1 if depth < _DEEPEST else 0)
            return [sample(as_object(schema.get("items")), text, root, depth + 1) for _ in range(least)]
        case "integer":
            return int(schema.get("minimum", 1))
        case "number":
            return float(schema.get("minimum", 1.0))
        case "boolean":
            return True
        case "null":
            return None
        case _:
            return text


def _resolved(schema: Object, root: Object) -> Object:
    seen = 0
    while "$ref" in schema and seen < _DEEPEST:
        found: Any = root
        for part in str(schema["$ref"]).removeprefix("#").strip("/").split("/"):
            found = as_object(found).get(part)
        schema, seen = as_object(found), seen + 1
    return schema
