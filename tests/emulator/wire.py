"""Requests over a plain socket, with nothing between a test and the bytes."""

from __future__ import annotations

import http.client
import json
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from brickserve.emulator import Emulator

CUSTOM = {"entity_name": "main.shop.price", "entity_version": "1"}
CHAT = {
    "name": "assistant",
    "external_model": {
        "name": "gpt-x",
        "provider": "openai",
        "task": "llm/v1/chat",
        "openai_config": {"openai_api_key_plaintext": "sk-canary"},
    },
}


def external(task: str) -> dict[str, Any]:
    """Return a served entity that answers queries of one task."""
    return {"name": "model", "external_model": {**CHAT["external_model"], "task": task}}


@dataclass(frozen=True)
class Reply:
    """A status, headers in lower case, and the body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def refusal(self) -> tuple[int, str]:
        return self.status, self.json["error_code"]


class Wire:
    """Sends requests to one emulator."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.address = urlsplit(emulator.url)

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self.address.hostname or "", self.address.port, timeout=10)

    def send(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        sent = {"Authorization": f"Bearer {self.emulator.token}"} if headers is None else headers
        with closing(self.connect()) as connection:
            connection.request(method, path, body=raw, headers=sent)
            answer = connection.getresponse()
            received = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, received, answer.read())

    def create(self, name: str, *entities: dict[str, Any], **fields: Any) -> Reply:
        config: dict[str, Any] = {"served_entities": list(entities or [CUSTOM])}
        if "routes" in fields:
            config["traffic_config"] = {"routes": fields.pop("routes")}
        return self.send("POST", "/api/2.0/serving-endpoints", {"name": name, "config": config, **fields})

    def get(self, name: str) -> Any:
        return self.send("GET", f"/api/2.0/serving-endpoints/{name}").json

    def query(self, name: str, body: dict[str, Any]) -> Reply:
        return self.send("POST", f"/serving-endpoints/{name}/invocations", body)
