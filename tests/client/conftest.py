"""What the tests of the client start from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from brickserve.network.transport import Transport

SOURCES = ("DATABRICKS_", "ARM_", "GOOGLE_", "IS_IN_DB", "IS_IN_DATABRICKS", "DB_MODEL", "SERVING_")
"""How the environment variables begin that a configuration may read."""


@pytest.fixture(scope="session", autouse=True)
def no_proxies() -> Iterator[None]:
    """Keep the machine's own proxies out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.lower().endswith("_proxy"):
                patch.delenv(name)
        yield


@pytest.fixture
def no_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave nothing to read a configuration from but what the test itself provides."""
    for name in list(os.environ):
        if name.startswith(SOURCES):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def transport() -> Iterator[Transport]:
    """A transport with two connections to each origin."""
    transport = Transport(pool_size=2)
    yield transport
    transport.close()
