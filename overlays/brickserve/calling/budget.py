"""A bound on the retries of a whole client, so that an outage is not multiplied by everybody's retries."""

from __future__ import annotations

from threading import Lock

CAPACITY = 500
RETRY_COST = 14
THROTTLED_COST = 5
"""A rejected request cost the server little, and so does its repetition."""


class RetryBudget:
    """Tokens that retries take and successes give back; for any number of threads."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._available = capacity
        self._lock = Lock()

    @property
    def available(self) -> int:
        """How many tokens are left."""
        return self._available

    def take(self, cost: int) -> bool:
        """Take `cost` tokens for a retry; False if there are not enough, and then none is taken."""
        with self._lock:
            if cost > self._available:
                return False
            self._available -= cost
            return True

    def give_back(self, cost: int) -> None:
        """Return what the call that succeeded had taken, or one token for a call that needed no retry."""
        # Read without the lock first: on the happy path the budget is full and nothing is to be done.
        if self._available < self._capacity:
            with self._lock:
                self._available = min(self._capacity, self._available + (cost or 1))
