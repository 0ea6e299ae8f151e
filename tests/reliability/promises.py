"""What a promise is: its words, the tests that prove it, and a change of the library that they notice."""

from __future__ import annotations

from typing import NamedTuple

OVERLAYS = "overlays/brickserve/"
BINDINGS = "generated/brickserve_api/"


class Mutant(NamedTuple):
    """A change that breaks a promise: in `file`, `old` becomes `new`."""

    file: str
    old: str
    new: str


class Promise(NamedTuple):
    """One row of the table."""

    number: int
    words: str
    tests: tuple[str, ...]
    """Ids relative to the folder of the tests."""
    mutant: Mutant
    note: str = ""
    """What is not proven."""


def promises() -> list[Promise]:
    """Return every promise, by number."""
    from .about_calls import PROMISES as CALLS
    from .about_clients import PROMISES as CLIENTS

    return [*CALLS, *CLIENTS]
