"""What the codec knows of a field's type, read from its annotation."""

from __future__ import annotations

import sys
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from .codec import Model
from .enums import OpenEnum


class Shape(NamedTuple):
    """A type as JSON sees it: a scalar, a model, an enum, a list or map of a shape, one of several, or anything."""

    kind: str
    cls: Any = None
    item: Any = None

    @property
    def expected(self) -> str:
        """Name the JSON type in an error message."""
        if self.kind == "union":
            return " or ".join(dict.fromkeys(option.expected for option in self.item))
        return {"list": "array", "map": "object", "model": "object", "enum": "string"}.get(self.kind, self.kind)


ANY = Shape("any")
_SCALARS: dict[Any, Shape] = {
    str: Shape("string"),
    int: Shape("integer"),
    float: Shape("number"),
    bool: Shape("boolean"),
}


def field_shapes(cls: type[Any]) -> dict[str, Shape]:
    """Return the shape of every field of a realised model, in the order of its constructor."""
    return {name: shape_of(evaluate(field.type, cls, name)) for name, field in cls.__dataclass_fields__.items()}


def shape_of(annotation: Any) -> Shape:
    """Reduce an evaluated annotation to its shape; the item of a union is its options."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (UnionType, Union):
        kinds = [argument for argument in arguments if argument is not NoneType]
        options = tuple(shape_of(kind) for kind in kinds)
        if len(options) == 1:
            return options[0]
        return ANY if ANY in options else Shape("union", item=options)
    if origin is list:
        return Shape("list", item=_item(arguments[0]))
    if origin is dict:
        return Shape("map", item=_item(arguments[1]))
    if isinstance(annotation, type):
        if issubclass(annotation, Model):
            return Shape("model", annotation)
        if issubclass(annotation, OpenEnum):
            return Shape("enum", annotation)
    return _SCALARS.get(annotation, ANY)


def _item(annotation: Any) -> Shape:
    """Return the shape of what a list or map holds; what may be null as well is a union of one."""
    shape = shape_of(annotation)
    is_nullable = NoneType in get_args(annotation)
    return Shape("union", item=(shape,)) if is_nullable and shape.kind in ("model", "enum", "list", "map") else shape


def evaluate(annotation: Any, cls: type[Any], name: str) -> Any:
    """Return the type that the annotation of a field stands for."""
    if not isinstance(annotation, str):
        return annotation
    for owner in cls.__mro__:
        if name in owner.__dict__.get("__annotations__", ()):  # noqa: RUF063  # every class of the MRO by itself
            return eval(annotation, vars(sys.modules[owner.__module__]))
    return Any
