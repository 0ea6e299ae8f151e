"""The models of brickserve as other libraries declare them: the same fields, enums as plain text."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable
from types import NoneType, UnionType
from typing import Any

from .peers import peer

Define = Callable[[str, list[tuple[str, Any, Any]]], type[Any]]


def msgspec_struct(cls: type[Any]) -> type[Any]:
    """Return a `msgspec.Struct` with the fields of a model, and with those of the models inside it."""
    msgspec = peer("msgspec")
    return _Twins(lambda name, fields: msgspec.defstruct(name, fields, omit_defaults=True)).of(cls)


def pydantic_model(cls: type[Any]) -> type[Any]:
    """Return a pydantic model with the fields of a model, and with those of the models inside it."""
    pydantic = peer("pydantic")

    def define(name: str, fields: list[tuple[str, Any, Any]]) -> type[Any]:
        made: type[Any] = pydantic.create_model(
            name,
            __config__=pydantic.ConfigDict(protected_namespaces=()),
            **{field: (kind, default) for field, kind, default in fields},
        )
        return made

    return _Twins(define).of(cls)


class _Twins:
    """Makes one class for each model that is met."""

    def __init__(self, define: Define) -> None:
        self._define = define
        self._made: dict[type[Any], type[Any]] = {}

    def of(self, cls: type[Any]) -> type[Any]:
        """Return the twin of a model."""
        if cls not in self._made:
            hints = typing.get_type_hints(cls)
            fields = [(field.name, self._kind(hints[field.name]) | None, None) for field in dataclasses.fields(cls)]
            self._made[cls] = self._define(cls.__name__, fields)
        return self._made[cls]

    def _kind(self, hint: Any) -> Any:
        parts = [part for part in typing.get_args(hint) if part is not NoneType]
        origin = typing.get_origin(hint)
        if origin is list:
            return list[self._kind(parts[0])]  # type: ignore[misc]  # built at run time
        if origin is dict:
            return dict[str, self._kind(parts[1])]  # type: ignore[misc]  # built at run time
        if origin in (UnionType, typing.Union):
            return self._kind(parts[0]) if len(parts) == 1 else Any
        if isinstance(hint, type) and dataclasses.is_dataclass(hint):
            return self.of(hint)
        return hint if hint in (str, int, float, bool) else str if isinstance(hint, type) else Any
