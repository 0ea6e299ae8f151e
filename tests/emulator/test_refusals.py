"""What the emulator refuses, seen over a plain socket."""

from __future__ import annotations

from typing import Any

import pytest

from brickserve.emulator import Emulator
from tests.emulator.wire import CHAT, CUSTOM, Wire, external

ENDPOINTS = "/api/2.0/serving-endpoints"


def create(**config: Any) -> dict[str, Any]:
    return {"name": "price", "config": config}


def entity(**fields: Any) -> dict[str, Any]:
    return {"served_entities": [{**CUSTOM, **fields}]}


def route(name: str, share: Any) -> dict[str, Any]:
    return {"served_entity_name": name, "traffic_percentage": share}


INVALID, MALFORMED = "INVALID_PARAMETER_VALUE", "MALFORMED_REQUEST"


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ({}, INVALID, "name"),
        ({"name": None}, INVALID, "name"),
        ({"name": ""}, INVALID, "name"),
        ({"name": "a b"}, INVALID, "name"),
        ({"name": "é"}, INVALID, "name"),
        ({"name": "x" * 64}, INVALID, "name"),
        ({"name": 7}, MALFORMED, "name"),
        ({"name": "price", "tags": {"key": "a"}}, MALFORMED, "tags"),
        ({"name": "price", "tags": [{"value": "a"}]}, INVALID, "tags[0]"),
        ({"name": "price", "route_optimized": "yes"}, MALFORMED, "route_optimized"),
        (
            {"name": "price", "rate_limits": [{"calls": 1, "renewal_period": "hour"}]},
            INVALID,
            "rate_limits[0]",
        ),
        (create(), INVALID, "served entity"),
        (create(served_entities=[]), INVALID, "served entity"),
        (create(served_entities=[{}]), INVALID, "entity_name or external_model"),
        (create(served_entities=[None]), INVALID, "served_entities[0]"),
        (create(served_models=[None]), INVALID, "served_models[0]"),
        ({"name": "price", "tags": [None]}, INVALID, "tags[0]"),
        (create(served_entities=[{**CUSTOM, **CHAT}]), INVALID, "not both"),
        (create(**entity(name="a b")), INVALID, "served_entities[0].name"),
        (create(**entity(name="n" * 64)), INVALID, "served entity name"),
        (create(**entity(workload_type="ABACUS")), INVALID, "workload_type"),
        (create(**entity(environment_vars={"A": 1})), MALFORMED, "environment_vars.A"),
        (create(**entity(min_provisioned_concurrency=1.5)), MALFORMED, "min_provisioned_concurrency"),
        (create(served_entities=[CUSTOM, CUSTOM]), INVALID, "unique"),
        (
            create(served_entities=[{**CUSTOM, "entity_version": str(n)} for n in range(11)]),
            INVALID,
            "served_entities",
        ),
        (create(served_entities=[CUSTOM, CHAT]), INVALID, "same endpoint"),
        (create(served_entities=[CHAT, external("llm/v1/embeddings")]), INVALID, "same task"),
        (create(served_entities=[{"external_model": {"name": "m", "provider": "openai"}}]), INVALID, "task"),
        (
            create(served_entities=[{"external_model": {"name": "m", "provider": "cohere", "task": "llm/v1/chat"}}]),
            INVALID,
            "cohere_config",
        ),
        (create(**entity(), traffic_config={"routes": [route("price-1", 99)]}), INVALID, "sum to 100"),
        (
            create(**entity(), traffic_config={"routes": [route("price-1", 101)]}),
            INVALID,
            "traffic_percentage",
        ),
        (create(**entity(), traffic_config={"routes": [route("other", 100)]}), INVALID, "'other'"),
        (
            create(**entity(), traffic_config={"routes": [route("price-1", 50), route("price-1", 50)]}),
            INVALID,
            "one route",
        ),
        (create(**entity(), served_models=[]), INVALID, "Only one of"),
    ],
)
def test_a_create_that_breaks_a_rule(wire: Wire, body: dict[str, Any], code: str, words: str) -> None:
    refused = wire.send("POST", ENDPOINTS, body)

    assert refused.refusal == (400, code)
    assert words in refused.json["message"]
    assert wire.send("GET", ENDPOINTS).json == {"endpoints": []}


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"text"',
        b'{"name": "price", "newer": NaN}',
        b'{"name": "price", "newer": [-Infinity]}',
        b"\xff",
        b'{"name": "price", "description": "\\uD800"}',
        b"[" * 100_000,
    ],
)
def test_a_body_that_is_not_a_json_object(wire: Wire, body: bytes) -> None:
    assert wire.send("POST", ENDPOINTS, body).refusal == (400, "MALFORMED_REQUEST")


