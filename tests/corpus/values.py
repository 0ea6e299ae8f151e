"""Random JSON values that a schema of any document allows, and a little more."""

from __future__ import annotations

import random
from typing import Any
from urllib.parse import unquote

_TEXTS = ("", "x", "ünïcode", "a b", "0", "2024-02-30", "null", "\n", "😀")
_FORMATS = {
    "date-time": ("2024-02-29T12:30:45Z", "1999-12-31T23:59:59.123456+02:00"),
    "date": ("2024-02-29",),
    "time": ("12:30:45Z",),
    "uuid": ("0b3f6e2c-6f1c-4a58-9b5d-0a4c8c7c8f10",),
    "byte": ("aGVsbG8=",),
}
_UNKNOWN = ("x_new_field", "as_dict", "__class__", "_unknown", "ünïcode", "", "0")


class Values:
    """Makes values for the schemas of one document."""

    def __init__(self, root: dict[str, Any], seed: int) -> None:
        self._root = root
        self._random = random.Random(seed)

    def at(self, pointer: tuple[str | int, ...]) -> Any:
        """Return a value for the schema at `pointer`."""
        return self.of(_step(self._root, pointer))

    def of(self, schema: Any, depth: int = 3) -> Any:
        """Return a value for a schema; deep down only what must be there."""
        if not isinstance(schema, dict):
            return self.anything()
        if "$ref" in schema:
            return self.of(self._target(schema["$ref"]), depth)
        if schema.get("nullable") is True and self._random.random() < 0.1:
            return None
        if "const" in schema:
            return schema["const"]
        if isinstance(schema.get("enum"), list):
            return self._enum(schema["enum"])
        if parts := self._parts(schema):
            return self._merged(schema, parts, depth)
        return self._plain(schema, depth)

    def anything(self, depth: int = 2) -> Any:
        """Return any JSON value."""
        choice = self._random.randrange(8 if depth else 6)
        match choice:
            case 6:
                return [self.anything(depth - 1) for _ in range(self._random.randrange(3))]
            case 7:
                return {self._random.choice(_TEXTS): self.anything(depth - 1) for _ in range(2)}
            case _:
                return self._random.choice((None, True, 0, -1, 2**53, 1.5, "text", ""))

    def _parts(self, schema: dict[str, Any]) -> list[Any]:
        """Return a branch of every union and the members of allOf, in the order in which they are outdone."""
        chosen = [self._random.choice(schema[keyword]) for keyword in ("oneOf", "anyOf") if schema.get(keyword)]
        return [*chosen, *(schema.get("allOf") or ())]

    def _merged(self, schema: dict[str, Any], parts: list[Any], depth: int) -> Any:
        """Make an object of what all parts say; of other values, one part's will do."""
        properties, required = self._collected(schema, parts, 0)
        if properties:
            merged = {"properties": properties, "required": required, "additionalProperties": self._rest(schema, parts)}
            return self._object(merged, depth)
        return self.of(parts[0], depth)

    def _collected(self, schema: dict[str, Any], parts: list[Any], level: int) -> tuple[dict[str, Any], list[str]]:
        properties: dict[str, Any] = {}
        required: list[str] = []
        for part in parts if level < 9 else ():
            while isinstance(part, dict) and "$ref" in part:
                part = self._target(part["$ref"])
            if isinstance(part, dict):
                inner, needed = self._collected(part, self._parts(part), level + 1)
                properties |= inner
                required += needed
        own = schema.get("properties")
        return properties | (own or {}), required + list(schema.get("required") or ())

    def _rest(self, schema: dict[str, Any], parts: list[Any], level: int = 0) -> Any:
        """Return what all parts say of further properties: the last word counts."""
        found = schema.get("additionalProperties")
        for part in reversed(parts) if level < 9 and not isinstance(found, dict) else ():
            while isinstance(part, dict) and "$ref" in part:
                part = self._target(part["$ref"])
            if isinstance(part, dict) and not isinstance(found, dict):
                found = self._rest(part, list(part.get("allOf") or ()), level + 1)
        return found

    def _enum(self, values: list[Any]) -> Any:
        texts = all(isinstance(value, str) for value in values)
        return "an unknown value" if texts and self._random.random() < 0.1 else self._random.choice(values)

    def _plain(self, schema: dict[str, Any], depth: int) -> Any:
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = self._random.choice(kind) if kind else None
        match kind:
            case "object":
                return self._object(schema, depth)
            case None if "properties" in schema or "additionalProperties" in schema:
                return self._object(schema, depth)
            case "array" | None if kind or "items" in schema:
                count = self._random.randrange(3) if depth > 0 else 0
                return [self.of(schema.get("items"), depth - 1) for _ in range(count)]
            case "string":
                return self._random.choice(_FORMATS.get(str(schema.get("format")), _TEXTS))
            case "integer":
                return self._random.choice((0, -1, 7, 2**31, 2**53))
            case "number":
                return self._random.choice((0, -1, 1.5, 1e300))
            case "boolean":
                return self._random.choice((True, False))
            case "null":
                return None
            case _:
                return self.anything()

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        required = schema.get("required") or []
        if self._random.random() < 0.25:
            result[self._random.choice(_UNKNOWN)] = self._extra(schema, depth)
        for name, part in (schema.get("properties") or {}).items():
            if (name in required and depth > -3) or (depth > 0 and self._random.random() < 0.5):
                result[name] = self.of(part, depth - 1)
        return result

    def _extra(self, schema: dict[str, Any], depth: int) -> Any:
        values = schema.get("additionalProperties")
        return self.of(values, depth - 1) if isinstance(values, dict) else self.anything()

    def _target(self, reference: str) -> Any:
        parts = (unquote(part).replace("~1", "/").replace("~0", "~") for part in reference[2:].split("/"))
        return _step(self._root, parts)


def _step(value: Any, pointer: Any) -> Any:
    for step in pointer:
        value = value[int(step) if isinstance(value, list) else step]
    return value
