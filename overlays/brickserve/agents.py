"""The User-Agent header."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable


def user_agent(product: str | None, version: str | None, extra: Iterable[tuple[str, str]] = ()) -> str:
    """Return the header: the program first, then this library, the interpreter and the system."""
    import sys

    from . import __version__

    parts = [
        (product or "unknown", version or "0.0.0"),
        ("brickserve", __version__),
        ("python", ".".join(map(str, sys.version_info[:3]))),
        ("os", sys.platform),
        *extra,
    ]
    return " ".join(f"{name}/{value}" for name, value in parts)