def test_an_escaped_pair_is_a_character_like_any_other(wire: Wire) -> None:
    made = wire.send("POST", ENDPOINTS, rb'{"name": "price", "description": "\ud83d\ude00 \\ud800"}')

    assert made.json["description"] == "\N{GRINNING FACE} \\ud800"


def test_unknown_properties_and_nulls_are_let_through(wire: Wire) -> None:
    reply = wire.create("price", {**CUSTOM, "workload_size": None, "of_tomorrow": 1}, description=None, newer={})

    assert reply.status == 200


@pytest.mark.parametrize(
    ("entities", "body", "words"),
    [
        ([CUSTOM], {}, "exactly one of"),
        ([CUSTOM], {"inputs": [1], "messages": []}, "exactly one of"),
        ([CUSTOM], {"dataframe_split": {"columns": ["a"], "data": [[1, 2]]}}, "row 0"),
        ([CUSTOM], {"dataframe_records": [1]}, "list of objects"),
        ([CUSTOM], {"inputs": [1], "stream": True}, "stream"),
        ([CHAT], {"inputs": [1]}, "takes messages"),
        ([CHAT], {"messages": "hi"}, "messages"),
        ([CHAT], {"messages": [{"role": "king", "content": "hi"}]}, "role"),
        ([CHAT], {"messages": [], "temperature": 3}, "temperature"),
        ([CHAT], {"messages": [], "n": 6}, "n"),
        ([external("llm/v1/completions")], {"prompt": 7}, "prompt"),
        ([external("llm/v1/embeddings")], {"input": []}, "input"),
        ([external("llm/v1/embeddings")], {"input": [{}]}, "takes input"),
    ],
)
def test_a_query_that_the_model_cannot_take(wire: Wire, entities: Any, body: dict[str, Any], words: str) -> None:
    wire.create("price", *entities)

    refused = wire.query("price", body)

    assert refused.refusal == (400, "BAD_REQUEST")
    assert words in refused.json["message"]


def test_an_endpoint_without_a_configuration_is_not_ready(wire: Wire) -> None:
    wire.send("POST", ENDPOINTS, {"name": "price"})

    assert wire.query("price", {"inputs": [1]}).refusal == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", f"{ENDPOINTS}/absent", None),
        ("DELETE", f"{ENDPOINTS}/absent", None),
        ("PUT", f"{ENDPOINTS}/absent/config", entity()),
        ("PUT", f"{ENDPOINTS}/absent/ai-gateway", {}),
        ("PUT", f"{ENDPOINTS}/absent/rate-limits", {}),
        ("PATCH", f"{ENDPOINTS}/absent/tags", {}),
        ("PATCH", f"{ENDPOINTS}/absent/notifications", {}),
        ("PATCH", f"{ENDPOINTS}/absent/telemetry-config", {}),
        ("POST", f"{ENDPOINTS}/absent/config:start", None),
        ("POST", f"{ENDPOINTS}/absent/config:stop", None),
        ("GET", f"{ENDPOINTS}/absent/metrics", None),
        ("GET", f"{ENDPOINTS}/absent/openapi", None),
        ("GET", f"{ENDPOINTS}/absent/served-models/m/logs", None),
        ("GET", f"{ENDPOINTS}/absent/served-models/m/build-logs", None),
        ("PUT", f"{ENDPOINTS}/pt/absent/config", {"config": {}}),
        ("GET", "/api/2.0/permissions/serving-endpoints/absent", None),
        ("POST", "/serving-endpoints/absent/invocations", {"inputs": [1]}),
        ("POST", "/serving-endpoints/absent/served-models/m/invocations", {"inputs": [1]}),
        ("POST", "/serving-endpoints/chat/completions", {"model": "absent", "messages": []}),
    ],
)
def test_what_does_not_exist_is_not_found(wire: Wire, method: str, path: str, body: Any) -> None:
    assert wire.send(method, path, body).refusal == (404, "RESOURCE_DOES_NOT_EXIST")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/api/2.0/serving-endpoints//metrics"),
        ("POST", f"{ENDPOINTS}/price"),
        ("GET", f"{ENDPOINTS}/price/unknown"),
        ("GET", f"{ENDPOINTS}/../permissions/serving-endpoints/x"),
    ],
)
def test_a_path_that_no_operation_has(wire: Wire, method: str, path: str) -> None:
    assert wire.send(method, path).refusal == (404, "ENDPOINT_NOT_FOUND")


