"""Typed views on decoded JSON."""

from __future__ import annotations

from typing import Any, TypeGuard

Object = dict[str, Any]
"""A JSON object."""


def is_object(value: object) -> TypeGuard[Object]:
    """Tell whether `value` is a JSON object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Tell whether `value` is a JSON array."""
    return isinstance(value, list)


def as_object(value: object) -> Object:
    """Return `value` if it is a JSON object, otherwise an empty one."""
    return value if is_object(value) else {}


def as_list(value: object) -> list[Any]:
    """Return `value` if it is a JSON array, otherwise an empty one."""
    return value if is_list(value) else []


def without_nulls(value: Object) -> Object:
    """Return the object without the properties that are null: on the wire null means "not set"."""
    return {key: item for key, item in value.items() if item is not None}
