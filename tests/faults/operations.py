"""Every operation of the generated package, found by looking at it, with a call to try it with."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import Any

from brickserve_api import document, models, operations
from brickserve_api.wire import Call, Operation

from ..parity.samples import sample

SPEC: dict[str, Any] = document.load()
ENTITY = models.ServedEntityInput(entity_name="catalog.schema.model", entity_version="3", name="m")
PT_ENTITY = models.PtServedModel(entity_name="system.ai.llama", provisioned_model_units=50, entity_version="1")
PRINCIPAL = models.ServingEndpointAccessControlRequest(
    user_name="a@example.com", permission_level=models.ServingEndpointPermissionLevel.CAN_QUERY
)
ARGUMENTS: dict[str, dict[str, Any]] = {
    "create": {"config": models.EndpointCoreConfigInput(name="fraud", served_entities=[ENTITY])},
    "create_provisioned_throughput_endpoint": {"config": models.PtEndpointCoreConfig(served_entities=[PT_ENTITY])},
    "update_provisioned_throughput_endpoint_config": {
        "config": models.PtEndpointCoreConfig(served_entities=[PT_ENTITY])
    },
    "update_config": {"served_entities": [ENTITY]},
    "put": {"rate_limits": [models.RateLimit(calls=7, renewal_period=models.RateLimitRenewalPeriod.MINUTE)]},
    "put_ai_gateway": {"usage_tracking_config": models.AiGatewayUsageTrackingConfig(enabled=True)},
    "patch": {"add_tags": [models.EndpointTag(key="team", value="risk")]},
    "update_notifications": {"email_notifications": models.EmailNotifications(on_update_failure=["a@example.com"])},
    "set_permissions": {"access_control_list": [PRINCIPAL]},
    "update_permissions": {"access_control_list": [PRINCIPAL]},
    "query": {"prompt": "hello"},
    "query_served_model": {"prompt": "hello"},
    "http_request": {"method": models.ExternalFunctionRequestHttpMethod.POST},
}
"""What a call needs besides its required strings; an operation that is not here needs nothing more."""


@dataclass(frozen=True)
class Subject:
    """An operation under test."""

    operation: Operation[Any]

    def __str__(self) -> str:
        return self.operation.id

    @property
    def kind(self) -> str:
        """The idempotence class."""
        return self.operation.idempotence

    @property
    def pattern(self) -> re.Pattern[str]:
        """Matches the path of the operation's requests."""
        return re.compile(re.sub(r"\\\{\w+\\\}", r"([^/]+)", re.escape(self.operation.path)))

    def call(self) -> Call[Any]:
        """Return a call with every required argument."""
        build = getattr(operations, self.operation.id)
        required = [
            name
            for name, parameter in inspect.signature(build).parameters.items()
            if parameter.default is parameter.empty
        ]
        arguments: dict[str, Any] = dict.fromkeys(required, "fraud")
        call: Call[Any] = build(**{**arguments, **ARGUMENTS.get(self.operation.id, {})})
        return call


SUBJECTS = tuple(Subject(each) for each in vars(operations).values() if isinstance(each, Operation))


def subject(name: str) -> Subject:
    """Return the operation of that name."""
    return next(each for each in SUBJECTS if each.operation.id == name)


def described(operation: Operation[Any]) -> dict[str, Any]:
    """Return what the specification says of an operation."""
    entry: dict[str, Any] = SPEC["paths"][operation.path][operation.method.lower()]
    return entry


def result_kind(operation: Operation[Any]) -> str:
    """Return what a success carries: `json`, `bytes` or `nothing`, as the specification has it."""
    content = described(operation)["responses"]["200"].get("content")
    if not content:
        return "nothing"
    return "json" if "application/json" in content else "bytes"


def sample_result(operation: Operation[Any]) -> Any:
    """Return a document that the specification allows as the operation's result."""
    return sample(described(operation)["responses"]["200"]["content"]["application/json"]["schema"])
