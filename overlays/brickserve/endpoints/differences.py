"""What keeps an endpoint from being what is wanted: compares documents as the service writes them; pure."""

from __future__ import annotations

from ..calling.reconciling import agree, shows
from ..calling.states import value_at
from ..guards import is_object

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

GATEWAY = ("fallback_config", "guardrails", "inference_table_config", "rate_limits", "usage_tracking_config")
CONFIG = ("auto_capture_config", "served_entities", "served_models", "traffic_config")
FIXED = ("route_optimized", "budget_policy_id", "description")
"""What an endpoint keeps from its creation on."""
CHANGEABLE = ("tags", "ai_gateway", "email_notifications", "telemetry_config", "rate_limits", "config")
"""What can be changed, in that order: while a configuration deploys, other changes may be refused."""


def fixed_differences(wanted: Mapping[str, Any], present: Mapping[str, Any]) -> list[str]:
    """Name what is wanted otherwise, but cannot be changed."""
    return [name for name in FIXED if name in wanted and (wanted[name] or None) != (present.get(name) or None)]


def differences(wanted: Mapping[str, Any], present: Mapping[str, Any]) -> list[str]:
    """Name the arguments of `create_or_update` by which the endpoint has to change, in the order of changing."""
    return [name for name in CHANGEABLE if name in wanted and _differs(name, wanted[name], present)]


def _differs(name: str, wanted: Any, present: Mapping[str, Any]) -> bool:
    found: Any = present.get(name) or {}
    match name:
        case "tags":
            return tag_changes(wanted, found or []) != ([], [])
        case "ai_gateway":
            return gateway_differs(wanted, found)
        case "email_notifications":
            return not shows(wanted, found)
        case "telemetry_config":
            # The service keeps a profile in the place of table names, and does not show the names again.
            return name not in present or not agree(wanted, found)
        case "config":
            return config_differs(wanted, present)
        case _:
            # Rate limits: no answer shows them, so they are set each time.
            return True


def tag_changes(wanted: list[Any], present: list[Any]) -> tuple[list[Any], list[str]]:
    """Return the tags to add or overwrite, and the keys of those to delete."""
    there = {tag["key"]: tag.get("value") or "" for tag in present}
    added = [tag for tag in wanted if there.get(tag["key"]) != (tag.get("value") or "")]
    keys = {tag["key"] for tag in wanted}
    return added, [key for key in there if key not in keys]


def gateway_differs(wanted: Mapping[str, Any], present: Mapping[str, Any]) -> bool:
    """Tell whether gateway settings have to be replaced; what is not wanted has to be off."""
    unwanted = any(_says_something(present.get(name)) for name in GATEWAY if not _says_something(wanted.get(name)))
    return unwanted or not shows(wanted, present)


def config_differs(wanted: Mapping[str, Any], present: Mapping[str, Any]) -> bool:
    """Tell whether a configuration has to be deployed: the one under way counts, one that failed does not."""
    update = value_at(present, "state.config_update")
    if update not in (None, "NOT_UPDATING", "IN_PROGRESS"):
        return True
    config: Any = present.get("pending_config" if update == "IN_PROGRESS" else "config") or {}
    return not shows({name: wanted[name] for name in CONFIG if name in wanted}, config)


def _says_something(value: Any) -> bool:
    """Tell whether a setting is more than off or empty."""
    if is_object(value):
        return any(_says_something(item) for item in value.values())
    return bool(value)
