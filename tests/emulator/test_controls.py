"""Tags, permissions, limits, gateway, notifications and telemetry, driven by the official SDK."""

from __future__ import annotations

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import InvalidParameterValue, ResourceConflict, ResourceDoesNotExist
from databricks.sdk.service.serving import (
    AiGatewayConfig,
    AiGatewayInferenceTableConfig,
    AiGatewayRateLimit,
    AiGatewayRateLimitRenewalPeriod,
    AiGatewayUsageTrackingConfig,
    EmailNotifications,
    EndpointCoreConfigInput,
    EndpointTag,
    ExternalModel,
    ExternalModelProvider,
    OpenAiConfig,
    RateLimit,
    RateLimitRenewalPeriod,
    ServedEntityInput,
    ServingEndpointAccessControlRequest,
    ServingEndpointPermissionLevel,
    ServingEndpointPermissions,
    TelemetryConfig,
    TelemetryInferenceTableConfig,
    UnityCatalogTableNames,
)

from brickserve.emulator import Emulator, ManualClock
from tests.emulator.conftest import create_ready, official
from tests.emulator.wire import Wire

CUSTOM = [ServedEntityInput(entity_name="main.shop.price", entity_version="1")]
OPENAI = ExternalModel(
    provider=ExternalModelProvider.OPENAI,
    name="gpt-x",
    task="llm/v1/chat",
    openai_config=OpenAiConfig(openai_api_key_plaintext="sk-canary", openai_organization="acme"),
)


@pytest.fixture
def w(sdk: WorkspaceClient) -> WorkspaceClient:
    """The official SDK, with an endpoint called price."""
    create_ready(
        sdk,
        "price",
        config=EndpointCoreConfigInput(name="price", served_entities=CUSTOM),
        tags=[EndpointTag("team", "risk"), EndpointTag("plain")],
    )
    return sdk


def test_patching_tags_merges_them(w: WorkspaceClient) -> None:
    changed = w.serving_endpoints.patch(
        "price", add_tags=[EndpointTag("team", "shop"), EndpointTag("stage", "test")], delete_tags=["plain"]
    )

    assert changed.tags == [EndpointTag("stage", "test"), EndpointTag("team", "shop")]
    assert w.serving_endpoints.get("price").tags == changed.tags


def test_tags_that_are_not_named_stay(w: WorkspaceClient) -> None:
    changed = w.serving_endpoints.patch("price", add_tags=[EndpointTag("stage", "test")])

    assert changed.tags == [EndpointTag("plain"), EndpointTag("stage", "test"), EndpointTag("team", "risk")]


def test_a_tag_may_go_without_a_value(w: WorkspaceClient) -> None:
    assert EndpointTag("plain") in w.serving_endpoints.get("price").tags


def grants(permissions: ServingEndpointPermissions) -> dict[str, str]:
    """Return who holds which permission directly."""
    return {
        entry.user_name or entry.group_name or entry.service_principal_name or "": permission.permission_level.value
        for entry in permissions.access_control_list
        for permission in entry.all_permissions
        if not permission.inherited
    }


def grant(**fields: object) -> ServingEndpointAccessControlRequest:
    return ServingEndpointAccessControlRequest(**fields)


def test_setting_permissions_replaces_and_updating_adds(w: WorkspaceClient) -> None:
    identity = w.serving_endpoints.get("price").id
    query, manage = ServingEndpointPermissionLevel.CAN_QUERY, ServingEndpointPermissionLevel.CAN_MANAGE

    at_first = grants(w.serving_endpoints.get_permissions(identity))
    replaced = grants(
        w.serving_endpoints.set_permissions(
            identity, access_control_list=[grant(user_name="ada@example.com", permission_level=query)]
        )
    )
    added = grants(
        w.serving_endpoints.update_permissions(
            identity,
            access_control_list=[
                grant(group_name="data", permission_level=query),
                grant(user_name="ada@example.com", permission_level=manage),
            ],
        )
    )
    emptied = w.serving_endpoints.set_permissions(identity)

    assert at_first == {"user@example.com": "CAN_MANAGE"}
    assert replaced == {"ada@example.com": "CAN_QUERY"}
    assert added == {"ada@example.com": "CAN_MANAGE", "data": "CAN_QUERY"}
    assert grants(emptied) == {}
    assert [entry.group_name for entry in emptied.access_control_list] == ["admins"]
    assert emptied.object_id == f"/serving-endpoints/{identity}"


def test_updating_permissions_leaves_those_of_the_others(w: WorkspaceClient) -> None:
    identity = w.serving_endpoints.get("price").id
    view = ServingEndpointPermissionLevel.CAN_VIEW

    added = w.serving_endpoints.update_permissions(
        identity, access_control_list=[grant(service_principal_name="robot", permission_level=view)]
    )

    assert grants(added) == {"user@example.com": "CAN_MANAGE", "robot": "CAN_VIEW"}


def test_permissions_are_found_by_id_and_never_by_name(w: WorkspaceClient) -> None:
    with pytest.raises(ResourceDoesNotExist):
        w.serving_endpoints.get_permissions("price")


