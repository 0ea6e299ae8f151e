"""Telemetry settings: tables make a profile, and only its ID is shown afterwards."""

from __future__ import annotations

import uuid

from . import lifecycle, views
from .calls import Call
from .problems import invalid
from .state import Endpoint
from .values import Object, as_object, without_nulls


def supported(endpoint: Endpoint) -> bool:
    """Tell whether the endpoint serves a model whose telemetry can be exported."""
    configs = [endpoint.config] + ([endpoint.update.config] if endpoint.update else [])
    return any("entity_name" in entity for config in configs for entity in config.entities)


def with_profile(asked: Object) -> Object:
    """Return the settings that are kept: `table_names` becomes a profile and is not echoed."""
    kept = without_nulls(asked)
    tables = as_object(kept.pop("table_names", None))
    kept.setdefault("telemetry_profile_id", str(uuid.uuid4()))
    inference = as_object(kept.get("inference_table_config"))
    if inference and tables.get("logs_table"):
        kept["inference_table_config"] = {**inference, "name": f"{tables['logs_table']}_payload"}
    return kept


def patch_telemetry_config(call: Call) -> Object:
    """Set where telemetry goes; without settings it is no longer exported."""
    endpoint = call.workspace.find(call.params["name"])
    lifecycle.require_idle(call.workspace, endpoint)
    if not supported(endpoint):
        raise invalid("Telemetry can be configured only for endpoints that serve custom models.")
    asked = without_nulls(as_object(call.body.get("telemetry_config")))
    if call.body.get("telemetry_config") is None:
        endpoint.extras.pop("telemetry_config", None)
    elif "table_names" in asked or "telemetry_profile_id" in asked:
        endpoint.extras["telemetry_config"] = with_profile(asked)
    endpoint.last_updated_timestamp = call.workspace.milliseconds()
    return views.detail(call.workspace, endpoint, call.base_url)
