"""The life of an endpoint, driven by the official SDK."""

from __future__ import annotations

from datetime import timedelta

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import (
    BadRequest,
    OperationFailed,
    ResourceAlreadyExists,
    ResourceConflict,
    ResourceDoesNotExist,
)
from databricks.sdk.service import serving
from databricks.sdk.service.serving import (
    EndpointCoreConfigInput,
    EndpointStateConfigUpdate,
    EndpointStateReady,
    PtEndpointCoreConfig,
    PtServedModel,
    Route,
    ServedEntityInput,
    ServedModelStateDeployment,
    TrafficConfig,
)

from brickserve.emulator import Emulator, ManualClock, SteppingClock
from tests.emulator.conftest import create_ready, official

PATIENCE = timedelta(seconds=5)


def config(*versions: str, **fields: object) -> EndpointCoreConfigInput:
    return EndpointCoreConfigInput(name="price", served_entities=entities(*versions), **fields)


def entities(*versions: str) -> list[ServedEntityInput]:
    return [ServedEntityInput(entity_name="main.shop.price", entity_version=version) for version in versions]


def test_a_new_endpoint_is_not_ready_until_its_deployment_time_is_over() -> None:
    clock = ManualClock()
    with Emulator(deploy_seconds=60, clock=clock) as emulator:
        w = official(emulator)

        created = w.serving_endpoints.create("price", config=config("1")).response
        clock.advance(59)
        waiting = w.serving_endpoints.get("price")
        clock.advance(1)
        ready = w.serving_endpoints.get("price")

    for endpoint in (created, waiting):
        assert endpoint.state.ready is EndpointStateReady.NOT_READY
        assert endpoint.state.config_update is EndpointStateConfigUpdate.IN_PROGRESS
        assert endpoint.config.config_version == 0
        assert endpoint.config.served_entities == []
        assert endpoint.pending_config.config_version == 1
        (entity,) = endpoint.pending_config.served_entities
        assert entity.state.deployment is ServedModelStateDeployment.DEPLOYMENT_CREATING
    assert waiting.pending_config.start_time == created.pending_config.start_time
    assert ready.state.ready is EndpointStateReady.READY
    assert ready.state.config_update is EndpointStateConfigUpdate.NOT_UPDATING
    assert ready.pending_config is None
    (entity,) = ready.config.served_entities
    assert entity.name == "price-1"
    assert entity.state.deployment is ServedModelStateDeployment.DEPLOYMENT_READY
    assert ready.config.traffic_config.routes == [
        Route(traffic_percentage=100, served_entity_name="price-1", served_model_name="price-1")
    ]


def test_the_sdk_waits_for_a_deployment_that_ends_between_two_polls() -> None:
    with Emulator(deploy_seconds=0.5, clock=SteppingClock(step=1)) as emulator:
        w = official(emulator)

        wait = w.serving_endpoints.create("price", config=config("1"))
        endpoint = wait.result(timeout=PATIENCE)

    assert wait.response.state.config_update is EndpointStateConfigUpdate.IN_PROGRESS
    assert endpoint.state.ready is EndpointStateReady.READY


def test_an_update_leaves_the_old_configuration_serving_until_the_new_one_is_ready() -> None:
    clock = ManualClock()
    models = {"main.shop.price": lambda rows: [row["x"] for row in rows]}
    with Emulator(models=models, deploy_seconds=10, clock=clock) as emulator:
        w = official(emulator)
        w.serving_endpoints.create("price", config=config("1"))
        clock.advance(10)

        w.serving_endpoints.update_config("price", served_entities=entities("2"))
        during = w.serving_endpoints.get("price")
        answer = w.serving_endpoints.query("price", dataframe_records=[{"x": 7}])
        clock.advance(10)
        after = w.serving_endpoints.get("price")

    assert during.state.ready is EndpointStateReady.READY
    assert during.state.config_update is EndpointStateConfigUpdate.IN_PROGRESS
    assert [entity.entity_version for entity in during.config.served_entities] == ["1"]
    assert [entity.entity_version for entity in during.pending_config.served_entities] == ["2"]
    assert (during.config.config_version, during.pending_config.config_version) == (1, 2)
    assert answer.served_model_name == "price-1"
    assert after.config.config_version == 2
    assert after.pending_config is None


