"""Answers that are not HTTP, or that use its rules against the client: floods, hidden lengths, endless parts."""

from __future__ import annotations

import gzip
from dataclasses import replace

from .breaks import bad_body, broken
from .faults import Fault
from .messages import Answer
from .steps import Close, Send, SendMany, Stall


def _raw(name: str, head: bytes) -> Fault:
    """Return the fault of a head that is sent as it stands, with the honest body behind it."""
    return broken(name, lambda honest: (Send(head + honest.body), Close()), "ProtocolError")


def _with_header(name: str, *lines: tuple[str, str]) -> Fault:
    """Return the fault of one header that spoils an honest answer."""
    return broken(name, lambda honest: (Send(honest.with_headers(*lines).encode()), Close()), "ProtocolError")


def _coded(name: str, coding: str, layers: int) -> Fault:
    """Return the fault of a body in a coding that a client must not undo, squeezed so many times."""

    def text(honest: Answer) -> bytes:
        body = honest.body
        for _ in range(layers):
            body = gzip.compress(body, mtime=0)
        return replace(honest, body=body).with_headers(("Content-Encoding", coding)).encode()

    return bad_body(name, text, "ProtocolError")


def _no_end(name: str, head: bytes, piece: bytes) -> Fault:
    """Return the fault of a part that never ends."""
    return broken(name, lambda honest: (Send(head), SendMany(piece, 3_000), Stall()), "ProtocolError")


def _chunks(name: str, body: bytes) -> Fault:
    """Return the fault of a chunked body that is sent as it stands."""

    def text(honest: Answer) -> bytes:
        return replace(honest, body=b"").with_headers(("Transfer-Encoding", "chunked")).encode() + body

    return bad_body(name, text, "ProtocolError")


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
NOT_HTTP = (
    _raw("a greeting of another protocol", b"SSH-2.0-OpenSSH_9.6\r\n\r\n"),
    _raw("a preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    _raw("a status that is not a number", b"HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n"),
    _raw("a status of four digits", b"HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n"),
    _raw("a space before a colon", b"HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\n"),
    _raw("a header without a name", b"HTTP/1.1 200 OK\r\n: 5\r\n\r\n"),
    _raw("NUL in a header", b"HTTP/1.1 200 OK\r\nX-Name: a\0b\r\nContent-Length: 0\r\n\r\n"),
    broken(
        "a switch to another protocol",
        lambda honest: (Send(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"), Stall()),
        "ProtocolError",
    ),
)
LENGTHS = (
    _with_header("two lengths in one header", ("Content-Length", "5, 7")),
    _with_header("a length with a sign", ("Content-Length", "+5")),
    _with_header("a transfer coding that nobody asked for", ("Transfer-Encoding", "gzip, chunked")),
    _coded("a content coding that nobody asked for", "br", 0),
    _coded("twenty content codings", ", ".join(["gzip"] * 20), 20),
    _chunks("a chunk size of 20 digits", b"1" * 20 + b"\r\n{}\r\n0\r\n\r\n"),
    _chunks("a chunk longer than its size", b"2\r\n{}{}\r\n0\r\n\r\n"),
    _chunks("a chunk size in front of which is a sign", b"+2\r\n{}\r\n0\r\n\r\n"),
)
FLOODS = (
    _with_header("5,000 headers", *((f"X{number}", "x") for number in range(5000))),
    _with_header("a header of 200,000 bytes", ("X-Long", "x" * 200_000)),
    _no_end("headers without end", b"HTTP/1.1 200 OK\r\n", b"X-Flood: x\r\n" * 100),
    _no_end("a status line without end", b"HTTP/1.1 200 ", b"OK" * 1000),
    _no_end("interim answers without end", b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    _no_end("a chunk extension without end", CHUNKED + b"5;", b"name=value;" * 100),
    _no_end("trailers without end", CHUNKED + b"2\r\n{}\r\n0\r\n", b"X-Flood: x\r\n" * 100),
)

HOSTILE = (*NOT_HTTP, *LENGTHS, *FLOODS)
