"""The workspace that the emulator keeps in memory."""

from __future__ import annotations

import threading
import time
import uuid
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from .clock import Clock
from .meters import Meter
from .problems import Problem, missing
from .settings import Model, Settings
from .values import Object

_KEPT_REQUESTS = 10_000


@dataclass
class Config:
    """One version of what an endpoint serves."""

    version: int
    entities: list[Object]
    routes: list[Object]
    auto_capture: Object | None = None

    def entity(self, name: str) -> Object | None:
        """Return the served entity called `name`."""
        return next((entity for entity in self.entities if entity["name"] == name), None)


@dataclass
class Update:
    """A change of configuration, under way or ended without taking effect."""

    config: Config
    started: float
    ready_at: float
    start_time: int
    failures: dict[str, str]
    """Why the deployment of an entity will fail, by the entity's name."""

    ended: str | None = None
    """UPDATE_FAILED or UPDATE_CANCELED; None while it is under way."""


@dataclass
class Endpoint:
    """A serving endpoint."""

    id: str
    name: str
    creator: str
    creation_timestamp: int
    last_updated_timestamp: int
    config: Config
    update: Update | None = None
    stopped: bool = False
    provisioned: bool = False
    route_optimized: bool = False
    versions: int = 0
    tags: dict[str, str | None] = field(default_factory=dict[str, "str | None"])
    permissions: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    extras: Object = field(default_factory=dict[str, Any])
    """Settings that are kept and shown as they were sent: description, ai_gateway, telemetry_config, …"""

    rate_limits: list[Object] = field(default_factory=list[Object])
    calls: dict[str, deque[float]] = field(default_factory=dict[str, "deque[float]"])
    credit: dict[str, float] = field(default_factory=dict[str, float])
    """The traffic that each served entity is owed by the split."""

    meter: Meter = field(default_factory=Meter)
    logs: dict[str, deque[str]] = field(default_factory=dict[str, "deque[str]"])


@dataclass(frozen=True)
class Seen:
    """A request that reached the emulator."""

    operation: str
    method: str
    path: str
    status: int | None
    """Status of the answer; None if the connection was dropped."""

    headers: dict[str, str]
    body: bytes


class Workspace:
    """Every endpoint, and what is known of the requests so far."""

    def __init__(self, settings: Settings, clock: Clock, models: dict[str, Model]) -> None:
        self.settings = settings
        self.clock = clock
        self.models = models
        self.lock = threading.RLock()
        self.endpoints: dict[str, Endpoint] = {}
        self.requests: deque[Seen] = deque(maxlen=_KEPT_REQUESTS)
        self.open_streams = 0
        """How many event streams are being sent just now."""

        self.loaded: dict[str, Any] = {}
        """The MLflow models loaded so far, by path."""

        self._epoch = time.time() - clock()

    def milliseconds(self) -> int:
        """Return the time of day in milliseconds since 1970, driven by the workspace's clock."""
        return int((self._epoch + self.clock()) * 1000)

    def add(self, name: str, creator: str) -> Endpoint:
        """Register a new endpoint that serves nothing yet."""
        if name in self.endpoints:
            raise Problem(409, "RESOURCE_ALREADY_EXISTS", f"Endpoint with name '{name}' already exists.")
        now = self.milliseconds()
        endpoint = Endpoint(uuid.uuid4().hex, name, creator, now, now, Config(0, [], []))
        endpoint.permissions[("user_name", creator)] = "CAN_MANAGE"
        self.endpoints[name] = endpoint
        return endpoint

    def find(self, name: str) -> Endpoint:
        """Return the endpoint called `name`."""
        if name not in self.endpoints:
            raise missing(f"Endpoint with name '{name}' does not exist.")
        return self.endpoints[name]

    def find_by_id(self, endpoint_id: str) -> Endpoint:
        """Return the endpoint with the given ID."""
        for endpoint in self.endpoints.values():
            if endpoint.id == endpoint_id:
                return endpoint
        raise missing(f"Endpoint with id '{endpoint_id}' does not exist.")

    def remove(self, name: str) -> None:
        """Delete the endpoint called `name`."""
        self.find(name)
        del self.endpoints[name]

    def count(self, operation: str) -> int:
        """Return how many requests for `operation` have been answered or dropped."""
        return sum(seen.operation == operation for seen in list(self.requests))

    def reset(self) -> None:
        """Forget every endpoint and every request."""
        with self.lock:
            self.endpoints.clear()
            self.requests.clear()
