"""A token that is fetched when first needed, renewed ahead of its expiry, by one caller at a time."""

from __future__ import annotations

import os
import threading
from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from ..errors.base import BrickserveError
from ..errors.calls import CallDeadlineExceeded
from ..errors.platform import Cancelled, DeadlineExceeded
from .token import EARLY, Token

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from ..io import IO

    Fetch = Callable[[IO, float | None, int], Awaitable[Token]]

ATTEMPTS = 4
"""How many requests may be sent for a token that is needed now."""
AHEAD = 300.0
"""A token is renewed this many seconds before it expires, or at half its life if that is later."""
UNKNOWN_LIFETIME = 900.0
"""What a token is taken to be good for when its issuer does not say."""
LONGEST_LIFETIME = 86400.0
PATIENCE = 10.0
"""The longest time a caller with a good token spends on renewing it."""
LATER = 30.0
"""How long to use the old token before the next try, after a renewal ahead of time failed."""
POLL = 0.02
"""How often a caller looks whether the one that fetches the token is done."""


class _Held(NamedTuple):
    token: Token
    renew_at: float
    expires_at: float


class Renewal:
    """Holds the current token; safe for threads and tasks, on one event loop or several."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._held: _Held | None = None
        self._flight = _Flight()

    @property
    def current(self) -> Token | None:
        """The token in use, or None before the first one."""
        return None if self._held is None else self._held.token

    async def token(self, io: IO, deadline: float | None) -> Token:
        """Return a token that has not expired."""
        held = self._held
        now = io.monotonic()
        if held and now < held.renew_at:
            return held.token
        if held and now < held.expires_at:
            return await self._renewed_ahead(io, deadline, held)
        return await self._needed(io, deadline)

    def invalidate(self, access_token: str) -> bool:
        """Drop the token if it is this one; True, since the next one may be accepted."""
        held = self._held
        if held and held.token.access_token == access_token:
            self._held = None
        return True

    async def _renewed_ahead(self, io: IO, deadline: float | None, held: _Held) -> Token:
        if not self._flight.enter():
            return held.token
        try:
            # The old token still works, so this must not cost the caller its deadline, nor fail the call.
            now = io.monotonic()
            patience = PATIENCE if deadline is None else min(PATIENCE, (deadline - now) / 2)
            return await self._renew(io, now + patience, 1)
        except Cancelled:
            raise
        except BrickserveError:
            if self._held is held:
                self._held = held._replace(renew_at=min(held.expires_at, io.monotonic() + LATER))
            return held.token
        finally:
            self._flight.leave(None)

    async def _needed(self, io: IO, deadline: float | None) -> Token:
        while not self._flight.enter():
            flight = self._flight.number
            await _pause(io, deadline)
            if (held := self._held) and io.monotonic() < held.expires_at:
                return held.token
            if failure := self._flight.failure(flight):
                raise failure
        failed: BrickserveError | None = None
        try:
            if (held := self._held) and io.monotonic() < held.expires_at:
                return held.token
            return await self._renew(io, deadline, ATTEMPTS)
        except BrickserveError as error:
            # A deadline or a cancellation is this caller's own; any other failure holds for all who wait.
            failed = None if isinstance(error, (Cancelled, DeadlineExceeded)) else error
            raise
        finally:
            self._flight.leave(failed)

    async def _renew(self, io: IO, deadline: float | None, attempts: int) -> Token:
        begun = io.monotonic()
        token = await self._fetch(io, deadline, attempts)
        lifetime = min(token.lifetime or UNKNOWN_LIFETIME, LONGEST_LIFETIME)
        expires_at = begun + lifetime - min(EARLY, lifetime / 4)
        self._held = _Held(token, min(expires_at, begun + lifetime - min(lifetime / 2, AHEAD)), expires_at)
        return token


def bearer(headers: Mapping[str, str]) -> str:
    """Return the token in the Authorization header, however the header's name is written."""
    found = (value for name, value in headers.items() if name.lower() == "authorization")
    return next(found, "").partition(" ")[2]


class _Flight:
    """Lets one caller in; the others find out how it went."""

    # Waiting is done by polling and not in the lock: a waiter keeps its own deadline and its cancel token,
    # and threads and event loops can share one token.

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pid = os.getpid()
        self._failed: tuple[int, BrickserveError] | None = None
        self.number = 0

    def enter(self) -> bool:
        if self._pid != os.getpid():
            # In a forked child the thread that held the lock does not exist.
            self._lock, self._pid = threading.Lock(), os.getpid()
        if not self._lock.acquire(blocking=False):
            return False
        self.number += 1
        return True

    def leave(self, failure: BrickserveError | None) -> None:
        self._failed = None if failure is None else (self.number, failure)
        self._lock.release()

    def failure(self, flight: int) -> BrickserveError | None:
        failed = self._failed
        if failed is None or failed[0] != flight:
            return None
        return copy(failed[1])


async def _pause(io: IO, deadline: float | None) -> None:
    left = POLL if deadline is None else deadline - io.monotonic()
    if left <= 0:
        raise CallDeadlineExceeded("the deadline passed while another call was fetching the token")
    await io.sleep(min(POLL, left))
