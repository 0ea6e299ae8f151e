"""Handlers: tags, rate limits, the AI Gateway, notifications."""

from __future__ import annotations

from . import views
from .calls import Call
from .endpoints import find
from .problems import invalid
from .values import Object, as_list, as_object, without_nulls

_GATEWAY = ("fallback_config", "guardrails", "inference_table_config", "rate_limits", "usage_tracking_config")


def patch_tags(call: Call) -> Object:
    """Add or overwrite some tags and delete others; the rest stays."""
    endpoint = find(call)
    added = {str(tag["key"]): tag.get("value") for tag in as_list(call.body.get("add_tags"))}
    deleted = {str(key) for key in as_list(call.body.get("delete_tags"))}
    if "" in added:
        raise invalid("The key of a tag must not be empty.")
    merged = {**endpoint.tags, **added}
    endpoint.tags = {key: value for key, value in merged.items() if key not in deleted}
    return {"tags": views.tags(endpoint)}


def put_rate_limits(call: Call) -> Object:
    """Replace the rate limits of an endpoint."""
    endpoint = find(call)
    endpoint.rate_limits = as_list(call.body.get("rate_limits"))
    endpoint.calls.clear()
    return {"rate_limits": endpoint.rate_limits}


def put_ai_gateway(call: Call) -> Object:
    """Replace the gateway settings; what is left out is switched off."""
    endpoint = find(call)
    body = without_nulls(call.body)
    gateway = {key: body[key] for key in _GATEWAY if key in body}
    endpoint.extras.pop("ai_gateway", None)
    if gateway:
        endpoint.extras["ai_gateway"] = gateway
    endpoint.calls.clear()
    return gateway


def update_notifications(call: Call) -> Object:
    """Replace who is told by email how updates end."""
    endpoint = find(call)
    wanted = as_object(call.body.get("email_notifications"))
    endpoint.extras["email_notifications"] = wanted
    return {"name": endpoint.name, "email_notifications": wanted}
