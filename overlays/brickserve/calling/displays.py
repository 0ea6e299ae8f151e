"""Shows on the terminal how a wait goes on: with rich where it is installed, else a line for every change."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from ..redaction import Redactor
from .snapshots import changed, elapsed, rows
from .states import value_at

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from .calls import WaiterLike
    from .context import Context
    from .snapshots import Row

    Clock = Callable[[], float]

_table_in_use = Lock()
"""Held by the one wait whose table is on the screen; others that go on meanwhile write lines above it."""


@contextmanager
def shown(
    waiter: WaiterLike[Any], arguments: Mapping[str, str], context: Context, callback: Callable[[Any], None] | None
) -> Generator[Callable[[Any], None] | None]:
    """Yield the callback for a wait that shows every poll on stderr, if that is a terminal, before `callback`."""
    if not _is_terminal():
        yield callback
        return
    label = ", ".join(arguments.values())
    begun = context.io.monotonic()
    with _display(lambda: context.io.monotonic() - begun) as display:

        def see(resource: Any) -> None:
            document = resource.as_dict()
            # Credentials may have been renewed since the last poll.
            redactor = Redactor((*context.credentials.secrets(), *context.config.secrets()))
            display.show(rows(document, label, value_at(document, waiter.state), redactor.text))
            if callback is not None:
                callback(resource)

        yield see


class Display(Protocol):
    """Where the rows of a wait are shown."""

    def show(self, rows: list[Row]) -> None:
        """Show how things stand now."""
        ...


class Lines:
    """Writes a line for every row that changed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        """Write what changed since the last time."""
        after = elapsed(self._clock())
        for row in changed(self._rows, rows):
            message = f": {row.message}" if row.message else ""
            print(f"[{after}] {row.name} {row.state}{message}", file=sys.stderr, flush=True)
        self._rows = rows


class Table:
    """Keeps a table on the screen, whose time goes on between the polls."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        """Replace what the table shows."""
        self._rows = rows

    def __rich__(self) -> Any:
        made: Any = import_module("rich.table").Table(box=None, padding=(0, 2, 0, 0))
        text: Any = import_module("rich.text").Text
        for _ in range(3):
            made.add_column(overflow="fold")
        for place, row in enumerate(self._rows):
            # As Text: square brackets in a server's text are no markup.
            made.add_row(text(row.name if place == 0 else f"  {row.name}"), text(row.state), text(row.message))
        made.add_row(text(elapsed(self._clock()), style="dim"), "", "")
        return made


@contextmanager
def _display(clock: Clock) -> Generator[Display]:
    console = _console()
    if console is None or console.is_dumb_terminal or not _table_in_use.acquire(blocking=False):
        yield Lines(clock)
        return
    try:
        table = Table(clock)
        with import_module("rich.live").Live(table, console=console, refresh_per_second=4):
            yield table
    finally:
        _table_in_use.release()


def _console() -> Any:
    """Return rich's view of the terminal, or None where rich is not installed."""
    try:
        return import_module("rich.console").Console(stderr=True)
    except ImportError:
        return None


def _is_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):
        # There is no stderr in a program without a console, and it may be closed.
        return False
