"""A workspace that lives in memory behind the IO seam, with a clock of its own and faults on demand."""

from __future__ import annotations

import json
from collections import Counter
from random import Random
from typing import Any
from urllib.parse import unquote, urlsplit

from brickserve.errors import ConnectError, TruncatedResponse
from brickserve.io import HttpRequest, HttpResponse

from .clock import ScriptedClock
from .scripted import answer

HOST = "https://workspace.example"
PREFIX = "/api/2.0/serving-endpoints"
BUILD_SECONDS = 30.0
TOKEN_SECONDS = 600.0

NOT_SENT, BEFORE, AFTER, ERROR_AFTER, REJECTED, GATEWAY = (
    "the connection is refused",
    "the connection breaks before the call is applied",
    "the connection breaks after the call was applied",
    "503 after the call was applied",
    "429",
    "502 before the call is applied",
)
FAULTS = (NOT_SENT, BEFORE, AFTER, ERROR_AFTER, REJECTED, GATEWAY)


class Workspace(ScriptedClock):
    """Endpoints, their configurations and tags, and the tokens that open the door."""

    def __init__(self) -> None:
        super().__init__()
        self.endpoints: dict[str, dict[str, Any]] = {}
        self.faults: list[str] = []
        """What the next requests meet, one each; an honest answer afterwards."""
        self.applied: Counter[str] = Counter()
        """How often each call was carried out, by the id that the client gave it."""
        self.sent: Counter[str] = Counter()
        """How many requests each call sent."""
        self.tokens: dict[str, float] = {}
        """Valid tokens and when they expire."""
        self.expired_tokens_seen = 0
        self._random = Random(7)

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        """Answer the request, or commit the next fault on it."""
        assert deadline is None or deadline > self.now, "a request is sent although its time is over"
        self.now += 0.01
        path = unquote(urlsplit(request.url).path)
        if path.startswith("/oidc/"):
            return self._sign_in(path)
        fault = self.faults.pop(0) if self.faults else None
        call = request.headers["X-Brickserve-Invocation-Id"]
        if fault == NOT_SENT:
            raise ConnectError("refused")
        self.sent[call] += 1
        if fault == REJECTED:
            return answer(429, {"error_code": "RESOURCE_EXHAUSTED", "message": "slower"}, retry_after="1")
        if fault == GATEWAY:
            return HttpResponse(502, {}, b"<html>")
        if fault == BEFORE:
            raise TruncatedResponse("reset")
        found = self._apply(request, path, call)
        if fault == AFTER:
            raise TruncatedResponse("reset")
        return answer(503, {"message": "gone"}) if fault == ERROR_AFTER else found

    def random(self) -> float:
        """Return a number that is the same in every run."""
        return self._random.random()

    def revoke_tokens(self) -> None:
        """Let no token open the door any more, although nobody was told."""
        self.tokens.clear()

    def settle(self) -> None:
        """Finish every change whose time has come."""
        for endpoint in self.endpoints.values():
            if endpoint["ends"] is not None and self.now >= endpoint["ends"]:
                endpoint.update(config=endpoint["pending"], pending=None, ends=None)

    def _sign_in(self, path: str) -> HttpResponse:
        if path.endswith("/token"):
            token = f"token-{len(self.tokens)}-{self.now}"
            self.tokens[token] = self.now + TOKEN_SECONDS
            return answer(200, {"access_token": token, "token_type": "Bearer", "expires_in": int(TOKEN_SECONDS)})
        return answer(200, {"token_endpoint": f"{HOST}/oidc/v1/token"})

    def _apply(self, request: HttpRequest, path: str, call: str) -> HttpResponse:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.now >= self.tokens.get(token, 0.0):
            self.expired_tokens_seen += token in self.tokens
            return answer(401, {"error_code": "UNAUTHENTICATED", "message": "who are you?"})
        self.settle()
        body = json.loads(request.body) if request.body else {}
        found = self._carry_out(request.method, path, body)
        if found.status < 300 and request.method != "GET":
            self.applied[call] += 1
        return found

    def _carry_out(self, method: str, path: str, body: dict[str, Any]) -> HttpResponse:
        if (method, path) == ("POST", PREFIX):
            return self._create(body)
        name, _, part = path.removeprefix("/serving-endpoints/").removeprefix(f"{PREFIX}/").partition("/")
        endpoint = self.endpoints.get(name)
        if endpoint is None:
            return answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no such endpoint"})
        match method, part:
            case "POST", "invocations":
                return answer(200, {"predictions": [body.get("prompt")]})
            case "DELETE", "":
                del self.endpoints[name]
                return answer(200, {})
            case "PATCH", "tags":
                gone = set(body.get("delete_tags", []))
                tags = {**endpoint["tags"], **{tag["key"]: tag.get("value") for tag in body.get("add_tags", [])}}
                endpoint["tags"] = {key: value for key, value in tags.items() if key not in gone}
                return answer(200, self._tags(endpoint))
            case "PUT", "config":
                return self._update(name, endpoint, body)
        return answer(200, self._shown(name, endpoint))

    def _create(self, body: dict[str, Any]) -> HttpResponse:
        name = body["name"]
        if name in self.endpoints:
            return answer(409, {"error_code": "RESOURCE_ALREADY_EXISTS", "message": "taken"})
        pending = {**body["config"], "config_version": 1}
        self.endpoints[name] = {
            "description": body.get("description"),
            "config": None,
            "pending": pending,
            "ends": self.now + BUILD_SECONDS,
            "tags": {},
        }
        return answer(200, self._shown(name, self.endpoints[name]))

    def _update(self, name: str, endpoint: dict[str, Any], body: dict[str, Any]) -> HttpResponse:
        if endpoint["pending"] is not None:
            return answer(409, {"error_code": "RESOURCE_CONFLICT", "message": "an update is under way"})
        version = endpoint["config"]["config_version"] + 1
        endpoint.update(pending={**body, "config_version": version}, ends=self.now + BUILD_SECONDS)
        return answer(200, self._shown(name, endpoint))

    def _tags(self, endpoint: dict[str, Any]) -> dict[str, Any]:
        return {"tags": [{"key": key, "value": value} for key, value in endpoint["tags"].items()]}

    def _shown(self, name: str, endpoint: dict[str, Any]) -> dict[str, Any]:
        busy = endpoint["pending"] is not None
        state = {"config_update": "IN_PROGRESS" if busy else "NOT_UPDATING", "ready": "READY"}
        description = endpoint["description"] or ""
        shown = {"name": name, "id": name, "state": state, "description": description, **self._tags(endpoint)}
        if endpoint["config"] is not None:
            shown["config"] = endpoint["config"]
        if busy:
            shown["pending_config"] = endpoint["pending"]
        return shown
