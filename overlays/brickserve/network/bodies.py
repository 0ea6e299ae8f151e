"""Reads bodies within their limit, which counts what comes out of decompression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ResponseTooLarge
from ..io import MAX_ERROR_BODY
from .codings import decode, decoders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .http1 import Answer


def read_body(answer: Answer, limit: int) -> bytes:
    """Return the whole body; one beyond `limit` raises `ResponseTooLarge` as soon as that is clear."""
    if answer.length is not None and answer.length > limit:
        raise too_large(limit)
    parts: list[bytes] = []
    size = 0
    for part in _parts(answer):
        size += len(part)
        if size > limit:
            raise too_large(limit)
        parts.append(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def read_error_body(answer: Answer) -> tuple[bytes, bool]:
    """Return the body of an error as far as it arrives, and whether it arrived to its end."""
    parts: list[bytes] = []
    size = 0
    try:
        for part in _parts(answer):
            parts.append(part)
            size += len(part)
            if size > MAX_ERROR_BODY:
                return b"".join(parts), False
    except Exception:
        # The status line has said already what counts.
        return b"".join(parts), False
    return b"".join(parts), True


def _parts(answer: Answer) -> Iterator[bytes]:
    coding = answer.headers.get("content-encoding")
    if coding is None:
        while data := answer.read():
            yield data
        return
    chain = decoders(coding)
    while data := answer.read():
        yield from decode(chain, data)
    for decoder in chain:
        decoder.finish()


def too_large(limit: int) -> ResponseTooLarge:
    """Return the error for an answer beyond its limit."""
    return ResponseTooLarge(
        f"the answer is larger than {limit} bytes; to read it, use with_options(max_response_bytes=…)", limit=limit
    )
