"""Answers that break on the wire: resets, early ends, wrong lengths, bad codings, silence."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from functools import cache

from .faults import Fault, Moment, Phase
from .messages import Answer, chunked
from .steps import Close, Drip, Ignore, Pause, Reset, Send, SendMany, Stall, Step

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


def _drip(honest: Answer) -> MOVES:
    return Send(honest.framed().head()), Drip(honest.body, 0.01), Close()


def _flood(honest: Answer) -> MOVES:
    headers = tuple((f"X-Flood-{number}", "x") for number in range(5000))
    return (Send(honest.with_headers(*headers).encode()),)


def _long_header(honest: Answer) -> MOVES:
    return (Send(honest.with_headers(("X-Long", "x" * 200_000)).encode()),)


def _garbage(honest: Answer) -> MOVES:
    return Send(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), Close()


def _bad_status(honest: Answer) -> MOVES:
    return Send(b"HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n"), Close()


def _switching(honest: Answer) -> MOVES:
    return Send(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"), Stall()


def _broken(name: str, make: object, failure: str = "TruncatedResponse", *, applied: bool = True) -> Fault:
    def steps(honest: Answer) -> MOVES:
        made = make(honest) if callable(make) else make
        return (Send(made), Close()) if isinstance(made, bytes) else made

    return Fault(name, Phase.AMBIGUOUS, applied=applied, steps=steps, failure=failure)


def _hung_up(name: str, step: Step, moment: Moment, *, applied: bool = False) -> Fault:
    return Fault(
        name, Phase.AMBIGUOUS, applied=applied, steps=lambda honest: (step,), failure="TruncatedResponse", moment=moment
    )


HANG_UPS = (
    _hung_up("RST before the request is read", Reset(), Moment.ACCEPT),
    _hung_up("RST after the request's headers", Reset(), Moment.HEAD),
    _hung_up("RST before apply", Reset(), Moment.BODY),
    _hung_up("RST after apply", Reset(), Moment.BODY, applied=True),
    _hung_up("FIN before apply", Close(), Moment.BODY),
    _hung_up("FIN after apply", Close(), Moment.BODY, applied=True),
    _hung_up("FIN before the request is read", Close(), Moment.ACCEPT),
    _broken("EOF inside the status line", _half_status, "ProtocolError"),
    _broken("EOF inside the headers", _half_headers),
    _broken("RST inside the body", lambda honest: (Send(_truncated(honest)), Pause(0.01), Reset())),
)

LENGTHS = (
    _broken("a body cut short", _truncated),
    _broken("a Content-Length that is too large", _announces_too_much),
    _broken("a chunked body cut short", _truncated_chunked),
    _broken("a chunked body without its last chunk", _without_last_chunk),
)

CODINGS = (
    _broken("a chunk size that is not a number", _bad_chunk_size, "ProtocolError"),
    _broken("a negative chunk size", _negative_chunk_size, "ProtocolError"),
    _broken("a corrupt gzip body", _corrupt_gzip, "ProtocolError"),
    _broken("half a gzip body", _half_gzip, "ProtocolError"),
    _broken("a gzip body that is not gzip", _not_gzip, "ProtocolError"),
    _broken("a deflate body that is not deflate", _not_deflate, "ProtocolError"),
)

NOT_HTTP = (
    _broken("a greeting of another protocol", _garbage, "ProtocolError"),
    _broken("a status that is not a number", _bad_status, "ProtocolError"),
    _broken("a switch to another protocol", _switching, "ProtocolError"),
    _broken("5,000 headers", _flood, "ProtocolError"),
    _broken("a header of 200,000 bytes", _long_header, "ProtocolError"),
)

SILENCES = (
    _broken("no answer, before apply", (Stall(),), "ReadTimeout", applied=False),
    _broken("no answer, after apply", (Stall(),), "ReadTimeout"),
    Fault(
        "no answer and no reading",
        Phase.AMBIGUOUS,
        steps=lambda honest: (Ignore(),),
        failure="ReadTimeout",
        moment=Moment.ACCEPT,
    ),
    _broken("silence after the headers", lambda honest: (Send(honest.framed().head()), Stall()), "ReadTimeout"),
    _broken("silence inside the headers", lambda honest: (Send(_cut(honest.framed().head())), Stall()), "ReadTimeout"),
    _broken("silence inside the body", lambda honest: (Send(_truncated(honest)), Stall()), "ReadTimeout"),
    _broken("a body of one byte every 10 ms", _drip, "ReadTimeout"),
)

TOO_LARGE = (
    _bomb("gzip"),
    _bomb("deflate"),
    Fault("64 MB of spaces", Phase.UNDECODABLE, applied=True, steps=_endless, failure="ResponseTooLarge"),
)

BREAKS = (*HANG_UPS, *LENGTHS, *CODINGS, *NOT_HTTP, *SILENCES, *TOO_LARGE)