@pytest.mark.parametrize("name", ["a%2Fb", "..%2Fpermissions", "%252e%252e", "%C3%A9"])
def test_a_percent_encoded_name_stays_one_segment(emulator: Emulator, wire: Wire, name: str) -> None:
    reply = wire.send("GET", f"{ENDPOINTS}/{name}")

    assert reply.refusal == (404, "RESOURCE_DOES_NOT_EXIST")
    assert emulator.state.requests[-1].operation == "get"
    assert emulator.state.requests[-1].path == f"{ENDPOINTS}/{name}"


@pytest.mark.parametrize("header", [{}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer "}])
def test_a_call_without_a_token(wire: Wire, header: dict[str, str]) -> None:
    refused = wire.send("GET", ENDPOINTS, headers=header)

    assert refused.refusal == (401, "401")
    assert refused.json["message"].startswith("Credential was not sent")


def test_every_answer_has_a_request_id_and_errors_repeat_it(wire: Wire) -> None:
    fine = wire.send("GET", ENDPOINTS)
    refused = wire.send("GET", f"{ENDPOINTS}/absent")

    assert fine.headers["x-request-id"] != refused.headers["x-request-id"]
    assert refused.json["details"][0]["request_id"] == refused.headers["x-request-id"]


def test_an_update_may_not_mix_kinds_of_models(wire: Wire) -> None:
    wire.create("price")
    wire.get("price")

    refused = wire.send("PUT", f"{ENDPOINTS}/price/config", {"served_entities": [CHAT]})

    assert refused.refusal == (400, INVALID)


def test_an_update_may_not_have_more_than_ten_entities(wire: Wire) -> None:
    wire.create("price")
    eleven = [{**CUSTOM, "entity_version": str(number)} for number in range(11)]
    shares = [10] * 9 + [5, 5]
    routes = [route(f"price-{number}", share) for number, share in enumerate(shares)]

    refused = wire.send(
        "PUT",
        f"{ENDPOINTS}/price/config",
        {"served_entities": eleven, "traffic_config": {"routes": routes}},
    )

    assert refused.refusal == (400, INVALID)
    assert "at most 10" in refused.json["message"]


def test_an_endpoint_of_external_models_cannot_stop(wire: Wire) -> None:
    wire.create("assistant", CHAT)

    assert wire.send("POST", f"{ENDPOINTS}/assistant/config:stop").refusal == (400, "INVALID_STATE")


def test_only_a_provisioned_endpoint_takes_provisioned_changes(wire: Wire) -> None:
    wire.create("price")

    assert wire.send("PUT", f"{ENDPOINTS}/pt/price/config", {"config": {}}).refusal == (400, INVALID)


def test_an_endpoint_may_be_called_like_a_part_of_a_path(wire: Wire) -> None:
    wire.create("pt")

    assert wire.get("pt")["name"] == "pt"


def test_an_unexpected_failure_is_an_internal_error(wire: Wire, emulator: Emulator) -> None:
    wire.create("price")
    wire.get("price")
    emulator.state.find("price").config.routes = [{}]

    assert wire.query("price", {"inputs": [1]}).refusal == (500, "INTERNAL_ERROR")
