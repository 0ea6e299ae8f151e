"""Literal event streams and the events that they stand for: type, data, id, retry."""

from __future__ import annotations

Events = list[tuple[str, str, str, int | None]]

EXAMPLES: dict[str, tuple[bytes, Events]] = {
    "one line": (b"data: hello\n\n", [("message", "hello", "", None)]),
    "several lines are joined": (
        b"data: YHOO\ndata: +2\ndata: 10\n\n",
        [("message", "YHOO\n+2\n10", "", None)],
    ),
    "carriage returns": (b"data: a\r\rdata: b\r\r", [("message", "a", "", None), ("message", "b", "", None)]),
    "carriage return and line feed": (b"event: x\r\ndata: a\r\n\r\n", [("x", "a", "", None)]),
    "every line end in one stream": (b"data: a\rdata: b\ndata: c\r\n\r", [("message", "a\nb\nc", "", None)]),
    "the id persists": (
        b"id: 1\ndata: a\n\ndata: b\n\nid: 2\ndata: c\n\n",
        [("message", "a", "1", None), ("message", "b", "1", None), ("message", "c", "2", None)],
    ),
    "an id without value is the empty id": (
        b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
        [
            ("message", "first event", "1", None),
            ("message", "second event", "", None),
            ("message", " third event", "", None),
        ],
    ),
    "an id without data counts for the next event": (b"id: 7\n\ndata: a\n\n", [("message", "a", "7", None)]),
    "an id with NUL is ignored": (b"id: 1\nid: 2\x00\ndata: a\n\n", [("message", "a", "1", None)]),
    "data lines without value": (
        b"data\n\ndata\ndata\n\ndata:",
        [("message", "", "", None), ("message", "\n", "", None)],
    ),
    "one space is taken away": (b"data:test\n\ndata: test\n\n", [("message", "test", "", None)] * 2),
    "no event without data": (b"event: x\nid: 1\n\ndata: a\n\n", [("message", "a", "1", None)]),
    "an empty type is message": (b"event: x\nevent:\ndata: a\n\n", [("message", "a", "", None)]),
    "the type does not persist": (
        b"event: x\ndata: a\n\ndata: b\n\n",
        [("x", "a", "", None), ("message", "b", "", None)],
    ),
    "comments and unknown fields": (
        b":data: x\nfoo: 1\n: \ndata: a\nDATA: b\n data: c\n\n",
        [("message", "a", "", None)],
    ),
    "the value may hold colons": (b"data:: a: b\n\n", [("message", ": a: b", "", None)]),
    "retry in digits": (
        b"retry: 3000\ndata: a\n\ndata: b\n\n",
        [("message", "a", "", 3000), ("message", "b", "", 3000)],
    ),
    "retry otherwise": (
        "retry: -1\nretry: 1e3\nretry: ٣\nretry:\nretry: 5 \ndata: a\n\n".encode(),
        [("message", "a", "", None)],
    ),
    "retry takes effect without an event": (b"retry: 007\n\ndata: a\n\n", [("message", "a", "", 7)]),
    "retry beyond every integer": (
        b"retry: " + b"9" * 5000 + b"\ndata: a\n\n",
        [("message", "a", "", 2**63 - 1)],
    ),
    "one byte order mark": (b"\xef\xbb\xbfdata: a\n\n", [("message", "a", "", None)]),
    "a second byte order mark is text": (b"\xef\xbb\xbf\xef\xbb\xbfdata: a\n\n", []),
    "a later byte order mark is text": (
        b"\n\xef\xbb\xbfdata: a\n\ndata: \xef\xbb\xbf\n\n",
        [("message", "\ufeff", "", None)],
    ),
    "malformed bytes are replaced": (
        b"data: \xff\xe2\x82\nid: \xf0\x9f\n\n",
        [("message", "\ufffd\ufffd", "\ufffd", None)],
    ),
    "surrogates and overlong forms": (
        b"data: \xed\xa0\x80\xc0\xaf\n\n",
        [("message", "\ufffd" * 5, "", None)],
    ),
    "other separators are text": (
        "data: a\x0b\x0c\x1c\x85\u2028b\n\n".encode(),
        [("message", "a\x0b\x0c\x1c\x85\u2028b", "", None)],
    ),
    "an unfinished event is discarded": (b"data: a\n\ndata: b\n", [("message", "a", "", None)]),
    "nothing": (b"", []),
}
