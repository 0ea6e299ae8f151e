"""Reads bodies within their limit, which counts what comes out of decompression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .codings import decode, decoders
from .errors import ResponseTooLarge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from urllib3.response import HTTPResponse

CHUNK = 1 << 16
MAX_ERROR_BODY = 1 << 18
"""How much of an error's body is read: its status counts, and no service explains itself at greater length."""


def read_body(response: HTTPResponse, limit: int) -> bytes:
    """Return the whole body; one beyond `limit` raises `ResponseTooLarge` as soon as that is clear."""
    announced = response.length_remaining
    coding = response.headers.get("content-encoding")
    if announced is not None and coding is None:
        if announced > limit:
            raise _too_large(limit)
        return response.read(decode_content=False)
    parts: list[bytes] = []
    size = 0
    for part in _parts(coding, response.read):
        size += len(part)
        if size > limit:
            raise _too_large(limit)
        parts.append(part)
    return b"".join(parts)


def read_error_body(response: HTTPResponse) -> tuple[bytes, bool]:
    """Return the body of an error as far as it arrives, and whether it arrived to its end."""
    parts: list[bytes] = []
    size = 0
    try:
        # read1 gives what there is; read would keep what came before a break to itself.
        for part in _parts(response.headers.get("content-encoding"), response.read1):
            parts.append(part)
            size += len(part)
            if size > MAX_ERROR_BODY:
                return b"".join(parts), False
    except Exception:
        # The status line has said already what counts.
        return b"".join(parts), False
    return b"".join(parts), True


def _parts(coding: str | None, read: Callable[..., bytes]) -> Iterator[bytes]:
    chain = decoders(coding) if coding else []
    while data := read(CHUNK, decode_content=False):
        yield from decode(chain, data)
    for decoder in chain:
        decoder.finish()


def _too_large(limit: int) -> ResponseTooLarge:
    return ResponseTooLarge(
        f"the answer is larger than {limit} bytes; to read it, use with_options(max_response_bytes=…)", limit=limit
    )