def test_an_entry_needs_one_principal_and_a_level(w: WorkspaceClient) -> None:
    identity = w.serving_endpoints.get("price").id
    level = ServingEndpointPermissionLevel.CAN_QUERY

    for entry in (
        grant(permission_level=level),
        grant(user_name="a", group_name="b", permission_level=level),
        grant(user_name="a"),
    ):
        with pytest.raises(InvalidParameterValue):
            w.serving_endpoints.set_permissions(identity, access_control_list=[entry])


def test_the_permission_levels_are_listed(w: WorkspaceClient) -> None:
    levels = w.serving_endpoints.get_permission_levels(w.serving_endpoints.get("price").id).permission_levels

    assert [level.permission_level for level in levels] == [
        ServingEndpointPermissionLevel.CAN_VIEW,
        ServingEndpointPermissionLevel.CAN_QUERY,
        ServingEndpointPermissionLevel.CAN_MANAGE,
    ]


def test_rate_limits_are_kept(w: WorkspaceClient) -> None:
    limit = RateLimit(calls=5, renewal_period=RateLimitRenewalPeriod.MINUTE)

    assert w.serving_endpoints.put("price", rate_limits=[limit]).rate_limits == [limit]


def test_putting_the_gateway_replaces_all_of_it(w: WorkspaceClient) -> None:
    tracking = AiGatewayUsageTrackingConfig(enabled=True)
    table = AiGatewayInferenceTableConfig(catalog_name="main", schema_name="logs", enabled=True)

    w.serving_endpoints.put_ai_gateway("price", usage_tracking_config=tracking)
    answer = w.serving_endpoints.put_ai_gateway("price", inference_table_config=table)
    kept = w.serving_endpoints.get("price").ai_gateway
    w.serving_endpoints.put_ai_gateway("price")

    assert answer.inference_table_config == table
    assert kept.as_dict() == AiGatewayConfig(inference_table_config=table).as_dict()
    assert w.serving_endpoints.get("price").ai_gateway is None


def test_notifications_are_replaced(w: WorkspaceClient) -> None:
    wanted = EmailNotifications(on_update_failure=["ada@example.com"])

    answer = w.serving_endpoints.update_notifications("price", email_notifications=wanted)

    assert (answer.name, answer.email_notifications) == ("price", wanted)
    assert w.serving_endpoints.get("price").email_notifications == wanted


def test_telemetry_tables_become_a_profile(w: WorkspaceClient) -> None:
    asked = TelemetryConfig(
        table_names=UnityCatalogTableNames(logs_table="main.logs.price"),
        inference_table_config=TelemetryInferenceTableConfig(sampling_fraction=0.5),
    )

    telemetry = w.serving_endpoints.patch_telemetry_config("price", telemetry_config=asked).telemetry_config
    removed = w.serving_endpoints.patch_telemetry_config("price")

    assert telemetry.table_names is None
    assert telemetry.telemetry_profile_id
    assert telemetry.inference_table_config == TelemetryInferenceTableConfig("main.logs.price_payload", 0.5)
    assert removed.telemetry_config is None


def test_telemetry_waits_for_an_update_and_needs_a_custom_model(sdk: WorkspaceClient) -> None:
    external = [ServedEntityInput(external_model=OPENAI)]
    create_ready(sdk, "chat", config=EndpointCoreConfigInput("chat", served_entities=external))
    with pytest.raises(InvalidParameterValue):
        sdk.serving_endpoints.patch_telemetry_config("chat")

    with Emulator(deploy_seconds=9, clock=ManualClock()) as emulator:
        w = official(emulator)
        w.serving_endpoints.create("price", config=EndpointCoreConfigInput("price", served_entities=CUSTOM))
        with pytest.raises(ResourceConflict):
            w.serving_endpoints.patch_telemetry_config("price")


def test_plain_text_credentials_are_neither_kept_nor_shown(emulator: Emulator, sdk: WorkspaceClient) -> None:
    wanted = EndpointCoreConfigInput("chat", served_entities=[ServedEntityInput(external_model=OPENAI)])

    created = create_ready(sdk, "chat", config=wanted)

    (entity,) = created.config.served_entities
    assert entity.name == "gpt-x"
    assert entity.external_model.openai_config == OpenAiConfig(openai_organization="acme")
    assert "sk-canary" not in repr(emulator.state.endpoints)


def test_calls_beyond_the_limit_of_a_minute_are_refused() -> None:
    clock = ManualClock()
    limit = AiGatewayRateLimit(renewal_period=AiGatewayRateLimitRenewalPeriod.MINUTE, calls=2)
    with Emulator(clock=clock) as emulator:
        w = official(emulator)
        wanted = EndpointCoreConfigInput("price", served_entities=CUSTOM)
        create_ready(w, "price", config=wanted, ai_gateway=AiGatewayConfig(rate_limits=[limit]))
        wire = Wire(emulator)
        replies = [wire.query("price", {"inputs": [1]}) for _ in range(3)]
        clock.advance(60)
        later = wire.query("price", {"inputs": [1]})

    assert [reply.status for reply in replies] == [200, 200, 429]
    assert replies[2].refusal == (429, "REQUEST_LIMIT_EXCEEDED")
    assert replies[2].headers["retry-after"] == "60"
    assert later.status == 200
