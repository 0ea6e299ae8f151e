"""Functions that turn one JSON value into the value of a field, and refuse a wrong one."""

from __future__ import annotations

from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Any

from .codec import codec_of
from .jsontext import MAX_DEPTH, OutOfRange, check_free_form
from .shapes import Shape

_TYPES: dict[str, set[type]] = {
    "string": {str},
    "integer": {int},
    "number": {float, int},
    "boolean": {bool},
}

if TYPE_CHECKING:
    from .compiled import Codec

# Text needs no look; an integer beyond 64 bits may have become a float on its way.
_FREE = frozenset((dict, list, float))


class Mismatch(Exception):
    """A value of the wrong shape; `explain` finds out where."""


def reader(shape: Shape) -> Any:
    """Return the function that turns a JSON value into `shape`, or raises Mismatch."""
    match shape.kind:
        case "model":
            return partial(_read_model, codec_of(shape.cls))
        case "enum":
            return partial(_read_enum, shape.cls)
        case "list" | "map" if shape.item.kind == "any":
            return partial(_read_free_form, list if shape.kind == "list" else dict)
        case "list":
            return _list_reader(shape.item)
        case "map":
            return _map_reader(shape.item)
        case "union":
            return partial(_read_union, shape)
        case "any":
            return checked
        case _:
            return partial(_scalar_or_null, shape)


def checked(value: Any) -> Any:
    """Return a free-form value, unless it is nested too deeply to be handled later."""
    if value.__class__ in _FREE:
        check_free_form(value)
    return value


def plain_dict(value: Any) -> dict[str, Any]:
    """Return a JSON object as a plain dict."""
    content: Any = value
    if isinstance(value, dict):
        return dict(content)
    raise Mismatch


def rest_reader(values: Shape | None) -> Any:
    """Return the function that takes from a JSON object the fields that its model does not have."""
    if values is None:
        return _unknown_fields
    convert = reader(values)

    def read(document: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
        # As in any field, a null is kept whatever the type.
        return {key: None if x is None else convert(x) for key, x in document.items() if key not in known}

    return read


def _unknown_fields(document: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    unknown = {key: value for key, value in document.items() if key not in known}
    check_free_form(unknown, MAX_DEPTH)
    return unknown


def odd_value(value: Any, shape: Shape) -> Any:
    """Return a value that is not of the usual form: a number as text, a subclass of dict."""
    if value.__class__ is dict or value.__class__ is list:
        raise Mismatch
    if isinstance(value, (dict, list)):
        exact: type[Any] = dict if isinstance(value, dict) else list
        return reader(shape)(exact(value))
    return _scalar(shape, value)


def convert_items(items: list[Any], decode: Any) -> list[Any]:
    """Turn the objects of a list into models, in the list itself."""
    # Every object is freed while it is still in the processor's cache, and makes room for the next model.
    for index, item in enumerate(items):
        items[index] = decode(item)
    return items


def _read_model(codec: Codec, value: Any) -> Any:
    return codec.decode(value, False)


def _read_union(shape: Shape, value: Any) -> Any:
    from .unions import option_of

    if value is None:
        return None
    option = option_of(shape, value)
    # What no option foresees stays as it is, as an unknown value of an enum does.
    return checked(value) if option is None else reader(option)(value)


def _read_enum(cls: Any, value: Any) -> Any:
    if value.__class__ is not str:
        raise Mismatch
    return cls(value)


def _read_free_form(container: type, value: Any) -> Any:
    if value.__class__ is not container:
        raise Mismatch
    return checked(value)


def _list_reader(item: Shape) -> Any:
    types = _TYPES.get(item.kind, ())
    convert = reader(item)

    def read(value: Any) -> Any:
        if value.__class__ is not list:
            raise Mismatch
        for x in value:
            if x.__class__ not in types:
                return [convert(x) for x in value]
        return value

    return _read_numbers if item.kind == "number" else read


def _map_reader(item: Shape) -> Any:
    # A float may be out of range, so each one is looked at.
    types = _TYPES.get(item.kind, set()) - {float}
    convert = reader(item)

    def read(value: Any) -> Any:
        if value.__class__ is not dict:
            raise Mismatch
        for x in value.values():
            if x.__class__ not in types:
                return {key: convert(x) for key, x in value.items()}
        return value

    return read


def _read_numbers(value: Any) -> Any:
    if value.__class__ is not list:
        raise Mismatch
    try:
        # Nothing tells faster that a vector of thousands holds numbers alone. (It lets true and false pass.)
        if isfinite(sum(value)):
            return value
    except (TypeError, OverflowError):
        pass  # Not all of them are numbers, or the sum alone is too large.
    return [_scalar_or_null(Shape("number"), x) for x in value]


def _scalar_or_null(shape: Shape, value: Any) -> Any:
    return None if value is None else _scalar(shape, value)


def _scalar(shape: Shape, value: Any) -> Any:
    if value.__class__ in _TYPES.get(shape.kind, ()):
        if value.__class__ is float and not isfinite(value):
            raise OutOfRange
        return value
    if shape.kind == "string" and isinstance(value, str):
        return value
    if shape.kind == "enum" and isinstance(value, str):
        return shape.cls(value)
    if shape.kind == "integer":
        # Protocol buffers write 64-bit integers as strings; some gateways write whole numbers as floats.
        if value.__class__ is str and len(value) <= 20 and value.removeprefix("-").isdecimal() and value.isascii():
            return int(value)
        if value.__class__ is float and value.is_integer():
            check_free_form(value)
            return int(value)
    raise Mismatch
