"""Clients over a scripted IO, and the documents they are answered with."""

from __future__ import annotations

from typing import Any

from brickserve._api import operations
from brickserve.calling.context import Context
from brickserve.calling.flows import execute
from brickserve.config import Config
from brickserve.drivers.runner import run

from .scripted import ScriptedIO, answer

HOST = "https://w.example.com"
ENDPOINT: dict[str, Any] = {"name": "fraud", "id": "1", "state": {"config_update": "NOT_UPDATING", "ready": "READY"}}
OK = answer(200, ENDPOINT)
GET = operations.get("fraud")
QUERY = operations.query("fraud", prompt="hi")
CREATE = operations.create("fraud", description="finds fraud")
DELETE = operations.delete("fraud")
PUT = operations.put("fraud")


def context_over(io: ScriptedIO, **options: Any) -> Context:
    """Return what calls need, for a workspace with a personal access token."""
    return Context(Config(host=HOST, token="dapi-secret", **options), io)


def carry_out(call: Any, io: ScriptedIO, **changes: Any) -> Any:
    """Carry a call out against the script."""
    return run(execute(call, context_over(io).with_options(**changes)))
