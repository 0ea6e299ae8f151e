"""Turns a declared model into a standard dataclass, at its first use."""

from __future__ import annotations

from dataclasses import MISSING, dataclass
from dataclasses import field as dataclass_field
from threading import RLock
from typing import Any

from .codec import REQUIRED, FieldSpec, Model
from .shapes import ANY, evaluate, shape_of

LOCK = RLock()
"""Held while a class is turned into a dataclass or its codec is made."""


class AbsentList(list[Any]):
    """The list that stands for a field that was not received; written only once it holds something."""

    __slots__ = ()


def realise(cls: type[Any]) -> None:
    """Apply the standard dataclass decorator to a declared model, once."""
    with LOCK:
        for owner in reversed(cls.__mro__):
            if issubclass(owner, Model) and owner is not Model and "_realised" not in owner.__dict__:
                if "__dataclass_fields__" not in owner.__dict__:
                    _convert_fields(owner)
                    dataclass(eq=False, repr=False)(owner)
                    _keep_fields_in_instances(owner)
                owner._realised = True  # type: ignore[attr-defined]  # a mark of this module alone


def is_unset(value: Any) -> bool:
    """Tell whether a field's value stands for a field that is not there."""
    return value is None or (value.__class__ is AbsentList and not value)


def _convert_fields(cls: type[Any]) -> None:
    for name, spec in list(cls.__dict__.items()):
        if isinstance(spec, FieldSpec):
            metadata = {"wire": spec.wire} if spec.wire else {}
            given: dict[str, Any] = {} if spec.default is REQUIRED else {"default": _default(cls, name, spec.default)}
            if spec.factory:
                given = {"default_factory": spec.factory}
            setattr(cls, name, dataclass_field(**given, repr=not spec.secret, metadata=metadata))


def _default(cls: type[Any], name: str, given: Any) -> Any:
    """Return the default of a field: for an enum, whose class may stand below the field's, the member."""
    shape = shape_of(evaluate(cls.__annotations__[name], cls, name)) if given.__class__ is str else ANY
    return shape.cls(given) if shape.kind == "enum" else given


def _keep_fields_in_instances(cls: type[Any]) -> None:
    # Python reads and writes an attribute several times as fast when its name is not the class's too.
    for name, field in cls.__dict__["__dataclass_fields__"].items():
        if field.default is not MISSING and cls.__dict__.get(name, MISSING) is field.default:
            delattr(cls, name)
