"""Deterministic documents that fill every field of a schema, in a form that the official SDK keeps whole."""

from __future__ import annotations

from typing import Any

from brickserve_api import document

SCHEMAS: dict[str, Any] = document.load()["components"]["schemas"]


def sample(schema: dict[str, Any], depth: int = 6) -> Any:
    """Return one document with every property set, lists of one element, and no field left out."""
    if "$ref" in schema:
        return sample(SCHEMAS[schema["$ref"].rpartition("/")[2]], depth)
    if "enum" in schema:
        return schema["enum"][-1]
    match schema.get("type"):
        case "object" if "properties" in schema:
            properties = schema["properties"] if depth else {}
            return {name: sample(part, depth - 1) for name, part in properties.items()}
        case "object":
            return (
                {"key": sample(schema["additionalProperties"], depth - 1)} if "additionalProperties" in schema else {}
            )
        case "array":
            return [sample(schema["items"], depth - 1)]
        case "string":
            return "text"
        case "integer":
            return 7
        case "number":
            return 0.5
        case "boolean":
            return True
        case None:
            return ["free", {"form": 1}]
        case other:
            raise AssertionError(f"the specification uses a type that these tests do not know: {other}")


def sample_of(name: str) -> dict[str, Any]:
    """Return the sample of a component schema."""
    document: dict[str, Any] = sample(SCHEMAS[name])
    return document
