"""Every public method has the official name, parameters, order, kinds and defaults."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from databricks.sdk.mixins.open_ai_client import ServingEndpointsExt as OfficialExt
from databricks.sdk.service import serving as official

from brickserve import AsyncWorkspaceClient, WorkspaceClient
from brickserve.service import serving

SEED_PAGE = [
    "build_logs",
    "create",
    "create_and_wait",
    "create_provisioned_throughput_endpoint",
    "create_provisioned_throughput_endpoint_and_wait",
    "delete",
    "export_metrics",
    "get",
    "get_langchain_chat_open_ai_client",
    "get_open_ai_client",
    "get_open_api",
    "get_permission_levels",
    "get_permissions",
    "http_request",
    "list",
    "logs",
    "patch",
    "put",
    "put_ai_gateway",
    "query",
    "set_permissions",
    "update_config",
    "update_config_and_wait",
    "update_notifications",
    "update_permissions",
    "update_provisioned_throughput_endpoint_config",
    "update_provisioned_throughput_endpoint_config_and_wait",
    "wait_get_serving_endpoint_not_updating",
]
"""The methods of the documentation page that this library is written after."""


def _public(cls: type) -> list[str]:
    return sorted(name for name, member in inspect.getmembers(cls, inspect.isfunction) if not name.startswith("_"))


PAIRS: list[Any] = [
    pytest.param(ours, theirs, name, id=f"{theirs.__name__}.{name}")
    for ours, theirs in (
        (serving.ServingEndpointsExt, OfficialExt),
        (serving.ServingEndpointsAPI, official.ServingEndpointsAPI),
        (serving.ServingEndpointsDataPlaneAPI, official.ServingEndpointsDataPlaneAPI),
    )
    for name in _public(theirs)
]


def test_every_method_of_the_documentation_page_exists() -> None:
    assert len(SEED_PAGE) == 28
    assert [name for name in SEED_PAGE if not hasattr(serving.ServingEndpointsExt, name)] == []


@pytest.mark.parametrize(("ours", "theirs", "name"), PAIRS)
def test_a_method_takes_the_official_parameters(ours: type, theirs: type, name: str) -> None:
    expected = inspect.signature(getattr(theirs, name)).parameters
    found = inspect.signature(getattr(ours, name)).parameters

    for position, (parameter, official_one) in enumerate(expected.items()):
        mine = found[parameter]
        assert mine.kind == official_one.kind
        assert mine.default == official_one.default
        if mine.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD:
            assert list(found)[position] == parameter
    assert all(found[extra].default is not inspect.Parameter.empty for extra in set(found) - set(expected))


@pytest.mark.parametrize(("ours", "theirs", "name"), PAIRS)
def test_a_method_returns_a_type_of_the_official_name(ours: type, theirs: type, name: str) -> None:
    expected = inspect.signature(getattr(theirs, name)).return_annotation
    if expected is inspect.Signature.empty or expected == "Response":
        return

    found = inspect.signature(getattr(ours, name)).return_annotation

    words = set(re.findall(r"[A-Z]\w+", str(expected)))
    assert words <= set(re.findall(r"[A-Z]\w+", str(found)))


def test_both_clients_offer_the_services_of_the_official_one(tmp_path: Path) -> None:
    for client in (
        WorkspaceClient(host="https://example.com", token="t"),
        AsyncWorkspaceClient(host="https://example.com", token="t"),
    ):
        assert client.serving_endpoints is not None
        assert client.serving_endpoints_data_plane is not None
        assert client.config.host == "https://example.com"
        assert client.api_client is not None
