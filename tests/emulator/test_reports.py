"""Metrics, query descriptions and logs, driven by the official SDK."""

from __future__ import annotations

import json

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import ResourceDoesNotExist

from tests.emulator.wire import CHAT, CUSTOM, Wire


def test_metrics_count_the_queries(sdk: WorkspaceClient, wire: Wire) -> None:
    wire.create("price")
    for body in ({"inputs": [1]}, {"inputs": [2]}, {"dataframe_records": [3]}):
        wire.query("price", body)

    contents = sdk.serving_endpoints.export_metrics("price").contents
    assert contents is not None
    values = dict(line.rsplit(" ", 1) for line in contents.read().decode().splitlines() if not line.startswith("#"))

    labels = '{endpoint_name="price",served_model_name="price-1"}'
    assert values[f"request_count_total{labels}"] == "3"
    assert values[f"request_4xx_count_total{labels}"] == "1"
    assert values[f"request_5xx_count_total{labels}"] == "0"
    assert values[f"request_latency_ms_count{labels}"] == "3"
    assert values['request_latency_ms_bucket{endpoint_name="price",served_model_name="price-1",le="+Inf"}'] == "3"


@pytest.mark.parametrize(("entity", "field"), [(CHAT, "messages"), (CUSTOM, "dataframe_split")])
def test_the_queries_of_an_endpoint_are_described(sdk: WorkspaceClient, wire: Wire, entity: dict, field: str) -> None:
    wire.create("price", entity)

    contents = sdk.serving_endpoints.get_open_api("price").contents
    assert contents is not None
    document = json.loads(contents.read())

    ((path, item),) = document["paths"].items()
    schema = item["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert document["openapi"] == "3.1.0"
    assert document["servers"][0]["url"].endswith("/serving-endpoints/price")
    assert path.startswith("/served-models/")
    assert field in schema["properties"]


def test_logs_have_a_line_for_each_query(sdk: WorkspaceClient, wire: Wire) -> None:
    wire.create("price")
    request_id = wire.query("price", {"inputs": [1]}).headers["x-request-id"]

    assert sdk.serving_endpoints.logs("price", "price-1").logs == f"[{request_id}] POST /invocations tabular 200\n"
    with pytest.raises(ResourceDoesNotExist):
        sdk.serving_endpoints.logs("price", "price-2")


def test_build_logs_say_why_a_deployment_failed(sdk: WorkspaceClient, wire: Wire) -> None:
    wire.create("fine")
    wire.create("broken", {**CUSTOM, "environment_vars": {"FAIL_DEPLOYMENT": "no space left"}})

    assert "Successfully built" in sdk.serving_endpoints.build_logs("fine", "price-1").logs
    assert "no space left" in sdk.serving_endpoints.build_logs("broken", "price-1").logs
