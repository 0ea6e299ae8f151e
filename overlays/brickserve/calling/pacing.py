"""Spreads requests over time when the configuration limits their rate."""

from __future__ import annotations

from threading import Lock


class Pace:
    """Gives every request its moment, `1 / per_second` apart; for any number of threads."""

    def __init__(self, per_second: int | None) -> None:
        self.is_free = not per_second
        """True if nothing is limited."""
        self._interval = 1 / per_second if per_second else 0.0
        self._next = float("-inf")
        self._lock = Lock()

    def delay(self, now: float, longest: float) -> float | None:
        """Return how long the next request has to wait, and reserve its moment; None if that is `longest` or more."""
        if self.is_free:
            return 0.0
        with self._lock:
            moment = max(self._next, now)
            if moment - now >= longest:
                return None
            self._next = moment + self._interval
        return moment - now
