"""A small workspace behind the fault server: it remembers what was applied, so that nobody can lie about it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from .messages import Answer, Request, error_answer, json_answer
from .operations import SUBJECTS, Subject, result_kind, sample_result

TOKEN_PATH = "/oidc/v1/token"
DISCOVERY_PATH = "/oidc/.well-known/oauth-authorization-server"


class World:
    """A workspace with the endpoint `fraud`, or without it."""

    def __init__(self, *, populated: bool = True, host: str = "https://workspace.example") -> None:
        self.applied: Counter[str] = Counter()
        """How often each operation was carried out, failed ones excepted."""
        self.tokens = 0
        self.host = host
        self.endpoint: dict[str, Any] | None = None
        self.permissions: list[Any] = []
        if populated:
            self.endpoint = {"name": "fraud", "id": "1", "state": _state("NOT_UPDATING"), "tags": []}

    def apply(self, request: Request) -> Answer:
        """Carry a request out."""
        if request.path.startswith("/oidc/"):
            return self._sign_in(request)
        found = subject_of(request)
        if found is None:
            return error_answer(404, "ENDPOINT_NOT_FOUND")
        answer = self._carry_out(found, request)
        if answer.status < 300:
            self.applied[found.operation.id] += 1
        return answer

    def _carry_out(self, found: Subject, request: Request) -> Answer:
        operation = found.operation
        if found.kind == "create":
            return self._create(request.json())
        if self.endpoint is None and operation.path.startswith("/api/2.0/serving-endpoints/{name}"):
            return error_answer(404, "RESOURCE_DOES_NOT_EXIST", "There is no endpoint of that name.")
        change = getattr(self, f"_{operation.id}", None)
        if change is not None:
            return json_answer(change(request.json() or {}))
        if result_kind(operation) == "bytes":
            return Answer(200, b"some text", (("Content-Type", "text/plain"),))
        return json_answer({} if result_kind(operation) == "nothing" else sample_result(operation))

    def _create(self, body: dict[str, Any]) -> Answer:
        if self.endpoint is not None:
            return error_answer(409, "RESOURCE_ALREADY_EXISTS", "There is an endpoint of that name.")
        # As the real service does it: what was asked for is pending until it is deployed.
        rest = {name: value for name, value in body.items() if name != "config"}
        self.endpoint = {**rest, "id": "1", "state": _state("IN_PROGRESS"), "creator": "a@example.com"}
        if "config" in body:
            self.endpoint["pending_config"] = {**_shown(body["config"]), "config_version": 1}
        return json_answer(self.endpoint)

    def _get(self, body: dict[str, Any]) -> Any:
        return self.endpoint

    def _delete(self, body: dict[str, Any]) -> Any:
        self.endpoint = None
        return {}

    def _update_config(self, body: dict[str, Any]) -> Any:
        assert self.endpoint is not None
        self.endpoint["pending_config"] = {**_shown(body), "config_version": 2}
        self.endpoint["state"] = _state("IN_PROGRESS")
        return self.endpoint

    def _update_provisioned_throughput_endpoint_config(self, body: dict[str, Any]) -> Any:
        return self._update_config(body["config"])

    def _set(self, name: str, value: Any) -> Any:
        assert self.endpoint is not None
        self.endpoint[name] = value
        return self.endpoint

    def _put(self, body: dict[str, Any]) -> Any:
        self._set("rate_limits", body.get("rate_limits", []))
        return body

    def _put_ai_gateway(self, body: dict[str, Any]) -> Any:
        self._set("ai_gateway", body)
        return body

    def _update_notifications(self, body: dict[str, Any]) -> Any:
        self._set("email_notifications", body.get("email_notifications"))
        return {"name": "fraud", **body}

    def _patch_telemetry_config(self, body: dict[str, Any]) -> Any:
        return self._set("telemetry_config", body.get("telemetry_config"))

    def _patch(self, body: dict[str, Any]) -> Any:
        assert self.endpoint is not None
        tags = {tag["key"]: tag for tag in (*self.endpoint["tags"], *body.get("add_tags", []))}
        kept = [tag for key, tag in tags.items() if key not in body.get("delete_tags", [])]
        self._set("tags", kept)
        return {"tags": kept}

    def _start(self, body: dict[str, Any]) -> Any:
        return self._set("state", _state("IN_PROGRESS"))

    def _stop(self, body: dict[str, Any]) -> Any:
        return self._set("state", _state("NOT_UPDATING"))

    def _set_permissions(self, body: dict[str, Any]) -> Any:
        self.permissions = body.get("access_control_list", [])
        return self._get_permissions(body)

    def _update_permissions(self, body: dict[str, Any]) -> Any:
        self.permissions = [*self.permissions, *body.get("access_control_list", [])]
        return self._get_permissions(body)

    def _get_permissions(self, body: dict[str, Any]) -> Any:
        # The service lists the levels of a principal, where a request gives it one.
        shown = [
            {"user_name": each["user_name"], "all_permissions": [{"permission_level": each["permission_level"]}]}
            for each in self.permissions
        ]
        return {"object_id": "/serving-endpoints/1", "object_type": "serving-endpoint", "access_control_list": shown}

    def _sign_in(self, request: Request) -> Answer:
        if request.path == DISCOVERY_PATH:
            return json_answer({"token_endpoint": self.host + TOKEN_PATH})
        self.tokens += 1
        return json_answer({"access_token": f"token-{self.tokens}", "token_type": "Bearer", "expires_in": 3600})


def subject_of(request: Request) -> Subject | None:
    """Return the operation that a request is for."""
    matching = (
        each for each in SUBJECTS if each.operation.method == request.method and each.pattern.fullmatch(request.path)
    )
    return next(matching, None)


def _state(update: str) -> dict[str, str]:
    return {"ready": "NOT_READY" if update == "IN_PROGRESS" else "READY", "config_update": update}


def _shown(config: dict[str, Any]) -> dict[str, Any]:
    """Return a configuration as the service shows it, with fields that nobody wrote."""
    entities = [
        {**entity, "creation_timestamp": 1_700_000_000_000, "state": {"deployment": "DEPLOYMENT_CREATING"}}
        for entity in config.get("served_entities", [])
    ]
    return {**config, "served_entities": entities, "traffic_config": {"routes": []}}
