"""Writes the decoder of a model: straight-line code, one paragraph for each field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .codec import Extra, codec_of
from .declarations import AbsentList
from .readers import checked, odd_value, plain_dict, reader, rest_reader
from .shapes import Shape
from .shortcuts import Learner

if TYPE_CHECKING:
    from .compiled import Codec

_PYTHON = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "list": "list", "map": "dict"}


class _Field:
    """One field as the decoder's source knows it."""

    def __init__(self, codec: Codec, name: str, shape: Shape, index: int) -> None:
        self.name = name
        self.wire = codec.wire[name]
        self.shape = shape
        self.tag = f"f{index}"
        self.is_list_of_models = shape.kind == "list" and shape.item.kind == "model"
        self._class_answers = any(owner.__dict__.get(name) is not None for owner in codec.cls.__mro__)

    def present(self, v: str) -> list[str]:
        """Return the lines that check and convert the value in the variable `v` and keep it in `o`."""
        rest = [
            f"elif {v} is None: o.{self.name} = None; nulls += ({self.name!r},)",
            f"else: o.{self.name} = odd({v}, {self.tag}_shape)",
        ]
        if self.shape.kind != "enum":
            return [*self._usual(v), *rest]
        return [
            f"try: o.{self.name} = {self.tag}[{v}]",
            "except (KeyError, TypeError):",
            *(f" {line}" for line in (rest[0].removeprefix("el"), rest[1])),
        ]

    def absent(self) -> list[str]:
        """Return the lines for an object that lacks the field."""
        if self.is_list_of_models:
            return [f"o.{self.name} = AbsentList()"]
        # Attributes that are all set, and in one order, are stored compactly and found fast.
        return [] if self._class_answers else [f"o.{self.name} = None"]

    def _usual(self, v: str) -> list[str]:
        """Return the `if` statement for a value of the usual form."""
        tag, keep = self.tag, f"o.{self.name} = "
        match self.shape.kind:
            case "string" | "integer" | "boolean":
                return [f"if {v}.__class__ is {_PYTHON[self.shape.kind]}: {keep}{v}"]
            case "number":
                # Infinity times zero is not zero: such a number is out of range.
                return [f"if {v}.__class__ is int or {v}.__class__ is float and {v} * 0 == 0: {keep}{v}"]
            case "model":
                return [f"if {v} is not None: {keep}{tag}({v}, own)"]
            case "list" if self.is_list_of_models:
                return [
                    f"if {v}.__class__ is list:",
                    f" {keep}{v} = {v} if own else {v}.copy()",
                    # Every object is freed while it is in the processor's cache, and makes room for the next model.
                    f" for i, x in enumerate({v}): {v}[i] = {tag}(x, own)",
                ]
            case "list" | "map":
                return [f"if {v}.__class__ is {_PYTHON[self.shape.kind]}:", *self._items(v)]
            case "union":
                return [f"if {v} is not None: {keep}{tag}({v})"]
            case _:
                return [f"if {v} is not None: {keep}{v} if {v}.__class__ is str else checked({v})"]

    def _items(self, v: str) -> list[str]:
        """Return the lines that keep a list or map, as it is when all its items are."""
        if self.shape.item.kind not in ("string", "integer", "boolean"):
            return [f" o.{self.name} = {self.tag}({v})"]
        return [
            f" for x in {v if self.shape.kind == 'list' else v + '.values()'}:",
            f"  if x.__class__ is not {_PYTHON[self.shape.item.kind]}: o.{self.name} = {self.tag}({v}); break",
            f" else: o.{self.name} = {v}",
        ]

    def names(self) -> dict[str, Any]:
        """Return what the lines of `present` refer to."""
        shape = self.shape
        names: dict[str, Any] = {f"{self.tag}_shape": shape}
        if shape.kind == "enum":
            names[self.tag] = shape.cls._by_value
        elif shape.kind == "model" or self.is_list_of_models:
            names[self.tag] = codec_of(shape.cls or shape.item.cls).decode
        elif shape.kind in ("list", "map", "union"):
            names[self.tag] = reader(shape)
        return names


def write_decoder(codec: Codec) -> Any:
    """Return the function that turns a JSON object into the codec's model, or raises Mismatch.

    Its second argument tells whether the document is the decoder's own, to be used up as it likes.
    """
    fields = [_Field(codec, name, shape, index) for index, (name, shape) in enumerate(codec.shapes.items())]
    namespace: dict[str, Any] = {
        "new": object.__new__,
        "cls": codec.cls,
        "AbsentList": AbsentList,
        "Extra": Extra,
        "known": codec.known,
        "odd": odd_value,
        "checked": checked,
        "plain_dict": plain_dict,
        "unknown_fields": rest_reader(codec.values),
    }
    for field in fields:
        namespace |= field.names()

    def compiled(body: Iterable[str]) -> Any:
        head = ["def decode(d, own=True):", " if d.__class__ is not dict: d = plain_dict(d)", " nulls = ()"]
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
        lines += [f"  {line}" for line in field.present("v")]
        lines += [f" else: {line}" for line in field.absent()]
    return [*lines, " if n or nulls: o._extra = Extra(unknown_fields(d, known), nulls)", " return o"]


def _short_cuts(fields: Iterable[_Field], common: Iterable[frozenset[str]]) -> list[str]:
    """Return the code for objects with exactly these sets of keys: no key is looked for in vain."""
    lines: list[str] = []
    for keys in common:
        taken = {field.wire: f"v{index}" for index, field in enumerate(fields) if field.wire in keys}
        lines += [f" if len(d) == {len(taken)}:", "  try:"]
        lines += [f"   {variable} = d[{wire!r}]" for wire, variable in taken.items()]
        lines += ["  except KeyError: pass", "  else:", "   o = new(cls)"]
        for field in fields:
            code = field.present(taken[field.wire]) if field.wire in taken else field.absent()
            lines += [f"   {line}" for line in code]
        lines += ["   if nulls: o._extra = Extra({}, nulls)", "   return o"]
    return lines
