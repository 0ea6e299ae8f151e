"""Random event streams that look for trouble, and random ways to cut them."""

from __future__ import annotations

from random import Random

BOM = b"\xef\xbb\xbf"
FIELDS = (b"data", b"event", b"id", b"retry")
NEARLY_FIELDS = (
    b"Data",
    b"data ",
    b" data",
    b"dat",
    b"datab",
    b"da\0ta",
    BOM + b"data",
    b"\xffdata",
    b"",
    b"name",
)
SEPARATORS = (b":", b": ", b":  ", b"", b" :", b"::", b":\t", b"\xef\xbc\x9a")
LINE_ENDS = (b"\n", b"\n", b"\r\n", b"\r")
NOT_LINE_ENDS = (b"\x0b", b"\x0c", b"\x1c", b"\x85", "\x85\u2028\u2029".encode())
MALFORMED = (
    *(b"\x80", b"\xbf", b"\xc0\xaf", b"\xc3", b"\xe0\x80\x80", b"\xe2\x82", b"\xed\xa0\x80", b"\xf0\x9f\x98"),
    *(
        b"\xf0\x80\x80\x80",
        b"\xf4\x90\x80\x80",
        b"\xf5\x80",
        b"\xfe",
        b"\xff",
        BOM[:1],
        BOM[:2],
        b"\xe1\x80\xf0",
    ),
)
TEXTS = ("é", "€", "😀", "\u2028", "\x85", "\ufeff", "\ufffd", "\U0010ffff", "\ud7ff", "\0", "٣", "²")
VALUES = (
    *(b"", b"", b"a", b" a", b"a:b", b"[DONE]", b"message", b"error", b'{"x": "y"}', b"a\0b", b"x" * 40),
    *(b"0", b"10", b"007", b"-1", b"+1", b"1.5", b"1_000", b" 5", b"5 ", b"9" * 18, b"9223372036854775808"),
    *(b"0" * 30 + b"7", b"9" * 30, "٣".encode(), "²".encode(), BOM),
)
PIECES = (
    *(*FIELDS, *SEPARATORS, *LINE_ENDS, *NOT_LINE_ENDS, *MALFORMED, b"\n\n", b"\r\n\r\n", b"\r\r", b"\n\r"),
    *(*(text.encode() for text in TEXTS), BOM, b"data: x\n\n", b"id: 1\n", b":\n", b" ", b"\0"),
)


def stream(random: Random) -> bytes:
    """Return a stream: nearly well-formed, a soup of pieces, or bytes of a tiny or the whole alphabet."""
    kind = random.random()
    head = random.choice((b"", b"", b"", BOM, BOM + BOM, BOM[:2], BOM[:1], b"\n" + BOM))
    if kind < 0.6:
        body = b"".join(_event(random) for _ in range(random.randrange(6)))
    elif kind < 0.85:
        body = b"".join(random.choice(PIECES) for _ in range(random.randrange(30)))
    elif kind < 0.95:
        body = bytes(random.choices(b"data:\r\n \xe2\x82", k=random.randrange(40)))
    else:
        body = random.randbytes(random.randrange(60))
    return head + (_damaged(body, random) if random.random() < 0.3 else body)


def chunks(data: bytes, random: Random) -> list[bytes]:
    """Cut `data` nowhere, everywhere, at random, or next to what a decoder must not cut wrongly."""
    kind = random.random()
    size = len(data)
    if kind < 0.15:
        cuts: set[int] = set()
    elif kind < 0.35:
        cuts = set(range(size + 1))
    elif kind < 0.7:
        cuts = set(random.choices(range(size + 1), k=random.randrange(1, 6)))
    else:
        delicate = [at for at in range(size) if data[at] in b"\r\n" or data[at] >= 0x80]
        cuts = {at + random.randrange(2) for at in delicate if random.random() < 0.6}
    ends = [*sorted(cuts), size]
    pieces = [data[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    if random.random() < 0.2:
        pieces.insert(random.randrange(len(pieces) + 1), b"")
    return pieces


def _event(random: Random) -> bytes:
    if random.random() < 0.25:
        # The form that nearly every stream consists of.
        return random.choice((b"data: ", b"data:")) + _value(random) + random.choice((b"\n\n", b"\r\n\r\n"))
    lines = [_line(random) for _ in range(random.randrange(5))]
    return b"".join(lines) + random.choice((*LINE_ENDS, b""))


def _line(random: Random) -> bytes:
    kind = random.random()
    end = random.choice(LINE_ENDS)
    if kind < 0.1:
        return b":" + _value(random) + end
    name = b"data" if kind < 0.4 else random.choice(FIELDS if kind < 0.9 else NEARLY_FIELDS)
    separator = random.choice(SEPARATORS[:2] if random.random() < 0.7 else SEPARATORS)
    return name + separator + _value(random) + end


def _value(random: Random) -> bytes:
    kind = random.random()
    if kind < 0.002:
        return b"9" * 5000  # more digits than int() takes
    if kind < 0.6:
        return random.choice(VALUES)
    if kind < 0.8:
        return "".join(random.choices(TEXTS, k=random.randrange(4))).encode()
    return b"".join(random.choices(MALFORMED + NOT_LINE_ENDS, k=random.randrange(4)))


def _damaged(body: bytes, random: Random) -> bytes:
    """Return `body` with a few bytes changed, left out or put in."""
    damaged = bytearray(body)
    for _ in range(random.randrange(1, 4)):
        at = random.randrange(len(damaged) + 1)
        damaged[at : at + random.randrange(3)] = random.choice((b"", random.randbytes(1), b"\r", b"\n", b":"))
    return bytes(damaged)
