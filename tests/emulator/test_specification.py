"""The emulator and the specification: every operation is answered, and answered as the specification says."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from brickserve._api import document
from brickserve.emulator import Emulator
from brickserve.emulator.routes import HANDLERS
from tests.emulator.wire import CHAT, CUSTOM, Reply, Wire, external

SPEC: dict[str, Any] = document.load()
OPERATIONS = {
    item["operationId"]: (verb.upper(), path, item)
    for path, verbs in SPEC["paths"].items()
    for verb, item in verbs.items()
    if isinstance(item, dict) and "operationId" in item
}
UNITS = {"entity_name": "system.ai.llama", "entity_version": "1", "provisioned_model_units": 50}
LIMIT = {"calls": 1000, "renewal_period": "minute"}
BODIES: dict[str, Any] = {
    "create": {"name": "new", "config": {"served_entities": [CUSTOM]}},
    "create_provisioned_throughput_endpoint": {"name": "new", "config": {"served_entities": [UNITS]}},
    "http_request": {"connection_name": "echo", "method": "POST", "path": "/", "json": "{}"},
    "patch": {"add_tags": [{"key": "a", "value": "b"}]},
    "patch_telemetry_config": {"telemetry_config": {"table_names": {"logs_table": "main.logs.t"}}},
    "put": {"rate_limits": [LIMIT]},
    "put_ai_gateway": {"rate_limits": [{**LIMIT, "key": "user"}], "usage_tracking_config": {"enabled": True}},
    "query": {"inputs": [1]},
    "query_served_model": {"dataframe_records": [{"x": 1}]},
    "set_permissions": {"access_control_list": [{"user_name": "ada", "permission_level": "CAN_QUERY"}]},
    "update_config": {"served_entities": [{**CUSTOM, "entity_version": "2"}]},
    "update_notifications": {"email_notifications": {"on_update_failure": ["ada@example.com"]}},
    "update_permissions": {"access_control_list": [{"group_name": "data", "permission_level": "CAN_VIEW"}]},
    "update_provisioned_throughput_endpoint_config": {"config": {"served_entities": [UNITS]}},
}


def without_surprises(schema: Any) -> Any:
    """Return the schema with every object closed, so that a misspelt property is found."""
    if isinstance(schema, list):
        return [without_surprises(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: without_surprises(item) for key, item in schema.items()}
    return {"additionalProperties": False, **closed} if isinstance(schema.get("properties"), dict) else closed


CLOSED = without_surprises(copy.deepcopy(SPEC["components"]))


def without_nulls(value: Any) -> Any:
    """Return the value without null properties, which the specification lets stand for absent ones."""
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return value


def check(schema: dict[str, Any], value: object) -> None:
    """Compare a value with a schema of the specification."""
    Draft202012Validator({**schema, "components": CLOSED}).validate(without_nulls(value))


def check_answer(operation: str, reply: Reply) -> None:
    """Compare an answer with what the specification says of it."""
    described = OPERATIONS[operation][2]["responses"][str(reply.status)]
    content = described.get("content", {})
    media = reply.headers["content-type"].partition(";")[0]
    if "application/json" in content:
        check(content["application/json"]["schema"], reply.json)
    assert media in content or not content


@pytest.fixture
def prepared(wire: Wire) -> Wire:
    """An emulator with one endpoint of each kind."""
    wire.create("price", tags=[{"key": "team"}], description="prices", route_optimized=True)
    wire.create("assistant", CHAT, ai_gateway={"usage_tracking_config": {"enabled": True}})
    wire.create("text", external("llm/v1/completions"))
    wire.create("embed", external("llm/v1/embeddings"))
    wire.create("broken", {**CUSTOM, "environment_vars": {"FAIL_DEPLOYMENT": "no"}})
    wire.send("POST", "/api/2.0/serving-endpoints/pt", {"name": "units", "config": {"served_entities": [UNITS]}})
    for name in ("price", "units"):
        wire.get(name)
    return wire


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_an_operation_answers_as_specified(prepared: Wire, operation: str) -> None:
    verb, template, _ = OPERATIONS[operation]
    name = "units" if "/pt/" in template else "price"
    path = template.format(name=name, served_model_name="price-1", serving_endpoint_id=prepared.get("price")["id"])

    reply = prepared.send(verb, path, BODIES.get(operation))

    assert reply.status == 200
    assert prepared.emulator.state.requests[-1].operation == operation
    check_answer(operation, reply)


@pytest.mark.parametrize("name", ["price", "assistant", "broken", "units"])
def test_every_kind_of_endpoint_is_shown_as_specified(prepared: Wire, name: str) -> None:
    check_answer("get", prepared.send("GET", f"/api/2.0/serving-endpoints/{name}"))


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("assistant", {"messages": [{"role": "user", "content": "hi"}], "logprobs": True, "top_logprobs": 1}),
        ("assistant", {"messages": [{"role": "user", "content": "hi"}], "reasoning_effort": "low", "n": 2}),
        (
            "assistant",
            {
                "messages": [{"role": "user", "content": "hi"}],
                "tools": [{"type": "function", "function": {"name": "f"}}],
                "tool_choice": "required",
            },
        ),
        ("text", {"prompt": "hi"}),
        ("embed", {"input": "hi"}),
    ],
)
def test_whole_answers_and_streamed_ones_are_as_specified(prepared: Wire, name: str, body: dict[str, Any]) -> None:
    chunk = {"$ref": "#/components/schemas/QueryEndpointStreamChunk"}

    check_answer("query", prepared.query(name, body))
    streamed = prepared.query(name, {**body, "stream": True, "stream_options": {"include_usage": True}})

    if name != "embed":
        for event in streamed.body.split(b"\n\n")[:-2]:
            check(chunk, json.loads(event.removeprefix(b"data: ")))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/2.0/serving-endpoints/absent", None),
        ("POST", "/api/2.0/serving-endpoints", {}),
        ("POST", "/api/2.0/serving-endpoints", {"name": "price"}),
        ("POST", "/serving-endpoints/price/invocations", {}),
    ],
)
def test_refusals_are_as_specified(prepared: Wire, method: str, path: str, body: Any) -> None:
    reply = prepared.send(method, path, body)

    assert reply.status >= 400
    check({"$ref": "#/components/schemas/ApiError"}, reply.json)


def test_every_handler_belongs_to_an_operation() -> None:
    assert set(HANDLERS) == set(OPERATIONS)


def test_an_operation_without_a_handler_is_found_when_the_emulator_is_made() -> None:
    newer = copy.deepcopy(SPEC)
    newer["paths"]["/api/2.0/serving-endpoints/{name}/clone"] = {"post": {"operationId": "clone", "responses": {}}}

    with pytest.raises(NotImplementedError, match="clone"):
        Emulator(spec=newer)


def test_a_literal_path_wins_over_a_parameter() -> None:
    other = copy.deepcopy(SPEC)
    start = other["paths"].pop("/api/2.0/serving-endpoints/{name}/config:start")
    moved = {"/api/2.0/serving-endpoints/{name}": {**other["paths"]["/api/2.0/serving-endpoints/{name}"], **start}}
    other["paths"] = {**moved, **{path: item for path, item in other["paths"].items() if path not in moved}}

    with Emulator(spec=other) as emulator:
        Wire(emulator).send("POST", "/api/2.0/serving-endpoints/pt", {})
        Wire(emulator).send("POST", "/api/2.0/serving-endpoints/price", {})
        operations = [seen.operation for seen in emulator.state.requests]

    assert operations == ["create_provisioned_throughput_endpoint", "start"]


def test_routes_and_rules_come_from_the_specification() -> None:
    other = copy.deepcopy(SPEC)
    other["paths"] = {path.replace("/api/2.0/", "/api/9.9/"): item for path, item in other["paths"].items()}
    other["components"]["schemas"]["CreateServingEndpointRequest"]["required"].append("description")

    with Emulator(spec=other) as emulator:
        wire = Wire(emulator)
        moved = wire.send("GET", "/api/9.9/serving-endpoints")
        refused = wire.send("POST", "/api/9.9/serving-endpoints", {"name": "price"})

    assert moved.status == 200
    assert refused.refusal == (400, "INVALID_PARAMETER_VALUE")
    assert "description" in refused.json["message"]
