"""The OpenAI client at the workspace's own paths."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import openai
import pytest

from brickserve.emulator import Emulator
from tests.emulator.wire import CHAT, Wire, external

WEATHER: Any = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "Look up the weather.",
        "parameters": {
            "type": "object",
            "properties": {
                "city": {"type": "string"},
                "unit": {"type": "string", "enum": ["celsius", "kelvin"]},
                "days": {"type": "integer", "minimum": 3},
            },
            "required": ["city", "unit"],
        },
    },
}
HELLO: Any = [{"role": "user", "content": "Hello, world!"}]


@pytest.fixture
def client(emulator: Emulator, wire: Wire) -> Iterator[openai.OpenAI]:
    """The OpenAI client, with an endpoint for each task."""
    wire.create("assistant", CHAT)
    wire.create("text", external("llm/v1/completions"))
    wire.create("embed", external("llm/v1/embeddings"))
    base_url = f"{emulator.url}/serving-endpoints"
    with openai.OpenAI(base_url=base_url, api_key=emulator.token, max_retries=0) as made:
        yield made


def test_chat(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(model="assistant", messages=HELLO)

    assert answer.choices[0].message.content == "You said: Hello, world!"
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage is not None
    assert answer.usage.total_tokens == 11


def test_content_may_be_a_list_of_parts(client: openai.OpenAI) -> None:
    parts: Any = [{"role": "user", "content": [{"type": "text", "text": "one"}, {"type": "text", "text": "two"}]}]

    answer = client.chat.completions.create(model="assistant", messages=parts)

    assert answer.choices[0].message.content == "You said: one two"


def test_a_stream_has_the_words_of_the_whole_answer(client: openai.OpenAI) -> None:
    with client.chat.completions.create(
        model="assistant", messages=HELLO, stream=True, stream_options={"include_usage": True}
    ) as stream:
        chunks = list(stream)

    assert chunks[0].choices[0].delta.role == "assistant"
    words = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(words) == "You said: Hello, world!"
    assert len(words) > 5
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.total_tokens == 11


def test_log_probabilities_cover_every_token(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(model="assistant", messages=HELLO, logprobs=True, top_logprobs=1)

    assert answer.choices[0].logprobs is not None
    tokens = answer.choices[0].logprobs.content or []
    assert "".join(token.token for token in tokens) == "You said: Hello, world!"
    assert tokens[0].top_logprobs[0].token == "You"


def test_a_required_tool_is_called_with_arguments_that_fit_its_schema(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(model="assistant", messages=HELLO, tools=[WEATHER], tool_choice="required")

    assert answer.choices[0].finish_reason == "tool_calls"
    (call,) = answer.choices[0].message.tool_calls or []
    assert call.type == "function"
    assert call.function.name == "weather"
    assert json.loads(call.function.arguments) == {"city": "Hello, world!", "unit": "celsius", "days": 3}


def test_a_named_tool_is_called_and_its_result_is_used(client: openai.OpenAI) -> None:
    chosen: Any = {"type": "function", "function": {"name": "weather"}}
    asked = client.chat.completions.create(
        model="assistant", messages=HELLO, tools=[WEATHER], tool_choice=chosen
    ).choices[0]
    (call,) = asked.message.tool_calls or []

    history: Any = [
        *HELLO,
        asked.message.model_dump(exclude_none=True),
        {"role": "tool", "tool_call_id": call.id, "content": "18 degrees"},
    ]
    answer = client.chat.completions.create(model="assistant", messages=history, tools=[WEATHER])

    assert answer.choices[0].message.content == "The tool answered: 18 degrees"


def test_tools_are_left_alone_unless_the_message_names_one(client: openai.OpenAI) -> None:
    plain = client.chat.completions.create(model="assistant", messages=HELLO, tools=[WEATHER])
    named: Any = [{"role": "user", "content": "use weather"}]
    called = client.chat.completions.create(model="assistant", messages=named, tools=[WEATHER])

    assert plain.choices[0].message.tool_calls is None
    assert called.choices[0].finish_reason == "tool_calls"


def test_a_tool_call_streams_its_arguments_in_pieces(client: openai.OpenAI) -> None:
    arguments = ""
    names: list[str] = []
    with client.chat.completions.create(
        model="assistant", messages=HELLO, tools=[WEATHER], tool_choice="required", stream=True
    ) as stream:
        for chunk in stream:
            for call in chunk.choices[0].delta.tool_calls or []:
                assert call.function is not None
                names += [call.function.name] if call.function.name else []
                arguments += call.function.arguments or ""

    assert names == ["weather"]
    assert json.loads(arguments)["unit"] == "celsius"


def test_a_structured_answer_fits_its_schema(client: openai.OpenAI) -> None:
    wanted: Any = {
        "type": "json_schema",
        "json_schema": {
            "name": "verdict",
            "schema": {
                "type": "object",
                "properties": {
                    "ok": {"type": "boolean"},
                    "scores": {"type": "array", "items": {"type": "number"}},
                },
            },
        },
    }

    answer = client.chat.completions.create(model="assistant", messages=HELLO, response_format=wanted)

    assert json.loads(answer.choices[0].message.content or "") == {"ok": True, "scores": [1.0]}


def test_reasoning_comes_as_a_part_of_the_content(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(model="assistant", messages=HELLO, reasoning_effort="low")

    parts: Any = answer.choices[0].message.content
    assert [part["type"] for part in parts] == ["reasoning", "text"]
    assert parts[1]["text"] == "You said: Hello, world!"


def test_completions_whole_and_streamed(client: openai.OpenAI) -> None:
    whole = client.completions.create(model="text", prompt=["a", "b c"], stop="zzz")
    with client.completions.create(model="text", prompt="a b", stream=True) as stream:
        pieces = [chunk.choices[0].text for chunk in stream]

    assert [choice.text for choice in whole.choices] == [" You wrote: a", " You wrote: b c"]
    assert "".join(pieces) == " You wrote: a b"


def test_embeddings_as_numbers_and_in_base64(client: openai.OpenAI) -> None:
    packed = client.embeddings.create(model="embed", input=["red", "blue"])
    plain = client.embeddings.create(model="embed", input="red", encoding_format="float")
    short = client.embeddings.create(model="embed", input="red", dimensions=3, encoding_format="float")

    assert packed.data[0].embedding == pytest.approx(plain.data[0].embedding, abs=1e-6)
    assert len(short.data[0].embedding) == 3
    assert packed.usage.prompt_tokens == 2


def test_responses_whole_and_streamed(client: openai.OpenAI, wire: Wire) -> None:
    wire.create("agent")

    whole = client.responses.create(model="agent", input=HELLO)
    with client.responses.create(model="agent", input="again", stream=True) as stream:
        deltas = [event.delta for event in stream if event.type == "response.output_text.delta"]

    assert whole.output_text == "You said: Hello, world!"
    assert "".join(deltas) == "You said: again"


def test_refusals_have_the_client_s_own_classes(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError):
        client.chat.completions.create(model="absent", messages=HELLO)
    with pytest.raises(openai.BadRequestError, match="takes input"):
        client.chat.completions.create(model="embed", messages=HELLO)


def test_a_wrong_key_is_refused() -> None:
    with (
        Emulator(tokens=["dapi-right"]) as emulator,
        openai.OpenAI(base_url=f"{emulator.url}/serving-endpoints", api_key="dapi-wrong") as stranger,
        pytest.raises(openai.PermissionDeniedError),
    ):
        stranger.chat.completions.create(model="assistant", messages=HELLO)


def test_the_asynchronous_client_streams_side_by_side(client: openai.OpenAI, emulator: Emulator) -> None:
    async def words(api: openai.AsyncOpenAI, text: str) -> str:
        messages: Any = [{"role": "user", "content": text}]
        stream = await api.chat.completions.create(model="assistant", messages=messages, stream=True)
        async with stream:
            return "".join([chunk.choices[0].delta.content or "" async for chunk in stream])

    async def several() -> list[str]:
        base_url = f"{emulator.url}/serving-endpoints"
        async with openai.AsyncOpenAI(base_url=base_url, api_key=emulator.token) as api:
            return await asyncio.gather(*(words(api, str(number)) for number in range(10)))

    assert asyncio.run(several()) == [f"You said: {number}" for number in range(10)]
