"""Everything for blocking programs has a twin for coroutines: same names, same parameters, same documentation."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from brickserve import api_client, client, executors
from brickserve._api import aio, waiting
from brickserve._api import services as generated
from brickserve.endpoints import aio as awaited
from brickserve.endpoints import data_plane, deploying, queries
from brickserve.endpoints import sync as services

TWINS: list[tuple[type, type]] = [
    (client.WorkspaceClient, client.AsyncWorkspaceClient),
    (api_client.ApiClient, api_client.AsyncApiClient),
    (services.ServingEndpointsExt, awaited.AsyncServingEndpointsExt),
    (services.ServingEndpointsDataPlaneExt, awaited.AsyncServingEndpointsDataPlaneExt),
    (generated.ServingEndpointsAPI, aio.AsyncServingEndpointsAPI),
    (generated.ServingEndpointsDataPlaneAPI, aio.AsyncServingEndpointsDataPlaneAPI),
    (queries.QueryStream, queries.AsyncQueryStream),
    (waiting.Wait, waiting.AsyncWait),
    (deploying.Deployment, deploying.AsyncDeployment),
    (executors.BlockingExecutor, executors.AsyncExecutor),
    (data_plane.DataPlaneExecutor, data_plane.AsyncDataPlaneExecutor),
    (data_plane.PreferringExecutor, data_plane.AsyncPreferringExecutor),
]
ONE_KIND_ONLY = {("ServingEndpointsExt", "from_databricks")}
"""The official SDK has no client for coroutines to build on."""
OWN_DOCUMENTATION = {("WorkspaceClient", "executor")}
"""Each names the kind of service that it is for."""


def public(cls: type) -> dict[str, Any]:
    return {
        name: member
        for name, member in inspect.getmembers(cls)
        if not name.startswith("_") and (cls.__name__, name) not in ONE_KIND_ONLY
    }


def parameters(member: Any) -> dict[str, Any]:
    return {name: (p.kind, p.default) for name, p in inspect.signature(member).parameters.items()}


def differences(blocking: type, coroutines: type) -> list[str]:
    """Return how two classes differ, beyond one of them being for coroutines."""
    ours, theirs = public(blocking), public(coroutines)
    found = [f"{name}: one kind only" for name in ours.keys() ^ theirs.keys()]
    for name in ours.keys() & theirs.keys():
        if callable(ours[name]) != callable(theirs[name]) or (
            callable(ours[name]) and parameters(ours[name]) != parameters(theirs[name])
        ):
            found.append(f"{name}: other parameters")
        if (blocking.__name__, name) not in OWN_DOCUMENTATION and inspect.getdoc(ours[name]) != inspect.getdoc(
            theirs[name]
        ):
            found.append(f"{name}: other documentation")
    return sorted(found)


@pytest.mark.parametrize(("blocking", "coroutines"), TWINS, ids=[blocking.__name__ for blocking, _ in TWINS])
def test_twins_are_alike(blocking: type, coroutines: type) -> None:
    assert differences(blocking, coroutines) == []
    assert parameters(blocking) == parameters(coroutines)
    assert public(blocking)


def test_every_class_for_coroutines_is_compared() -> None:
    modules = (client, api_client, awaited, aio, queries, waiting, deploying, executors, data_plane)
    names = {name for module in modules for name in vars(module) if name.startswith("Async")}

    # What a class is made of is compared as part of it.
    parts = {"AsyncDeployments", "AsyncQueries", "AsyncEventStream", "AsyncIterator"}
    assert names - parts == {coroutines.__name__ for _, coroutines in TWINS}


def test_what_the_client_waits_for_is_awaited_by_its_twin() -> None:
    plain = {"with_options", "list", "get_open_ai_client", "get_async_open_ai_client"}
    plain |= {"get_langchain_chat_open_ai_client"}

    methods = inspect.getmembers(awaited.AsyncServingEndpointsExt, inspect.isfunction)

    # A deprecated method warns when it is called, and returns its coroutine.
    coroutines = {
        name for name, method in methods if inspect.iscoroutinefunction(method) or hasattr(method, "__deprecated__")
    }
    assert {name for name, _ in methods if name[0] != "_"} - coroutines == plain


def test_a_difference_is_noticed() -> None:
    class Blocking:
        def same(self, x: int = 1) -> None:
            """Promise."""

        def other(self, x: int) -> None:
            """Promise."""

        def told(self) -> None:
            """Promise."""

        def lost(self) -> None:
            """Promise."""

    class Coroutines:
        async def same(self, x: int = 1) -> None:
            """Promise."""

        async def other(self, *, x: int) -> None:
            """Promise."""

        async def told(self) -> None:
            """Promise something else."""

    expected = ["lost: one kind only", "other: other parameters", "told: other documentation"]
    assert differences(Blocking, Coroutines) == expected
