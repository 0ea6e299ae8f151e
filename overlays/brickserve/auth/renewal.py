"""A token that is fetched when first needed, renewed ahead of its expiry, by one caller at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..calling.flights import Flight
from ..errors.base import BrickserveError
from ..errors.platform import Cancelled
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


class _Held(NamedTuple):
    token: Token
    renew_at: float
    expires_at: float


class Renewal:
    """Holds the current token; safe for threads and tasks, on one event loop or several."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._held: _Held | None = None
        self._flight = Flight("the token")

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
        return await self._flight.share(
            io, deadline, held=lambda: self._usable(io), fetch=lambda: self._renew(io, deadline, ATTEMPTS)
        )

    def invalidate(self, access_token: str) -> bool:
        """Drop the token if it is this one; True, since the next one may be accepted."""
        held = self._held
        if held and held.token.access_token == access_token:
            self._held = None
        return True

    def _usable(self, io: IO) -> Token | None:
        held = self._held
        return held.token if held and io.monotonic() < held.expires_at else None

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
            self._flight.leave()

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
