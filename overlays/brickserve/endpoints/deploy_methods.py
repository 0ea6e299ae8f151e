"""The methods that make an endpoint what is wanted, whether it exists or not."""

from __future__ import annotations

from ..calling.deadlines import check_timeout
from .long_running import TWENTY_MINUTES

TYPE_CHECKING = False

if TYPE_CHECKING:
    from datetime import timedelta

    from .._api import models
    from ..executors import BlockingExecutor
    from .deploying import Deployment


class Deployments:
    """Creates or changes endpoints through the executor of the service that it is part of."""

    _calls: BlockingExecutor

    def create_or_update(
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
    ) -> Deployment:
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
        from ..drivers.runner import run
        from .deploying import deploy, deployment

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
        return deployment(self._calls, name, run(deploy(name, wanted, self._calls.context)))

    def create_or_update_and_wait(
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
        return self.create_or_update(
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
        ).result(timeout, progress=progress)
