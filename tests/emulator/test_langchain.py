"""LangChain's OpenAI classes against the emulator."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel

from brickserve.emulator import Emulator
from tests.emulator.wire import CHAT, Wire, external


class Verdict(BaseModel):
    """Whether a payment is suspicious."""

    suspicious: bool
    reason: str


@pytest.fixture
def chat(emulator: Emulator, wire: Wire) -> ChatOpenAI:
    """A LangChain chat model over the emulator."""
    wire.create("assistant", CHAT)
    settings: dict[str, Any] = {
        "model": "assistant",
        "base_url": f"{emulator.url}/serving-endpoints",
        "api_key": emulator.token,
    }
    return ChatOpenAI(**settings, max_retries=0)


def test_a_message_is_answered(chat: ChatOpenAI) -> None:
    answer = chat.invoke("Hello!")

    assert answer.content == "You said: Hello!"
    assert answer.usage_metadata is not None
    assert answer.usage_metadata["input_tokens"] == 2


def test_a_stream_has_the_words_of_the_answer(chat: ChatOpenAI) -> None:
    pieces = [chunk.content for chunk in chat.stream("Hello!")]

    assert "".join(map(str, pieces)) == "You said: Hello!"
    assert len(pieces) > 3


def test_a_bound_tool_is_called(chat: ChatOpenAI) -> None:
    def weather(city: str) -> str:
        """Look up the weather."""
        return city

    answer: Any = chat.bind_tools([weather], tool_choice="weather").invoke("Oslo")

    assert [(call["name"], call["args"]) for call in answer.tool_calls] == [("weather", {"city": "Oslo"})]


@pytest.mark.parametrize("method", ["function_calling", "json_schema"])
def test_a_structured_answer_becomes_an_object(chat: ChatOpenAI, method: Any) -> None:
    answer = chat.with_structured_output(Verdict, method=method).invoke("Is it?")

    assert answer == Verdict(suspicious=True, reason="Is it?")


def test_embeddings(emulator: Emulator, wire: Wire) -> None:
    wire.create("embed", external("llm/v1/embeddings"))
    settings: dict[str, Any] = {
        "model": "embed",
        "base_url": f"{emulator.url}/serving-endpoints",
        "api_key": emulator.token,
        "check_embedding_ctx_length": False,
    }

    first, second = OpenAIEmbeddings(**settings).embed_documents(["red", "blue"])

    assert len(first) == 8
    assert first != second
