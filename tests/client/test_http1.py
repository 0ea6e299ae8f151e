"""HTTP messages by the letter: what is whole is taken, what is not clear is refused."""

from __future__ import annotations

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brickserve.errors import ResponseTooLarge
from brickserve.network.bodies import WholeBody
from brickserve.network.codings import CodingError, decode, decoders
from brickserve.network.http1 import Answer, Ended, NotHttp, Source, request_head

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def source_of(*chunks: bytes) -> Source:
    rest = list(chunks)
    return Source(lambda most: rest.pop(0) if rest else b"")


def answer_of(*chunks: bytes, method: str = "GET") -> Answer:
    return Answer(source_of(*chunks), method)


def whole(answer: Answer) -> bytes:
    return b"".join(iter(answer.read, b""))


def test_a_request_names_its_host_and_length() -> None:
    head = request_head("POST", "h:81", "/a?b=c", {"Accept": "x"}, 3)

    assert head == b"POST /a?b=c HTTP/1.1\r\nHost: h:81\r\nAccept: x\r\nContent-Length: 3\r\n\r\n"
    assert b"Content-Length: 0" in request_head("PUT", "h", "/", {}, None)
    assert b"Content-Length" not in request_head("GET", "h", "/", {}, None)


@pytest.mark.parametrize("value", ["a\r\nX: y", "a\nb", "a\rb", "a\0b", "snow\u2603"])
def test_a_header_that_could_become_two_is_refused_and_not_shown(value: str) -> None:
    with pytest.raises(ValueError, match="must not hold") as caught:
        request_head("GET", "h", "/", {"X": value}, None)

    assert value not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize("target", ["/a b", "/a\r\nb", "", "/\u00fc"])
def test_a_target_that_could_end_the_line_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match="must not hold"):
        request_head("GET", "h", target, {}, None)


ANSWERS = [
    (OK + b"Content-Length: 3\r\n\r\nabc", b"abc", True),
    (OK + b"Content-Length: 3, 3\r\n\r\nabc", b"abc", True),
    (OK + b"Content-Length: 3\r\nConnection: close\r\n\r\nabc", b"abc", False),
    (b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc", b"abc", False),
    (b"HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 3\r\n\r\nabc", b"abc", True),
    (OK + b"\r\nabc", b"abc", False),
    (b"HTTP/1.1 204\r\n\r\n", b"", True),
    (CHUNKED + b"2\r\nab\r\n1;x=y\r\nc\r\n0\r\nTrailer: 1\r\n\r\n", b"abc", True),
    (CHUNKED + b"A\r\n0123456789\r\n0\r\n\r\n", b"0123456789", True),
    (OK + b"Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n3\r\nabc\r\n0\r\n\r\n", b"abc", False),
    (b"HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 C\r\n\r\n" + OK + b"Content-Length: 1\r\n\r\na", b"a", True),
    (b"HTTP/1.1 200 OK\nContent-Length: 1\n\na", b"a", True),
]


@pytest.mark.parametrize(("raw", "body", "reusable"), ANSWERS)
def test_an_answer_ends_where_its_headers_say(raw: bytes, body: bytes, reusable: bool) -> None:
    answer = answer_of(raw)

    assert whole(answer) == body
    assert answer.read() == b""
    assert answer.reusable is reusable


@settings(deadline=None)
@given(st.sampled_from(ANSWERS), st.lists(st.integers(1, 20), min_size=40, max_size=40))
def test_no_split_into_packets_changes_an_answer(case: tuple[bytes, bytes, bool], sizes: list[int]) -> None:
    raw, body, reusable = case
    packets = []
    for size in sizes:
        packets.append(raw[:size])
        raw = raw[size:]
    answer = answer_of(*filter(None, [*packets, raw]))

    assert whole(answer) == body
    assert answer.reusable is reusable


def test_chunks_that_have_arrived_are_read_together() -> None:
    answer = answer_of(CHUNKED + b"2\r\nab\r\n" * 3 + b"A\r\n01234")

    assert answer.read() == b"ababab"
    assert answer.read() == b"01234"
    with pytest.raises(Ended):
        answer.read()


@pytest.mark.parametrize("wrong", [b"x\r\n", b"2\r\nabc\r\n", b"FFFFFFFFFFFFFFFFF\r\n", b"-1\r\n\r\n"])
def test_what_came_before_a_wrong_chunk_is_read_before_the_error(wrong: bytes) -> None:
    answer = answer_of(CHUNKED + b"1\r\na\r\n2\r\nbc\r\n" + wrong)

    assert answer.read() == b"abc"
    with pytest.raises(NotHttp):
        whole(answer)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"HTTP/1.1 2",
        OK,
        OK + b"Content-Le",
        OK + b"Content-Length: 4\r\n\r\nabc",
        CHUNKED,
        CHUNKED + b"3",
        CHUNKED + b"3\r\nab",
        CHUNKED + b"3\r\nabc",
        CHUNKED + b"3\r\nabc\r\n",
        CHUNKED + b"3\r\nabc\r\n0\r\n",
        b"HTTP/1.1 100 C\r\n\r\n",
    ],
)
def test_an_answer_that_is_cut_is_not_taken_for_a_whole_one(raw: bytes) -> None:
    with pytest.raises(Ended):
        whole(answer_of(raw))


