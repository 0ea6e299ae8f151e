"""The event decoder equals the WHATWG text on any bytes and any chunking."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from itertools import accumulate
from typing import Any
from unittest.mock import ANY

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brickserve.sse import Event, EventDecoder, iter_events
from tests.client import sse_reference as reference
from tests.client.sse_examples import EXAMPLES, Events
from tests.fuzz import sse as fuzz
from tests.fuzz import streams

SOUP = st.lists(st.sampled_from(streams.PIECES) | st.binary(max_size=3), max_size=24).map(b"".join)
ONE_LINE = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=12)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def decode(*chunks: bytes, limit: int = 1 << 20) -> Events:
    events = iter_events(chunks, max_event_bytes=limit)
    return [(event.event, event.data, event.id, event.retry) for event in events]


def data_of(*chunks: bytes) -> list[str]:
    return [event.data for event in iter_events(chunks)]


def one_by_one(stream: bytes) -> list[bytes]:
    return [stream[at : at + 1] for at in range(len(stream))]


def too_large() -> Any:
    # Looked up here, so that everything else can be tested without the rest of the package.
    from brickserve.errors import ResponseTooLarge

    return ResponseTooLarge


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_the_standard_and_their_neighbours(name: str) -> None:
    stream, events = EXAMPLES[name]

    assert decode(stream) == events
    assert decode(*one_by_one(stream)) == events
    assert [tuple(event) for event in reference.decode(stream).events] == events


def test_twenty_thousand_adversarial_streams_equal_the_reference() -> None:
    tally = fuzz.run(seed=20_000, numbers=range(20_000))

    assert tally.diverging == [], fuzz.explain(20_000, tally.diverging[0])
    assert tally.events > 10_000
    assert tally.too_large > 1_000


@settings(deadline=None)
@given(stream=SOUP, cuts=st.lists(st.integers(0, 200)), limit=st.integers(1, 200))
def test_any_bytes_in_any_chunks_equal_the_reference(stream: bytes, cuts: list[int], limit: int) -> None:
    ends = [*sorted(cuts), len(stream)]
    chunks = [stream[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    assert fuzz.actual(chunks, 1 << 20) == fuzz.expected(stream, 1 << 20)
    assert fuzz.actual(chunks, limit) == fuzz.expected(stream, limit)


@settings(deadline=None)
@given(stream=SOUP)
def test_an_event_comes_out_with_the_byte_that_ends_it(stream: bytes) -> None:
    decoder = EventDecoder()

    counts = list(accumulate(len(decoder.feed(byte)) for byte in one_by_one(stream)))

    assert counts == [len(reference.decode(stream[: at + 1]).events) for at in range(len(stream))]


@settings(deadline=None)
@given(events=st.lists(st.tuples(ONE_LINE, st.lists(ONE_LINE, min_size=1))), end=LINE_ENDS, bom=st.booleans())
def test_what_a_server_writes_is_what_is_read(events: list[tuple[str, list[str]]], end: str, bom: bool) -> None:
    blocks = [[f"event: {kind}", *(f"data: {line}" for line in lines), ":", "", ""] for kind, lines in events]
    stream = ("\ufeff" * bom + "".join(end.join(block) for block in blocks)).encode()

    seen = [(event.event, event.data) for event in iter_events([stream])]

    assert seen == [(kind or "message", "\n".join(lines)) for kind, lines in events]


@settings(deadline=None)
@given(stream=SOUP, comment=st.binary(max_size=300))
def test_a_comment_between_two_lines_changes_nothing(stream: bytes, comment: bytes) -> None:
    stream = stream.replace(b"\r", b"")
    line = b":" + comment.replace(b"\r", b"").replace(b"\n", b"") + b"\n"

    commented = line + line.join(stream.removeprefix(streams.BOM).splitlines(keepends=True))

    limit = max(len(stream), 1)
    assert decode(commented, limit=limit) == decode(stream, limit=limit)


def test_a_character_may_be_cut_anywhere() -> None:
    stream = "data: é€😀\n\n".encode()

    for at in range(len(stream)):
        assert data_of(stream[:at], stream[at:]) == ["é€😀"]


def test_an_event_after_a_carriage_return_is_not_held_back() -> None:
    decoder = EventDecoder()

    events = decoder.feed(b"data: a\r\r")

    assert events == [Event(data="a")]
    assert decoder.feed(b"\ndata: b\r\n\r\n") == [Event(data="b")]


def test_the_last_id_is_that_of_the_last_blank_line() -> None:
    decoder = EventDecoder()

    decoder.feed(b"id: 1\n\nid: 2\nretry: 5\ndata: a\n")
    decoder.close()

    assert decoder.last_id == "1"
    assert decoder.retry == 5


@pytest.mark.parametrize("part", [b"data", b"data: a\n", b"id: 1\n", b"\xef\xbb", b":"])
def test_an_unfinished_event_is_noticed(part: bytes) -> None:
    decoder = EventDecoder()
    before = decoder.unfinished

    decoder.feed(part)

    assert not before
    assert decoder.unfinished


@pytest.mark.parametrize("whole", [b"data: a\n\n", b"data: a\r\n\r", b": ping\n", b"\n", b"\xef\xbb\xbf"])
def test_nothing_is_unfinished_between_two_events(whole: bytes) -> None:
    decoder = EventDecoder()

    decoder.feed(whole)

    assert not decoder.unfinished


@pytest.mark.parametrize("step", [1 << 16, 1 << 24])
def test_an_event_of_eight_megabytes_is_read_and_a_larger_one_is_not(step: int) -> None:
    line = b"data: " + b"x" * (8 * 2**20 - 7)
    largest, larger = line + b"\n\n", line + b"x\n\n"

    assert len(data_of(*(largest[at : at + step] for at in range(0, len(largest), step)))[0]) == len(line) - 6
    with pytest.raises(too_large()) as caught:
        data_of(*(larger[at : at + step] for at in range(0, len(larger), step)))
    assert caught.value.limit == 8 * 2**20


def test_a_line_that_never_ends_is_given_up_at_the_limit() -> None:
    decoder = EventDecoder(max_event_bytes=10)
    decoder.feed(b"data: 1234")

    with pytest.raises(too_large()):
        decoder.feed(b"5")


def test_the_lines_of_one_event_count_together_and_those_of_two_do_not() -> None:
    assert data_of_limited(b"data: 1\n\ndata: 2\n\n", 8) == ["1", "2"]
    with pytest.raises(too_large()):
        data_of_limited(b"data: 1\ndata: 2\n\n", 15)


def data_of_limited(stream: bytes, limit: int) -> list[str]:
    return [event.data for event in iter_events([stream], max_event_bytes=limit)]


def test_events_before_one_that_is_too_large_are_delivered_at_once() -> None:
    pulled: list[bytes] = []

    def chunks() -> Any:
        for chunk in (b"data: 1\n\ndata: 1234567890", b"never asked for"):
            pulled.append(chunk)
            yield chunk

    events = iter_events(chunks(), max_event_bytes=10)

    assert next(events).data == "1"
    with pytest.raises(too_large()):
        next(events)
    assert len(pulled) == 1


def test_a_decoder_that_gave_up_keeps_saying_so() -> None:
    decoder = EventDecoder(max_event_bytes=10)

    assert decoder.feed(b"data: 1\n\ndata: 1234567890\n\ndata: 2\n\n") == [Event(data="1")]

    assert isinstance(decoder.failure, too_large())
    for proceed in (lambda: decoder.feed(b"data: 3\n\n"), decoder.close):
        with pytest.raises(too_large()):
            proceed()


def test_comments_are_neither_counted_nor_kept() -> None:
    decoder = EventDecoder(max_event_bytes=10)

    for _ in range(100):
        assert decoder.feed(b":" + b"x" * 1000) == []
    for _ in range(100):
        assert decoder.feed(b"\n: ping\n") == []

    assert decoder.feed(b"data: a\n\n") == [Event(data="a")]


def test_other_buffers_than_bytes_are_read() -> None:
    assert data_of(bytearray(b"data: a\n\n"), memoryview(b"data: b\n\n")) == ["a", "b"]  # type: ignore[arg-type]  # wider on purpose


def test_a_chunk_that_is_not_bytes_is_refused() -> None:
    text: Any = "data: a\n\n"
    with pytest.raises(TypeError, match="bytes-like"):
        list(iter_events([text]))


@pytest.mark.parametrize("chunks", [b"data: a\n\n", bytearray(b"data: a\n\n"), "data: a\n\n"])
def test_a_single_chunk_belongs_into_a_list(chunks: Any) -> None:
    with pytest.raises(TypeError, match="into a list"):
        iter_events(chunks)


def test_a_limit_below_one_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="max_event_bytes"):
        iter_events([], max_event_bytes=0)


def test_a_closed_decoder_takes_no_more() -> None:
    decoder = EventDecoder()
    decoder.close()

    with pytest.raises(ValueError, match="closed"):
        decoder.feed(b"data: a\n\n")


def test_events_compare_copy_and_print() -> None:
    event = Event("x", "a", "1", 5)

    assert pickle.loads(pickle.dumps(event)) == copy.deepcopy(event) == event
    assert event != Event("x", "a", "1")
    assert event != ("x", "a", "1", 5)
    assert repr(event) == "Event(event='x', data='a', id='1', retry=5)"
    assert not hasattr(event, "__dict__")


def test_importing_the_decoder_loads_nothing_heavy() -> None:
    heavy = {"dataclasses", "enum", "json", "re", "typing"}
    script = (
        f"import sys; sys.path[:0] = {sys.path!r}; before = set(sys.modules); import brickserve.sse; "
        f"print(*{heavy} & set(sys.modules) - before)"
    )

    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert loaded.stdout.split() == []


def test_an_event_leaves_comparing_to_what_knows_better() -> None:
    assert Event(data="x") == ANY
    assert Event(data="x") != "x"
