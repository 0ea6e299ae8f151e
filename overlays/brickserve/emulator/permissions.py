"""Handlers: who may do what with an endpoint, by the endpoint's ID."""

from __future__ import annotations

from .calls import Call
from .problems import invalid
from .state import Endpoint
from .values import Object, as_list, as_object

_PRINCIPALS = ("user_name", "group_name", "service_principal_name")
_LEVELS = {
    "CAN_VIEW": "Can see the endpoint and its configuration",
    "CAN_QUERY": "Can see and query the endpoint",
    "CAN_MANAGE": "Can see, query, change and delete the endpoint, and give permissions on it",
}
_INHERITED: Object = {
    "group_name": "admins",
    "all_permissions": [
        {
            "permission_level": "CAN_MANAGE",
            "inherited": True,
            "inherited_from_object": ["/serving-endpoints/"],
        }
    ],
}


def get_permissions(call: Call) -> Object:
    """Show the permissions on an endpoint, inherited ones included."""
    return _shown(_find(call))


def set_permissions(call: Call) -> Object:
    """Replace all direct permissions."""
    endpoint = _find(call)
    endpoint.permissions = _granted(call)
    return _shown(endpoint)


def update_permissions(call: Call) -> Object:
    """Give permissions to the listed principals; those of the others stay."""
    endpoint = _find(call)
    endpoint.permissions = {**endpoint.permissions, **_granted(call)}
    return _shown(endpoint)


def get_permission_levels(call: Call) -> Object:
    """Show the levels that can be given."""
    _find(call)
    levels = [{"permission_level": level, "description": text} for level, text in _LEVELS.items()]
    return {"permission_levels": levels}


def _find(call: Call) -> Endpoint:
    return call.workspace.find_by_id(call.params["serving_endpoint_id"])


def _granted(call: Call) -> dict[tuple[str, str], str]:
    granted: dict[tuple[str, str], str] = {}
    for item in as_list(call.body.get("access_control_list")):
        entry = as_object(item)
        principals = [(kind, str(entry[kind])) for kind in _PRINCIPALS if entry.get(kind)]
        if len(principals) != 1:
            raise invalid(f"An access control entry needs exactly one of {', '.join(_PRINCIPALS)}.")
        if entry.get("permission_level") is None:
            raise invalid(f"The access control entry of '{principals[0][1]}' needs a permission_level.")
        granted[principals[0]] = str(entry["permission_level"])
    return granted


def _shown(endpoint: Endpoint) -> Object:
    direct = [
        {kind: name, "all_permissions": [{"permission_level": level, "inherited": False}]}
        for (kind, name), level in endpoint.permissions.items()
    ]
    return {
        "object_id": f"/serving-endpoints/{endpoint.id}",
        "object_type": "serving-endpoint",
        "access_control_list": [*direct, _INHERITED],
    }
