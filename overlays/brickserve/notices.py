"""Warnings that point at the user's line, not into the library."""

from __future__ import annotations


def notice(message: str, category: type[Warning] = UserWarning) -> None:
    """Warn about something in the caller's set-up; the default filter shows it once per line of code."""
    import sys
    from warnings import warn

    package = (__package__ or __name__).partition(".")[0]
    level = 1
    frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]  documented, and the only way
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == package:
        frame, level = frame.f_back, level + 1
    warn(message, category, stacklevel=level + 1)
