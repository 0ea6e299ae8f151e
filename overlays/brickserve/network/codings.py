"""Undoes content codings piece by piece, so that a small answer cannot become a large one unnoticed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 1 << 16
MOST_CODINGS = 3
"""More of them on top of each other have no purpose but to exhaust the client."""


class CodingError(ValueError):
    """A body that is not in the coding that its header names."""


class Decoder(Protocol):
    """Undoes one coding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` decodes to, in pieces of bounded size."""
        ...

    def finish(self) -> None:
        """Raise `CodingError` if the coded data ended early."""
        ...


def decoders(coding: str | None) -> list[Decoder]:
    """Return the decoders for a Content-Encoding header, in the order in which they apply."""
    if coding is None:
        return []
    names = [name.strip() for name in coding.lower().split(",")]
    wanted = [name for name in names if name not in ("", "identity")]
    if len(wanted) > MOST_CODINGS:
        raise CodingError(f"{len(wanted)} content codings")
    return [_decoder(name) for name in reversed(wanted)]


def decode(chain: list[Decoder], data: bytes) -> Iterator[bytes]:
    """Yield what `data` decodes to."""
    if not chain:
        yield data
        return
    for piece in chain[0].feed(data):
        yield from decode(chain[1:], piece)


def _decoder(name: str) -> Decoder:
    if name in ("gzip", "x-gzip"):
        return _Inflate(zlib.MAX_WBITS | 16, members=True)
    if name == "deflate":
        return _Deflate()
    raise CodingError("a content coding that was not asked for")


class _Inflate:
    def __init__(self, window: int, *, members: bool = False) -> None:
        self._window = window
        self._members = members
        self._engine = zlib.decompressobj(window)
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._engine.eof:
                if not self._members or not data.strip(b"\0"):
                    return
                # A gzip file may have several members, one after the other.
                self._engine = zlib.decompressobj(self._window)
            try:
                piece = self._engine.decompress(data, PIECE)
            except zlib.error:
                raise CodingError("the body is not compressed as its header says") from None
            self._begun = True
            data = self._engine.unconsumed_tail or self._engine.unused_data
            if piece:
                yield piece

    def finish(self) -> None:
        if self._begun and not self._engine.eof:
            raise CodingError("the compressed body ends early")


class _Deflate:
    """Reads zlib's format, which the standard means, and the bare one that some servers send."""

    def __init__(self) -> None:
        self._inner: _Inflate | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._inner is None and data:
            # The low half of the first byte says "deflate" in zlib's header, and cannot in a bare stream's.
            self._inner = _Inflate(zlib.MAX_WBITS if data[0] & 0x0F == 8 else -zlib.MAX_WBITS)
        if self._inner is not None:
            yield from self._inner.feed(data)

    def finish(self) -> None:
        if self._inner is not None:
            self._inner.finish()
