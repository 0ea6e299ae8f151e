"""Where a request goes: to which origin, and what it asks for there."""

from __future__ import annotations

AFTER_SCHEME = len("https://")
"""From here on, the first slash ends the origin; `http://` is a character shorter, and no host is empty."""


def split(url: str) -> tuple[str, str]:
    """Return the origin of an http or https URL, and its path with the query; the path is never empty."""
    start = url.find("/", AFTER_SCHEME)
    return (url, "/") if start < 0 else (url[:start], url[start:])
