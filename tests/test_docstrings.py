"""Every example in a docstring runs against the emulator and prints what it says."""

from __future__ import annotations

import asyncio
import doctest
import gc
import inspect
import os
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

import brickserve
from brickserve import AsyncWorkspaceClient, WorkspaceClient
from brickserve.emulator import Emulator
from brickserve.service import serving
from brickserve.service.serving import ChatMessage, ChatMessageRole

from .examples import example_workspace

MODULES = [
    import_module(found.name)
    for found in pkgutil.walk_packages(brickserve.__path__, "brickserve.")
    if not found.name.endswith(("__main__", "_api.models"))
]
FOUND = [example for module in MODULES for example in doctest.DocTestFinder().find(module) if example.examples]
EXAMPLES = {example.name: example for example in FOUND}

NEEDED = {
    "brickserve.endpoints.queries.QueryStream": ["text_deltas()", ".final()", "extra_body="],
    "brickserve.endpoints.queries.AsyncQueryStream": ["async for", ".final()"],
    "brickserve.client.AsyncWorkspaceClient": ["async with"],
    "brickserve.endpoints.aio.AsyncServingEndpointsExt": ["asyncio.gather"],
    "brickserve.endpoints.sync.ServingEndpointsExt": [
        *("served_model_name=", "extra_body=", ".raw.json()", ".raw.headers", "create_or_update(", "progress=True"),
        *("stop_and_wait(", "start_and_wait(", "to_token()", "from_token(", "exists("),
    ],
    "brickserve.frames": ["dataframe_split=", "predictions_frame(", "embeddings_array("],
    "brickserve.endpoints.sync.ServingEndpointsDataPlaneExt": ["stream=True", "prefer_data_plane=True"],
    "brickserve.endpoints.aio.AsyncServingEndpointsDataPlaneExt": ["stream=True"],
    "brickserve.endpoints.sync.ServingEndpointsExt.get_open_ai_client": ["chat.completions"],
    "brickserve.endpoints.sync.ServingEndpointsExt.get_async_open_ai_client": ["async for"],
    "brickserve.endpoints.sync.ServingEndpointsExt.get_langchain_chat_open_ai_client": ["invoke("],
    "brickserve.endpoints.sync.ServingEndpointsExt.from_databricks": ["from_databricks(", "stream=True"],
    "brickserve.emulator.server.Emulator": ["with Emulator(", "stream_delay="],
}
"""What users ask for, and where its example stands."""


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with example_workspace() as running:
        yield running


@pytest.fixture
def names(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What the examples take for granted: a client `w`, a question in `messages`, and the library's own names."""
    monkeypatch.setenv("DATABRICKS_HOST", emulator.url)
    monkeypatch.setenv("DATABRICKS_CLIENT_ID", emulator.client_id)
    monkeypatch.setenv("DATABRICKS_CLIENT_SECRET", emulator.client_secret)
    monkeypatch.setenv("DATABRICKS_CONFIG_FILE", os.devnull)
    messages = [ChatMessage(role=ChatMessageRole.USER, content="Hello!")]
    with WorkspaceClient() as w:
        models = {name: getattr(serving, name) for name in dir(serving) if name[0].isupper()}
        clients = {"AsyncWorkspaceClient": AsyncWorkspaceClient, "WorkspaceClient": WorkspaceClient}
        yield {**models, **clients, "asyncio": asyncio, "w": w, "messages": messages}


def run(example: doctest.DocTest, names: dict[str, Any]) -> str:
    """Return what is wrong with an example; nothing if it is right."""
    told: list[str] = []
    example.globs = {**example.globs, **names}
    doctest.DocTestRunner().run(example, out=told.append)
    # What an example leaves open is closed here, and not during some later test.
    gc.collect()
    return "".join(told)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_prints_what_it_says(name: str, names: dict[str, Any]) -> None:
    assert run(EXAMPLES[name], names) == ""


@pytest.mark.parametrize(("name", "words"), NEEDED.items(), ids=NEEDED)
def test_what_users_ask_for_has_an_example(name: str, words: list[str]) -> None:
    source = "".join(line.source for line in EXAMPLES[name].examples)

    assert [word for word in words if word not in source] == []


def test_an_example_that_prints_something_else_is_noticed() -> None:
    wrong = doctest.DocTestParser().get_doctest(">>> 6 * 7\n41\n", {}, "wrong", None, None)

    assert "Expected:" in run(wrong, {})


def test_every_code_block_of_a_docstring_is_an_example() -> None:
    # An indented block without a prompt is not run, and nobody notices when it becomes wrong.
    texts = {f"{module.__name__}": inspect.getdoc(module) or "" for module in MODULES}
    for module in MODULES:
        for name, member in inspect.getmembers(module, inspect.isclass):
            texts[f"{module.__name__}.{name}"] = inspect.getdoc(member) or ""

    assert [name for name, text in texts.items() if "\n    w." in text or "\n    with w." in text] == []
