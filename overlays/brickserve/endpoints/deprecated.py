"""OpenAI and LangChain clients that talk to the workspace, each request signed afresh.

The official SDK has them and has deprecated them; they stay for programs that move from there.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any
from warnings import warn

from ..drivers.runner import run

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from langchain_openai import ChatOpenAI  # type: ignore[import-not-found, unused-ignore]  # an extra
    from openai import AsyncOpenAI, OpenAI  # type: ignore[import-not-found, unused-ignore]  # an extra

    from ..calling.context import Context
    from ..executors import AsyncExecutor, BlockingExecutor

PAGES = "https://api-docs.databricks.com/python/databricks-ai-bridge/latest/"
RESERVED = frozenset({"base_url", "api_key", "http_client"})
PLACEHOLDER = "no-token"
"""OpenAI's client insists on a key; it never leaves the machine."""


def open_ai_client(executor: BlockingExecutor | AsyncExecutor, options: dict[str, Any]) -> OpenAI:
    """Return a blocking OpenAI client."""
    _warn("get_open_ai_client", "databricks-openai", "databricks_openai", "DatabricksOpenAI", "databricks_openai.html")
    openai = _needed("openai")
    _check_reserved(options)
    made: OpenAI = openai.OpenAI(**_defaults(executor.context), http_client=_http(openai, executor.context), **options)
    return made


def async_open_ai_client(executor: BlockingExecutor | AsyncExecutor, options: dict[str, Any]) -> AsyncOpenAI:
    """Return an OpenAI client for coroutines."""
    openai = _needed("openai")
    _check_reserved(options)
    context = executor.context
    made: AsyncOpenAI = openai.AsyncOpenAI(**_defaults(context), http_client=_async_http(openai, context), **options)
    return made


def langchain_chat_open_ai_client(executor: BlockingExecutor | AsyncExecutor, model: str) -> ChatOpenAI:
    """Return LangChain's chat model over the OpenAI clients."""
    _warn(
        *("get_langchain_chat_open_ai_client", "databricks-langchain", "databricks_langchain", "ChatDatabricks"),
        "databricks_langchain.html",
    )
    langchain = _needed("langchain_openai")
    openai = _needed("openai")
    context = executor.context
    made: ChatOpenAI = langchain.ChatOpenAI(
        model=model,
        **_defaults(context),
        http_client=_http(openai, context),
        http_async_client=_async_http(openai, context),
    )
    return made


def _defaults(context: Context) -> dict[str, Any]:
    return {"base_url": f"{context.host}/serving-endpoints", "api_key": PLACEHOLDER}


def _http(openai: Any, context: Context) -> Any:
    return openai.DefaultHttpxClient(auth=_signature(openai.DefaultHttpxClient, context), follow_redirects=False)


def _async_http(openai: Any, context: Context) -> Any:
    client = openai.DefaultAsyncHttpxClient
    return client(auth=_signature(client, context), follow_redirects=False)


def _signature(client: Any, context: Context) -> Any:
    """Return an `httpx.Auth` of the very httpx that OpenAI's client is built on."""
    # It has been httpx and httpx2; only what its client derives from tells which.
    name = next(base.__module__ for base in client.__mro__ if base.__name__ in ("Client", "AsyncClient"))
    httpx: Any = import_module(name.partition(".")[0])
    io = context.io

    class Signature(httpx.Auth):  # type: ignore[misc]  # the base class is known at run time only
        """Puts the workspace's credentials on every request."""

        def sync_auth_flow(self, request: Any) -> Iterator[Any]:
            _sign(request, run(context.credentials.headers(io, None)))
            yield request

        async def async_auth_flow(self, request: Any) -> AsyncIterator[Any]:
            _sign(request, await context.credentials.headers(io, None))
            yield request

    return Signature()


def _sign(request: Any, headers: Mapping[str, str]) -> None:
    for name, value in headers.items():
        request.headers[name] = value


def _needed(package: str) -> Any:
    try:
        return import_module(package)
    except ImportError as error:
        raise ImportError(f"{package} cannot be imported ({error}): pip install 'brickserve[openai]'") from error


def _check_reserved(options: Mapping[str, Any]) -> None:
    taken = sorted(RESERVED.intersection(options))
    if taken:
        raise ValueError(f"{', '.join(taken)} cannot be given: the workspace's address and credentials stand there")


def _warn(method: str, distribution: str, module: str, name: str, page: str) -> None:
    warn(
        f"{method}() is deprecated: install {distribution} and use `from {module} import {name}` instead;"
        f" see {PAGES}{page}",
        DeprecationWarning,
        stacklevel=4,
    )
