"""Tells type checkers what a look at a value of unknown origin has shown."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeGuard


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether the value is a JSON object."""
    return isinstance(value, dict)


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Tell whether the value is a mapping of any kind."""
    from collections.abc import Mapping

    return isinstance(value, Mapping)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Tell whether the value is a JSON array."""
    return isinstance(value, list)
