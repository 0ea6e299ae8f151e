"""Answers that look strange and are good all the same, and those that a client must not let leak into the next."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from functools import partial

from .faults import Fault, Phase
from .messages import Answer, chunked
from .steps import Close, Drip, Pause, Send, Stall, Step


def _chunked(honest: Answer) -> tuple[Step, ...]:
    head = replace(honest, body=b"").with_headers(("Transfer-Encoding", "chunked")).head()
    return (Send(head + chunked(honest.body)),)


def _chunk_extensions(honest: Answer) -> tuple[Step, ...]:
    head = replace(honest, body=b"").with_headers(("Transfer-Encoding", "chunked")).head()
    body = b"%X;name=value\r\n%s\r\n0\r\nX-Trailer: yes\r\n\r\n" % (len(honest.body), honest.body)
    return (Send(head + (body if honest.body else b"0\r\n\r\n")),)


def _until_close(honest: Answer) -> tuple[Step, ...]:
    return Send(honest.with_headers(("Connection", "close")).head() + honest.body), Close()


def _packed(honest: Answer, coding: str, body: bytes) -> tuple[Step, ...]:
    return (Send(replace(honest, body=body).with_headers(("Content-Encoding", coding)).encode()),)


def _interim(status: int) -> Answer:
    return Answer(status, headers=(("Link", "</style.css>"),))


def _odd(name: str, steps: object) -> Fault:
    assert callable(steps)
    return Fault(name, Phase.FINE, applied=True, steps=steps)


def _close_announced(honest: Answer) -> tuple[Step, ...]:
    # Whoever sends another request on this connection waits for ever.
    return Send(honest.with_headers(("Connection", "Close")).encode()), Stall()


def _bare_line_ends(honest: Answer) -> tuple[Step, ...]:
    return (Send(honest.framed().head().replace(b"\r\n", b"\n") + honest.body),)


def _old_version(honest: Answer) -> tuple[Step, ...]:
    return Send(honest.head().replace(b"HTTP/1.1", b"HTTP/1.0") + honest.body), Close()


def _old_and_kept(honest: Answer) -> tuple[Step, ...]:
    kept = honest.framed().with_headers(("Connection", "Keep-Alive"))
    return (Send(kept.head().replace(b"HTTP/1.1", b"HTTP/1.0") + honest.body),)


def _two_members(honest: Answer) -> tuple[Step, ...]:
    half = len(honest.body) // 2
    parts = (gzip.compress(part, mtime=0) for part in (honest.body[:half], honest.body[half:]))
    return _packed(honest, "gzip", b"".join(parts))


def _same_length_twice(honest: Answer) -> tuple[Step, ...]:
    return (Send(honest.framed().with_headers(("Content-Length", str(len(honest.body)))).head() + honest.body),)


def _zeros(honest: Answer) -> tuple[Step, ...]:
    head = replace(honest, body=b"").with_headers(("Transfer-Encoding", "chunked")).head()
    return (Send(head + b"0000%x\r\n%s\r\n0000\r\n\r\n" % (len(honest.body), honest.body)),)


ODDITIES = (
    _odd("an honest answer", lambda honest: (Send(honest.encode()),)),
    _odd("a chunked body", _chunked),
    _odd("chunk extensions and a trailer", _chunk_extensions),
    _odd("a body that ends with the connection", _until_close),
    _odd("a gzip body", lambda honest: _packed(honest, "gzip", gzip.compress(honest.body, mtime=0))),
    _odd("a deflate body", lambda honest: _packed(honest, "deflate", zlib.compress(honest.body))),
    _odd("100 Continue first", lambda honest: (Send(_interim(100).encode() + honest.encode()),)),
    _odd("103 Early Hints first", lambda honest: (Send(_interim(103).encode() + honest.encode()),)),
    _odd(
        "several interim answers first",
        lambda honest: (Send(_interim(102).encode()), Send(_interim(103).encode() * 3 + honest.encode())),
    ),
    _odd("one byte at a time", lambda honest: (Drip(honest.encode(), 0),)),
    _odd("headers and body apart", lambda honest: (Send(honest.framed().head()), Pause(0.02), Send(honest.body))),
    _odd("no reason phrase", lambda honest: (Send(replace(honest, phrase="").encode()),)),
    _odd("headers in odd case", lambda honest: (Send(honest.with_headers(("x-rEQUEST-iD", "r-1")).encode()),)),
    _odd("duplicate headers", lambda honest: (Send(honest.with_headers(("X-Twice", "1"), ("x-twice", "2")).encode()),)),
    _odd("latin-1 in a header", lambda honest: (Send(honest.with_headers(("X-Name", "caf\xe9")).encode()),)),
    _odd("a folded header", lambda honest: (Send(honest.with_headers(("X-Folded", "a\r\n b")).encode()),)),
    _odd("an announced end of the connection that does not come", _close_announced),
    _odd("line ends without a carriage return", _bare_line_ends),
    _odd("HTTP/1.0", _old_version),
    _odd("HTTP/1.0 with keep-alive", _old_and_kept),
    _odd("a gzip body of two members", _two_members),
    _odd("a coding that changes nothing", lambda honest: _packed(honest, "identity", honest.body)),
    _odd("the same length twice", _same_length_twice),
    _odd("a chunk size with leading zeros", _zeros),
    _odd(
        "the connection closed afterwards, unannounced",
        lambda honest: (Send(honest.encode()), Close()),
    ),
)


def _too_short_a_length(honest: Answer) -> tuple[Step, ...]:
    return (Send(honest.encode() + b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + b'{"name": "poisoned"}'),)


LEFTOVER = Fault(
    "more bytes than announced, made to look like the next answer",
    Phase.FINE,
    applied=True,
    steps=_too_short_a_length,
)


def _no_colon(honest: Answer) -> tuple[Step, ...]:
    head = honest.framed().head().replace(b"\r\n", b"\r\nthis line has no colon\r\n", 1)
    return Send(head + honest.body), Close()


def _two_lengths(honest: Answer) -> tuple[Step, ...]:
    lengths = (("Content-Length", str(len(honest.body))), ("Content-Length", str(len(honest.body) + 3)))
    return Send(honest.with_headers(*lengths).head() + honest.body), Close()


def _length_and_chunks(honest: Answer) -> tuple[Step, ...]:
    headers = (("Content-Length", "3"), ("Transfer-Encoding", "chunked"))
    return Send(honest.with_headers(*headers).head() + chunked(honest.body)), Close()


def _bad_length(value: str, honest: Answer) -> tuple[Step, ...]:
    return Send(honest.with_headers(("Content-Length", value)).head() + honest.body), Close()


UNSETTLED = (
    _odd("a header line without a colon", _no_colon),
    _odd("two lengths that differ", _two_lengths),
    _odd("a length beside chunks", _length_and_chunks),
    _odd("a negative length", partial(_bad_length, "-7")),
    _odd("a length that is not a number", partial(_bad_length, "many")),
)
"""Answers that a client may take or refuse, as long as it does so with an error of its own."""
