"""The methods that make an endpoint what is wanted, for coroutines: the twin of `deploy_methods`."""

from __future__ import annotations

from ..calling.deadlines import check_timeout
from .long_running import TWENTY_MINUTES

TYPE_CHECKING = False

if TYPE_CHECKING:
    from datetime import timedelta

    from .._api import models
    from ..executors import AsyncExecutor
    from .deploying import AsyncDeployment


class AsyncDeployments:
    """Creates or changes endpoints through the executor of the service that it is part of."""

    _calls: AsyncExecutor

    async def create_or_update(
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
    ) -> AsyncDeployment:
        """Create an endpoint, or change the one that there is by what differs and by nothing else.

        The arguments are those of `create`; what is left out stays as it is. `tags` are all the tags and
        `ai_gateway` all the settings that the endpoint shall have: others are taken away. A configuration
        that is under way already counts as there; one whose deployment failed is deployed again. Secrets
        that the service never shows (`…_plaintext`) are not compared; `rate_limits`, which it does not show
        either, are set each time.

        Returns:
            A handle on the deployment: `changes` holds `"create"`, or the names of the arguments by which the
            endpoint was changed, or nothing; `result()` waits until no update is under way; `response` is
            the endpoint as it stands.

        Raises:
            InvalidState: `route_optimized`, `description` or `budget_policy_id` of the endpoint is another,
                which cannot be changed. Nothing was done.
            ResourceConflict: The configuration has to change while another update is under way.
        """
        from .deploying import async_deployment, deploy

        wanted = {
            "ai_gateway": ai_gateway,
            "budget_policy_id": budget_policy_id,
            "config": config,
            "description": description,
            "email_notifications": email_notifications,
            "rate_limits": rate_limits,
            "route_optimized": route_optimized,
            "tags": tags,
            "telemetry_config": telemetry_config,
        }
        return async_deployment(self._calls, name, await deploy(name, wanted, self._calls.context))

    async def create_or_update_and_wait(
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
        """Create an endpoint, or change by what differs the one that there is, and wait until it is deployed."""
        check_timeout(timeout)
        deployment = await self.create_or_update(
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
        return await deployment.result(timeout, progress=progress)
