"""The services for coroutines: the twins of `services`, method by method."""

from __future__ import annotations

from .._api import aio
from .aio_deploy_methods import AsyncDeployments
from .aio_long_running import AsyncServingEndpointsAPI
from .aio_query_methods import AsyncQueries

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Self, Unpack

    from langchain_openai import ChatOpenAI  # type: ignore[import-not-found, unused-ignore]  # an extra
    from openai import AsyncOpenAI, OpenAI  # type: ignore[import-not-found, unused-ignore]  # an extra

    from .._api import models
    from ..call_options import Options
    from ..executors import AsyncExecutor
    from .external import Response


class AsyncServingEndpointsExt(  # type: ignore[misc]  # the generated query does not know of streams
    AsyncQueries, AsyncDeployments, AsyncServingEndpointsAPI
):
    """Create, change, watch, query and delete model serving endpoints; the twin of `ServingEndpointsExt`.

    >>> async def main():
    ...     async with AsyncWorkspaceClient() as w:
    ...         asked = [w.serving_endpoints.query("assistant", messages=messages) for _ in range(3)]
    ...         answers = await asyncio.gather(*asked)
    ...         return [answer.choices[0].message.content for answer in answers]
    >>> asyncio.run(main())
    ['You said: Hello!', 'You said: Hello!', 'You said: Hello!']
    """

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy whose calls have other options, such as `deadline=2.5` or `max_attempts=1`.

        `deadline` bounds a call with all its retries: a query, or one look of a wait. How long a wait may
        take altogether is its `timeout`.
        """
        return type(self)(self._calls.with_options(**changes))

    async def exists(self, name: str) -> bool:
        """Tell whether there is an endpoint of this name that the caller may see."""
        from ..errors import NotFound

        try:
            await self.get(name)
        except NotFound:
            return False
        return True

    async def http_request(  # type: ignore[override]  # the documented signature is not the plain operation's
        self,
        conn: str,
        method: models.ExternalFunctionRequestHttpMethod,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        json: Mapping[str, Any] | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> Response:
        """Call an external HTTP service with the credentials that a Unity Catalog connection holds.

        Args:
            conn: The connection that knows the host and the credentials.
            method: The HTTP method of the external call.
            path: The path of the external call, below the connection's base path.
            headers: Further request headers; without them only the connection's own are sent.
            json: The request body.
            params: The query parameters.

        Returns:
            The service's answer with its status, headers and body. An answer of 4xx that is the service's
            own is returned as well; what the platform refuses, and what leaves open whether the call was
            carried out, is raised.
        """
        from .external import external_call, is_external_answer

        call = external_call(conn, method, path, headers=headers, json=json, params=params)
        return await self._calls.execute(call, accepts=is_external_answer)

    def get_open_ai_client(self, **kwargs: Any) -> OpenAI:
        """Return an `openai.OpenAI` client for this workspace, which signs every request afresh.

        Deprecated: install `databricks-openai` and use `databricks_openai.DatabricksOpenAI`.

        Takes what `openai.OpenAI` takes, but for `base_url`, `api_key` and `http_client`: a `ValueError`.
        Needs `pip install 'brickserve[openai]'`, else an `ImportError`.

        >>> asked = [{"role": "user", "content": "Hello!"}]
        >>> with w.serving_endpoints.get_open_ai_client() as client:
        ...     client.chat.completions.create(model="assistant", messages=asked).choices[0].message.content
        'You said: Hello!'
        """
        from .deprecated import open_ai_client

        return open_ai_client(self._calls, kwargs)

    def get_async_open_ai_client(self, **kwargs: Any) -> AsyncOpenAI:
        """Return an `openai.AsyncOpenAI` client for this workspace, which signs every request afresh.

        Takes what `openai.AsyncOpenAI` takes, but for `base_url`, `api_key` and `http_client`.

        >>> async def main():
        ...     async with w.serving_endpoints.get_async_open_ai_client() as client:
        ...         asked = [{"role": "user", "content": "Hello!"}]
        ...         stream = await client.chat.completions.create(model="assistant", messages=asked, stream=True)
        ...         return [chunk.choices[0].delta.content async for chunk in stream]
        >>> asyncio.run(main())[1:-1]
        ['You', ' said', ':', ' Hello', '!']
        """
        from .deprecated import async_open_ai_client

        return async_open_ai_client(self._calls, kwargs)

    def get_langchain_chat_open_ai_client(self, model: str) -> ChatOpenAI:
        """Return a `langchain_openai.ChatOpenAI` for an endpoint, which signs every request afresh.

        Deprecated: install `databricks-langchain` and use `databricks_langchain.ChatDatabricks`.

        >>> w.serving_endpoints.get_langchain_chat_open_ai_client("assistant").invoke("Hello!").content
        'You said: Hello!'
        """
        from .deprecated import langchain_chat_open_ai_client

        return langchain_chat_open_ai_client(self._calls, model)


class AsyncServingEndpointsDataPlaneExt(  # type: ignore[misc]  # the generated query does not know of streams
    AsyncQueries, aio.AsyncServingEndpointsDataPlaneAPI
):
    """Query route-optimized endpoints at their own host; the twin of `ServingEndpointsDataPlaneExt`.

    >>> async def main():
    ...     async with AsyncWorkspaceClient() as w:
    ...         stream = await w.serving_endpoints_data_plane.query("routed", messages=messages, stream=True)
    ...         return (await stream.final()).choices[0].message.content
    >>> asyncio.run(main())
    'You said: Hello!'
    """

    def __init__(self, executor: AsyncExecutor) -> None:
        super().__init__(executor)
        self._calls = executor

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy whose calls have other options."""
        return type(self)(self._calls.with_options(**changes))
