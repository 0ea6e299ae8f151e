"""Whose update a poll shows: one's own, or another's; pure."""

from __future__ import annotations

OURS = "ours"
"""Nothing speaks against the update being the caller's own."""
IN_EFFECT = "in effect"
"""The caller's update has taken effect, and another one has begun since."""
REPLACED = "replaced"
"""A later update came in its place; whether the caller's was ever in effect cannot be told."""
NOT_YET = "not yet"
"""Only what was before the caller's update is to be seen."""


def whose(own: int | None, pending: int | None, current: int | None) -> str:
    """Compare the number of the caller's update with those that a poll shows; what is unknown speaks for the caller."""
    latest = current if pending is None else pending
    if own is None or latest is None or latest == own:
        return OURS
    if current == own:
        return IN_EFFECT
    return REPLACED if latest > own else NOT_YET
