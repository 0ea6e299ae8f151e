"""The generated service with everything that waits, for coroutines: the twin of `long_running`."""

from __future__ import annotations

from .._api import aio
from ..calling.deadlines import check_timeout
from .long_running import TWENTY_MINUTES

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from .._api import models
    from ..executors import AsyncExecutor


class AsyncServingEndpointsAPI(aio.AsyncServingEndpointsAPI):
    """Create, change, watch and delete model serving endpoints, and wait for what that starts."""

    def __init__(self, executor: AsyncExecutor) -> None:
        super().__init__(executor)
        self._calls = executor

    async def wait_get_serving_endpoint_not_updating(
        self,
        name: str,
        timeout: timedelta = TWENTY_MINUTES,
        callback: Callable[[models.ServingEndpointDetailed], None] | None = None,
        *,
        progress: bool = False,
    ) -> models.ServingEndpointDetailed:
        """Wait until no configuration update of the endpoint is under way, and return the endpoint.

        `callback` sees the endpoint at every poll. `progress` shows the state of the endpoint and of
        everything it serves, and the time that has passed, on stderr if that is a terminal: as a table where
        rich is installed (`pip install 'brickserve[progress]'`), else as a line for every change. Raises
        `WaiterError` when the update fails or the endpoint is deleted, `WaitTimeout` when it takes longer
        than `timeout`.
        """
        waiter = self.WAITERS["serving_endpoint_not_updating"]
        found: models.ServingEndpointDetailed = await self._calls.wait(
            waiter, {"name": name}, timeout=timeout, callback=callback, progress=progress
        )
        return found

    async def create_and_wait(
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
        progress: bool = False,
    ) -> models.ServingEndpointDetailed:
        """Create an endpoint and wait until it is deployed; the arguments are those of `create`."""
        check_timeout(timeout)
        wait = await self.create(
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
        )
        return await wait.result(timeout, progress=progress)

    async def create_provisioned_throughput_endpoint_and_wait(
        self,
        name: str,
        config: models.PtEndpointCoreConfig,
        *,
        ai_gateway: models.AiGatewayConfig | None = None,
        budget_policy_id: str | None = None,
        email_notifications: models.EmailNotifications | None = None,
        tags: list[models.EndpointTag] | None = None,
        timeout: timedelta = TWENTY_MINUTES,
        progress: bool = False,
    ) -> models.ServingEndpointDetailed:
        """Create an endpoint with provisioned throughput and wait until it is deployed."""
        check_timeout(timeout)
        wait = await self.create_provisioned_throughput_endpoint(
            name,
            config,
            ai_gateway=ai_gateway,
            budget_policy_id=budget_policy_id,
            email_notifications=email_notifications,
            tags=tags,
        )
        return await wait.result(timeout, progress=progress)

    async def update_config_and_wait(
        self,
        name: str,
        *,
        auto_capture_config: models.AutoCaptureConfigInput | None = None,
        served_entities: list[models.ServedEntityInput] | None = None,
        served_models: list[models.ServedModelInput] | None = None,
        traffic_config: models.TrafficConfig | None = None,
        timeout: timedelta = TWENTY_MINUTES,
        progress: bool = False,
    ) -> models.ServingEndpointDetailed:
        """Change what an endpoint serves and wait until the change is deployed."""
        check_timeout(timeout)
        wait = await self.update_config(
            name,
            auto_capture_config=auto_capture_config,
            served_entities=served_entities,
            served_models=served_models,
            traffic_config=traffic_config,
        )
        return await wait.result(timeout, progress=progress)

    async def update_provisioned_throughput_endpoint_config_and_wait(
        self,
        name: str,
        config: models.PtEndpointCoreConfig,
        timeout: timedelta = TWENTY_MINUTES,
        *,
        progress: bool = False,
    ) -> models.ServingEndpointDetailed:
        """Replace the configuration of an endpoint with provisioned throughput and wait for the change."""
        check_timeout(timeout)
        wait = await self.update_provisioned_throughput_endpoint_config(name, config)
        return await wait.result(timeout, progress=progress)

    async def start_and_wait(
        self, name: str, timeout: timedelta = TWENTY_MINUTES, *, progress: bool = False
    ) -> models.ServingEndpointDetailed:
        """Start a stopped endpoint again and wait until it serves."""
        check_timeout(timeout)
        wait = await self.start(name)
        return await wait.result(timeout, progress=progress)

    async def stop_and_wait(
        self, name: str, timeout: timedelta = TWENTY_MINUTES, *, progress: bool = False
    ) -> models.ServingEndpointDetailed:
        """Stop an endpoint and wait until its compute is free."""
        check_timeout(timeout)
        wait = await self.stop(name)
        return await wait.result(timeout, progress=progress)
