"""Finds out which sets of keys the objects of a model have in practice.

A service sends the same keys again and again. A decoder that knows them reads them without first asking
for every field whether it is there, which saves about half of its time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

ENOUGH = 200
"""How many objects are looked at; fewer would not pay for writing the decoder anew."""

MOST = 4
"""How many sets of keys get a short cut of their own."""


class Learner:
    """Counts the sets of keys of the first objects, and reports the common ones once."""

    def __init__(self, known: frozenset[str], report: Callable[[list[frozenset[str]]], None]) -> None:
        self._known = known
        self._report = report
        self._seen: Counter[frozenset[str]] = Counter()

    def see(self, document: dict[str, Any]) -> None:
        """Count one object."""
        self._seen[frozenset(document)] += 1
        if self._seen.total() == ENOUGH:
            self._report(self._common())

    def _common(self) -> list[frozenset[str]]:
        """Return the sets that at least a tenth of the objects had, at most one of each size."""
        common: dict[int, frozenset[str]] = {}
        for keys, count in self._seen.most_common(MOST):
            if keys and count * 10 >= ENOUGH and keys <= self._known:
                common.setdefault(len(keys), keys)
        return list(common.values())
