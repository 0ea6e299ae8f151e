"""What a wait shows of a resource: its state, and that of everything it serves; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..guards import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PLACES = (("config", ""), ("pending_config", " (pending)"))
SERVED = ("served_entities", "served_models")
"""The same things under their present and their former name; the first that is there is shown."""
LONGEST = 200
"""How many characters of an explanation are shown."""


class Row(NamedTuple):
    """One line of the display."""

    name: str
    state: str
    message: str = ""


def rows(document: Any, label: str, state: str | None, clean: Callable[[str], str]) -> list[Row]:
    """Return a row for the resource and one for everything it serves, each text made fit to be shown by `clean`."""
    found = [Row(label, state or "unknown"), *_served(document)]
    return [Row(*(_printable(clean(text)) for text in row)) for row in found]


def changed(before: list[Row], after: list[Row]) -> list[Row]:
    """Return the rows that were not there, or were not the same, before."""
    known = set(before)
    return [row for row in after if row not in known]


def elapsed(seconds: float) -> str:
    """Return a time as people say it."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _served(document: Any) -> Iterator[Row]:
    for place, mark in PLACES:
        config = document.get(place)
        if not is_object(config):
            continue
        lists = [items for kind in SERVED if is_array(items := config.get(kind)) and items]
        for item in filter(is_object, lists[0] if lists else ()):
            state = item.get("state")
            told = state if is_object(state) else {}
            name, deployment = item.get("name") or item.get("entity_name"), told.get("deployment")
            yield Row(f"{name}{mark}", str(deployment or "unknown"), str(told.get("deployment_state_message") or ""))


def _printable(text: str) -> str:
    # A server's text must not steer the terminal.
    shown = "".join(character if character.isprintable() else " " for character in text)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
