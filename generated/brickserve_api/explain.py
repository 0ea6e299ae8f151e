"""Finds the first value of a document that does not have its declared shape, or is out of range."""

from __future__ import annotations

from math import isfinite
from typing import Any

from .codec import codec_of, wrong
from .errors import DecodeError
from .shapes import Shape, shape_of

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "enum": (str,),
    "model": (dict,),
    "map": (dict,),
    "list": (list,),
}


def read(kind: Any, document: Any) -> Any:
    """Turn JSON into a value of any annotation; a wrong shape raises `DecodeError` with its JSON path."""
    from .jsontext import OutOfRange
    from .readers import Mismatch, reader

    shape = shape_of(kind)
    convert = reader(shape)
    try:
        return convert(document)
    except OutOfRange:
        raise out_of_range(document) from None
    except (Mismatch, RecursionError):
        _explain(shape, document, "$")
    raise wrong("$", shape.expected, document)


def explain(cls: type[Any], document: Any) -> None:
    """Raise `DecodeError` for the first wrong value of `document`, if there is one."""
    _explain(Shape("model", cls), document, "$")
    if _place_of_infinity(document, "$") is not None:
        raise out_of_range(document)


def out_of_range(document: Any) -> DecodeError:
    """Return the error for a document with a number that no 64-bit float holds."""
    path = _place_of_infinity(document, "$") or "$"
    return DecodeError(json_path=path, expected="a number within the range of 64-bit floats", got="one beyond it")


def _place_of_infinity(document: Any, path: str) -> str | None:
    # Not recursive: nobody has checked yet how deep the document is.
    left: list[tuple[str, Any]] = [(path, document)]
    while left:
        place, value = left.pop()
        if isinstance(value, float) and not isfinite(value):
            return place
        content: Any = value
        if isinstance(value, dict):
            left += reversed([(f"{place}.{key}", item) for key, item in content.items()])
        elif isinstance(value, list):
            left += reversed([(f"{place}[{index}]", item) for index, item in enumerate(content)])
    return None


def _explain(shape: Shape, value: Any, path: str) -> None:
    if shape.kind == "any" or (value is None and path != "$"):
        return
    if shape.kind == "union":
        from .unions import option_of

        option = option_of(shape, value)
        if option is not None:
            _explain(option, value, path)
        return
    if not _fits(shape.kind, value):
        raise wrong(path, shape.expected, value)
    content: Any = value
    if shape.kind == "model":
        _explain_fields(shape.cls, content, path)
    elif shape.kind == "list":
        for index, item in enumerate(content):
            if item is None and shape.item.kind in ("model", "enum", "list", "map"):
                raise wrong(f"{path}[{index}]", shape.item.expected, item)
            _explain(shape.item, item, f"{path}[{index}]")
    elif shape.kind == "map":
        for key, item in content.items():
            _explain(shape.item, item, f"{path}.{key}")


def _explain_fields(cls: type[Any], value: dict[str, Any], path: str) -> None:
    codec = codec_of(cls)
    for name, shape in codec.shapes.items():
        wire = codec.wire[name]
        if wire in value:
            _explain(shape, value[wire], f"{path}.{wire}")
    for key, item in value.items() if codec.values else ():
        if key not in codec.known:
            _explain(codec.values, item, f"{path}.{key}")


def _fits(kind: str, value: Any) -> bool:
    if kind == "integer":
        whole = isinstance(value, float) and value.is_integer()
        text = isinstance(value, str) and len(value) <= 20 and value.isascii() and value.removeprefix("-").isdecimal()
        return whole or text or (isinstance(value, int) and not isinstance(value, bool))
    if kind == "number" and isinstance(value, bool):
        return False
    return isinstance(value, _TYPES[kind])
