"""Timing that a noisy machine disturbs little: interleaved rounds, CPU time, no garbage collection."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

Clock = Callable[[], float]


@dataclass
class Settings:
    """How thoroughly to measure."""

    quick: bool = False

    @property
    def rounds(self) -> int:
        """How often the candidates take turns."""
        return 5 if self.quick else 15

    def times(self, count: int) -> int:
        """Return how often a candidate repeats its work in one round."""
        return max(1, count // 5) if self.quick else count


@dataclass
class Spread:
    """Median, smallest and largest of the ratios of all rounds, or of plain figures."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> Spread:
        """Summarise figures."""
        return cls(statistics.median(values), min(values), max(values))


@dataclass
class Row:
    """One line of the table: what a candidate cost, measured against a peer."""

    what: str
    candidate: str
    spread: Spread | None = None
    goal: float | None = None
    at_least: bool = False
    unit: str = "× SDK"
    note: str = ""
    """What a reader has to know of the row; beside a goal, why it is missed if it is."""

    @property
    def verdict(self) -> str:
        """Say whether the goal is met, and if not by how much it is missed and why."""
        if self.goal is None or self.spread is None:
            return self.note
        reached = round(self.spread.median, 3)
        if reached >= self.goal if self.at_least else reached <= self.goal:
            return "met"
        verdict = f"missed by {abs(reached - self.goal):.2g}"
        return f"{verdict}: {self.note}" if self.note else verdict


@dataclass
class Section:
    """The rows of one bench, and what a reader has to know of it."""

    title: str
    rows: list[Row] = field(default_factory=list)
    remark: str = ""


@contextmanager
def frozen_garbage_collection() -> Iterator[None]:
    """Keep the collector from running while something is timed."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def interleaved(
    candidates: Mapping[str, Callable[[], object]], rounds: int, times: int, clock: Clock = time.thread_time
) -> dict[str, list[float]]:
    """Return for every candidate the seconds of one call, round by round."""
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for work in candidates.values():
        for _ in range(max(times, 3)):
            work()
    with frozen_garbage_collection():
        for _ in range(rounds):
            for name, work in candidates.items():
                start = clock()
                for _ in range(times):
                    work()
                taken[name].append((clock() - start) / times)
            gc.collect()
    return taken


def ratios(taken: Mapping[str, list[float]], to: str) -> dict[str, Spread]:
    """Return every candidate's cost in units of one of them, compared round by round."""
    return {
        name: Spread.of([mine / other for mine, other in zip(values, taken[to], strict=True)])
        for name, values in taken.items()
    }


def compared(
    what: str,
    taken: Mapping[str, list[float]],
    to: str,
    goals: Mapping[str, float],
    *,
    unit: str = "× SDK",
    notes: Mapping[str, str] | None = None,
) -> list[Row]:
    """Return a row for every candidate but the one that the others are compared to, which gets its time."""
    rows = [
        Row(what, name, spread, goals.get(name), unit=unit, note=(notes or {}).get(name, ""))
        for name, spread in ratios(taken, to).items()
        if name != to
    ]
    cost = Spread.of([seconds * 1e6 for seconds in taken[to]])
    return [Row(what, to, cost, unit="µs"), *rows]
