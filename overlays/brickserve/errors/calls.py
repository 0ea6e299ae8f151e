"""Errors that the client finds itself: options, connections, deadlines, redirects, tokens and streams."""

from __future__ import annotations

from .base import BrickserveError, DatabricksError
from .platform import DeadlineExceeded, Unauthenticated

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

CONNECT = "connect"
"""The phase in which nothing has been sent: a repetition is safe for every operation."""
AMBIGUOUS = "ambiguous"
"""The phase in which the server may already have acted."""


class ConfigError(BrickserveError, ValueError):
    """A host, credential, profile or option that cannot work, found before any I/O."""


class TransportError(BrickserveError, OSError):
    """A request that got no complete answer."""

    phase: str = AMBIGUOUS
    """`connect` when nothing was sent, else `ambiguous`."""

    def __init__(self, message: str = "", *, phase: str | None = None, host: str | None = None) -> None:
        super().__init__(message)
        if phase is not None:
            self.phase = phase
        self.host = host
        """The host that was to be reached."""


class ConnectError(TransportError, ConnectionError):
    """No connection: the name has no address, or nobody answers there."""

    phase = CONNECT


class TLSError(TransportError):
    """A connection that is not trusted, or that cannot be encrypted."""

    phase = CONNECT


class ClientClosed(TransportError):
    """The client was closed before; it sends nothing any more."""

    phase = CONNECT


class PoolTimeout(TransportError, TimeoutError):
    """Every connection of the pool stayed busy; `max_connections_per_pool` says how many there are."""

    phase = CONNECT


class ReadTimeout(TransportError, TimeoutError):
    """The server sent nothing for too long."""


class TruncatedResponse(TransportError):
    """The answer ended before its announced end."""


class ProtocolError(TransportError):
    """The answer is not HTTP, or goes beyond its limits."""


class StreamInterrupted(TransportError):
    """A stream that stopped before its end; what arrived is in `partial`."""

    maybe_applied = True

    def __init__(
        self,
        message: str = "",
        *,
        partial: tuple[object, ...] = (),
        last_id: str | None = None,
        phase: str | None = None,
        host: str | None = None,
    ) -> None:
        super().__init__(message, phase=phase, host=host)
        self.partial = partial
        """The events that arrived, oldest first."""
        self.last_id = last_id
        """The id of the last event that had one."""


class StreamError(DatabricksError):
    """An error that the server reported inside a stream; what had arrived is in `partial`."""

    maybe_applied = True
    partial: tuple[object, ...] = ()
    """The events that arrived before it, oldest first."""
    last_id: str | None = None
    """The id of the last event that had one."""


class CallDeadlineExceeded(DeadlineExceeded):
    """The deadline that the caller set for the call has passed."""


class RedirectError(BrickserveError):
    """A redirect that the client does not follow."""

    def __init__(self, message: str = "", *, status: int | None = None, location: str | None = None) -> None:
        super().__init__(message)
        if status is not None:
            self.status = status
        self.location = location
        """The origin that the server points to, such as `https://login.example.com`."""


class AuthError(Unauthenticated):
    """No usable token: the token endpoint refused, or the service refuses a fresh token."""

    def __init__(
        self,
        message: str | None = None,
        *,
        code: str | None = None,
        description: str | None = None,
        **context: Any,
    ) -> None:
        if code is not None:
            context.setdefault("error_code", code)
        super().__init__(message or _reason(code, description), **context)
        self.description = description
        """What the token endpoint says of the refusal."""

    @property
    def code(self) -> str | None:
        """The token endpoint's code, such as `invalid_client`."""
        return self.error_code


def _reason(code: str | None, description: str | None) -> str:
    said = ": ".join(part for part in (code, description) if part)
    return f"no token: {said}" if said else "no token"
