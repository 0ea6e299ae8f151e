"""Unions: what their branches are, and what tells the objects among them apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..flat import COMPONENTS, flatten, form_of, is_null, resolve
from ..problems import Pointer
from ..sources import parse_reference

if TYPE_CHECKING:
    from .. import ir
    from ..load import Document

Tags = dict[Pointer, tuple[str | int, ...]]
"""The values of a property, for each branch that they stand for."""


class Apart(NamedTuple):
    """What tells the objects of a union apart: a property and its values, or the properties that only one has."""

    property: str = ""
    tags: Tags | None = None


def branches(document: Document, pointer: Pointer, inside: frozenset[Pointer] = frozenset()) -> list[Pointer]:
    """Return the branches of a union other than null, with those of unions among them."""
    found: list[Pointer] = []
    for keyword in ("oneOf", "anyOf"):
        for index, branch in enumerate(document.sequence((*pointer, keyword))):
            spot = (*pointer, keyword, index)
            target = document.follow(spot)
            if is_null(branch):
                continue
            if form_of(document, target) == "union" and target not in inside:
                found += branches(document, target, inside | {target})
            else:
                found.append(spot)
    return list({document.follow(spot): spot for spot in found}.values())


def told_apart(document: Document, union: Pointer, objects: list[Pointer]) -> Apart | None:
    """Return what tells these objects apart, or None when nothing does in every case."""
    targets = [document.follow(each) for each in objects]
    name = str(document.mapping((*union, "discriminator")).get("propertyName", ""))
    if name and (tags := _disjoint(_mapped(document, union, targets)) or _disjoint(_fixed(document, name, targets))):
        return Apart(name, tags)
    if name and (tags := _disjoint({each: (str(each[-1]),) for each in targets if each[:-1] == COMPONENTS}, targets)):
        return Apart(name, tags)
    for nested in _unions_inside(document, union):
        if set(targets) <= {document.follow(each) for each in branches(document, nested)}:
            return told_apart(document, nested, objects)
    for property in flatten(document, targets[0]).properties:
        if tags := _disjoint(_fixed(document, property, targets)):
            return Apart(property, tags)
    return Apart() if _marked(document, targets) else None


def _unions_inside(document: Document, union: Pointer) -> list[Pointer]:
    """Return the branches of a union that are unions themselves and say what tells their own branches apart."""
    spots = [
        document.follow((*union, keyword, index))
        for keyword in ("oneOf", "anyOf")
        for index in range(len(document.sequence((*union, keyword))))
    ]
    return [spot for spot in spots if spot != union and "discriminator" in document.mapping(spot)]


def fixed_values(document: Document, pointer: Pointer) -> tuple[str | int, ...]:
    """Return the few values that a property may have, or nothing when it may have any."""
    schema: dict[str, Any] = document.mapping(resolve(document, pointer))
    values = [schema["const"]] if "const" in schema else schema.get("enum") or []
    if not all(isinstance(value, str | int) and not isinstance(value, bool) for value in values):
        return ()
    return tuple(values)


def _mapped(document: Document, union: Pointer, targets: list[Pointer]) -> Tags:
    """Return the values that the discriminator's mapping gives to the branches."""
    found: dict[Pointer, list[str | int]] = {target: [] for target in targets}
    for value, reference in document.mapping((*union, "discriminator", "mapping")).items():
        is_path = isinstance(reference, str) and reference.startswith("#/")
        target = parse_reference(reference) if is_path else (*COMPONENTS, str(reference))
        target = document.follow(target)
        if target in found:
            found[target].append(value)
    return {target: tuple(values) for target, values in found.items()}


def _fixed(document: Document, property: str, targets: list[Pointer]) -> Tags:
    found: Tags = {}
    for target in targets:
        place = flatten(document, target).properties.get(property)
        found[target] = fixed_values(document, place) if place else ()
    return found


def _disjoint(tags: Tags, targets: list[Pointer] | None = None) -> Tags | None:
    """Return the tags when every branch has some and none is shared."""
    values = [value for each in tags.values() for value in each]
    is_complete = all(tags.values()) and (targets is None or len(tags) == len(targets))
    return tags if tags and is_complete and len(set(values)) == len(values) else None


def _marked(document: Document, targets: list[Pointer]) -> bool:
    """Tell whether all objects but one require a property that no other has; that one must require something."""
    flats = [flatten(document, target) for target in targets]
    required = [[name for name in flat.required if is_asked_for(document, flat.properties.get(name))] for flat in flats]
    bare = 0
    for index, names in enumerate(required):
        others = {name for other, flat in enumerate(flats) if other != index for name in flat.properties}
        bare += not set(names) - others
    return bare <= 1 and all(required)


def is_asked_for(document: Document, property: Pointer | None) -> bool:
    """Tell whether a required property has to be given: it is neither constant nor filled in by the service."""
    if property is None:
        return False
    schema = document.mapping(resolve(document, property))
    is_read_only = True in (schema.get("readOnly"), document.mapping(property).get("readOnly"))
    return not is_read_only and constant(schema) is None


def constant(schema: dict[str, Any]) -> str | int | float | None:
    """Return the only value of a schema, None where it may have others or null."""
    values = schema.get("enum") or []
    value = schema["const"] if "const" in schema else values[0] if len(values) == 1 else None
    return value if isinstance(value, str | int | float) else None


def constant_of(kind: ir.Type, schema: dict[str, Any]) -> str | int | float | None:
    """Return the only value of a schema that has one of the types that defaults are written for."""
    return constant(schema) if kind.kind in ("string", "integer", "number", "boolean") else None


def tagged(model: ir.Model, tags: dict[str, tuple[str | int, ...]]) -> ir.Model:
    """Return the class with what stands for it in unions; where that is one value, it need not be given."""
    fields = [_filled(each, tags.get(each.wire, ())) for each in model.fields]
    fields.sort(key=lambda each: (not each.required, each.type.nullable and not each.required))
    return replace(model, fields=tuple(fields), tags=tuple(sorted(tags.items())))


def _filled(field: ir.Field, values: tuple[str | int, ...]) -> ir.Field:
    is_filled = (
        field.required and field.type.kind in ("string", "enum") and not field.type.nullable and len(values) == 1
    )
    return replace(field, default=values[0], required=False) if is_filled else field
