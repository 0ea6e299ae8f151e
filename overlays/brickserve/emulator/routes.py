"""The table of routes: those of the specification, and those that it leaves to other documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote

from . import (
    controls,
    endpoints,
    external,
    oauth,
    openai_routes,
    permissions,
    queries,
    reports,
    telemetry,
)
from .admin import Admin
from .calls import Handler
from .spec import Spec


class Guard(Enum):
    """What a caller has to show."""

    OPEN = "nothing"
    WORKSPACE = "a token of the workspace"
    DATA_PLANE = "a token of the endpoint"


@dataclass(frozen=True)
class Route:
    """A method and a path, and who answers there."""

    operation: str
    method: str
    segments: tuple[str, ...]
    handler: Handler
    guard: Guard = Guard.WORKSPACE
    form: bool = False

    def match(self, method: str, segments: list[str]) -> dict[str, str] | None:
        """Return the path parameters if the request is for this route."""
        if method != self.method or len(segments) != len(self.segments):
            return None
        params: dict[str, str] = {}
        for pattern, segment in zip(self.segments, segments, strict=True):
            if pattern.startswith("{") and segment:
                params[pattern[1:-1]] = segment
            elif pattern != segment:
                return None
        return params


HANDLERS: dict[str, Handler] = {
    "build_logs": reports.build_logs,
    "create": endpoints.create,
    "create_provisioned_throughput_endpoint": endpoints.create_provisioned,
    "delete": endpoints.delete,
    "export_metrics": reports.export_metrics,
    "get": endpoints.get,
    "get_open_api": reports.get_open_api,
    "get_permission_levels": permissions.get_permission_levels,
    "get_permissions": permissions.get_permissions,
    "http_request": external.http_request,
    "list": endpoints.list_all,
    "logs": reports.server_logs,
    "patch": controls.patch_tags,
    "patch_telemetry_config": telemetry.patch_telemetry_config,
    "put": controls.put_rate_limits,
    "put_ai_gateway": controls.put_ai_gateway,
    "query": queries.query,
    "query_served_model": queries.query_served_model,
    "set_permissions": permissions.set_permissions,
    "start": endpoints.start,
    "stop": endpoints.stop,
    "update_config": endpoints.update_config,
    "update_notifications": controls.update_notifications,
    "update_permissions": permissions.update_permissions,
    "update_provisioned_throughput_endpoint_config": endpoints.update_provisioned,
}
"""Who answers each operation of the specification."""


class Router:
    """Finds the route of a request."""

    def __init__(self, spec: Spec, admin: Admin) -> None:
        absent = spec.operations.keys() - HANDLERS.keys()
        if absent:
            raise NotImplementedError(
                f"The emulator has no handler for {', '.join(sorted(absent))}: add it in {__name__}."
            )
        found = [*_specified(spec), *_others(), *_remote_control(admin)]
        # Literal segments win over parameters: {name} must not swallow `pt`.
        self._routes = sorted(found, key=lambda route: [part.startswith("{") for part in route.segments])
        self.operations = frozenset(route.operation for route in self._routes)

    def find(self, method: str, raw_path: bytes) -> tuple[Route, dict[str, str]] | None:
        """Return the route for a request and its path parameters, percent-decoded segment by segment."""
        # A slash at the end means nothing: MLflow's client sends one.
        path = raw_path.decode("latin-1").removeprefix("/").removesuffix("/")
        segments = [unquote(part) for part in path.split("/")]
        for route in self._routes:
            params = route.match(method, segments)
            if params is not None:
                return route, params
        return None


def _route(
    operation: str,
    target: str,
    handler: Handler,
    guard: Guard = Guard.WORKSPACE,
    *,
    form: bool = False,
) -> Route:
    method, _, path = target.partition(" ")
    return Route(operation, method, tuple(path.removeprefix("/").split("/")), handler, guard, form)


def _specified(spec: Spec) -> Iterator[Route]:
    for operation in spec.operations.values():
        yield _route(operation.id, f"{operation.method} {operation.path}", HANDLERS[operation.id])


def _others() -> Iterator[Route]:
    yield _route(
        "oauth_discovery",
        "GET /oidc/.well-known/oauth-authorization-server",
        oauth.discovery,
        Guard.OPEN,
    )
    yield _route("workspace_config", "GET /.well-known/databricks-config", oauth.workspace_config, Guard.OPEN)
    yield _route("oauth_token", "POST /oidc/v1/token", oauth.token, Guard.OPEN, form=True)
    yield _route(
        "query_data_plane",
        "POST /data-plane/{endpoint_id}/serving-endpoints/{name}/invocations",
        queries.query_data_plane,
        Guard.DATA_PLANE,
    )
    prefix = "POST /serving-endpoints"
    yield _route("openai_chat", f"{prefix}/chat/completions", openai_routes.chat_completions)
    yield _route("openai_completions", f"{prefix}/completions", openai_routes.text_completions)
    yield _route("openai_embeddings", f"{prefix}/embeddings", openai_routes.embeddings)
    yield _route("openai_responses", f"{prefix}/responses", openai_routes.responses)


def _remote_control(admin: Admin) -> Iterator[Route]:
    yield _route("emulator_inject", "POST /_emulator/faults", admin.inject)
    yield _route("emulator_clear", "DELETE /_emulator/faults", admin.clear)
    yield _route("emulator_reset", "POST /_emulator/reset", admin.reset)
    yield _route("emulator_cancel", "POST /_emulator/serving-endpoints/{name}/cancel-update", admin.cancel_update)
