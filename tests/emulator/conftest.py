"""An emulator for each test, and the official clients pointed at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.service.serving import ServingEndpointDetailed

from brickserve.emulator import Emulator
from tests.emulator.wire import Wire


@pytest.fixture(autouse=True)
def no_credentials_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the environment's own credentials out of the clients."""
    for name in list(os.environ):
        if name.startswith(("DATABRICKS_", "OPENAI_", "MLFLOW_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DATABRICKS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """An emulator whose deployments take no time."""
    with Emulator(embedding_dimension=8) as running:
        yield running


@pytest.fixture
def wire(emulator: Emulator) -> Wire:
    """The emulator without any client."""
    return Wire(emulator)


@pytest.fixture
def sdk(emulator: Emulator) -> WorkspaceClient:
    """The official SDK."""
    return official(emulator)


def create_ready(w: WorkspaceClient, name: str, **fields: Any) -> ServingEndpointDetailed:
    """Create an endpoint with the SDK's own waiter, but do not wait twenty minutes for a broken emulator."""
    return w.serving_endpoints.create_and_wait(name, **fields, timeout=timedelta(seconds=5))


def official(emulator: Emulator) -> WorkspaceClient:
    """Return the official SDK's client for an emulator."""
    return WorkspaceClient(host=emulator.url, token=emulator.token, auth_type="pat")
