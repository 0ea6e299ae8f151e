"""The services as programs use them: the generated methods, and what is built from them."""

from __future__ import annotations

from .._api import services
from .deploy_methods import Deployments
from .long_running import ServingEndpointsAPI
from .query_methods import Queries

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Self, Unpack

    from langchain_openai import ChatOpenAI  # type: ignore[import-not-found, unused-ignore]  # an extra
    from openai import AsyncOpenAI, OpenAI  # type: ignore[import-not-found, unused-ignore]  # an extra

    from .._api import models
    from ..call_options import Options
    from ..executors import BlockingExecutor
    from .external import Response


class ServingEndpointsExt(  # type: ignore[misc]  # the generated query does not know of streams
    Queries, Deployments, ServingEndpointsAPI
):
    """Create, change, watch, query and delete model serving endpoints.

    A query may name one served model, and carry fields that no argument stands for:

    >>> endpoints = w.serving_endpoints
    >>> answer = endpoints.query("assistant", messages=messages, served_model_name="small", extra_body={"top_k": 5})
    >>> answer.served_model_name
    'small'

    What the answer's model does not describe is in `unknown_fields`, and all that came is in `raw`:

    >>> answer.raw.json()["choices"][0]["message"]["content"]
    'You said: Hello!'
    >>> answer.raw.status_code, answer.raw.headers["Content-Type"]
    (200, 'application/json')

    An endpoint's life, each step of which may be waited for, and watched on the terminal with `progress`:

    >>> entity = ServedEntityInput(entity_name="main.risk.churn", entity_version="1")
    >>> config = EndpointCoreConfigInput("churn", served_entities=[entity])
    >>> endpoints.create_or_update("churn", config=config, tags=[EndpointTag("team", "risk")]).changes
    ('create',)
    >>> endpoints.create_or_update_and_wait("churn", tags=[EndpointTag("team", "fraud")], progress=True).name
    'churn'
    >>> stopped, started = endpoints.stop_and_wait("churn"), endpoints.start_and_wait("churn")
    >>> stopped.state.ready.value, started.state.ready.value
    ('NOT_READY', 'READY')

    A wait survives the end of the program as a token, which is JSON:

    >>> token = endpoints.update_config("churn", served_entities=[entity]).to_token()
    >>> Wait.from_token(endpoints, token).result().name
    'churn'
    >>> endpoints.delete("churn")
    >>> endpoints.exists("churn")
    False
    """

    @classmethod
    def from_databricks(cls, client: Any) -> Self:
        """Return the service over a `databricks.sdk.WorkspaceClient`: its session, credentials and retries.

        >>> import databricks.sdk
        >>> endpoints = ServingEndpointsExt.from_databricks(databricks.sdk.WorkspaceClient())
        >>> endpoints.exists("fraud")
        True
        >>> "".join(endpoints.query("assistant", messages=messages, stream=True).text_deltas())
        'You said: Hello!'

        Errors are those of `brickserve.errors`, in the SDK's words. The SDK's limits of time apply: it takes no
        deadline, so that one is looked at between the parts of a stream only.
        """
        from .official import official_executor

        return cls(official_executor(client))

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy whose calls have other options, such as `deadline=2.5` or `max_attempts=1`.

        `deadline` bounds a call with all its retries: a query, or one look of a wait. How long a wait may
        take altogether is its `timeout`.
        """
        return type(self)(self._calls.with_options(**changes))

    def exists(self, name: str) -> bool:
        """Tell whether there is an endpoint of this name that the caller may see."""
        from ..errors import NotFound

        try:
            self.get(name)
        except NotFound:
            return False
        return True

    def http_request(  # type: ignore[override]  # the documented signature is not the plain operation's
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
        return self._calls.execute(call, accepts=is_external_answer)

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


class ServingEndpointsDataPlaneExt(  # type: ignore[misc]  # the generated query does not know of streams
    Queries, services.ServingEndpointsDataPlaneAPI
):
    """Query route-optimized endpoints at their own host, with a token made for each endpoint.

    >>> w.serving_endpoints_data_plane.query("routed", messages=messages).choices[0].message.content
    'You said: Hello!'
    >>> "".join(w.serving_endpoints_data_plane.query("routed", messages=messages, stream=True).text_deltas())
    'You said: Hello!'

    It takes OAuth credentials. A client with `prefer_data_plane=True` chooses the host by itself:

    >>> with WorkspaceClient(prefer_data_plane=True) as w:
    ...     w.serving_endpoints.query("routed", messages=messages).served_model_name
    'small'
    """

    def __init__(self, executor: BlockingExecutor) -> None:
        super().__init__(executor)
        self._calls = executor

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy whose calls have other options."""
        return type(self)(self._calls.with_options(**changes))
