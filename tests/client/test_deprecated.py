"""The OpenAI and LangChain helpers, with the real packages against a small server."""

from __future__ import annotations

import asyncio
import json
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from brickserve import WorkspaceClient

from .servers import Server, always, reply

pytest.importorskip("openai")
pytest.importorskip("langchain_openai")

ANSWER = {
    "id": "1",
    "object": "chat.completion",
    "created": 1,
    "model": "assistant",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "hello"}}],
    "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
}
QUESTION: Any = [{"role": "user", "content": "hi"}]


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(always(reply(json.dumps(ANSWER).encode(), headers="Content-Type: application/json\r\n"))) as server:
        yield server


@pytest.fixture
def w(server: Server) -> Iterator[WorkspaceClient]:
    numbers = iter(range(1, 100))
    with WorkspaceClient(host=server.url, credentials=lambda: {"Authorization": f"Bearer token-{next(numbers)}"}) as w:
        yield w


def tokens(server: Server) -> list[str]:
    lines = [line for head in server.heads for line in head.split("\r\n")]
    return [line.partition(": ")[2] for line in lines if line.lower().startswith("authorization:")]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_request_of_the_openai_client_is_signed_afresh(w: WorkspaceClient, server: Server) -> None:
    with w.serving_endpoints.get_open_ai_client(timeout=5.0, max_retries=0) as client:
        answers = [client.chat.completions.create(model="assistant", messages=QUESTION) for _ in range(2)]

    assert [answer.choices[0].message.content for answer in answers] == ["hello", "hello"]
    assert server.heads[0].startswith("POST /serving-endpoints/chat/completions HTTP/1.1")
    assert tokens(server) == ["Bearer token-1", "Bearer token-2"]
    assert client.timeout == 5.0


def test_the_asynchronous_openai_client_is_signed_afresh_too(w: WorkspaceClient, server: Server) -> None:
    async def main() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error", DeprecationWarning)
            client = w.serving_endpoints.get_async_open_ai_client(max_retries=0)
        async with client:
            for _ in range(2):
                await client.chat.completions.create(model="assistant", messages=QUESTION)

    asyncio.run(main())

    assert tokens(server) == ["Bearer token-1", "Bearer token-2"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_langchain_model_is_signed_afresh(w: WorkspaceClient, server: Server) -> None:
    model = w.serving_endpoints.get_langchain_chat_open_ai_client("assistant")

    async def awaited() -> Any:
        async with model.http_async_client:
            return (await model.ainvoke("hi")).content

    with model.http_client:
        assert [model.invoke("hi").content, asyncio.run(awaited())] == ["hello", "hello"]
    assert tokens(server) == ["Bearer token-1", "Bearer token-2"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_token_does_not_follow_a_redirect(w: WorkspaceClient) -> None:
    import openai

    with Server(always(reply())) as other:
        target = f"Location: {other.url}/\r\n"
        with (
            Server(always(reply(status=307, headers=target))) as first,
            WorkspaceClient(host=first.url, token="t") as redirected,
        ):
            client = redirected.serving_endpoints.get_open_ai_client(max_retries=0)
            with client, pytest.raises(openai.APIStatusError):
                client.chat.completions.create(model="assistant", messages=QUESTION)

    assert other.connections == 0


def test_the_deprecated_helpers_name_what_to_use_instead(w: WorkspaceClient) -> None:
    with pytest.warns(DeprecationWarning, match="databricks-openai") as caught:
        w.serving_endpoints.get_open_ai_client().close()
    with pytest.warns(DeprecationWarning, match="databricks-langchain"):
        w.serving_endpoints.get_langchain_chat_open_ai_client("assistant").http_client.close()

    assert caught[0].filename == __file__


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", ["base_url", "api_key", "http_client"])
def test_what_ties_the_client_to_the_workspace_cannot_be_given(w: WorkspaceClient, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        w.serving_endpoints.get_open_ai_client(**{name: "x"})
    with pytest.raises(ValueError, match=name):
        w.serving_endpoints.get_async_open_ai_client(**{name: "x"})


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("package", ["openai", "langchain_openai"])
def test_a_missing_package_is_named_with_the_extra(
    w: WorkspaceClient, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    service = w.serving_endpoints
    with pytest.raises(ImportError, match=r"brickserve\[openai\]"):
        service.get_open_ai_client() if package == "openai" else service.get_langchain_chat_open_ai_client("assistant")
