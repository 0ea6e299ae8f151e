"""Reads every field of a model and of the models inside it, so that lazy work cannot hide."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable
from types import NoneType
from typing import Any

Touch = Callable[[Any], None]


def toucher(cls: type[Any], made: dict[type[Any], Touch] | None = None) -> Touch:
    """Return straight-line code that reads every field of a class, whichever library it belongs to."""
    made = {} if made is None else made
    if cls in made:
        return made[cls]
    namespace: dict[str, Any] = {}
    made[cls] = lambda value: namespace["touch"](value)
    lines = ["def touch(o):"]
    hints = typing.get_type_hints(cls)
    for index, field in enumerate(_fields(cls)):
        nested, is_list = _nested(hints[field])
        if nested is None:
            lines.append(f" o.{field}")
            continue
        namespace[f"t{index}"] = toucher(nested, made)
        if is_list:
            lines += [f" for x in o.{field} or (): t{index}(x)"]
        else:
            lines += [f" v = o.{field}", f" if v is not None: t{index}(v)"]
    exec("\n".join([*lines, " return None"]), namespace)
    made[cls] = namespace["touch"]
    return made[cls]


def _fields(cls: type[Any]) -> list[str]:
    """Return the names of a class's fields; none for what is no dataclass, Struct or pydantic model."""
    if dataclasses.is_dataclass(cls):
        return [field.name for field in dataclasses.fields(cls)]
    return list(getattr(cls, "__struct_fields__", None) or getattr(cls, "model_fields", ()))


def _nested(hint: Any) -> tuple[type[Any] | None, bool]:
    """Return the model that a type speaks of, and whether it speaks of a list of them."""
    for part in typing.get_args(hint):
        if part is not NoneType and typing.get_origin(hint) not in (list, dict):
            hint = part
            break
    is_list = typing.get_origin(hint) is list
    inner = typing.get_args(hint)[0] if is_list else hint
    return (inner, is_list) if isinstance(inner, type) and _fields(inner) else (None, False)
