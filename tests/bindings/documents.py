"""Hypothesis strategies for JSON documents that a schema of the specification allows, and a little more."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from brickserve_api import document

SPEC = document.load()
SCHEMAS: dict[str, Any] = SPEC["components"]["schemas"]

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
UNKNOWN_NAMES = st.sampled_from(["x_new_field", "as_dict", "__class__", "_unknown", "ünïcode", "", "0"])


def documents(schema: dict[str, Any], depth: int = 3) -> st.SearchStrategy[Any]:
    """Return documents for `schema`, with unknown fields, unknown enum values and explicit nulls."""
    if "$ref" in schema:
        return documents(SCHEMAS[schema["$ref"].rpartition("/")[2]], depth)
    if "anyOf" in schema:
        return st.one_of([documents(branch, depth) for branch in schema["anyOf"]])
    if "oneOf" in schema:
        return st.one_of([documents(branch, depth) for branch in schema["oneOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | TEXT
    match schema.get("type"):
        case "object" if "properties" in schema or "additionalProperties" not in schema:
            return _objects(schema, depth)
        case "object":
            values = documents(schema["additionalProperties"], depth - 1)
            return st.dictionaries(TEXT, values, max_size=2)
        case "array":
            return st.lists(documents(schema["items"], depth - 1), max_size=2) if depth else st.just([])
        case "string":
            return TEXT
        case "integer":
            return st.integers(-(2**63), 2**63 - 1)
        case "number":
            return st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
        case "boolean":
            return st.booleans()
        case None:
            return ANYTHING
        case other:
            raise AssertionError(f"the specification uses a type that these tests do not know: {other}")


@st.composite
def _objects(draw: st.DrawFn, schema: dict[str, Any], depth: int) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    required = schema.get("required", [])
    for name, part in schema.get("properties", {}).items():
        present = name in required or (depth > 0 and draw(st.booleans()))
        if present:
            null = name not in required and draw(st.integers(0, 9)) == 0
            chosen[name] = None if null else draw(documents(part, depth - 1))
    if draw(st.integers(0, 3)) == 0:
        extra = draw(st.dictionaries(UNKNOWN_NAMES, ANYTHING, max_size=2))
        chosen = {**extra, **chosen}
    return chosen