@pytest.mark.parametrize(
    "raw",
    [
        b"SSH-2.0-x\r\n\r\n",
        b"HTTP/2 200 OK\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 099 OK\r\n\r\n",
        b"HTTP/1.1 101 Switching\r\n\r\n",
        b"HTTP/1.1 100 C\r\n\r\n" * 17,
        OK + b"no colon\r\n\r\n",
        OK + b"Spaced : x\r\n\r\n",
        OK + b" folded: x\r\n\r\n",
        OK + b"X: a\0b\r\n\r\n",
        OK + b"Content-Length: -1\r\n\r\n",
        OK + b"Content-Length: +1\r\n\r\n",
        OK + b"Content-Length: 1, 2\r\n\r\n",
        OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        OK + b"Content-Length: \xb2\r\n\r\n",
        OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
        OK + b"Transfer-Encoding: identity\r\n\r\n",
        CHUNKED + b"-1\r\n",
        CHUNKED + b"0x3\r\nabc\r\n",
        CHUNKED + b"\r\n",
        CHUNKED + b"FFFFFFFFFFFFFFFF\r\n",
        CHUNKED + b"3\r\nabcd\r\n0\r\n\r\n",
        CHUNKED + b"0\r\n" + b"T: 1\r\n" * 200,
        CHUNKED + b"1" * 5000,
        OK + b"X: 1\r\n" * 200 + b"\r\n",
        OK + b"X: " + b"1" * 70000 + b"\r\n\r\n",
    ],
)
def test_what_is_not_clear_is_not_http(raw: bytes) -> None:
    with pytest.raises(NotHttp):
        whole(answer_of(raw))


@settings(deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_an_answer_or_an_error_of_the_parser(raw: bytes, prefix: bool) -> None:
    with suppress(Ended, NotHttp):
        whole(answer_of(CHUNKED + raw if prefix else raw))


def test_headers_are_found_in_lower_case_and_joined() -> None:
    answer = answer_of(
        OK + b"X-Twice: 1\r\nx-twice:2 \r\nX-Fold: a\r\n  b\r\nX-Name: caf\xe9\r\nContent-Length: 0\r\n\r\n"
    )

    assert answer.headers == {"x-twice": "1, 2", "x-fold": "a b", "x-name": "caf\xe9", "content-length": "0"}
    assert (answer.status, answer.reason) == (200, "OK")


def test_bytes_beyond_the_answer_are_noticed() -> None:
    source = source_of(OK + b"Content-Length: 1\r\n\r\nabc")
    answer = Answer(source, "GET")

    assert whole(answer) == b"a"
    assert not source.empty


def coded(body: bytes, coding: str) -> Answer:
    head = OK + f"Content-Encoding: {coding}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    return answer_of(head, *[body[at : at + 7] for at in range(0, len(body), 7)])


BARE = zlib.compressobj(wbits=-15)
PLAIN = b"one answer, a little longer than a packet"


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (gzip.compress(PLAIN, mtime=0), "gzip"),
        (gzip.compress(PLAIN[:9], mtime=0) + gzip.compress(PLAIN[9:], mtime=0), "x-gzip"),
        (gzip.compress(PLAIN, mtime=0) + b"\0\0\0", "gzip"),
        (zlib.compress(PLAIN), "deflate"),
        (BARE.compress(PLAIN) + BARE.flush(), "deflate"),
        (gzip.compress(zlib.compress(PLAIN), mtime=0), "deflate, gzip"),
        (PLAIN, "identity"),
    ],
)
def test_a_coded_body_is_decoded(body: bytes, coding: str) -> None:
    assert WholeBody(coded(body, coding)).read(1000) == PLAIN


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (gzip.compress(PLAIN, mtime=0)[:-9], "gzip"),
        (PLAIN, "gzip"),
        (gzip.compress(PLAIN, mtime=0) + b"junk", "gzip"),
        (b"\x78\x9cjunk", "deflate"),
        (PLAIN, "br"),
        (gzip.compress(PLAIN, mtime=0), "gzip, gzip, gzip, gzip"),
    ],
)
def test_a_body_that_is_not_in_its_coding_is_refused(body: bytes, coding: str) -> None:
    with pytest.raises(CodingError):
        WholeBody(coded(body, coding)).read(1000)


def test_a_bomb_is_stopped_at_the_limit() -> None:
    bomb = gzip.compress(bytes(10_000_000), mtime=0)
    largest = 0
    for piece in decode(decoders("gzip"), bomb):
        largest = max(largest, len(piece))

    with pytest.raises(ResponseTooLarge) as caught:
        WholeBody(coded(bomb, "gzip")).read(1_000_000)

    assert largest <= 65536
    assert caught.value.limit == 1_000_000


def test_a_body_that_announces_too_much_is_not_read_at_all() -> None:
    answer = answer_of(OK + b"Content-Length: 11\r\n\r\n")

    with pytest.raises(ResponseTooLarge):
        WholeBody(answer).read(10)


def test_an_errors_body_is_read_as_far_as_it_comes() -> None:
    assert WholeBody(answer_of(OK + b"Content-Length: 9\r\n\r\nabc")).read_error() == (b"abc", False)
    assert WholeBody(answer_of(OK + b"Content-Length: 3\r\n\r\nabc")).read_error() == (b"abc", True)
    body, complete = WholeBody(answer_of(OK + b"\r\n", *[bytes(65536)] * 9)).read_error()
    assert (len(body), complete) == (5 * 65536, False)
