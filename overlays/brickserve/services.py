"""The services as programs use them: the generated methods, and what is built from them."""

from __future__ import annotations

from datetime import timedelta

from ._api import services

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Self, Unpack

    from langchain_openai import ChatOpenAI
    from openai import AsyncOpenAI, OpenAI

    from ._api import models
    from .call_options import Options
    from .executors import BlockingExecutor
    from .external import Response

TWENTY_MINUTES = timedelta(minutes=20)


class ServingEndpointsExt(services.ServingEndpointsAPI):
    """Create, change, watch, query and delete model serving endpoints."""

    def __init__(self, executor: BlockingExecutor) -> None:
        super().__init__(executor)
        self._calls = executor

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy whose calls have other options, such as `deadline=2.5` or `max_attempts=1`."""
        return type(self)(self._calls.with_options(**changes))

    def wait_get_serving_endpoint_not_updating(
        self,
        name: str,
        timeout: timedelta = TWENTY_MINUTES,
        callback: Callable[[models.ServingEndpointDetailed], None] | None = None,
    ) -> models.ServingEndpointDetailed:
        """Wait until no configuration update of the endpoint is under way, and return the endpoint.

        `callback` sees the endpoint at every poll. Raises `WaiterError` when the update fails or the
        endpoint is deleted, `WaitTimeout` when it takes longer than `timeout`.
        """
        waiter = self.WAITERS["serving_endpoint_not_updating"]
        found: models.ServingEndpointDetailed = self._calls.wait(
            waiter, {"name": name}, timeout=timeout, callback=callback
        )
        return found

    def create_and_wait(
        self,
        name: str,
        *,
        ai_gateway: models.AiGatewayConfig | None = None,
        budget_policy_id: str | None = None,
        config: models.EndpointCoreConfigInput | None = None,
        description: str | None = None,
        email_notifications: models.EmailNotifications | None = None,
        rate_limits: list[models.RateLimit] | None = None,
        route_optimized: bool | None = None,
        tags: list[models.EndpointTag] | None = None,
        telemetry_config: models.TelemetryConfig | None = None,
        timeout: timedelta = TWENTY_MINUTES,
    ) -> models.ServingEndpointDetailed:
        """Create an endpoint and wait until it is deployed; the arguments are those of `create`."""
        return self.create(
            name,
            ai_gateway=ai_gateway,
            budget_policy_id=budget_policy_id,
            config=config,
            description=description,
            email_notifications=email_notifications,
            rate_limits=rate_limits,
            route_optimized=route_optimized,
            tags=tags,
            telemetry_config=telemetry_config,
        ).result(timeout)

    def create_provisioned_throughput_endpoint_and_wait(
        self,
        name: str,
        config: models.PtEndpointCoreConfig,
        *,
        ai_gateway: models.AiGatewayConfig | None = None,
        budget_policy_id: str | None = None,
        email_notifications: models.EmailNotifications | None = None,
        tags: list[models.EndpointTag] | None = None,
        timeout: timedelta = TWENTY_MINUTES,
    ) -> models.ServingEndpointDetailed:
        """Create an endpoint with provisioned throughput and wait until it is deployed."""
        return self.create_provisioned_throughput_endpoint(
            name,
            config,
            ai_gateway=ai_gateway,
            budget_policy_id=budget_policy_id,
            email_notifications=email_notifications,
            tags=tags,
        ).result(timeout)

    def update_config_and_wait(
        self,
        name: str,
        *,
        auto_capture_config: models.AutoCaptureConfigInput | None = None,
        served_entities: list[models.ServedEntityInput] | None = None,
        served_models: list[models.ServedModelInput] | None = None,
        traffic_config: models.TrafficConfig | None = None,
        timeout: timedelta = TWENTY_MINUTES,
    ) -> models.ServingEndpointDetailed:
        """Change what an endpoint serves and wait until the change is deployed."""
        return self.update_config(
            name,
            auto_capture_config=auto_capture_config,
            served_entities=served_entities,
            served_models=served_models,
            traffic_config=traffic_config,
        ).result(timeout)

    def update_provisioned_throughput_endpoint_config_and_wait(
        self, name: str, config: models.PtEndpointCoreConfig, timeout: timedelta = TWENTY_MINUTES
    ) -> models.ServingEndpointDetailed:
        """Replace the configuration of an endpoint with provisioned throughput and wait for the change."""
        return self.update_provisioned_throughput_endpoint_config(name, config).result(timeout)

    def start_and_wait(self, name: str, timeout: timedelta = TWENTY_MINUTES) -> models.ServingEndpointDetailed:
        """Start a stopped endpoint again and wait until it serves."""
        return self.start(name).result(timeout)

    def stop_and_wait(self, name: str, timeout: timedelta = TWENTY_MINUTES) -> models.ServingEndpointDetailed:
        """Stop an endpoint and wait until its compute is free."""
        return self.stop(name).result(timeout)

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


class ServingEndpointsDataPlaneExt(services.ServingEndpointsDataPlaneAPI):
    """Query route-optimized endpoints at their own host, with a token made for each endpoint."""

    def __init__(self, executor: BlockingExecutor) -> None:
        super().__init__(executor)
        self._calls = executor

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy whose calls have other options."""
        return type(self)(self._calls.with_options(**changes))
