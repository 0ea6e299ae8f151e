"""Faults before there is a connection: nothing can have been applied."""

from __future__ import annotations

import socket

from .faults import Fault, Moment, Phase


def _door(name: str, failure: str, phase: Phase = Phase.NOT_SENT, cause: Exception | None = None) -> Fault:
    return Fault(name, phase, failure=failure, moment=Moment.CONNECT, cause=cause)


CLOSED = _door("a closed port", "ConnectError")
SILENT = _door("a port that does not answer", "ConnectError")
UNKNOWN_NOW = _door(
    "a name that cannot be looked up at the moment",
    "ConnectError",
    cause=socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
)
RESET_HANDSHAKE = _door("RST inside the TLS handshake", "ConnectError")
SILENT_HANDSHAKE = _door("silence inside the TLS handshake", "ConnectError")
POOL_FULL = _door("no free connection in the pool", "PoolTimeout")

UNKNOWN = _door(
    "a name that does not exist",
    "ConnectError",
    Phase.UNTRUSTED,
    socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
)
SELF_SIGNED = _door("a self-signed certificate", "TLSError", Phase.UNTRUSTED)
UNKNOWN_AUTHORITY = _door("a certificate of an unknown authority", "TLSError", Phase.UNTRUSTED)
EXPIRED = _door("an expired certificate", "TLSError", Phase.UNTRUSTED)
NOT_YET = _door("a certificate of the future", "TLSError", Phase.UNTRUSTED)
WRONG_HOST = _door("a certificate of another host", "TLSError", Phase.UNTRUSTED)
PLAIN_TEXT = _door("plain text on a TLS port", "TLSError", Phase.UNTRUSTED)
OLD_TLS = _door("TLS 1.1 only", "TLSError", Phase.UNTRUSTED)

DOORS = (
    *(CLOSED, SILENT, UNKNOWN_NOW, RESET_HANDSHAKE, SILENT_HANDSHAKE, POOL_FULL),
    *(UNKNOWN, SELF_SIGNED, UNKNOWN_AUTHORITY, EXPIRED, NOT_YET, WRONG_HOST, PLAIN_TEXT, OLD_TLS),
)
