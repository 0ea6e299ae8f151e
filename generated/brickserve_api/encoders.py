"""Writes the encoder of a model: straight-line code from its fields to a JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .codec import codec_of
from .declarations import AbsentList
from .encoding import Unset, enum_text, plain
from .shapes import Shape

if TYPE_CHECKING:
    from .compiled import Codec


def write_encoder(codec: Codec) -> Any:
    """Return the function that turns the codec's model into a JSON object."""
    namespace: dict[str, Any] = {
        "AbsentList": AbsentList,
        "Unset": Unset,
        "plain": plain,
        "enum_text": enum_text,
        "add_extra": _Remainder(codec.wire),
    }
    lines = ["def encode(o, strict):", " r = {}"]
    for index, (name, shape) in enumerate(codec.shapes.items()):
        tag = f"f{index}"
        namespace |= _names(shape, tag)
        lines += [
            f" v = {_value(codec.cls, name)}",
            f" if {_present(shape)}: r[{codec.wire[name]!r}] = {_converted(shape, tag)}",
        ]
        if name in codec.required:
            lines.append(f" elif strict: raise Unset({name!r})")
    lines += [" if o._extra is not None: add_extra(o, r, strict)", " return r"]
    exec("\n".join(lines), namespace)
    return namespace["encode"]


class _Remainder:
    """Adds what was received beyond the values of known fields: explicit nulls and unknown fields."""

    def __init__(self, wire: dict[str, str]) -> None:
        self._wire = wire

    def __call__(self, instance: Any, document: dict[str, Any], strict: bool) -> None:
        extra = instance._extra
        for name in extra.nulls:
            if instance.__dict__[name] is None:
                document[self._wire[name]] = None
        document.update(plain(extra.unknown, strict))


def _value(cls: type[Any], name: str) -> str:
    """Return the expression for a field's value, None when there is none."""
    # Where the class itself answers for an absent field, the answer is for readers, not for the wire.
    answers = any(owner.__dict__.get(name) is not None for owner in cls.__mro__)
    return f"o.__dict__.get({name!r})" if answers else f"o.{name}"


def _present(shape: Shape) -> str:
    if shape.kind == "list" and shape.item.kind == "model":
        return "v is not None and (v or v.__class__ is not AbsentList)"
    return "v is not None"


def _names(shape: Shape, tag: str) -> dict[str, Any]:
    """Return what the expression of `_converted` refers to."""
    inner = shape.item if shape.kind in ("list", "map") else shape
    if inner.kind == "model":
        return {f"{tag}_class": inner.cls, tag: codec_of(inner.cls).encode}
    return {f"{tag}_class": inner.cls}


def _converted(shape: Shape, tag: str) -> str:
    """Return the expression that turns the field's value `v` into JSON."""
    if shape.kind in ("list", "map"):
        item = _one(shape.item, tag, "x")
        if item == "x":
            return "v"
        return f"[{item} for x in v]" if shape.kind == "list" else f"{{k: {item} for k, x in v.items()}}"
    return _one(shape, tag, "v")


def _one(shape: Shape, tag: str, variable: str) -> str:
    match shape.kind:
        case "model":
            usual = f"{tag}({variable}, strict) if {variable}.__class__ is {tag}_class"
            return f"({usual} else plain({variable}, strict))"
        case "enum":
            return f"({variable}._value_ if {variable}.__class__ is {tag}_class else enum_text({variable}))"
        case "list" | "map" | "union":
            return f"plain({variable}, strict)"
        case _:
            return variable
