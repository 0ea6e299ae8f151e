"""Makes what must not be shared between processes anew in a forked child: connections, locks, threads."""

from __future__ import annotations

import os
from weakref import WeakSet

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Protocol

    class Forkable(Protocol):
        """Holds something that a child must not share with its parent."""

        def after_fork(self) -> None:
            """Forget the parent's part without touching it; runs in the child, in its only thread."""
            ...


_known: WeakSet[Forkable] = WeakSet()


def renew_after_fork(thing: Forkable) -> None:
    """Have `thing.after_fork()` called in every child process, as long as `thing` lives."""
    _known.add(thing)


def _renew() -> None:
    for thing in list(_known):
        thing.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew)
