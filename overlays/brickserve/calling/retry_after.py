"""Reads how long a server asks to wait, in every form that is in use; pure and total."""

from __future__ import annotations

import re

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST = 10**15
"""A larger number is a mistake of the server, not a wish."""
_NUMBER = re.compile(r"[0-9]{1,16}(?:\.[0-9]{0,20})?")


def retry_after(headers: Mapping[str, str], clock: Callable[[], float]) -> float | None:
    """Return the seconds that the server asks for, or None if it does not ask in a way that means anything.

    `clock` gives the time since 1970; it is asked only for a date in an answer that is not dated itself.
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after")
    seconds = _number(text)
    if seconds is not None or text is None:
        return seconds
    moment = http_date(text)
    if moment is None:
        return None
    # Against the server's own clock, so that a wrong clock on this machine does not matter.
    sent = http_date(headers.get("date", ""))
    return max(0.0, moment - (clock() if sent is None else sent))


def _number(text: str | None) -> float | None:
    # Blanks of HTTP only: others are part of the value, and make it meaningless.
    written = (text or "").strip(" \t")
    if not _NUMBER.fullmatch(written):
        return None
    number = float(written)
    return number if number <= LONGEST else None


def http_date(text: str) -> float | None:
    """Return the seconds since 1970 of a date in any of the forms that HTTP knows, or None."""
    from datetime import UTC
    from email.utils import parsedate_to_datetime

    if len(text) > 64 or not text.isascii():
        return None
    try:
        moment = parsedate_to_datetime(text)
        # All three forms of HTTP dates are in UTC; the one of asctime does not say so.
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError, OSError, AttributeError):
        return None
