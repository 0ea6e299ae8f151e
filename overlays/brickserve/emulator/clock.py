"""The clocks that drive deployments and token lifetimes; by default it is `time.monotonic`."""

from __future__ import annotations

from collections.abc import Callable

Clock = Callable[[], float]
"""Returns seconds since some fixed moment, never going back."""


class ManualClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        """Return the time, which only `advance` changes."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass."""
        if seconds < 0:
            raise ValueError(f"a clock cannot go back: advance({seconds})")
        self.now += seconds


class SteppingClock:
    """A clock that moves on by `step` seconds at every reading, so that polling alone makes time pass."""

    def __init__(self, step: float = 1.0) -> None:
        self.step = step
        self.now = 0.0

    def __call__(self) -> float:
        """Move on and return the time."""
        self.now += self.step
        return self.now