def test_a_second_update_is_refused_while_one_is_under_way() -> None:
    clock = ManualClock()
    with Emulator(deploy_seconds=10, clock=clock) as emulator:
        w = official(emulator)
        w.serving_endpoints.create("price", config=config("1"))

        with pytest.raises(ResourceConflict) as refused:
            w.serving_endpoints.update_config("price", served_entities=entities("2"))
        clock.advance(10)
        accepted = w.serving_endpoints.update_config("price", served_entities=entities("2")).response

    assert refused.value.error_code == "RESOURCE_CONFLICT"
    assert accepted.pending_config.config_version == 2


def test_an_update_of_the_traffic_alone_keeps_the_entities(sdk: WorkspaceClient) -> None:
    split = TrafficConfig([Route(70, served_model_name="price-1"), Route(30, served_model_name="price-2")])
    create_ready(sdk, "price", config=config("1", "2", traffic_config=split))

    turned = TrafficConfig([Route(10, served_model_name="price-1"), Route(90, served_model_name="price-2")])
    endpoint = sdk.serving_endpoints.update_config_and_wait("price", traffic_config=turned, timeout=PATIENCE)

    assert [entity.entity_version for entity in endpoint.config.served_entities] == ["1", "2"]
    assert [route.traffic_percentage for route in endpoint.config.traffic_config.routes] == [10, 90]


@pytest.mark.parametrize(
    "entity",
    [
        ServedEntityInput(entity_name="main.shop.fail-deployment", entity_version="1"),
        ServedEntityInput(
            entity_name="main.shop.price",
            entity_version="1",
            environment_vars={"FAIL_DEPLOYMENT": "disk full, sklearn missing"},
        ),
    ],
)
def test_a_deployment_fails_on_request_and_says_why(sdk: WorkspaceClient, entity: ServedEntityInput) -> None:
    wanted = EndpointCoreConfigInput(name="price", served_entities=[entity])

    with pytest.raises(OperationFailed):
        create_ready(sdk, "price", config=wanted)
    failed = sdk.serving_endpoints.get("price")

    assert failed.state.ready is EndpointStateReady.NOT_READY
    assert failed.state.config_update is EndpointStateConfigUpdate.UPDATE_FAILED
    (state,) = [entity.state for entity in failed.pending_config.served_entities]
    assert state.deployment is ServedModelStateDeployment.DEPLOYMENT_FAILED
    assert "sklearn" in state.deployment_state_message


def test_a_failed_update_leaves_the_endpoint_ready_and_can_be_repaired(sdk: WorkspaceClient) -> None:
    create_ready(sdk, "price", config=config("1"))
    broken = [ServedEntityInput(entity_name="main.shop.fail_deployment", entity_version="2")]

    sdk.serving_endpoints.update_config("price", served_entities=broken)
    failed = sdk.serving_endpoints.get("price")
    repaired = sdk.serving_endpoints.update_config_and_wait("price", served_entities=entities("3"), timeout=PATIENCE)

    assert failed.state.ready is EndpointStateReady.READY
    assert failed.state.config_update is EndpointStateConfigUpdate.UPDATE_FAILED
    assert failed.config.config_version == 1
    assert repaired.state.config_update is EndpointStateConfigUpdate.NOT_UPDATING
    assert repaired.config.config_version == 3


def test_a_canceled_update_goes_back_to_what_was_served() -> None:
    clock = ManualClock()
    with Emulator(deploy_seconds=10, clock=clock) as emulator:
        w = official(emulator)
        w.serving_endpoints.create("price", config=config("1"))
        clock.advance(10)
        w.serving_endpoints.update_config("price", served_entities=entities("2"))

        emulator.cancel_update("price")
        clock.advance(100)
        canceled = w.serving_endpoints.get("price")

    assert canceled.state.config_update is EndpointStateConfigUpdate.UPDATE_CANCELED
    assert canceled.config.config_version == 1
    (state,) = [entity.state for entity in canceled.pending_config.served_entities]
    assert state.deployment is ServedModelStateDeployment.DEPLOYMENT_ABORTED


