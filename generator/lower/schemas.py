"""Schemas to models, enums and types; what is nested becomes a class of its own, named after its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .. import ir, names
from ..flat import COMPONENTS, allows_null, flatten, form_of, types_of
from ..problems import Problem, SpecError
from .words import deprecated, description

if TYPE_CHECKING:
    from ..load import Document
    from ..problems import Pointer

_SCALARS: dict[str, ir.Kind] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}


class Schemas:
    """The classes of a package, and the type that stands for any schema."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.origins: dict[str, Pointer] = {}
        self._open: set[Pointer] = set()
        self.models: dict[str, ir.Model] = {}
        self.enums: dict[str, ir.Enum] = {}
        self.order: list[str] = []
        keys = list(document.mapping(COMPONENTS))
        classes = names.distinct([names.class_name(key) for key in keys], keys)
        self._components: dict[Pointer, str] = {
            (*COMPONENTS, key): name for key, name in zip(keys, classes, strict=True)
        }
        for pointer, name in self._components.items():
            if form_of(document, pointer) != "reference" and not self._is_inline(pointer):
                self.type_of(pointer, name)

    def type_of(self, pointer: Pointer, name: str) -> ir.Type:
        """Return the type of a schema; `name` is for the class that a nested schema needs."""
        kind = self._type_of(pointer, name)
        has_null = kind.kind != "any" and allows_null(self._document.get(pointer))
        return replace(kind, nullable=True) if has_null else kind

    def owner(self, pointer: Pointer, fallback: str) -> str:
        """Return the class that a property belongs to; what is nested in it is named after that class."""
        holder = pointer[:-2]
        while len(holder) > len(COMPONENTS) + 1 and holder[-2] == "allOf":
            holder = holder[:-2]
        return self._components.get(holder, fallback)

    def _type_of(self, pointer: Pointer, name: str) -> ir.Type:
        match form_of(self._document, pointer):
            case "reference":
                return self._referenced(self._document.follow(pointer))
            case "wrapper":
                return self.type_of((*pointer, "allOf", 0), name)
            case "union":
                return self._union(pointer, name)
            case "enum":
                return self._enum(pointer, name)
            case "model":
                return self._model(pointer, name)
            case "map":
                values = flatten(self._document, pointer).values
                return ir.Type("map", item=self.type_of(values, name + "Value") if values else ir.ANY)
            case "plain":
                return self._plain(pointer, name)

    def _plain(self, pointer: Pointer, name: str) -> ir.Type:
        schema = self._document.mapping(pointer)
        declared = types_of(schema)
        if len(declared) != 1:
            return ir.ANY
        if declared[0] == "array":
            has_items = isinstance(schema.get("items"), dict)
            return ir.Type("list", item=self.type_of((*pointer, "items"), name + "Item") if has_items else ir.ANY)
        if declared[0] == "string" and schema.get("format") == "binary":
            return ir.Type("file")
        return ir.Type(_SCALARS.get(declared[0], "any"))

    def _referenced(self, target: Pointer) -> ir.Type:
        """Return the type of a schema that others refer to; components are built in their own turn."""
        name = self._components.get(target)
        form = form_of(self._document, target)
        if name and form in ("model", "enum") and not self._is_inline(target):
            kind = ir.Type("model" if form == "model" else "enum", name)
            return replace(kind, nullable=True) if allows_null(self._document.get(target)) else kind
        if target in self._open:
            return ir.ANY  # a list or map of itself, for which Python has no finite annotation
        self._open.add(target)
        kind = self.type_of(target, name or names.pascal(str(target[-1])))
        self._open.discard(target)
        return kind

    def _is_inline(self, pointer: Pointer) -> bool:
        return self._document.mapping(pointer).get("x-inline") is True

    def _union(self, pointer: Pointer, name: str) -> ir.Type:
        # JSON alone does not tell which branch a value belongs to: it stays as it was received.
        keyword = "oneOf" if self._document.sequence((*pointer, "oneOf")) else "anyOf"
        branches = [
            (*pointer, keyword, index)
            for index, branch in enumerate(self._document.sequence((*pointer, keyword)))
            if not _is_null(branch)
        ]
        return self.type_of(branches[0], name) if len(branches) == 1 else ir.ANY

    def _enum(self, pointer: Pointer, name: str) -> ir.Type:
        if self._claim(name, pointer):
            schema = self._document.mapping(pointer)
            values = [value for value in schema["enum"] if value is not None]
            given = schema.get("x-enum-varnames") or [names.member_name(value) for value in values]
            members = tuple(ir.Member(member, value) for member, value in zip(given, values, strict=True))
            self.enums[name] = ir.Enum(name, description(schema), members, deprecated(schema))
        return ir.Type("enum", name)

    def _model(self, pointer: Pointer, name: str) -> ir.Type:
        if self._claim(name, pointer):
            schema, flat = self._document.mapping(pointer), flatten(self._document, pointer)
            wires = list(flat.properties)
            attributes = names.distinct([names.field_name(wire) for wire in wires], wires)
            fields = [
                self._field(name, attribute, wire, flat.properties[wire], wire in flat.required)
                for attribute, wire in zip(attributes, wires, strict=True)
            ]
            # A field without a default cannot follow one that has a default.
            ordered = sorted(fields, key=lambda field: not field.required)
            self.models[name] = ir.Model(name, description(schema), tuple(ordered), deprecated(schema))
        return ir.Type("model", name)

    def _field(self, model: str, name: str, wire: str, pointer: Pointer, required: bool) -> ir.Field:
        schema = self._document.get(pointer)
        kind = self.type_of(pointer, self.owner(pointer, model) + names.pascal(wire))
        return ir.Field(
            name=name,
            wire=wire,
            type=kind if required else replace(kind, nullable=True),
            required=required,
            doc=description(schema),
            secret=isinstance(schema, dict) and schema.get("format") == "password",
            deprecated=deprecated(schema),
        )

    def _claim(self, name: str, pointer: Pointer) -> bool:
        """Reserve a class name for the schema at `pointer`; False when that schema has it already."""
        owner = self.origins.setdefault(name, pointer)
        if owner != pointer:
            other = ".".join(map(str, owner))
            message = f"the class {name} would stand for this schema and for {other}"
            raise SpecError(self._document, [Problem("E109", message, pointer)])
        if name in self.order:
            return False
        self.order.append(name)
        return True


def _is_null(schema: Any) -> bool:
    return isinstance(schema, dict) and (schema.get("type") == "null" or schema.get("enum") == [None])
