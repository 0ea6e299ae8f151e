"""The whole answer of a stream: what its pieces add up to, and when there is none."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from brickserve._api import models
from brickserve.errors import StreamError, StreamInterrupted
from brickserve.streams.assembling import assembled, texts

from .streams import DONE, Stream, chunk, query


def test_the_pieces_make_the_whole_answer() -> None:
    usage = b'data: {"choices": [], "usage": {"total_tokens": 3}, "new": {"field": 1}}\n\n'
    stream, _ = query(Stream(chunk("Hel"), chunk("lo"), usage, DONE, **{"served-model-name": "m-1"}))

    answer = stream.final()

    assert answer.choices[0].message.content == "Hello"
    assert answer.usage.total_tokens == 3
    assert answer.id == "c"
    assert answer.object == "chat.completion"
    assert answer.served_model_name == "m-1"
    assert answer.unknown_fields == {"new": {"field": 1}}
    assert answer.raw is not None
    assert (answer.raw.status_code, answer.raw.headers["Served-Model-Name"]) == (200, "m-1")
    assert answer.raw.json() == answer.as_dict()


def test_an_endpoint_that_does_not_stream_gives_its_answer_whole() -> None:
    message = {"role": "assistant", "content": "Hello"}
    document = {"id": "1", "choices": [{"index": 0, "message": message}], "object": "chat.completion", "new": [1]}
    body = json.dumps(document).encode()
    stream, _ = query(Stream(body[:9], body[9:], kind="application/json", **{"served-model-name": "m-1"}))

    assert list(stream.text_deltas()) == ["Hello"]
    answer = stream.final()
    assert answer.as_dict() == {**document, "served-model-name": "m-1"}
    assert answer.raw is not None
    assert answer.raw.content == body


def test_there_is_no_whole_answer_of_a_stream_that_was_closed_before_its_end() -> None:
    stream, _ = query(Stream(b"id: 7\n" + chunk("a"), chunk("b"), DONE))
    with stream:
        next(stream)

    with pytest.raises(StreamInterrupted, match="closed before its end") as caught:
        stream.final()
    assert (len(caught.value.partial), caught.value.last_id, caught.value.maybe_applied) == (1, "7", True)


@pytest.mark.parametrize("end", [(), (b'data: {"error_code": "INTERNAL_ERROR", "message": "lost"}\n\n', DONE)])
def test_there_is_no_whole_answer_of_a_stream_that_broke(end: tuple[bytes, ...]) -> None:
    stream, _ = query(Stream(chunk("a"), *end))
    with pytest.raises((StreamInterrupted, StreamError)) as broken:
        list(stream)

    with pytest.raises((StreamInterrupted, StreamError)) as again:
        stream.final()
    assert again.value is broken.value


def test_a_stream_closed_after_its_end_is_whole() -> None:
    stream, _ = query(Stream(chunk("a"), DONE))
    with stream:
        list(stream)

    assert stream.final().choices[0].message.content == "a"


def test_an_error_inside_a_stream_has_what_had_arrived() -> None:
    stream, _ = query(Stream(b"id: 7\n" + chunk("a"), b"event: error\ndata: overloaded\n\n"))

    with pytest.raises(StreamError) as caught:
        stream.final()

    assert caught.value.partial == stream.received
    assert pickle.loads(pickle.dumps(caught.value)).partial == stream.received
    assert caught.value.last_id == "7"


def chunks(*documents: dict[str, Any]) -> list[models.QueryEndpointStreamChunk]:
    return [models.QueryEndpointStreamChunk.from_dict(document) for document in documents]


def choice(index: int = 0, finish: str | None = None, **delta: Any) -> dict[str, Any]:
    return {"choices": [{"index": index, "delta": delta, "finish_reason": finish}]}


def test_calls_of_tools_are_put_together_by_index() -> None:
    answer = assembled(
        chunks(
            choice(
                role="assistant",
                content=None,
                tool_calls=[{"index": 0, "id": "t0", "type": "function", "function": {"name": "f", "arguments": ""}}],
            ),
            choice(tool_calls=[{"index": 0, "function": {"arguments": '{"a"'}}]),
            choice(tool_calls=[{"index": 1, "id": "t1", "function": {"name": "g", "arguments": "{}"}}]),
            choice(tool_calls=[{"index": 0, "function": {"arguments": ": 1}"}}]),
            choice(finish="tool_calls"),
        ),
        {},
    )

    message = answer.choices[0].message
    assert message.tool_calls[0].unknown_fields == {}
    assert [(call.id, call.function.name, call.function.arguments) for call in message.tool_calls] == [
        ("t0", "f", '{"a": 1}'),
        ("t1", "g", "{}"),
    ]
    assert (message.role, message.content, answer.choices[0].finish_reason) == ("assistant", None, "tool_calls")


def test_answers_that_arrive_mixed_are_sorted() -> None:
    answer = assembled(chunks(choice(1, content="b"), choice(0, content="a"), choice(1, content="c", refusal=None)), {})

    assert [(each.index, each.message.content) for each in answer.choices] == [(0, "a"), (1, "bc")]


def test_completions_and_agents_are_put_together_too() -> None:
    completion = assembled(
        chunks({"choices": [{"index": 0, "text": "a"}]}, {"choices": [{"index": 0, "text": "b"}]}), {}
    )
    agent = assembled(
        chunks(
            {"delta": {"role": "assistant", "content": "a", "id": "1"}},
            {"delta": {"content": "b", "id": "1"}, "finish_reason": "stop"},
            {"delta": {"role": "tool", "content": "c", "id": "2"}},
        ),
        {},
    )
    responses = assembled(chunks({"type": "response.output_item.done", "item": {"type": "message"}}), {})

    assert (completion.choices[0].text, completion.object) == ("ab", "text_completion")
    assert [message.content for message in agent.messages] == ["ab", "c"]
    assert (responses.output, responses.object) == ([{"type": "message"}], "response")


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (choice(content="a"), ["a"]),
        (choice(content=[{"type": "reasoning", "summary": []}, {"type": "text", "text": "b"}]), ["b"]),
        (choice(1, content="not the first"), []),
        ({"choices": [{"index": 0, "text": "c"}]}, ["c"]),
        ({"delta": {"content": "d"}}, ["d"]),
        ({"type": "response.output_text.delta", "delta": "e"}, ["e"]),
        ({"type": "response.function_call_arguments.delta", "delta": "{"}, []),
        ({"choices": []}, []),
    ],
)
def test_every_kind_of_chunk_knows_its_text(document: dict[str, Any], found: list[str]) -> None:
    assert texts(chunks(document)[0]) == found


def test_reasoning_and_text_are_parts_of_one_message() -> None:
    def thought(text: str, **more: str) -> dict[str, Any]:
        return choice(content=[{"type": "reasoning", "summary": [{"type": "summary_text", "text": text, **more}]}])

    pieces = chunks(choice(content=""), thought("Hm"), thought("m.", signature="s"), choice(content="Hel"))
    answer = assembled([*pieces, *chunks(choice(content="lo"), choice(content=[{"type": "text", "text": "!"}]))], {})

    assert answer.choices[0].message.as_dict()["content"] == [
        {"type": "reasoning", "summary": [{"type": "summary_text", "text": "Hmm.", "signature": "s"}]},
        {"type": "text", "text": "Hello!"},
    ]


def test_the_pieces_stay_as_they_came() -> None:
    pieces = chunks(choice(audio={"arguments": "a", "b": [1]}), choice(audio={"arguments": "c", "b": [2]}))

    first = assembled(pieces, {})

    assert assembled(pieces, {}) == first
    assert first.choices[0].message.unknown_fields == {"audio": {"arguments": "ac", "b": [1, 2]}}


def test_fields_of_a_choice_that_are_not_known_are_kept() -> None:
    verdict = {"hate": {"filtered": False}}
    answer = assembled(chunks(choice(content="a"), {"choices": [{"index": 0, "content_filter_results": verdict}]}), {})

    assert answer.choices[0].unknown_fields == {"content_filter_results": verdict}


def test_the_last_state_of_a_response_is_the_answer() -> None:
    item = {"type": "message", "id": "i"}
    begun = {"type": "response.created", "response": {"id": "r", "status": "in_progress", "output": []}}
    piece = {"type": "response.output_item.done", "output_index": 0, "sequence_number": 1, "item": item}
    done = {"type": "response.completed", "response": {"id": "r", "status": "completed", "output": [item]}}

    whole = assembled(chunks(begun, piece, done), {}).as_dict()
    unfinished = assembled(chunks(begun, piece), {}).as_dict()

    assert whole == {"id": "r", "object": "response", "status": "completed", "output": [item]}
    assert unfinished == {**whole, "status": "in_progress"}
