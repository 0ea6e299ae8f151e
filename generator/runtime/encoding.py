"""Python values to JSON, and precise words for a value that has no JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from .codec import REST, Model, codec_of
from .enums import OpenEnum
from .jsontext import dumps

_SCALARS = frozenset((str, int, float, bool, type(None)))


class Unset(Exception):
    """A required field that is None, met while encoding a request."""


def plain(value: Any, strict: bool = False) -> Any:
    """Return `value` with every model and enum inside it turned into JSON values."""
    if value.__class__ in _SCALARS:
        return value
    if isinstance(value, Model):
        return codec_of(type(value)).encode(value, strict)
    content: Any = value
    if value.__class__ is list and _holds_scalars(content):
        return content
    if isinstance(value, (list, tuple)):
        return [plain(item, strict) for item in content]
    if isinstance(value, Mapping):
        return {key: plain(item, strict) for key, item in content.items()}
    return enum_text(value)


def _holds_scalars(values: list[Any]) -> bool:
    for value in values:  # noqa: SIM110  # `all` would cost more than the comparisons
        if value.__class__ not in _SCALARS:
            return False
    return True


def enum_text(value: Any) -> Any:
    """Return the wire form of an enum member, ours or a standard one; anything else as it is."""
    return value.value if isinstance(value, (OpenEnum, Enum)) else value


def encode_body(
    operation: str, arguments: Mapping[str, Any], required: tuple[str, ...], nullable: tuple[str, ...]
) -> bytes:
    """Encode the arguments that are not None as one JSON object, and None as `null` where it has a meaning."""
    for name in required:
        if arguments.get(name) is None:
            raise TypeError(f"{operation}: {name} is required and must not be None")
    try:
        document = {
            name: plain(value, True) for name, value in arguments.items() if value is not None or name in nullable
        }
        return dumps(document, surrogates=False)
    except (TypeError, ValueError, RecursionError, Unset) as error:
        problem = error
    for name, value in arguments.items():
        _check(operation, name, value, 0)
    raise ValueError(f"{operation}: the arguments cannot be written as JSON: {problem}")


def encode_value(operation: str, name: str, value: Any) -> bytes:
    """Encode one argument as JSON."""
    try:
        return dumps(plain(value, True), surrogates=False)
    except (TypeError, ValueError, RecursionError, Unset) as error:
        problem = error
    _check(operation, name, value, 0)
    raise ValueError(f"{operation}: {name} cannot be written as JSON: {problem}")


def _check(operation: str, path: str, value: Any, depth: int) -> None:
    """Raise for the first thing in `value` that cannot be sent, naming its place."""
    if depth > 128:
        raise ValueError(f"{operation}: {path.split('.')[0].split('[')[0]} is nested too deeply")
    content: Any = value
    if isinstance(value, Model):
        _check_model(operation, path, value, depth)
    elif isinstance(value, Mapping):
        for key, item in content.items():
            if isinstance(key, str):
                _check_text(operation, f"a key of {path}", key)
            elif not (key is None or isinstance(key, (bool, int, float))):
                raise TypeError(f"{operation}: {path} has a key of type {type(key).__name__}; JSON keys are strings")
            _check(operation, f"{path}.{key}", item, depth + 1)
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(content):
            _check(operation, f"{path}[{index}]", item, depth + 1)
    else:
        _check_scalar(operation, path, enum_text(value))


def _check_model(operation: str, path: str, value: Model, depth: int) -> None:
    from dataclasses import MISSING, fields

    for field in (each for each in fields(value) if each.name != REST):
        item = getattr(value, field.name)
        if item is None:
            if field.default is MISSING:
                raise ValueError(f"{operation}: {path}.{field.name} is required and must not be None")
        else:
            _check(operation, f"{path}.{field.name}", item, depth + 1)
    for key, item in value.unknown_fields.items():
        _check(operation, f"{path}.{key}", item, depth + 1)


def _check_scalar(operation: str, path: str, value: Any) -> None:
    if isinstance(value, str):
        _check_text(operation, path, value)
    elif isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError(f"{operation}: {path} is {value}, which JSON cannot express")
    elif not (value is None or isinstance(value, (bool, int))):
        raise TypeError(f"{operation}: {path} has the type {type(value).__name__}, which JSON cannot express")


def _check_text(operation: str, path: str, value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{operation}: {path} contains a lone surrogate, which has no UTF-8 form") from None
