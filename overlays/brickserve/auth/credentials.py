"""What every kind of credentials can do; written once for blocking and asynchronous clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from ..errors.calls import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..io import IO
    from .token import Token


class Credentials(Protocol):
    """Gives the headers that authenticate a request.

    `deadline` is an instant of `io.monotonic()`, or None for no limit.
    """

    auth_type: str
    """The name of the kind, as in the User-Agent header."""

    async def headers(self, io: IO, deadline: float | None) -> dict[str, str]:
        """Return the headers for one request."""
        ...

    async def token(self, io: IO, deadline: float | None) -> Token:
        """Return an OAuth token, or raise `ConfigError` if this kind has none."""
        ...

    def invalidate(self, headers: Mapping[str, str]) -> bool:
        """Note that the service refused `headers`; tell whether asking again may give better ones."""
        ...

    def secrets(self) -> tuple[str, ...]:
        """Return what must never be shown: the credentials, and the tokens they were traded for."""
        ...


def no_token(auth_type: str) -> ConfigError:
    """Return the error for a token asked of credentials that have none."""
    return ConfigError(f"{auth_type} credentials have no OAuth token; use client_id and client_secret")


async def away(io: IO, function: Callable[[], Any]) -> Any:
    """Call a function that may block: off the event loop where the IO has a way to."""
    call = getattr(io, "call", None)
    return function() if call is None else await call(function)
