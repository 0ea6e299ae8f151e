"""Connecting and shaking hands in steps, between which the caller may give up."""

from __future__ import annotations

import errno
import os
import socket
import ssl
from typing import TYPE_CHECKING, Any

from urllib3.util.wait import wait_for_write

if TYPE_CHECKING:
    from .connections import Guard

_UNDER_WAY = (errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EINTR, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK))


class WatchedSocket(socket.socket):
    """A socket that knows what bounds its way to a connection."""

    guard: Guard | None = None

    def connect_in_time(self, address: Any, guard: Guard) -> None:
        """Connect before the guard's time is over or its token is set."""
        self.setblocking(False)
        code = self.connect_ex(address)
        if code in _UNDER_WAY:
            while not wait_for_write(self, guard.slice()):
                guard.remaining()
            code = self.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            raise OSError(code, os.strerror(code))


class PatientContext(ssl.SSLContext):
    """Shakes hands on a watched socket as long as its guard allows."""

    def wrap_socket(self, sock: socket.socket, *arguments: Any, **options: Any) -> ssl.SSLSocket:
        """Return the encrypted socket once the handshake is done."""
        guard = sock.guard if isinstance(sock, WatchedSocket) else None
        if guard is None:
            return super().wrap_socket(sock, *arguments, **options)
        secure = super().wrap_socket(sock, *arguments, **{**options, "do_handshake_on_connect": False})
        try:
            _shake_hands(secure, guard)
        except BaseException:
            secure.close()
            raise
        return secure


def _shake_hands(secure: ssl.SSLSocket, guard: Guard) -> None:
    while True:
        secure.settimeout(guard.slice())
        try:
            secure.do_handshake()
            return
        except TimeoutError:
            guard.remaining()
