"""Looks at decoded JSON with types that a checker can follow."""

from __future__ import annotations

from typing import Any, cast


def as_object(value: object) -> dict[str, Any] | None:
    """Return `value` if it is a JSON object."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def as_array(value: object) -> list[Any] | None:
    """Return `value` if it is a JSON array."""
    return cast("list[Any]", value) if isinstance(value, list) else None
