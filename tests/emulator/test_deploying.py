"""An endpoint becomes what is wanted, by what differs and by nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from brickserve import AsyncWorkspaceClient, WorkspaceClient
from brickserve.emulator import Emulator, Fault
from brickserve.errors import InvalidState, OperationFailed, ResourceAlreadyExists, ResourceConflict
from brickserve.service import serving
from brickserve.service.serving import (
    AiGatewayConfig,
    AiGatewayRateLimit,
    AiGatewayRateLimitRenewalPeriod,
    AiGatewayUsageTrackingConfig,
    EmailNotifications,
    EndpointCoreConfigInput,
    EndpointTag,
    Route,
    ServedEntityInput,
    TelemetryConfig,
    TrafficConfig,
    UnityCatalogTableNames,
)

TAGS = [EndpointTag("team", "risk"), EndpointTag("stage")]
GATEWAY = AiGatewayConfig(
    rate_limits=[AiGatewayRateLimit(AiGatewayRateLimitRenewalPeriod.MINUTE, calls=1000)],
    usage_tracking_config=AiGatewayUsageTrackingConfig(enabled=True),
)
MAIL = EmailNotifications(on_update_failure=["a@example.com", "b@example.com"])


@pytest.fixture
def w(emulator: Emulator) -> Iterator[WorkspaceClient]:
    with WorkspaceClient(host=emulator.url, token=emulator.token) as client:
        yield client


def config(version: str = "1", **fields: Any) -> EndpointCoreConfigInput:
    entity = ServedEntityInput(entity_name="main.risk.fraud", entity_version=version, workload_size="Small", **fields)
    return EndpointCoreConfigInput("fraud", served_entities=[entity])


def external(key: str) -> EndpointCoreConfigInput:
    provider = serving.OpenAiConfig(openai_api_key_plaintext=key)
    model = serving.ExternalModel(
        provider=serving.ExternalModelProvider.OPENAI, name="gpt-4o", task="llm/v1/chat", openai_config=provider
    )
    return EndpointCoreConfigInput("fraud", served_entities=[ServedEntityInput(external_model=model)])


def test_an_endpoint_that_is_not_there_is_created(w: WorkspaceClient) -> None:
    made = w.serving_endpoints.create_or_update("fraud", config=config(), tags=TAGS, ai_gateway=GATEWAY)

    assert made.changes == ("create",)
    assert made.name == "fraud"
    ready = made.result(timedelta(seconds=5))
    assert (ready.state.ready, ready.config.config_version) == ("READY", 1)


def test_an_endpoint_that_is_as_wanted_is_left_alone(w: WorkspaceClient) -> None:
    wanted: dict[str, Any] = {
        "config": config(environment_vars={"A": "1"}, scale_to_zero_enabled=False),
        "tags": TAGS,
        "ai_gateway": GATEWAY,
        "email_notifications": MAIL,
        "telemetry_config": TelemetryConfig(table_names=UnityCatalogTableNames(logs_table="main.x.logs")),
        "description": "finds fraud",
        "route_optimized": True,
    }
    w.serving_endpoints.create_or_update_and_wait("fraud", **wanted)
    wanted["tags"] = TAGS[::-1]

    again = w.serving_endpoints.create_or_update("fraud", **wanted)

    assert again.changes == ()
    assert again.result(timedelta(seconds=5)).config.config_version == 1
    assert w.serving_endpoints.create_or_update("fraud").changes == ()


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("config", config("2")),
        ("config", config(environment_vars={"A": "1"})),
        ("config", config(scale_to_zero_enabled=True)),
        ("tags", [*TAGS, EndpointTag("new", "1")]),
        ("tags", [EndpointTag("team", "other"), TAGS[1]]),
        ("tags", []),
        ("ai_gateway", AiGatewayConfig(usage_tracking_config=AiGatewayUsageTrackingConfig(enabled=True))),
        ("ai_gateway", AiGatewayConfig(rate_limits=GATEWAY.rate_limits)),
        ("email_notifications", EmailNotifications(on_update_failure=["a@example.com"])),
        ("telemetry_config", TelemetryConfig(table_names=UnityCatalogTableNames(logs_table="main.x.logs"))),
    ],
)
def test_what_differs_is_changed_once_and_nothing_else(w: WorkspaceClient, change: str, value: Any) -> None:
    first: dict[str, Any] = {"config": config(), "tags": TAGS, "ai_gateway": GATEWAY, "email_notifications": MAIL}
    before = w.serving_endpoints.create_or_update_and_wait("fraud", **first)
    wanted = {**first, change: value}

    done = w.serving_endpoints.create_or_update("fraud", **wanted)
    after = done.result(timedelta(seconds=5))

    assert done.changes == (change,)
    assert w.serving_endpoints.create_or_update("fraud", **wanted).changes == ()
    kept = {"tags", "ai_gateway", "email_notifications", "config"} - {change}
    assert {name: before.as_dict().get(name) for name in kept} == {name: after.as_dict().get(name) for name in kept}


def test_everything_that_differs_is_changed_the_configuration_last(w: WorkspaceClient) -> None:
    w.serving_endpoints.create_or_update_and_wait("fraud", config=config(), tags=TAGS)
    telemetry = TelemetryConfig(table_names=UnityCatalogTableNames(logs_table="main.x.logs"))

    done = w.serving_endpoints.create_or_update(
        "fraud", config=config("2"), tags=[], ai_gateway=GATEWAY, email_notifications=MAIL, telemetry_config=telemetry
    )

    assert done.changes == ("tags", "ai_gateway", "email_notifications", "telemetry_config", "config")
    assert (done.response is not None, done.response and done.response.tags) == (True, [])


def test_traffic_alone_is_a_difference(w: WorkspaceClient) -> None:
    entities = [
        ServedEntityInput(entity_name="main.risk.fraud", entity_version=version, name=f"v{version}") for version in "12"
    ]

    def wanted(share: int) -> EndpointCoreConfigInput:
        routes = [Route(100 - share, served_model_name="v2"), Route(share, "v1")]
        return EndpointCoreConfigInput("fraud", served_entities=entities, traffic_config=TrafficConfig(routes))

    w.serving_endpoints.create_or_update_and_wait("fraud", config=wanted(90))

    assert w.serving_endpoints.create_or_update("fraud", config=wanted(90)).changes == ()
    assert w.serving_endpoints.create_or_update("fraud", config=wanted(50)).changes == ("config",)


def test_what_cannot_be_changed_is_named_before_anything_is_done(w: WorkspaceClient) -> None:
    w.serving_endpoints.create_or_update_and_wait("fraud", config=config(), tags=TAGS)

    with pytest.raises(InvalidState, match="'fraud' exists with another route_optimized, description, which cannot"):
        w.serving_endpoints.create_or_update("fraud", tags=[], route_optimized=True, description="x")

    assert len(w.serving_endpoints.get("fraud").tags or []) == 2
    assert w.serving_endpoints.create_or_update("fraud", route_optimized=False, description="").changes == ()


def test_a_secret_is_not_a_difference(w: WorkspaceClient) -> None:
    w.serving_endpoints.create_or_update_and_wait("fraud", config=external("sk-1"))

    assert w.serving_endpoints.create_or_update("fraud", config=external("sk-2")).changes == ()


def test_a_configuration_under_way_counts_and_another_is_refused() -> None:
    with Emulator(deploy_seconds=3600) as slow, WorkspaceClient(host=slow.url, token=slow.token) as w:
        w.serving_endpoints.create_or_update("fraud", config=config())

        assert w.serving_endpoints.create_or_update("fraud", config=config()).changes == ()
        with pytest.raises(ResourceConflict):
            w.serving_endpoints.with_options(max_attempts=1).create_or_update("fraud", config=config("2"))


def test_an_endpoint_that_somebody_else_creates_meanwhile_is_changed(emulator: Emulator, w: WorkspaceClient) -> None:
    w.serving_endpoints.create_and_wait("fraud", config=config())
    emulator.inject(Fault("get", status=404))

    assert w.serving_endpoints.create_or_update("fraud", config=config(), tags=TAGS).changes == ("tags",)


def test_an_endpoint_that_exists_but_is_not_to_be_seen_is_a_conflict(emulator: Emulator, w: WorkspaceClient) -> None:
    w.serving_endpoints.create_and_wait("fraud", config=config())
    emulator.inject(Fault("get", status=404, times=None))

    with pytest.raises(ResourceAlreadyExists):
        w.serving_endpoints.create_or_update("fraud", config=config(), tags=TAGS)


def test_a_configuration_that_failed_is_deployed_again(w: WorkspaceClient) -> None:
    bad = config(environment_vars={"FAIL_DEPLOYMENT": "no sklearn"})
    with pytest.raises(OperationFailed, match="no sklearn"):
        w.serving_endpoints.create_or_update_and_wait("fraud", config=bad)

    again = w.serving_endpoints.create_or_update("fraud", config=bad)

    assert again.changes == ("config",)
    assert w.serving_endpoints.create_or_update_and_wait("fraud", config=config()).state.ready == "READY"


def test_coroutines_do_the_same(emulator: Emulator) -> None:
    async def main() -> list[tuple[str, ...]]:
        async with AsyncWorkspaceClient(host=emulator.url, token=emulator.token) as w:
            made = await w.serving_endpoints.create_or_update("fraud", config=config(), tags=TAGS)
            await made.result(timedelta(seconds=5))
            done = await w.serving_endpoints.with_options(deadline=20).create_or_update("fraud", config=config("2"))
            ready = await w.serving_endpoints.create_or_update_and_wait("fraud", tags=[])
            assert (ready.tags, ready.config.config_version) == ([], 2)
            return [made.changes, done.changes]

    assert asyncio.run(main()) == [("create",), ("config",)]


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("ai_gateway", 5),
        ("ai_gateway", [GATEWAY]),
        ("config", "fraud"),
        ("email_notifications", ["a@example.com"]),
        ("telemetry_config", True),
        ("rate_limits", {"calls": 1}),
        ("tags", {"team": "risk"}),
        ("tags", [None]),
        ("tags", [{"team": "risk"}]),
    ],
)
def test_what_no_endpoint_can_be_is_refused_before_anything_is_sent(
    w: WorkspaceClient, emulator: Emulator, argument: str, value: Any
) -> None:
    with pytest.raises(TypeError, match=argument):
        w.serving_endpoints.create_or_update("fraud", **{argument: value})

    assert not emulator.state.requests


def test_a_dictionary_is_compared_as_the_json_that_it_becomes(w: WorkspaceClient) -> None:
    w.serving_endpoints.create_or_update("fraud", email_notifications=MAIL)
    same: Any = {"on_update_failure": ("a@example.com", "b@example.com"), 1: None}

    assert w.serving_endpoints.create_or_update("fraud", email_notifications=same).changes == ()
