"""Reads bodies within their limit, which counts what comes out of decompression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ResponseTooLarge
from ..io import MAX_ERROR_BODY
from .codings import decode, decoders

if TYPE_CHECKING:
    from .codings import Decoder
    from .http1 import Answer


class WholeBody:
    """Collects a body; after `NotYet`, reading it again goes on."""

    __slots__ = ("_answer", "_chain", "_parts", "_size")

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._chain: list[Decoder] | None = None
        self._parts: list[bytes] = []
        self._size = 0

    def read(self, limit: int) -> bytes:
        """Return the whole body; one beyond `limit` raises `ResponseTooLarge` as soon as that is clear."""
        length = self._answer.length
        if (length is not None and length > limit) or not self._collect(limit):
            raise too_large(limit)
        return self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)

    def read_error(self) -> tuple[bytes, bool]:
        """Return the body of an error as far as it arrives, and whether it arrived to its end."""
        try:
            whole = self._collect(MAX_ERROR_BODY)
        except Exception:
            # The status line has said already what counts.
            whole = False
        return b"".join(self._parts), whole

    def _collect(self, limit: int) -> bool:
        """Read to the end of the body and return True, or to the first piece beyond the limit and return False."""
        if self._chain is None:
            self._chain = decoders(self._answer.headers.get("content-encoding"))
        while data := self._answer.read():
            for part in decode(self._chain, data) if self._chain else (data,):
                self._parts.append(part)
                self._size += len(part)
                if self._size > limit:
                    return False
        for decoder in self._chain:
            decoder.finish()
        return True


def too_large(limit: int) -> ResponseTooLarge:
    """Return the error for an answer beyond its limit."""
    return ResponseTooLarge(
        f"the answer is larger than {limit} bytes; to read it, use with_options(max_response_bytes=…)", limit=limit
    )
