"""OAuth: discovery, client credentials, expiry, and the data plane, driven by the official SDK."""

from __future__ import annotations

import base64
from urllib.parse import urlencode

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import NotFound
from databricks.sdk.service.serving import EndpointCoreConfigInput, ServedEntityInput

from brickserve.emulator import Emulator, ManualClock
from tests.emulator.conftest import create_ready
from tests.emulator.wire import Reply, Wire

PRICE = EndpointCoreConfigInput(
    name="price", served_entities=[ServedEntityInput(entity_name="main.shop.price", entity_version="1")]
)
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


def machine(emulator: Emulator) -> WorkspaceClient:
    return WorkspaceClient(
        host=emulator.url,
        client_id=emulator.client_id,
        client_secret=emulator.client_secret,
        auth_type="oauth-m2m",
    )


def ask(wire: Wire, headers: dict[str, str] | None = None, **form: str) -> Reply:
    return wire.send("POST", "/oidc/v1/token", urlencode(form).encode(), headers=headers or {})


def bearer(reply: Reply) -> dict[str, str]:
    return {"Authorization": f"Bearer {reply.json['access_token']}"}


def test_the_sdk_logs_in_as_a_machine(emulator: Emulator) -> None:
    w = machine(emulator)

    endpoint = create_ready(w, "price", config=PRICE)

    assert endpoint.creator == emulator.client_id
    assert emulator.state.count("workspace_config") == 1
    assert emulator.state.count("oauth_discovery") >= 1
    assert emulator.state.count("oauth_token") == 1


def test_the_sdk_queries_the_data_plane_with_an_exchanged_token(emulator: Emulator) -> None:
    w = machine(emulator)
    endpoint = create_ready(w, "price", config=PRICE, route_optimized=True)

    answer = w.serving_endpoints_data_plane.query("price", dataframe_records=[{"x": 4}])

    assert answer.predictions == [4]
    assert answer.served_model_name == "price-1"
    assert endpoint.endpoint_url == endpoint.data_plane_info.query_info.endpoint_url
    assert emulator.state.count("query_data_plane") == 1
    assert emulator.state.count("oauth_token") == 2


def test_the_data_plane_takes_no_other_token(wire: Wire) -> None:
    url = wire.create("price", route_optimized=True).json["endpoint_url"]
    wire.create("other", route_optimized=True)
    path = url.removeprefix(wire.emulator.url)
    other = wire.get("other")["data_plane_info"]["query_info"]["authorization_details"]
    secret = {"client_id": "me", "client_secret": "secret"}

    workspace = ask(wire, grant_type="client_credentials", **secret)
    elsewhere = ask(wire, grant_type="client_credentials", authorization_details=other, **secret)
    personal = wire.send("POST", path, {"inputs": [1]})

    assert personal.refusal == (401, "401")
    assert wire.send("POST", path, {"inputs": [1]}, headers=bearer(workspace)).status == 403
    assert wire.send("POST", path, {"inputs": [1]}, headers=bearer(elsewhere)).status == 403


def test_a_data_plane_url_answers_for_its_own_endpoint_only(wire: Wire) -> None:
    details = wire.create("price", route_optimized=True).json["data_plane_info"]["query_info"]
    wire.create("other", route_optimized=True)
    path = details["endpoint_url"].removeprefix(wire.emulator.url)
    token = ask(
        wire,
        grant_type="client_credentials",
        client_id="me",
        client_secret="secret",
        authorization_details=details["authorization_details"],
    )

    crossed = wire.send("POST", path.replace("/price/", "/other/"), {"inputs": [1]}, headers=bearer(token))

    assert crossed.refusal == (404, "RESOURCE_DOES_NOT_EXIST")


def test_a_data_plane_token_opens_nothing_else(wire: Wire) -> None:
    details = wire.create("price", route_optimized=True).json["data_plane_info"]["query_info"]
    path = details["endpoint_url"].removeprefix(wire.emulator.url)

    token = ask(
        wire,
        grant_type="client_credentials",
        client_id="me",
        client_secret="secret",
        authorization_details=details["authorization_details"],
    )

    assert wire.send("POST", path, {"inputs": [1]}, headers=bearer(token)).status == 200
    assert wire.send("GET", "/api/2.0/serving-endpoints", headers=bearer(token)).status == 403


