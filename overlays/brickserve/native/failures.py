"""From what pyreqwest raises to one TransportError that says what is known.

Its classes do not tell how far a request came: a connection that broke after the request was sent is a
`ConnectError` there too. Only the causes that it lists do, and whatever they do not settle counts as sent.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from ..errors import (
    ConnectError,
    PoolTimeout,
    ProtocolError,
    ReadTimeout,
    TLSError,
    TransportError,
    TruncatedResponse,
)
from ..network.failures import broken
from ..network.pools import ADVICE
from .names import DecodeError as UnreadableError
from .names import (
    DetailedPyreqwestError,
    NetworkError,
    PoolTimeoutError,
    RequestTimeoutError,
)

if TYPE_CHECKING:
    from ..io import HttpRequest

NO_CONNECTION = "client error (Connect)"
"""The one cause that proves that nothing was sent."""
_UNKNOWN_NAMES = ("name or service not known", "nodename nor servname", "no such host", "no address associated")
_UNTRUSTED = "invalid peer certificate: "
_REFUSED_TLS = ("received fatal alert", "received corrupt message", "peer is incompatible", "peer misbehaved")
_EARLY_ENDS = ("end of file before message length reached", "unexpected EOF")
_NOT_HTTP = ("chunk", "invalid", "message head", "unexpected message")


def failed(error: Exception, host: str) -> TransportError:
    """Return the error for a request that pyreqwest gave up; what it says of the URL is left out."""
    if not isinstance(error, DetailedPyreqwestError):
        return broken(error, host)
    causes = [cause["message"] for cause in error.details.get("causes") or ()]
    made = _unconnected(causes, host) if NO_CONNECTION in causes else _broken(error, causes, host)
    if made.__cause__ is None:
        # Not pyreqwest's own error, which holds the URL.
        made.__cause__ = OSError(_last(causes))
    return made


def host_of(request: HttpRequest) -> str:
    """Return the name of the host that a request goes to, for messages."""
    from urllib.parse import urlsplit

    return urlsplit(request.url).hostname or ""


def _unconnected(causes: list[str], host: str) -> TransportError:
    last = _last(causes)
    if last.startswith(_UNTRUSTED):
        why = last.removeprefix(_UNTRUSTED).partition(":")[0]
        return TLSError(f"{host} has a certificate that is not trusted: {why}", host=host)
    if last.startswith(_REFUSED_TLS):
        return TLSError(f"no encrypted connection to {host}: {last}", host=host)
    if last in ("operation timed out", "deadline has elapsed"):
        return ConnectError(f"no connection to {host} in time", host=host)
    if "dns error" in causes:
        made = ConnectError(f"{host} has no address: {last}", host=host)
        if any(words in last.lower() for words in _UNKNOWN_NAMES):
            made.__cause__ = socket.gaierror(socket.EAI_NONAME, last)
        return made
    return ConnectError(f"no connection to {host}: {last}", host=host)


def _broken(error: DetailedPyreqwestError, causes: list[str], host: str) -> TransportError:
    last = _last(causes)
    if isinstance(error, PoolTimeoutError):
        return PoolTimeout(f"no connection became free: the time for the request is over; {ADVICE}")
    if isinstance(error, RequestTimeoutError):
        return ReadTimeout(f"{host} did not answer in time", host=host)
    if isinstance(error, NetworkError) or last.startswith(_EARLY_ENDS):
        return TruncatedResponse(f"{host} ended the connection before its answer was complete", host=host)
    if isinstance(error, UnreadableError) or any(words in last.lower() for words in _NOT_HTTP):
        return ProtocolError(f"{host} answered with something that is not HTTP: {last}", host=host)
    return TransportError(f"the connection to {host} broke: {type(error).__name__}", host=host)


def _last(causes: list[str]) -> str:
    """Return the innermost cause; the outer ones may quote the URL."""
    return causes[-1] if len(causes) > 1 else "no cause given"
