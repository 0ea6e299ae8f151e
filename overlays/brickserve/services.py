"""The services as programs use them: the generated methods, and what is built from them."""

from __future__ import annotations

from ._api import services
from .deploy_methods import Deployments
from .long_running import ServingEndpointsAPI
from .query_methods import Queries

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Self, Unpack

    from langchain_openai import ChatOpenAI  # type: ignore[import-not-found, unused-ignore]  # an extra
    from openai import AsyncOpenAI, OpenAI  # type: ignore[import-not-found, unused-ignore]  # an extra

    from ._api import models
    from .call_options import Options
    from .executors import BlockingExecutor
    from .external import Response


class ServingEndpointsExt(  # type: ignore[misc]  # the generated query does not know of streams
    Queries, Deployments, ServingEndpointsAPI
):
    """Create, change, watch, query and delete model serving endpoints."""

    @classmethod
    def from_databricks(cls, client: Any) -> Self:
        """Return the service over a `databricks.sdk.WorkspaceClient`: its session, credentials and retries.

            endpoints = ServingEndpointsExt.from_databricks(databricks.sdk.WorkspaceClient())
            endpoints.create_or_update("fraud", config=config)

        Errors are those of `brickserve.errors`, in the SDK's words. `stream=True`
        is refused, and the SDK's limits of time apply: it neither streams nor takes a deadline.
        """
        from .official import official_executor

        return cls(official_executor(client))

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy whose calls have other options, such as `deadline=2.5` or `max_attempts=1`."""
        return type(self)(self._calls.with_options(**changes))

    def exists(self, name: str) -> bool:
        """Tell whether there is an endpoint of this name that the caller may see."""
        from .errors import NotFound

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
        """
        from .deprecated import open_ai_client

        return open_ai_client(self._calls, kwargs)

    def get_async_open_ai_client(self, **kwargs: Any) -> AsyncOpenAI:
        """Return an `openai.AsyncOpenAI` client for this workspace, which signs every request afresh.

        Takes what `openai.AsyncOpenAI` takes, but for `base_url`, `api_key` and `http_client`.
        """
        from .deprecated import async_open_ai_client

        return async_open_ai_client(self._calls, kwargs)

    def get_langchain_chat_open_ai_client(self, model: str) -> ChatOpenAI:
        """Return a `langchain_openai.ChatOpenAI` for an endpoint, which signs every request afresh.

        Deprecated: install `databricks-langchain` and use `databricks_langchain.ChatDatabricks`.
        """
        from .deprecated import langchain_chat_open_ai_client

        return langchain_chat_open_ai_client(self._calls, model)


class ServingEndpointsDataPlaneExt(  # type: ignore[misc]  # the generated query does not know of streams
    Queries, services.ServingEndpointsDataPlaneAPI
):
    """Query route-optimized endpoints at their own host, with a token made for each endpoint."""

    def __init__(self, executor: BlockingExecutor) -> None:
        super().__init__(executor)
        self._calls = executor

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy whose calls have other options."""
        return type(self)(self._calls.with_options(**changes))
