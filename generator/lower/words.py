"""What a document says in words: descriptions and deprecations."""

from __future__ import annotations

from typing import Any


def description(source: Any) -> str:
    """Return the description of a part of the document, or an empty text."""
    return str(source.get("description") or "").strip() if isinstance(source, dict) else ""


def deprecated(source: Any) -> str | None:
    """Return what to do instead, "" when nothing is said, None when the part is not deprecated."""
    if not isinstance(source, dict) or not (source.get("deprecated") is True or "x-deprecated" in source):
        return None
    return str(source.get("x-deprecated") or "")
