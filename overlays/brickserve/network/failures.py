"""From what urllib3, ssl, sockets and the parser raise to one TransportError that says what is known."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

from urllib3 import exceptions as urllib3

from ..errors import (
    ClientClosed,
    ConnectError,
    ProtocolError,
    ReadTimeout,
    TLSError,
    TransportError,
    TruncatedResponse,
)
from ..errors.calls import AMBIGUOUS, CONNECT
from .codings import CodingError
from .http1 import Ended, NotHttp

if TYPE_CHECKING:
    from collections.abc import Iterator

PERMANENT_LOOKUPS = frozenset(
    code
    for code in (getattr(socket, name, None) for name in ("EAI_NONAME", "EAI_NODATA", "EAI_FAIL", "EAI_SERVICE"))
    if code is not None
)
"""What a name server says of a name that it knows not to exist."""


def unconnected(error: Exception, host: str) -> TransportError:
    """Return the error for a connection that was not made; nothing has been sent."""
    cause = _root(error)
    made: TransportError
    if isinstance(cause, ssl.SSLCertVerificationError):
        why = cause.verify_message or "not trusted"
        made = TLSError(f"{host} has a certificate that is not trusted: {why}", host=host)
    elif isinstance(cause, TimeoutError):
        made = ConnectError(f"no connection to {host} in time", host=host)
    elif isinstance(cause, (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)):
        # The other side went away; that says nothing about trust, and may be over in a moment.
        made = ConnectError(f"{host} ended the connection during the TLS handshake", host=host)
    elif isinstance(cause, (ssl.SSLError, urllib3.SSLError)):
        reason = getattr(cause, "reason", None) or type(cause).__name__
        made = TLSError(f"no encrypted connection to {host}: {reason}", host=host)
    elif isinstance(cause, (socket.gaierror, UnicodeError)):
        reason = getattr(cause, "strerror", None) or "not a host name"
        made = ConnectError(f"{host} has no address: {reason}", host=host)
    else:
        made = ConnectError(f"no connection to {host}: {_words(cause)}", host=host)
    made.__cause__ = error
    return made


def broken(error: Exception, host: str) -> TransportError:
    """Return the error for an exchange that broke off; the server may have acted."""
    made: TransportError
    if isinstance(error, TimeoutError):
        made = ReadTimeout(f"{host} did not answer in time", host=host)
    elif isinstance(error, (Ended, ConnectionError, ssl.SSLEOFError)):
        made = TruncatedResponse(f"{host} ended the connection before its answer was complete", host=host)
    elif isinstance(error, (NotHttp, CodingError)):
        made = ProtocolError(f"{host} answered with something that is not HTTP: {error}", host=host)
    elif isinstance(error, ssl.SSLError):
        made = TLSError(f"the connection to {host} broke: {error.reason or 'TLS error'}", phase=AMBIGUOUS, host=host)
    elif isinstance(error, ValueError):
        made = TransportError(f"the request was not sent: {error}", phase=CONNECT, host=host)
    else:
        made = TransportError(f"the connection to {host} broke: {_words(error)}", host=host)
    made.__cause__ = error
    return made


def is_permanent(error: BaseException) -> bool:
    """Tell whether another attempt would meet the same failure."""
    if isinstance(error, (TLSError, ClientClosed)):
        return True
    if not isinstance(error, TransportError) or error.phase != CONNECT or error.__cause__ is None:
        return False
    cause = _root(error.__cause__)
    if isinstance(cause, socket.gaierror):
        return cause.errno in PERMANENT_LOOKUPS
    # What cannot be written as a host name or a header will not be next time either.
    return isinstance(cause, ValueError)


def _root(error: BaseException) -> BaseException:
    """Return what happened first, below whatever urllib3 wrapped around it."""
    for _ in range(8):
        inner = next(_inside(error), None)
        if inner is None:
            return error
        error = inner
    return error


def _inside(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, urllib3.ProxyError):
        yield error.original_error
    if isinstance(error, urllib3.HTTPError):
        yield from (value for value in error.args if isinstance(value, Exception))
        if error.__cause__ is not None:
            yield error.__cause__


def _words(error: BaseException) -> str:
    """Return the system's words for the failure; the texts of parsers quote what they read, and are left out."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, OSError) and error.args:
        return str(error.args[0])
    return type(error).__name__
