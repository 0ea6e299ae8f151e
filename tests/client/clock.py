"""What every scripted IO has in common: a clock that only moves when it is told to, and no streams."""

from __future__ import annotations

from typing import Any

from brickserve.io import HttpRequest


class ScriptedClock:
    """Notes how long it was asked to sleep, and lets that time pass at once."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.sleeps: list[float] = []

    async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> Any:
        """Refuse: streams have scripts of their own."""
        raise AssertionError("nothing here streams")

    async def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self.sleeps.append(seconds)
        self.now += seconds

    def monotonic(self) -> float:
        """Return the script's time."""
        return self.now
