# Generated from spec/serving.yaml (2.0.0) by `make generate`. Do not edit.
"""What can be waited for: where a resource's state stands, and what each state means."""

from __future__ import annotations

from datetime import timedelta

from . import models, operations
from .typed import Any
from .waiting import Waiter

SERVING_ENDPOINT_NOT_UPDATING: Waiter[models.ServingEndpointDetailed] = Waiter(
    "serving_endpoint_not_updating",
    method="wait_get_serving_endpoint_not_updating",
    poll=operations.get,
    state="state.config_update",
    success=("NOT_UPDATING",),
    failure=("UPDATE_FAILED", "UPDATE_CANCELED"),
    retry=("IN_PROGRESS",),
    messages=(
        "pending_config.served_entities[].state.deployment_state_message",
        "config.served_entities[].state.deployment_state_message",
        "pending_config.served_models[].state.deployment_state_message",
        "config.served_models[].state.deployment_state_message",
    ),
    version="config.config_version",
    pending_version="pending_config.config_version",
    timeout=timedelta(seconds=1200),
)
"""Polls an endpoint until no configuration update is under way."""

ALL: dict[str, Waiter[Any]] = {"serving_endpoint_not_updating": SERVING_ENDPOINT_NOT_UPDATING}
"""Every waiter by its name."""
