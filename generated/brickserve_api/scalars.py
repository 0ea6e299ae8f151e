"""Texts of values that JSON has no word for, such as dates."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from uuid import UUID

from .typed import Any


def other_text(name: str, value: Any) -> str:
    """Return a date, a UUID, a decimal or an enum's value as text; anything else is refused by name."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    raise TypeError(f"{name} must be text, a number, true or false, or a date, not {type(value).__name__}")
