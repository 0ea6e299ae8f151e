"""Writes the decoder of a model: straight-line code, one paragraph for each field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .codec import codec_of
from .declarations import AbsentList
from .readers import checked, convert_items, odd_value, plain_dict, reader, unknown_fields
from .shapes import Shape
from .shortcuts import Learner

if TYPE_CHECKING:
    from .compiled import Codec

_USUAL = {
    "string": "{v}.__class__ is str",
    "enum": "{v}.__class__ is str",
    "integer": "{v}.__class__ is int",
    # Infinity times zero is not zero: such a number is out of range.
    "number": "{v}.__class__ is int or {v}.__class__ is float and {v} * 0 == 0",
    "boolean": "{v}.__class__ is bool",
    "model": "{v} is not None",
    "map": "{v}.__class__ is dict",
    "list": "{v}.__class__ is list",
    "union": "{v} is not None",
    "any": "{v} is not None",
}
"""The test that a value has the usual form of its kind; anything else is left to `odd_value`."""


class _Field:
    """One field as the decoder's source knows it."""

    def __init__(self, name: str, wire: str, shape: Shape, index: int) -> None:
        self.name = name
        self.wire = wire
        self.shape = shape
        self.tag = f"f{index}"
        self.is_list_of_models = shape.kind == "list" and shape.item.kind == "model"

    def store(self, v: str) -> list[str]:
        """Return the lines that check and convert the value in the variable `v` and keep it in `o`."""
        return [
            f"if {_USUAL[self.shape.kind].format(v=v)}: o.{self.name} = {self._converted(v)}",
            f"elif {v} is None: o.{self.name} = None; o._nulls += ({self.name!r},)",
            f"else: o.{self.name} = odd({v}, {self.tag}_shape)",
        ]

    def _converted(self, v: str) -> str:
        match self.shape.kind:
            case "string" | "integer" | "number" | "boolean":
                return v
            case "any":
                return f"{v} if {v}.__class__ is str else checked({v})"
            case "enum":
                return f"{self.tag}_member({v}) or {self.tag}({v})"
            case "list" if self.is_list_of_models:
                return f"convert_items({v}, {self.tag}) if own else [{self.tag}(x, own) for x in {v}]"
            case "model":
                return f"{self.tag}({v}, own)"
            case _:
                return f"{self.tag}({v})"

    def names(self) -> dict[str, Any]:
        """Return what the lines of `store` refer to."""
        shape = self.shape
        names: dict[str, Any] = {f"{self.tag}_shape": shape}
        if shape.kind == "enum":
            names |= {self.tag: shape.cls, f"{self.tag}_member": shape.cls._by_value.get}
        elif shape.kind == "model" or self.is_list_of_models:
            names[self.tag] = codec_of(shape.cls or shape.item.cls).decode
        elif shape.kind in ("list", "map", "union"):
            names[self.tag] = reader(shape)
        return names


def write_decoder(codec: Codec) -> Any:
    """Return the function that turns a JSON object into the codec's model, or raises Mismatch.

    Its second argument tells whether the document is the decoder's own, to be used up as it likes.
    """
    fields = [_Field(name, codec.wire[name], shape, index) for index, (name, shape) in enumerate(codec.shapes.items())]
    namespace: dict[str, Any] = {
        "new": object.__new__,
        "cls": codec.cls,
        "AbsentList": AbsentList,
        "known": codec.known,
        "odd": odd_value,
        "checked": checked,
        "convert_items": convert_items,
        "plain_dict": plain_dict,
        "unknown_fields": unknown_fields,
    }
    for field in fields:
        namespace |= field.names()

    def compiled(body: Iterable[str]) -> Any:
        head = ["def decode(d, own=True):", " if d.__class__ is not dict: d = plain_dict(d)"]
        exec("\n".join([*head, *body]), namespace)
        return namespace.pop("decode")

    def take_short_cuts(common: Iterable[frozenset[str]]) -> None:
        # The function stays the same object, so that every decoder which holds it gets the new code.
        decode.__code__ = compiled(_short_cuts(fields, common) + _any_keys(fields)).__code__

    namespace["learn"] = Learner(codec.known, take_short_cuts).see
    decode = compiled([" learn(d)", *_any_keys(fields)])
    return decode


def _any_keys(fields: Iterable[_Field]) -> list[str]:
    """Return the code for an object with any of the known keys, and perhaps unknown ones."""
    lines = [" n = len(d)", " o = new(cls)"]
    for field in fields:
        lines += [f" if {field.wire!r} in d:", "  n -= 1", f"  v = d[{field.wire!r}]"]
        lines += [f"  {line}" for line in field.store("v")]
        if field.is_list_of_models:
            lines.append(f" else: o.{field.name} = AbsentList()")
    return [*lines, " if n: o._unknown = unknown_fields(d, known)", " return o"]


def _short_cuts(fields: Iterable[_Field], common: Iterable[frozenset[str]]) -> list[str]:
    """Return the code for objects with exactly these sets of keys: no key is looked for in vain."""
    lines: list[str] = []
    for keys in common:
        present = [(f"v{index}", field) for index, field in enumerate(fields) if field.wire in keys]
        lines += [f" if len(d) == {len(present)}:", "  try:"]
        lines += [f"   {variable} = d[{field.wire!r}]" for variable, field in present]
        lines += ["  except KeyError: pass", "  else:", "   o = new(cls)"]
        lines += [f"   {line}" for variable, field in present for line in field.store(variable)]
        absent = (field for field in fields if field.is_list_of_models and field.wire not in keys)
        lines += [f"   o.{field.name} = AbsentList()" for field in absent]
        lines.append("   return o")
    return lines
