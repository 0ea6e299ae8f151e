"""One caller fetches what many need at once; the others wait for it, each in its own way."""

from __future__ import annotations

import os
import threading
from copy import copy
from typing import TYPE_CHECKING, TypeVar

from ..errors.base import BrickserveError
from ..errors.calls import CallDeadlineExceeded
from ..errors.platform import Cancelled, DeadlineExceeded
from .deadlines import NEVER
from .phases import phase_of
from .retries import FINAL, LONGEST_RETRY_AFTER, MAX_ATTEMPTS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ..io import IO

POLL = 0.02
"""How often a caller looks whether the one that fetches is done."""

T = TypeVar("T")


class Flight:
    """Lets one caller in; the others find out how it went. For threads and tasks, on one event loop or several."""

    # Waiting is done by polling and not in the lock: a waiter keeps its own deadline and its cancel token,
    # and threads and event loops can share one flight.

    def __init__(self, what: str) -> None:
        self._what = what
        self._lock = threading.Lock()
        self._pid = os.getpid()
        self._failed: tuple[int, BrickserveError] | None = None
        self._number = 0

    async def share(
        self,
        io: IO,
        deadline: float | None,
        held: Callable[[], T | None],
        fetch: Callable[[], Awaitable[T]],
        *,
        attempts: int = MAX_ATTEMPTS,
    ) -> T:
        """Return what is `held`, once one of all who wait has fetched it; they share its failure as well.

        A failure for want of the time or the `attempts` that one caller allows is that caller's alone.
        """
        came = NEVER
        while not self.enter():
            came = min(came, self._number)
            await self._pause(io, deadline)
            if (found := held()) is not None:
                return found
            self._raise_failure(came)
        shared: BrickserveError | None = None
        try:
            if (found := held()) is not None:
                return found
            self._raise_failure(came)
            return await fetch()
        except BrickserveError as error:
            shared = None if _is_own(error, limited=deadline is not None or attempts < MAX_ATTEMPTS) else error
            raise
        finally:
            self.leave(shared)

    def enter(self) -> bool:
        """Tell whether the caller may fetch; it then has to `leave`."""
        if self._pid != os.getpid():
            # In a forked child the thread that held the lock does not exist.
            self._lock, self._pid = threading.Lock(), os.getpid()
        if not self._lock.acquire(blocking=False):
            return False
        self._number += 1
        return True

    def leave(self, failure: BrickserveError | None = None) -> None:
        """Let the next caller in; those who wait now fail in the same way, if there is a failure."""
        # A copy has no traceback, which would keep alive what the caller had at hand.
        self._failed = None if failure is None else (self._number, copy(failure))
        self._lock.release()

    def _raise_failure(self, came: float) -> None:
        """Raise the failure of a flight that ended after the caller came, while the flight `came` was under way."""
        failed = self._failed
        if failed is not None and failed[0] >= came:
            raise copy(failed[1])

    async def _pause(self, io: IO, deadline: float | None) -> None:
        left = POLL if deadline is None else deadline - io.monotonic()
        if left <= 0:
            raise CallDeadlineExceeded(f"the deadline passed while another call was fetching {self._what}")
        await io.sleep(min(POLL, left))


def _is_own(error: BrickserveError, *, limited: bool) -> bool:
    """Tell whether a caller with less strict limits might have fared better."""
    if isinstance(error, (Cancelled, DeadlineExceeded)):
        return True
    if not limited or len(error.attempts) >= MAX_ATTEMPTS or phase_of(error, "read") == FINAL:
        return False
    # Loaded when the first call fails: most programs never need it.
    from ..network.failures import is_permanent

    return not is_permanent(error) and (error.retry_after or 0.0) <= LONGEST_RETRY_AFTER
