"""Schemas to models, enums and types; what is nested becomes a class of its own, named after its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .. import ir, names
from ..flat import COMPONENTS, allows_null, flatten, form_of, resolve, types_of, wrapped
from ..media import is_file
from ..naming.kept import Key
from ..places import raw_fields
from .combining import combined, in_json
from .unions import branches, constant, constant_of, fixed_values, is_asked_for, tagged, told_apart
from .words import deprecated, description, join, schema_words

if TYPE_CHECKING:
    from ..flat import Flat
    from ..load import Document
    from ..naming.kept import Names
    from ..problems import Pointer
    from .unions import Apart

_SCALARS: dict[str, ir.Kind] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}


class Schemas:
    """The classes of a package, and the type that stands for any schema."""

    def __init__(self, document: Document, kept: Names) -> None:
        self._document = document
        self.kept = kept
        self.origins: dict[str, Pointer] = {}
        self._open: set[Pointer] = set()
        self.tags: dict[str, dict[str, list[str | int]]] = {}
        self.notes: dict[Pointer, str] = {}
        self.models: dict[str, ir.Model] = {}
        self.enums: dict[str, ir.Enum] = {}
        self._classes: dict[Pointer, str] = {}
        self._raw_fields = raw_fields(document)
        old = {key.place: name for key, name in kept.items() if key.kind == "class"}
        components = {str(place[-1]): name for place, name in old.items() if place[:-1] == COMPONENTS}
        classes = names.class_names(list(document.mapping(COMPONENTS)), components, frozenset(old.values()))
        self._components: dict[Pointer, str] = {(*COMPONENTS, key): name for key, name in classes.items()}
        self._taken = {*self._components.values(), *old.values()}
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
                return self.type_of(wrapped(self._document, pointer) or pointer, name)
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
        if is_file(self._document, pointer) and (not schema.get("contentMediaType") or schema.get("format")):
            return ir.Type("file")
        kinds = [self._one_type(pointer, name, kind) for kind in types_of(schema)]
        if len(kinds) == 1:
            return kinds[0]
        return combined(kinds) if kinds else ir.ANY

    def _one_type(self, pointer: Pointer, name: str, declared: str) -> ir.Type:
        if declared == "array":
            return ir.Type("list", item=self._items(pointer, name + "Item"))
        if declared == "object":
            return ir.Type("map", item=ir.ANY)
        return ir.Type(_SCALARS.get(declared, "any"))

    def _items(self, pointer: Pointer, name: str) -> ir.Type:
        """Return the type of a list's items; those of a tuple are any of its places' types."""
        spots = [
            (*pointer, "prefixItems", index) for index in range(len(self._document.sequence((*pointer, "prefixItems"))))
        ]
        if isinstance(self._document.get((*pointer, "items")), dict):
            spots.append((*pointer, "items"))
        elif spots and self._document.get((*pointer, "items")) is not False:
            return ir.ANY
        names_of = [name] if len(spots) == 1 else [f"{name}{index}" for index in range(1, len(spots) + 1)]
        kinds = [self.type_of(spot, each) for spot, each in zip(spots, names_of, strict=True)]
        if len(kinds) == 1:
            return kinds[0]
        return combined(kinds) if kinds else ir.ANY

    def _referenced(self, target: Pointer) -> ir.Type:
        """Return the type of a schema that others refer to; components are built in their own turn."""
        name = self._components.get(target)
        form = form_of(self._document, target)
        if name and form in ("model", "enum") and not self._is_inline(target):
            kind = ir.Type("model" if form == "model" else "enum", name)
            return replace(kind, nullable=True) if allows_null(self._document.get(target)) else kind
        if target in self._classes:
            name = self._classes[target]
            return ir.Type(
                "model" if form == "model" else "enum", name, nullable=allows_null(self._document.get(target))
            )
        if target in self._open:
            return ir.ANY  # a list or map of itself, for which Python has no finite annotation
        self._open.add(target)
        kind = self.type_of(target, name or names.pascal(str(target[-1])))
        self._open.discard(target)
        return kind

    def _is_inline(self, pointer: Pointer) -> bool:
        return self._document.mapping(pointer).get("x-inline") is True

    def _union(self, pointer: Pointer, name: str) -> ir.Type:
        spots = branches(self._document, pointer)
        if len(spots) == 1:
            return self.type_of(spots[0], name)
        chosen = names.numbered([name + self._branch_name(spot) for spot in spots])
        kinds = [self.type_of(spot, each) for spot, each in zip(spots, chosen, strict=True)]
        objects = [spot for spot, kind in zip(spots, kinds, strict=True) if kind.kind == "model"]
        apart = told_apart(self._document, pointer, objects) if len(objects) > 1 else None
        self._note(pointer, kinds, apart)
        for spot, kind in zip(spots, kinds, strict=True):
            if kind.kind == "model" and apart and apart.tags:
                tags = self.tags.setdefault(kind.name, {}).setdefault(apart.property, [])
                tags += [value for value in apart.tags[self._document.follow(spot)] if value not in tags]
        kind = combined(kinds, are_told_apart=apart is not None)
        return replace(kind, nullable=True) if self._has_null_inside(pointer) and kind.kind != "any" else kind

    def _has_null_inside(self, pointer: Pointer) -> bool:
        """Tell whether a branch of a union is itself a union with null."""
        spots = [
            (*pointer, keyword, index)
            for keyword in ("oneOf", "anyOf")
            for index in range(len(self._document.sequence((*pointer, keyword))))
        ]
        return any(allows_null(self._document.get(self._document.follow(spot))) for spot in spots)

    def _branch_name(self, pointer: Pointer) -> str:
        """Return what tells the class of a nested branch from the others: its title, a constant, its form."""
        schema = self._document.mapping(pointer)
        form = form_of(self._document, pointer)
        if form not in ("model", "enum"):
            return ""
        if isinstance(schema.get("title"), str):
            return names.pascal(schema["title"])
        values = [fixed_values(self._document, at) for at in flatten(self._document, pointer).properties.values()]
        return next(
            (names.pascal(str(each[0])) for each in values if len(each) == 1), "Object" if form == "model" else "Text"
        )

    def _note(self, pointer: Pointer, kinds: list[ir.Type], apart: Apart | None) -> None:
        models = list(dict.fromkeys(kind.name for kind in kinds if kind.kind == "model"))
        if len(models) < 2:
            return
        if apart is None:
            self.notes[pointer] = f"One of {', '.join(models)}, as a dict: nothing tells which."
        elif apart.property:
            self.notes[pointer] = f"`{apart.property}` tells which class it is; a dict where it has another value."
        else:
            self.notes[pointer] = "The properties that are there tell which class it is; a dict where they do not."

    def _enum(self, pointer: Pointer, name: str) -> ir.Type:
        name, is_new = self._claim(name, pointer)
        if is_new:
            schema = self._document.mapping(pointer)
            values = [value for value in schema["enum"] if value is not None]
            given = schema.get("x-enum-varnames") or [names.member_name(value) for value in values]
            members = tuple(ir.Member(member, value) for member, value in zip(given, values, strict=True))
            self.enums[name] = ir.Enum(name, description(schema), members, deprecated(schema))
        return ir.Type("enum", name)

    def _model(self, pointer: Pointer, name: str) -> ir.Type:
        name, is_new = self._claim(name, pointer)
        if is_new:
            schema, flat = self._document.mapping(pointer), flatten(self._document, pointer)
            wires = list(flat.properties)
            kept = [self.kept.get(Key("field", pointer, wire)) for wire in wires] if self.kept else ()
            attributes = names.distinct([names.field_name(wire) for wire in wires], wires, kept)
            fields = [
                self._field(name, attribute, wire, flat.properties[wire], wire in flat.required)
                for attribute, wire in zip(attributes, wires, strict=True)
            ]
            # A field without a default cannot follow one that has a default.
            ordered = sorted(fields, key=lambda field: (not field.required, field.type.nullable and not field.required))
            rest = self._rest(flat, name)
            doc = join(description(schema), "" if rest else self._rest_note(flat, name))
            self.models[name] = ir.Model(name, doc, tuple(ordered), deprecated(schema), rest=rest)
        return ir.Type("model", name)

    def attribute(self, kind: ir.Type, property: str) -> str:
        """Return the attribute for a property that the document names by its own name or by Python's."""
        fields = self.models[kind.name].fields if kind.name in self.models else ()
        exact = next((each.name for each in fields if each.wire == property), None)
        alike = (each.name for each in fields if names.field_name(each.wire) == property)
        return exact or next(alike, names.field_name(property))

    def _rest(self, flat: Flat, name: str) -> ir.Field | None:
        """Return the field of the properties without names of their own, where all of them have a type."""
        kind = in_json(self.type_of(flat.values, name + "Value")) if flat.values else ir.ANY
        if flat.values is None or kind.kind == "any" or not self._covers_all(flat.values):
            return None
        doc = join("Other properties, by their names.", self.words(flat.values))
        return ir.Field(ir.REST, "", ir.Type("map", item=kind), required=False, doc=doc)

    def _rest_note(self, flat: Flat, name: str) -> str:
        """Say what the properties without names of their own are, where only some of them have a type."""
        if flat.values is None or self._covers_all(flat.values):
            return ""
        kind = self.type_of(flat.values, name + "Value")
        return f"Properties of the form `{flat.values[-1]}`, each `{kind.text()}`, stand in `unknown_fields` as JSON."

    def _covers_all(self, values: Pointer) -> bool:
        """Tell whether a schema holds for every further property, rather than for names of one pattern alone."""
        is_closed = self._document.get((*values[:-2], "additionalProperties")) is False
        return values[-2] != "patternProperties" or is_closed

    def _field(self, model: str, name: str, wire: str, pointer: Pointer, required: bool) -> ir.Field:
        schema, target = self._document.mapping(pointer), self._document.mapping(resolve(self._document, pointer))
        kind = self.type_of(pointer, self.owner(pointer, model) + names.pascal(wire))
        if wire not in self._raw_fields:
            kind = in_json(kind)
        default = constant_of(kind, target) if required else None
        is_filled = required and not is_asked_for(self._document, pointer)
        return ir.Field(
            name=name,
            wire=wire,
            type=kind if required or kind.nullable else replace(kind, nullable=True),
            required=required and (not is_filled or (default is None and constant(target) is not None)),
            doc=self.words(pointer),
            secret=schema.get("format") == "password",
            deprecated=deprecated(schema),
            default=default,
        )

    def words(self, pointer: Pointer, around: Any = None) -> str:
        """Return what is said of a field or parameter, and what tells the types of a union apart."""
        note = self.notes.get(resolve(self._document, pointer), "") if self.notes else ""
        return join(schema_words(self._document, pointer, around), note)

    def finish(self) -> tuple[ir.Model, ...]:
        """Return all models, with the values that stand for them in unions."""
        tags = {name: {key: tuple(values) for key, values in found.items()} for name, found in self.tags.items()}
        return tuple(tagged(model, tags[name]) if name in tags else model for name, model in self.models.items())

    def _claim(self, name: str, pointer: Pointer) -> tuple[str, bool]:
        """Return the class of the schema at `pointer`, and whether it is new; no two schemas share a class."""
        if pointer in self._classes:
            return self._classes[pointer], False
        if old := self.kept.get(Key("class", pointer)):
            name = old
        elif pointer not in self._components:
            name = names.free_class_name(names.class_name(name), self._taken)
        self._classes[pointer] = name
        self._taken.add(name)
        self.origins[name] = pointer
        return name, True
