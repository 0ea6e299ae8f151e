"""Waits for what goes on after a call: polls until a waiter's states give a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import (
    BrickserveError,
    CallDeadlineExceeded,
    Cancelled,
    ClientClosed,
    NotFound,
    TransportError,
    WaiterError,
    WaitTimeout,
)
from ..logs import LOGGER
from .deadlines import check_timeout
from .flows import execute
from .phases import phase_of
from .retries import FINAL
from .states import explanations, value_at
from .versions import IN_EFFECT, NOT_YET, REPLACED, whose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

    from .calls import OriginLike, WaiterLike
    from .context import Context

T = TypeVar("T")

FIRST_PAUSE = 1.0
GROWTH = 1.5
LONGEST_PAUSE = 10.0
JITTER = 0.2
"""How far a pause strays, so that many waits do not poll in step."""
TOLERATED_FAILURES = 5
"""How many polls in a row may fail; each one has had its own retries."""
APPEARS_WITHIN = 10.0
"""How long a created resource may be unknown, and an update invisible, to a service that answers from copies."""
LAST_POLL = 2.0
"""How long the poll at the deadline may take: the state at that moment is what the caller wants to know."""


async def wait(
    waiter: WaiterLike[T],
    arguments: Mapping[str, str],
    context: Context,
    *,
    timeout: timedelta,
    callback: Callable[[T], None] | None = None,
    origin: OriginLike | None = None,
) -> T:
    """Poll until the waiter's goal is reached and return the resource.

    Polls at once and, at the latest, when `timeout` has passed. Raises `WaiterError` when the goal cannot
    be reached any more, `WaitTimeout` when time is up. `origin` is the operation that is waited for: whether
    it made the resource, and which version of it.
    """
    io = context.io
    check_timeout(timeout)
    watch = _Watch(waiter, arguments, io.monotonic(), max(0.0, timeout.total_seconds()), origin)
    pause = FIRST_PAUSE
    while True:
        resource = await _poll(watch, context)
        if resource is not None:
            state = watch.note(resource, io.monotonic())
            if callback is not None:
                callback(resource)
            if watch.is_done(resource, state, io.monotonic()):
                found: T = resource
                return found
        left = watch.end - io.monotonic()
        if left <= 0:
            raise watch.timed_out()
        stray = 1 + JITTER * (2 * io.random() - 1)
        await io.sleep(min(pause * stray, left))
        pause = min(pause * GROWTH, LONGEST_PAUSE)


async def _poll(watch: _Watch, context: Context) -> Any:
    """Return the resource, or None if it could not be read and there is still hope."""
    now = context.io.monotonic()
    limits = [max(watch.end - now, LAST_POLL)]
    if context.options.deadline is not None:
        limits.append(context.options.deadline)
    try:
        found = await execute(watch.waiter.poll(**watch.arguments), context.with_options(deadline=min(limits)))
    except (Cancelled, ClientClosed):
        raise
    except NotFound as error:
        watch.missing(error, context.io.monotonic())
    except BrickserveError as error:
        late = isinstance(error, (TransportError, CallDeadlineExceeded))
        if not late and phase_of(error, "read") == FINAL:
            raise
        watch.unreachable(error)
    else:
        watch.problem = None
        watch.failures = 0
        return found
    return None


class _Watch:
    """What a wait has seen."""

    def __init__(
        self,
        waiter: WaiterLike[Any],
        arguments: Mapping[str, str],
        begun: float,
        seconds: float,
        origin: OriginLike | None,
    ) -> None:
        self.waiter = waiter
        self.arguments = arguments
        self.end = begun + seconds
        self.failures = 0
        self.problem: BrickserveError | None = None
        """Why the latest poll failed, if it did."""
        self._begun = begun
        self._seconds = seconds
        self._last: Any = None
        self._history: list[tuple[float, str | None]] = []
        self._warned = False
        self._origin = origin
        self._label = ", ".join(repr(value) for value in arguments.values())

    def note(self, resource: Any, now: float) -> str | None:
        """Keep what a poll saw and return the state."""
        state = value_at(resource.as_dict(), self.waiter.state)
        self._last = resource
        self._history.append((round(now - self._begun, 3), state))
        known = (*self.waiter.success, *self.waiter.failure, *self.waiter.retry)
        if state not in known and not self._warned:
            self._warned = True
            LOGGER.warning("%s: %s is %r, which this version does not know; waiting on", *self._names(), state)
        return state

    def is_done(self, resource: Any, state: str | None, now: float) -> bool:
        """Tell whether the goal is reached; raise `WaiterError` when it cannot be reached any more."""
        own = self._origin.version if self._origin is not None else None
        pending, current = self.waiter.versions(resource)
        fate = whose(own, pending, current)
        if fate == IN_EFFECT:
            return True
        if fate == REPLACED:
            raise self._superseded(own, current if pending is None else pending)
        if fate == NOT_YET and now < min(self.end, self._begun + APPEARS_WITHIN):
            return False
        if state in self.waiter.failure:
            raise self._failed(resource, state)
        if fate == NOT_YET and state in self.waiter.success:
            raise self._superseded(own, current)
        return state in self.waiter.success

    def missing(self, error: NotFound, now: float) -> None:
        """Deal with a poll that found nothing: what was there before is gone, what is new may still appear."""
        origin = self._origin
        if self._last is not None or (origin is not None and not origin.creates):
            raise self._told(WaiterError, f"{self._label} was deleted while it was waited for", "deleted") from error
        if origin is None or now >= min(self.end, self._begun + APPEARS_WITHIN):
            raise error
        self.problem = error

    def unreachable(self, error: BrickserveError) -> None:
        """Count a poll that failed for the moment."""
        self.failures += 1
        self.problem = error
        if self.failures > TOLERATED_FAILURES:
            text = f"{self._label} could not be read {self.failures} times in a row: {error}"
            raise self._told(WaiterError, text, "unreachable") from error

    def _superseded(self, own: int | None, other: int | None) -> WaiterError:
        what = f"the update that made version {own} of {self._label} was superseded: there is version {other} now"
        return self._told(WaiterError, what, "superseded")

    def _failed(self, resource: Any, state: str | None) -> WaiterError:
        document = resource.as_dict()
        told = (explanations(document, path) for path in self.waiter.messages)
        why = "; ".join(next(filter(None, told), ())) or "the service gives no reason"
        return self._told(WaiterError, f"{self._label} ended in {state}: {why}. Its logs may say more.", "failed")

    def timed_out(self) -> WaitTimeout:
        """Return the error for a goal that was not reached in time."""
        goal = " or ".join(self.waiter.success)
        state = self._history[-1][1] if self._history else "never seen"
        text = f"{self._label} was not {goal} after {_duration(self._seconds)}; last {self.waiter.state}: {state}"
        error = self._told(WaitTimeout, text, "timeout")
        error.__cause__ = self.problem
        return error

    def _told(self, kind: type[E], text: str, reason: str) -> E:
        return kind(text, reason=reason, last=self._last, history=tuple(self._history))

    def _names(self) -> tuple[str, str]:
        return self._label, self.waiter.state


E = TypeVar("E", WaiterError, WaitTimeout)


def _duration(seconds: float) -> str:
    return f"{seconds / 60:g} min" if seconds >= 60 and seconds % 60 == 0 else f"{seconds:g} s"
