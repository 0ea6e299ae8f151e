"""Endpoints as the service shows them."""

from __future__ import annotations

import json

from . import lifecycle
from .state import Config, Endpoint, Update, Workspace
from .values import Object, as_object

_SPEC_FIELDS = ("name", "entity_name", "entity_version", "external_model", "foundation_model")
_SHARED_FIELDS = (
    "burst_scaling_enabled", "creation_timestamp", "creator", "environment_vars", "instance_profile_arn",
    "max_provisioned_concurrency", "min_provisioned_concurrency", "name", "provisioned_model_units",
    "scale_to_zero_enabled", "state", "workload_size", "workload_type",
)  # fmt: skip
_EXTRAS_IN_LIST = ("ai_gateway", "budget_policy_id", "description", "telemetry_config")


def task(endpoint: Endpoint) -> str | None:
    """Return the kind of query that the endpoint takes, if it is one of the language tasks."""
    configs = [endpoint.config] + ([endpoint.update.config] if endpoint.update else [])
    entities = [entity for config in configs for entity in config.entities]
    if not entities:
        return None
    return entity_task(entities[0])


def entity_task(entity: Object) -> str | None:
    """Return the task of a served entity: that of its external model, or of a foundation model."""
    external = as_object(entity.get("external_model"))
    if external:
        return str(external["task"])
    name = str(entity.get("entity_name"))
    if not name.startswith("system.ai."):
        return None
    embeds = any(mark in name for mark in ("embed", "bge", "gte"))
    return "llm/v1/embeddings" if embeds else "llm/v1/chat"


def summary(endpoint: Endpoint) -> Object:
    """Show an endpoint as a list does."""
    entities = [{key: entity[key] for key in _SPEC_FIELDS if key in entity} for entity in endpoint.config.entities]
    return {
        **_common(endpoint),
        **{key: endpoint.extras[key] for key in _EXTRAS_IN_LIST if key in endpoint.extras},
        "config": {"served_entities": entities, "served_models": [_older(entity) for entity in entities]},
    }


def detail(workspace: Workspace, endpoint: Endpoint, base_url: str) -> Object:
    """Show everything about an endpoint."""
    state = lifecycle.active_state(endpoint)
    shown = {
        **_common(endpoint),
        **endpoint.extras,
        "config": _config(endpoint.config, {str(entity["name"]): state for entity in endpoint.config.entities}),
        "route_optimized": endpoint.route_optimized,
        "permission_level": "CAN_MANAGE",
    }
    if endpoint.update:
        shown["pending_config"] = _pending(endpoint.update, workspace.clock())
    if endpoint.route_optimized:
        url = f"{base_url}/data-plane/{endpoint.id}/serving-endpoints/{endpoint.name}/invocations"
        shown["endpoint_url"] = url
        shown["data_plane_info"] = {
            "query_info": {"endpoint_url": url, "authorization_details": authorization_details(endpoint)}
        }
    return shown


def authorization_details(endpoint: Endpoint) -> str:
    """Return what a data-plane token for the endpoint must be asked for with."""
    wanted = {
        "type": "workspace_permission",
        "object_type": "serving-endpoints",
        "object_path": f"/serving-endpoints/{endpoint.id}",
        "actions": ["query_inference_endpoint"],
    }
    return json.dumps([wanted])


def _common(endpoint: Endpoint) -> Object:
    shown: Object = {
        "id": endpoint.id,
        "name": endpoint.name,
        "creator": endpoint.creator,
        "creation_timestamp": endpoint.creation_timestamp,
        "last_updated_timestamp": endpoint.last_updated_timestamp,
        "state": {
            "ready": "READY" if lifecycle.is_ready(endpoint) else "NOT_READY",
            "config_update": lifecycle.config_update(endpoint),
        },
        "tags": tags(endpoint),
    }
    found = task(endpoint)
    return {**shown, "task": found} if found else shown


def tags(endpoint: Endpoint) -> list[Object]:
    """Show the tags of an endpoint."""
    items = sorted(endpoint.tags.items())
    return [{"key": key} if value is None else {"key": key, "value": value} for key, value in items]


def _config(config: Config, states: dict[str, Object]) -> Object:
    entities = [{**entity, "state": states[str(entity["name"])]} for entity in config.entities]
    shown: Object = {
        "served_entities": entities,
        "served_models": [_older(entity) for entity in entities],
        "traffic_config": {"routes": config.routes},
        "config_version": config.version,
    }
    if config.auto_capture is not None:
        shown["auto_capture_config"] = config.auto_capture
    return shown


def _older(entity: Object) -> Object:
    # The service shows every entity a second time, in the words of the older served_models.
    older = {key: entity[key] for key in _SHARED_FIELDS if key in entity}
    if "entity_name" in entity:
        older["model_name"] = entity["entity_name"]
    if "entity_version" in entity:
        older["model_version"] = entity["entity_version"]
    return older


def _pending(update: Update, now: float) -> Object:
    names = [str(entity["name"]) for entity in update.config.entities]
    states = {name: lifecycle.pending_state(update, name, now) for name in names}
    return {**_config(update.config, states), "start_time": update.start_time}
