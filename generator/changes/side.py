"""One of the two versions that are compared: names as users see them, and where each stands in the document."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .. import ir
from ..flat import flatten
from ..media import choose
from ..places import operation_id, operation_pointers, parameter_pointers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..load import Document
    from ..problems import Pointer


class Side:
    """A version of an API."""

    def __init__(self, document: Document, api: ir.Api) -> None:
        self.document = document
        self.api = api
        self.models = {model.name: model for model in self.api.models}
        self.enums = {enum.name: enum for enum in self.api.enums}
        self.operations = {operation.id: operation for operation in self.api.operations}

    @cached_property
    def places(self) -> dict[str, Pointer]:
        """Where the operations stand, by their ids."""
        return {operation_id(self.document, pointer): pointer for pointer in operation_pointers(self.document)}

    @cached_property
    def sent(self) -> frozenset[str]:
        """The classes that requests are made of."""
        arguments = [each.type for operation in self.api.operations for each in operation.parameters]
        return frozenset({*self._reached(arguments), *self._bodies()})

    @cached_property
    def read(self) -> frozenset[str]:
        """The classes that responses are made of."""
        results = [operation.result.type for operation in self.api.operations if operation.result.type]
        events = [operation.stream.type for operation in self.api.operations if operation.stream]
        return frozenset(self._reached([*results, *events]))

    @cached_property
    def classes(self) -> dict[Pointer, str]:
        """The names of the classes, by where their schemas stand."""
        return {origin: name for name, origin in self.api.origins.items()}

    def subjects(self, operation: ir.Operation) -> list[str]:
        """Return an operation's names: a method in the class of each of its tags."""
        return [f"{service.name}.{operation.name}" for service in self.api.services if operation in service.operations]

    def class_place(self, name: str) -> Pointer:
        """Return where the schema of a class stands."""
        return self.api.origins.get(name, ())

    def field_place(self, model: str, wire: str) -> Pointer:
        """Return where a property of a class stands, which may be in another one that it includes."""
        origin = self.class_place(model)
        return flatten(self.document, origin).properties.get(wire, origin)

    def schema_place(self, pointer: Pointer) -> Pointer:
        """Return the schema of a parameter or header that holds one; of anything else, the thing itself."""
        source = self.document.mapping(pointer)
        return (*pointer, "schema") if isinstance(source.get("schema"), dict) else pointer

    def nearest(self, pointer: Pointer, keyword: str) -> Pointer:
        """Return where a keyword stands in a schema: beside its reference, or behind it."""
        beside = (*pointer, keyword)
        return beside if self.document.get(beside) is not None else (*self.document.follow(pointer), keyword)

    def parameter_place(self, operation: ir.Operation, parameter: ir.Parameter) -> Pointer:
        """Return where an argument of an operation is described."""
        place = self.places[operation.id]
        if parameter.place == "body" and operation.body and operation.body.is_whole:
            return (*place, "requestBody")
        if parameter.place == "body":
            return flatten(self.document, self._body(place)).properties.get(parameter.wire, place)
        for pointer in reversed(parameter_pointers(self.document, place)):
            source = self.document.mapping(pointer)
            if (source.get("in"), source.get("name")) == (parameter.place, parameter.wire):
                return pointer
        return place

    def _body(self, operation: Pointer) -> Pointer:
        chosen = choose(self.document, (*operation, "requestBody"))
        return self.document.follow(chosen.schema) if chosen else ()

    def _bodies(self) -> Iterator[str]:
        """Yield the classes whose properties are the arguments of an operation."""
        bodies = {self._body(place) for place in self.places.values()}
        return (name for name, origin in self.api.origins.items() if origin in bodies)

    def _reached(self, types: Iterable[ir.Type]) -> set[str]:
        """Return the classes that values of these types consist of."""
        found: set[str] = set()
        waiting = list(types)
        while waiting:
            kind = waiting.pop()
            waiting += kind.parts
            if kind.name and kind.name not in found:
                found.add(kind.name)
                model = self.models.get(kind.name)
                waiting += [field.type for field in model.declared] if model else []
        return found
