"""Answers that break on the wire: resets, early ends, wrong lengths, bad codings, silence."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from .faults import Fault, Moment, Phase
from .messages import Answer, chunked
from .steps import AwaitBytes, Close, Drip, Ignore, Pause, Reset, Send, SendMany, Stall, Step

MOVES = tuple[Step, ...]
BOMB_BYTES = 4 << 20
"""What the bombs expand to; a client under test is given a limit far below it."""


def _cut(data: bytes) -> bytes:
    return data[: max(1, len(data) // 2)]


def _body(honest: Answer) -> bytes:
    # A read of an answer that is too short to be cut would not show anything.
    return honest.body if len(honest.body) >= 4 else b'{"padding": "padding"}'


def _chunked(honest: Answer, body: bytes) -> bytes:
    return replace(honest, body=b"").with_headers(("Transfer-Encoding", "chunked")).encode() + body


def _half_headers(honest: Answer) -> MOVES:
    return Send(b"HTTP/1.1 200 OK\r\nContent-Type: applic"), Close()


def _half_status(honest: Answer) -> MOVES:
    return Send(b"HTTP/1."), Close()


def _truncated(honest: Answer) -> bytes:
    body = _body(honest)
    return replace(honest, body=body).framed().head() + _cut(body)


def _truncated_chunked(honest: Answer) -> bytes:
    return _chunked(honest, chunked(_body(honest))[:-9])


def _announces_too_much(honest: Answer) -> bytes:
    body = _body(honest)
    return honest.with_headers(("Content-Length", str(len(body) + 100))).head() + body


def _without_last_chunk(honest: Answer) -> bytes:
    return _chunked(honest, chunked(_body(honest)).removesuffix(b"0\r\n\r\n"))


def _bad_chunk_size(honest: Answer) -> bytes:
    return _chunked(honest, b"zz\r\n" + _body(honest) + b"\r\n0\r\n\r\n")


def _negative_chunk_size(honest: Answer) -> bytes:
    return _chunked(honest, b"-5\r\n" + _body(honest) + b"\r\n0\r\n\r\n")


def _encoded(honest: Answer, coding: str, body: bytes) -> bytes:
    return replace(honest, body=body).with_headers(("Content-Encoding", coding)).encode()


def _corrupt_gzip(honest: Answer) -> bytes:
    packed = bytearray(gzip.compress(_body(honest), mtime=0))
    packed[len(packed) // 2] ^= 0xFF
    packed[-6] ^= 0xFF
    return _encoded(honest, "gzip", bytes(packed))


def _half_gzip(honest: Answer) -> bytes:
    return _encoded(honest, "gzip", _cut(gzip.compress(_body(honest), mtime=0)))


def _not_gzip(honest: Answer) -> bytes:
    return _encoded(honest, "gzip", _body(honest))


def _not_deflate(honest: Answer) -> bytes:
    return _encoded(honest, "deflate", b"\x00\xff" + _body(honest))


@cache
def bomb(coding: str, size: int = BOMB_BYTES) -> bytes:
    """Return JSON text of `size` bytes, squeezed about 1000 to 1."""
    text = b'{"x": "' + b"0" * size + b'"}'
    return gzip.compress(text, mtime=0) if coding == "gzip" else zlib.compress(text, 9)


def _bomb(coding: str) -> Fault:
    return Fault(
        f"a {coding} bomb",
        Phase.UNDECODABLE,
        applied=True,
        steps=lambda honest: (Send(_encoded(honest, coding, bomb(coding))),),
        failure="ResponseTooLarge",
    )


def _endless(honest: Answer) -> MOVES:
    head = replace(honest, body=b"").with_headers(("Connection", "close")).head()
    return Send(head), SendMany(b" " * 65536, 1024), Close()


def _silent_body(honest: Answer) -> MOVES:
    return Send(replace(honest, body=_body(honest)).framed().head()), Stall()


def _drip(honest: Answer) -> MOVES:
    slow = replace(honest, body=honest.body + b" " * 40)
    return Send(slow.framed().head()), Drip(slow.body, 0.01), Close()


def broken(name: str, moves: Callable[[Answer], MOVES], failure: str = "TruncatedResponse") -> Fault:
    """Return a fault that spoils the answer of a call that was applied."""
    return Fault(name, Phase.AMBIGUOUS, applied=True, steps=moves, failure=failure)


def bad_body(name: str, text: Callable[[Answer], bytes], failure: str = "TruncatedResponse") -> Fault:
    """Return a fault that spoils the body alone, and ends the connection."""

    def steps(honest: Answer) -> MOVES:
        return Send(text(honest)), Close()

    return Fault(name, Phase.AMBIGUOUS, applied=True, steps=steps, failure=failure, body_only=True)


def _silent(name: str, moves: Callable[[Answer], MOVES], *, applied: bool = True, body_only: bool = False) -> Fault:
    return Fault(name, Phase.AMBIGUOUS, applied=applied, steps=moves, failure="ReadTimeout", body_only=body_only)


def _hung_up(name: str, *steps: Step, moment: Moment = Moment.BODY, applied: bool = False) -> Fault:
    return Fault(
        name, Phase.AMBIGUOUS, applied=applied, steps=lambda honest: steps, failure="TruncatedResponse", moment=moment
    )


HANG_UPS = (
    _hung_up("RST before the request is read", AwaitBytes(), Reset(), moment=Moment.ACCEPT),
    _hung_up("RST after the request's headers", Reset(), moment=Moment.HEAD),
    _hung_up("RST before apply", Reset()),
    _hung_up("RST after apply", Reset(), applied=True),
    _hung_up("FIN before apply", Close()),
    _hung_up("FIN after apply", Close(), applied=True),
    _hung_up("FIN before the request is read", AwaitBytes(), Close(), moment=Moment.ACCEPT),
    broken("EOF inside the status line", _half_status),
    broken("EOF inside the headers", _half_headers),
    Fault(
        "RST inside the body",
        Phase.AMBIGUOUS,
        applied=True,
        steps=lambda honest: (Send(_truncated(honest)), Pause(0.01), Reset()),
        failure="TruncatedResponse",
        body_only=True,
    ),
)

LENGTHS = (
    bad_body("a body cut short", _truncated),
    bad_body("a Content-Length that is too large", _announces_too_much),
    bad_body("a chunked body cut short", _truncated_chunked),
    bad_body("a chunked body without its last chunk", _without_last_chunk),
)

CODINGS = (
    bad_body("a chunk size that is not a number", _bad_chunk_size, "ProtocolError"),
    bad_body("a negative chunk size", _negative_chunk_size, "ProtocolError"),
    bad_body("a corrupt gzip body", _corrupt_gzip, "ProtocolError"),
    bad_body("half a gzip body", _half_gzip, "ProtocolError"),
    bad_body("a gzip body that is not gzip", _not_gzip, "ProtocolError"),
    bad_body("a deflate body that is not deflate", _not_deflate, "ProtocolError"),
)

SILENCES = (
    _silent("no answer, before apply", lambda honest: (Stall(),), applied=False),
    _silent("no answer, after apply", lambda honest: (Stall(),)),
    Fault(
        "no answer and no reading",
        Phase.AMBIGUOUS,
        steps=lambda honest: (Ignore(),),
        failure="ReadTimeout",
        moment=Moment.ACCEPT,
    ),
    _silent("silence inside the headers", lambda honest: (Send(_cut(honest.framed().head())), Stall())),
    _silent("silence after the headers", _silent_body, body_only=True),
    _silent("silence inside the body", lambda honest: (Send(_truncated(honest)), Stall()), body_only=True),
    _silent("a body of one byte every 10 ms", _drip, body_only=True),
)

TOO_LARGE = (
    _bomb("gzip"),
    _bomb("deflate"),
    Fault("64 MB of spaces", Phase.UNDECODABLE, applied=True, steps=_endless, failure="ResponseTooLarge"),
)

BREAKS = (*HANG_UPS, *LENGTHS, *CODINGS, *SILENCES, *TOO_LARGE)
