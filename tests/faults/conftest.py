"""What the fault tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from .certificates import Authority
from .drivers import KINDS, Driver, PyreqwestDriver
from .server import FaultServer


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """A fault server that echoes."""
    with FaultServer() as server:
        yield server


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """The authority that clients under test trust."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority that nobody trusts."""
    return Authority(tmp_path_factory.mktemp("stranger"), "stranger")


@pytest.fixture(params=KINDS)
def driver(request: pytest.FixtureRequest) -> type[Driver]:
    """Every kind of transport in turn."""
    return request.param


@pytest.fixture
def transport(driver: type[Driver]) -> Iterator[Driver]:
    """A transport of every kind, with two connections."""
    with driver(max_connections_per_pool=2) as transport:
        yield transport


@pytest.fixture
def trusting(driver: type[Driver], authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    """The same, trusting the test authority alone."""
    options = {"ca_bundle": str(authority.bundle)}
    if driver is PyreqwestDriver:
        # With a bundle, it would leave the connection to the library's own transport.
        monkeypatch.setenv("SSL_CERT_FILE", options.pop("ca_bundle"))
    with driver(max_connections_per_pool=2, **options) as transport:
        yield transport


@pytest.fixture(scope="session", autouse=True)
def quiet_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the machine's own proxies, credentials and profiles out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.lower().endswith("_proxy") or name.startswith("DATABRICKS_"):
                patch.delenv(name)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield
