"""Handlers: creating, changing, starting, stopping and deleting endpoints."""

from __future__ import annotations

from . import lifecycle, views
from .calls import Call
from .configs import Deployer, check_endpoint_name, next_config
from .problems import Problem, invalid
from .state import Endpoint
from .telemetry import supported, with_profile
from .values import Object, as_list, as_object, without_nulls

_EXTRAS = ("ai_gateway", "budget_policy_id", "description", "email_notifications", "usage_policy_id")


def create(call: Call) -> Object:
    """Create an endpoint and begin to deploy its configuration."""
    return _create(call, provisioned=False)


def create_provisioned(call: Call) -> Object:
    """Create an endpoint with provisioned throughput."""
    return _create(call, provisioned=True)


def _create(call: Call, *, provisioned: bool) -> Object:
    body = without_nulls(call.body)
    check_endpoint_name(str(body["name"]))
    endpoint = call.workspace.add(str(body["name"]), call.caller)
    try:
        _configure(call, endpoint, body)
    except Problem:
        call.workspace.remove(endpoint.name)
        raise
    endpoint.provisioned = provisioned
    # The answer shows the endpoint as it is before any time has passed.
    return views.detail(call.workspace, endpoint, call.base_url)


def _configure(call: Call, endpoint: Endpoint, body: Object) -> None:
    endpoint.route_optimized = bool(body.get("route_optimized"))
    endpoint.tags = {tag["key"]: tag.get("value") for tag in as_list(body.get("tags"))}
    endpoint.rate_limits = as_list(body.get("rate_limits"))
    endpoint.extras = {key: body[key] for key in _EXTRAS if key in body}
    if "config" in body:
        config = next_config(endpoint, as_object(body["config"]), _deployer(call))
        lifecycle.begin(call.workspace, endpoint, config)
    if supported(endpoint) and "telemetry_config" in body:
        endpoint.extras["telemetry_config"] = with_profile(as_object(body["telemetry_config"]))


def _deployer(call: Call) -> Deployer:
    return Deployer(call.caller, call.workspace.milliseconds(), call.spec.secrets)


def find(call: Call) -> Endpoint:
    """Return the endpoint that the path names, brought up to the present."""
    endpoint = call.workspace.find(call.params["name"])
    lifecycle.settle(call.workspace, endpoint)
    return endpoint


def get(call: Call) -> Object:
    """Show an endpoint."""
    return views.detail(call.workspace, find(call), call.base_url)


def list_all(call: Call) -> Object:
    """Show every endpoint in brief."""
    endpoints = list(call.workspace.endpoints.values())
    for endpoint in endpoints:
        lifecycle.settle(call.workspace, endpoint)
    return {"endpoints": [views.summary(endpoint) for endpoint in endpoints]}


def delete(call: Call) -> Object:
    """Delete an endpoint."""
    call.workspace.remove(call.params["name"])
    return {}


def update_config(call: Call) -> Object:
    """Begin to deploy another configuration beside the one that is served."""
    endpoint = find(call)
    lifecycle.require_idle(call.workspace, endpoint)
    lifecycle.begin(call.workspace, endpoint, next_config(endpoint, call.body, _deployer(call)))
    return views.detail(call.workspace, endpoint, call.base_url)


def update_provisioned(call: Call) -> Object:
    """Change a provisioned-throughput endpoint, which takes no time."""
    endpoint = find(call)
    if not endpoint.provisioned:
        raise invalid(f"Endpoint '{endpoint.name}' is not a provisioned throughput endpoint.")
    lifecycle.require_idle(call.workspace, endpoint)
    config = next_config(endpoint, as_object(call.body["config"]), _deployer(call))
    lifecycle.begin(call.workspace, endpoint, config, seconds=0)
    lifecycle.settle(call.workspace, endpoint)
    return views.detail(call.workspace, endpoint, call.base_url)


def stop(call: Call) -> Object:
    """Take the compute of an endpoint away; stopping it again changes nothing."""
    endpoint = find(call)
    lifecycle.require_idle(call.workspace, endpoint)
    if any("external_model" in entity for entity in endpoint.config.entities):
        raise Problem(400, "INVALID_STATE", f"Endpoint '{endpoint.name}' serves external models: it cannot stop.")
    endpoint.stopped = bool(endpoint.config.entities)
    return views.detail(call.workspace, endpoint, call.base_url)


def start(call: Call) -> Object:
    """Deploy the configuration of a stopped endpoint again; starting it twice changes nothing."""
    endpoint = find(call)
    if endpoint.stopped and lifecycle.config_update(endpoint) != "IN_PROGRESS":
        config = next_config(endpoint, {}, _deployer(call))
        lifecycle.begin(call.workspace, endpoint, config)
    return views.detail(call.workspace, endpoint, call.base_url)
