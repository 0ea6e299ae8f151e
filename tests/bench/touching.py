"""Reads every field of a model and of the models inside it, so that lazy work cannot hide."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable
from types import NoneType
from typing import Any

Touch = Callable[[Any], None]


def toucher(cls: type[Any], made: dict[type[Any], Touch] | None = None) -> Touch:
    """Return straight-line code that reads every field of a dataclass, the official SDK's or brickserve's."""
    made = {} if made is None else made
    if cls in made:
        return made[cls]
    namespace: dict[str, Any] = {}
    made[cls] = lambda value: namespace["touch"](value)
    lines = ["def touch(o):"]
    hints = typing.get_type_hints(cls)
    for index, field in enumerate(dataclasses.fields(cls)):
        nested, is_list = _nested(hints[field.name])
        if nested is None:
            lines.append(f" o.{field.name}")
            continue
        namespace[f"t{index}"] = toucher(nested, made)
        if is_list:
            lines += [f" for x in o.{field.name} or (): t{index}(x)"]
        else:
            lines += [f" v = o.{field.name}", f" if v is not None: t{index}(v)"]
    exec("\n".join([*lines, " return None"]), namespace)
    made[cls] = namespace["touch"]
    return made[cls]


def _nested(hint: Any) -> tuple[type[Any] | None, bool]:
    """Return the model that a type speaks of, and whether it speaks of a list of them."""
    for part in typing.get_args(hint):
        if part is not NoneType and typing.get_origin(hint) not in (list, dict):
            hint = part
            break
    if typing.get_origin(hint) is list:
        inner = typing.get_args(hint)[0]
        return (inner, True) if dataclasses.is_dataclass(inner) else (None, False)  # type: ignore[return-value]  # a type
    return (hint, False) if isinstance(hint, type) and dataclasses.is_dataclass(hint) else (None, False)