def test_a_stopped_endpoint_answers_nothing_until_it_is_started_again() -> None:
    clock = ManualClock()
    with Emulator(deploy_seconds=10, clock=clock) as emulator:
        w = official(emulator)
        w.serving_endpoints.create("price", config=config("1"))
        clock.advance(10)
        path = "/api/2.0/serving-endpoints/price/config"

        stopped = [w.api_client.do("POST", f"{path}:stop")["state"] for _ in range(2)]
        with pytest.raises(BadRequest, match="stopped"):
            w.serving_endpoints.query("price", inputs=[1])
        starting = [w.api_client.do("POST", f"{path}:start")["pending_config"] for _ in range(2)]
        clock.advance(10)
        started = w.serving_endpoints.get("price")

    assert stopped == [{"ready": "NOT_READY", "config_update": "NOT_UPDATING"}] * 2
    assert [pending["config_version"] for pending in starting] == [2, 2]
    assert started.state.ready is EndpointStateReady.READY
    assert started.config.config_version == 2


def test_an_endpoint_cannot_be_stopped_in_the_middle_of_an_update() -> None:
    with Emulator(deploy_seconds=10, clock=ManualClock()) as emulator:
        w = official(emulator)
        w.serving_endpoints.create("price", config=config("1"))

        with pytest.raises(ResourceConflict):
            w.api_client.do("POST", "/api/2.0/serving-endpoints/price/config:stop")


def test_a_deleted_endpoint_is_gone_and_its_name_is_free(sdk: WorkspaceClient) -> None:
    first = create_ready(sdk, "price", config=config("1"))

    sdk.serving_endpoints.delete("price")
    for gone in (sdk.serving_endpoints.get, sdk.serving_endpoints.delete):
        with pytest.raises(ResourceDoesNotExist, match="'price' does not exist"):
            gone("price")
    second = create_ready(sdk, "price", config=config("1"))

    assert second.id != first.id


def test_a_second_create_is_refused_and_changes_nothing(sdk: WorkspaceClient) -> None:
    first = create_ready(sdk, "price", config=config("1"))

    with pytest.raises(ResourceAlreadyExists):
        sdk.serving_endpoints.create("price", config=config("2"))

    assert sdk.serving_endpoints.get("price") == first


def test_a_refused_configuration_leaves_no_endpoint_behind(sdk: WorkspaceClient) -> None:
    with pytest.raises(BadRequest, match="traffic_config"):
        sdk.serving_endpoints.create("price", config=config("1", "2"))

    assert list(sdk.serving_endpoints.list()) == []


def test_a_list_shows_endpoints_in_brief(sdk: WorkspaceClient) -> None:
    create_ready(sdk, "price", config=config("1"), description="prices")
    create_ready(sdk, "empty")

    price, empty = sdk.serving_endpoints.list()

    assert (price.name, price.description, price.state.ready) == ("price", "prices", EndpointStateReady.READY)
    assert price.config.served_entities == [
        serving.ServedEntitySpec(entity_name="main.shop.price", entity_version="1", name="price-1")
    ]
    assert price.config.served_models[0].model_version == "1"
    assert empty.state.ready is EndpointStateReady.NOT_READY


def test_the_older_served_models_mean_the_same(sdk: WorkspaceClient) -> None:
    older = serving.ServedModelInput(True, "main.shop.price", "4", workload_size="Small")

    endpoint = create_ready(sdk, "price", config=EndpointCoreConfigInput(name="price", served_models=[older]))

    (entity,) = endpoint.config.served_entities
    (model,) = endpoint.config.served_models
    assert (entity.entity_name, entity.entity_version, entity.name) == ("main.shop.price", "4", "price-4")
    assert (model.model_name, model.model_version, model.workload_size) == ("main.shop.price", "4", "Small")


def test_provisioned_throughput_changes_at_once() -> None:
    clock = ManualClock()
    with Emulator(deploy_seconds=10, clock=clock) as emulator:
        w = official(emulator)
        units = [PtServedModel(entity_name="system.ai.llama", provisioned_model_units=50, entity_version="1")]
        w.serving_endpoints.create_provisioned_throughput_endpoint("pt", PtEndpointCoreConfig(units))
        clock.advance(10)

        more = [PtServedModel(entity_name="system.ai.llama", provisioned_model_units=100, entity_version="1")]
        endpoint = w.serving_endpoints.update_provisioned_throughput_endpoint_config_and_wait(
            "pt", PtEndpointCoreConfig(more), timeout=PATIENCE
        )

    assert endpoint.state.config_update is EndpointStateConfigUpdate.NOT_UPDATING
    assert endpoint.config.served_entities[0].provisioned_model_units == 100
    assert endpoint.task == "llm/v1/chat"
