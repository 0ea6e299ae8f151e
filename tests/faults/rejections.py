"""Answers that refuse a request before any work, with every form of Retry-After."""

from __future__ import annotations

from .faults import Fault, Phase, instead
from .messages import Answer, error_answer

NOW = "Mon, 23 Nov 2026 12:00:00 GMT"
NOW_PLUS_3 = "Mon, 23 Nov 2026 12:00:03 GMT"
NOW_PLUS_3_RFC850 = "Monday, 23-Nov-26 12:00:03 GMT"
NOW_PLUS_3_ASCTIME = "Mon Nov 23 12:00:03 2026"
NOW_PLUS_10_MIN = "Mon, 23 Nov 2026 12:10:00 GMT"
BEFORE_NOW = "Mon, 23 Nov 2026 11:59:00 GMT"

FORMS: dict[str, tuple[float, tuple[tuple[str, str], ...]]] = {
    "0": (0, (("Retry-After", "0"),)),
    "2": (2, (("Retry-After", "2"),)),
    "1.5": (1.5, (("Retry-After", "1.5"),)),
    "120": (120, (("Retry-After", "120"),)),
    "a date": (3, (("Retry-After", NOW_PLUS_3), ("Date", NOW))),
    "a date of RFC 850": (3, (("Retry-After", NOW_PLUS_3_RFC850), ("Date", NOW))),
    "a date of asctime": (3, (("Retry-After", NOW_PLUS_3_ASCTIME), ("Date", NOW))),
    "a date in the past": (0, (("Retry-After", BEFORE_NOW), ("Date", NOW))),
    "1500 ms": (1.5, (("retry-after-ms", "1500"),)),
    "ms beside seconds": (1.5, (("retry-after-ms", "1500"), ("Retry-After", "2"))),
}
"""Forms that count: the seconds they ask for, and the headers."""

TOO_LONG: dict[str, tuple[float, tuple[tuple[str, str], ...]]] = {
    "121": (121, (("Retry-After", "121"),)),
    "an hour": (3600, (("Retry-After", "3600"),)),
    "a date 10 min ahead": (600, (("Retry-After", NOW_PLUS_10_MIN), ("Date", NOW))),
    "500000 ms": (500, (("retry-after-ms", "500000"),)),
}
"""Forms that ask for more than any call waits."""

NONSENSE: dict[str, tuple[tuple[str, str], ...]] = {
    "empty": (("Retry-After", ""),),
    "a word": (("Retry-After", "soon"),),
    "negative": (("Retry-After", "-5"),),
    "NaN": (("Retry-After", "nan"),),
    "infinite": (("Retry-After", "inf"),),
    "10^16": (("Retry-After", "10000000000000000"),),
    "5,000 digits": (("Retry-After", "9" * 5000),),
    "digits of another script": (("Retry-After", "²"),),
    "half a date": (("Retry-After", "Mon, 23 Nov"),),
    "a date with an absurd year": (("Retry-After", "Mon, 23 Nov 99999 12:00:00 GMT"), ("Date", NOW)),
    "NaN ms": (("retry-after-ms", "nan"),),
}
"""Forms that are ignored."""


def throttled(status: int, headers: tuple[tuple[str, str], ...]) -> Answer:
    """Return a refusal."""
    code = "REQUEST_LIMIT_EXCEEDED" if status == 429 else "TEMPORARILY_UNAVAILABLE"
    return error_answer(status, code).with_headers(*headers)


def refusal(status: int, form: str, headers: tuple[tuple[str, str], ...], floor: float = 0.0) -> Fault:
    """Return the fault of a refusal that asks for `floor` seconds."""
    name = f"{status}, Retry-After: {form}" if form else str(status)
    return Fault(name, Phase.REJECTED, answer=instead(throttled(status, headers)), floor=floor)


REJECTIONS = (
    refusal(429, "", ()),
    *(refusal(429, form, headers, floor) for form, (floor, headers) in (FORMS | TOO_LONG).items()),
    *(refusal(429, form, headers) for form, headers in NONSENSE.items()),
    refusal(503, "2", (("Retry-After", "2"),), 2),
    refusal(503, "a date", *reversed(FORMS["a date"])),
    refusal(503, "an hour", (("Retry-After", "3600"),), 3600),
)