def test_a_personal_token_cannot_be_exchanged(wire: Wire) -> None:
    details = wire.create("price", route_optimized=True).json["data_plane_info"]["query_info"]

    refused = ask(
        wire,
        grant_type=JWT_BEARER,
        assertion=wire.emulator.token,
        authorization_details=details["authorization_details"],
    )

    assert (refused.status, refused.json["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(
    "details",
    [
        "",
        "nonsense",
        "[]",
        '[{"object_path":"/serving-endpoints/absent","actions":["query_inference_endpoint"]}]',
    ],
)
def test_a_data_plane_token_needs_an_endpoint(wire: Wire, details: str) -> None:
    wire.create("price", route_optimized=True)

    reply = ask(
        wire,
        grant_type="client_credentials",
        client_id="me",
        client_secret="secret",
        authorization_details=details or " ",
    )

    assert (reply.status, reply.json["error"]) == (400, "invalid_authorization_details")


def test_an_endpoint_without_route_optimization_has_no_data_plane(emulator: Emulator, wire: Wire) -> None:
    shown = wire.create("price").json

    assert "endpoint_url" not in shown
    assert "data_plane_info" not in shown


def test_a_route_optimized_endpoint_can_be_closed_to_the_workspace() -> None:
    with Emulator(workspace_queries=False) as emulator:
        wire = Wire(emulator)
        wire.create("price", route_optimized=True)

        assert wire.query("price", {"inputs": [1]}).refusal == (400, "BAD_REQUEST")


def test_issued_tokens_expire_and_can_be_revoked() -> None:
    clock = ManualClock()
    with Emulator(clock=clock, token_seconds=600) as emulator:
        wire = Wire(emulator)
        issued = ask(wire, grant_type="client_credentials", client_id="me", client_secret="secret")
        headers = bearer(issued)
        clock.advance(599)
        in_time = wire.send("GET", "/api/2.0/serving-endpoints", headers=headers)
        clock.advance(1)
        too_late = wire.send("GET", "/api/2.0/serving-endpoints", headers=headers)
        fresh = bearer(ask(wire, grant_type="client_credentials", client_id="me", client_secret="secret"))
        emulator.revoke_tokens()
        revoked = wire.send("GET", "/api/2.0/serving-endpoints", headers=fresh)

    assert issued.json["expires_in"] == 600
    assert issued.json["token_type"] == "Bearer"
    assert [in_time.status, too_late.status, revoked.status] == [200, 401, 401]


def test_clients_are_known_by_basic_authentication_or_by_form() -> None:
    with Emulator(clients={"me": "s:e/c ret"}) as emulator:
        wire = Wire(emulator)
        basic = {"Authorization": "Basic " + base64.b64encode(b"me:s:e/c ret").decode()}
        wrong = {"Authorization": "Basic " + base64.b64encode(b"me:other").decode()}

        assert ask(wire, basic, grant_type="client_credentials").status == 200
        assert ask(wire, grant_type="client_credentials", client_id="me", client_secret="s:e/c ret").status == 200
        assert ask(wire, wrong, grant_type="client_credentials").json["error"] == "invalid_client"
        assert ask(wire, grant_type="client_credentials").status == 401
        assert (emulator.client_id, emulator.client_secret) == ("me", "s:e/c ret")


def test_other_grants_are_refused(wire: Wire) -> None:
    reply = ask(wire, grant_type="password", username="a", password="b")

    assert (reply.status, reply.json["error"]) == (400, "unsupported_grant_type")


def test_only_the_chosen_tokens_are_accepted() -> None:
    with Emulator(tokens=["dapi-one", "dapi-two"]) as emulator:
        wire = Wire(emulator)
        path = "/api/2.0/serving-endpoints"

        accepted = wire.send("GET", path)
        second = wire.send("GET", path, headers={"Authorization": "Bearer dapi-two"})
        refused = wire.send("GET", path, headers={"Authorization": "Bearer dapi-three"})

    assert emulator.token == "dapi-one"
    assert [accepted.status, second.status, refused.status] == [200, 200, 403]
    assert refused.json["message"] == "Invalid access token."


def test_a_deleted_endpoint_leaves_no_data_plane(emulator: Emulator) -> None:
    w = machine(emulator)
    create_ready(w, "price", config=PRICE, route_optimized=True)
    w.serving_endpoints_data_plane.query("price", inputs=[1])

    w.serving_endpoints.delete("price")

    with pytest.raises(NotFound):
        w.serving_endpoints_data_plane.query("price", inputs=[1])
