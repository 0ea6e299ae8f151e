"""The types of the API in Python's terms."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

_SCALARS = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "any": "Any",
    "file": "BinaryIO",
    "upload": "Upload",
    "bytes": "bytes",
    "none": "None",
}

Kind = Literal[
    "string",
    "integer",
    "number",
    "boolean",
    "any",
    "file",
    "upload",
    "bytes",
    "model",
    "enum",
    "list",
    "map",
    "union",
    "none",
]


@dataclass(frozen=True)
class Type:
    """The type of a field, an argument or a result."""

    kind: Kind
    name: str = ""
    item: Type | None = None
    nullable: bool = False
    options: tuple[Type, ...] = ()
    """What a union is made of."""

    @property
    def parts(self) -> tuple[Type, ...]:
        """The types that this one is made of."""
        return (self.item,) if self.item else self.options

    def text(self, prefix: str = "", hidden: frozenset[str] = frozenset()) -> str:
        """Write the annotation: `prefix` stands before classes, hidden builtins get a capital."""
        if self.options:
            text = " | ".join(option.text(prefix, hidden) for option in self.options)
        elif self.item is not None:
            container = "list" if self.kind == "list" else "dict"
            container = container.capitalize() if container in hidden else container
            inner = self.item.text(prefix, hidden)
            text = f"{container}[{inner}]" if self.kind == "list" else f"{container}[str, {inner}]"
        elif self.name:
            text = prefix + self.name
        else:
            text = _SCALARS[self.kind]
        return f"{text} | None" if self.nullable else text


ANY = Type("any")


def either(types: Iterable[Type]) -> Type:
    """Return the type of a value that has one of several types, each named once."""
    found: dict[Type, None] = {}
    nullable = False
    for kind in types:
        nullable |= kind.nullable or kind.kind == "none"
        found |= dict.fromkeys(replace(each, nullable=False) for each in (kind.options or (kind,)))
    found.pop(Type("none"), None)
    if not found:
        return Type("none")
    if ANY in found or len(found) == 1:
        return replace(ANY if ANY in found else next(iter(found)), nullable=nullable)
    return Type("union", options=tuple(found), nullable=nullable)


def literal(value: str | float) -> str:
    """Write a constant as source code."""
    return str(value) if isinstance(value, bool) else json.dumps(value, ensure_ascii=False)
