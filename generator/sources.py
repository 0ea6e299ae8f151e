"""A file's text, and where things stand in it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple
from urllib.parse import unquote


class Place(NamedTuple):
    """A place in a file; line and column count from 1."""

    line: int
    column: int
    source: Source


class Source:
    """A file of a specification, as it was read."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines(keepends=True)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(map(len, self._lines))]

    def line(self, number: int) -> str:
        """Return a line of the text, counted from 1, without its end."""
        lines = self._lines[number - 1 : number] if number > 0 else []
        return "".join(lines).splitlines()[0] if lines else ""

    def place(self, offset: int) -> Place:
        """Return the place of a character, which counts from 0."""
        line = max(1, bisect_right(self._starts, offset, hi=max(1, len(self._lines))))
        return Place(line, offset - self._starts[line - 1] + 1, self)


class Spots:
    """Where a mapping or list and its entries start: offsets, in the order of the entries."""

    __slots__ = ("keys", "source", "start", "values")

    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.start = start
        self.keys: list[int] = []
        self.values: list[int] = []

    def add(self, key: int, value: int) -> None:
        """Note where the next entry's key and value start."""
        self.keys.append(key)
        self.values.append(value)


Atlas = dict[int, Spots]
"""The spots of every mapping and list, by its identity."""


def entry(container: Any, step: str | int) -> tuple[int, Any] | None:
    """Return an entry of a mapping or list: its number in the order, and its value."""
    if isinstance(container, dict):
        return (list(container).index(step), container[step]) if step in container else None
    if isinstance(container, list) and str(step).isdecimal() and int(step) < len(container):
        return int(step), container[int(step)]
    return None


def parse_reference(reference: str) -> tuple[str | int, ...]:
    """Split a local `$ref` into the keys that lead to its target."""
    parts = (unquote(part).replace("~1", "/").replace("~0", "~") for part in reference[2:].split("/"))
    return tuple(parts)


def unreadable(error: OSError | UnicodeDecodeError) -> str:
    """Say why a file cannot be read, without naming the machine."""
    return str(error.strerror) if isinstance(error, OSError) else f"not UTF-8 at byte {error.start}"
