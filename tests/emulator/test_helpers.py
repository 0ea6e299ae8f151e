"""The OpenAI and LangChain helpers against the emulator, with a token that is another one for every request."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from brickserve import AsyncWorkspaceClient, WorkspaceClient
from brickserve.emulator import Emulator
from tests.emulator.wire import CHAT, Wire

pytestmark = pytest.mark.filterwarnings("ignore:get_.*is deprecated:DeprecationWarning")

HELLO: Any = [{"role": "user", "content": "Hello!"}]
SAID = "You said: Hello!"


@pytest.fixture
def rotating(wire: Wire, emulator: Emulator) -> dict[str, Any]:
    """The arguments of a client whose token changes between any two requests."""
    wire.create("assistant", CHAT)
    numbers = iter(range(1, 100))
    return {"host": emulator.url, "credentials": lambda: {"Authorization": f"Bearer token-{next(numbers)}"}}


@pytest.fixture
def w(rotating: dict[str, Any]) -> Iterator[WorkspaceClient]:
    with WorkspaceClient(**rotating) as client:
        yield client


def tokens(emulator: Emulator) -> list[str]:
    """Return what the queries were signed with."""
    asked = [request for request in emulator.state.requests if "completions" in request.path]
    return [request.headers["authorization"].removeprefix("Bearer ") for request in asked]


def test_the_openai_client_signs_queries_and_streams_afresh(w: WorkspaceClient, emulator: Emulator) -> None:
    with w.serving_endpoints.get_open_ai_client(max_retries=0) as client:
        whole = client.chat.completions.create(model="assistant", messages=HELLO)
        with client.chat.completions.create(model="assistant", messages=HELLO, stream=True) as stream:
            pieces = [chunk.choices[0].delta.content or "" for chunk in stream]
        again = client.chat.completions.create(model="assistant", messages=HELLO)

    said = [whole.choices[0].message.content, "".join(pieces), again.choices[0].message.content]
    assert said == [SAID] * 3
    assert len(pieces) > 3
    assert tokens(emulator) == ["token-1", "token-2", "token-3"]


@pytest.mark.parametrize("kind", [WorkspaceClient, AsyncWorkspaceClient])
def test_the_asynchronous_openai_client_does_so_too(kind: Any, rotating: dict[str, Any], emulator: Emulator) -> None:
    async def main() -> list[str | None]:
        workspace = kind(**rotating)
        async with workspace.serving_endpoints.get_async_open_ai_client(max_retries=0) as client:
            whole = await client.chat.completions.create(model="assistant", messages=HELLO)
            stream = await client.chat.completions.create(model="assistant", messages=HELLO, stream=True)
            async with stream:
                pieces = [chunk.choices[0].delta.content or "" async for chunk in stream]
        closing = workspace.close()
        if closing is not None:
            await closing
        return [whole.choices[0].message.content, "".join(pieces)]

    assert asyncio.run(main()) == [SAID, SAID]
    assert tokens(emulator) == ["token-1", "token-2"]


def test_the_langchain_model_does_so_too(w: WorkspaceClient, emulator: Emulator) -> None:
    model = w.serving_endpoints.get_langchain_chat_open_ai_client("assistant")

    async def awaited() -> list[str]:
        async with model.http_async_client:
            whole = str((await model.ainvoke("Hello!")).content)
            return [whole, "".join([str(chunk.content) async for chunk in model.astream("Hello!")])]

    with model.http_client:
        said = [str(model.invoke("Hello!").content), "".join(str(chunk.content) for chunk in model.stream("Hello!"))]
    said += asyncio.run(awaited())

    assert said == [SAID] * 4
    assert tokens(emulator) == ["token-1", "token-2", "token-3", "token-4"]
