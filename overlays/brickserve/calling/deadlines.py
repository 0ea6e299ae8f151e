"""Arithmetic of deadlines: absolute times of a monotonic clock, or None for no limit."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from datetime import timedelta

NEVER = float("inf")


def after(now: float, seconds: float | None) -> float | None:
    """Return the deadline that is `seconds` away."""
    return None if seconds is None else now + seconds


def sooner(one: float | None, other: float | None) -> float | None:
    """Return the earlier of two deadlines."""
    if one is None or other is None:
        return one if other is None else other
    return min(one, other)


def remaining(deadline: float | None, now: float) -> float:
    """Return the seconds left, never below zero; without a deadline, infinity."""
    return NEVER if deadline is None else max(0.0, deadline - now)


def check_timeout(timeout: timedelta | None) -> None:
    """Raise a TypeError for a `timeout` of a wait that is no timedelta; None leaves it to the wait."""
    if timeout is not None and not hasattr(timeout, "total_seconds"):
        raise TypeError(f"timeout must be a datetime.timedelta, not {type(timeout).__name__}")
