"""Faults on request."""

from __future__ import annotations

import http.client

import pytest

from brickserve.emulator import Emulator, Fault, ManualClock
from tests.emulator.wire import Wire

ENDPOINTS = "/api/2.0/serving-endpoints"


def test_a_fault_hits_its_operation_once(emulator: Emulator, wire: Wire) -> None:
    emulator.inject(Fault("list", status=503, retry_after=7))

    other = wire.send("GET", f"{ENDPOINTS}/absent")
    hit = wire.send("GET", ENDPOINTS)
    after = wire.send("GET", ENDPOINTS)

    assert [other.status, hit.status, after.status] == [404, 503, 200]
    assert hit.json["error_code"] == "TEMPORARILY_UNAVAILABLE"
    assert hit.headers["retry-after"] == "7"


def test_faults_can_be_skipped_repeated_and_lifted(emulator: Emulator, wire: Wire) -> None:
    emulator.inject(Fault("list", status=500, error_code="UNKNOWN", skip=1, times=2))
    statuses = [wire.send("GET", ENDPOINTS).status for _ in range(4)]
    emulator.inject(Fault("*", status=500, times=None))
    always = [wire.send("GET", ENDPOINTS).status for _ in range(3)]
    emulator.clear_faults()

    assert statuses == [200, 500, 500, 200]
    assert always == [500, 500, 500]
    assert wire.send("GET", ENDPOINTS).status == 200


def test_a_fault_can_hide_the_result_of_a_request_that_was_carried_out(emulator: Emulator, wire: Wire) -> None:
    emulator.inject(Fault("create", status=500), Fault("create", status=500, after_apply=True))

    before = wire.create("price")
    absent = wire.send("GET", f"{ENDPOINTS}/price")
    after = wire.create("price")
    present = wire.send("GET", f"{ENDPOINTS}/price")

    assert [before.status, absent.status, after.status, present.status] == [500, 404, 500, 200]


@pytest.mark.parametrize("after_apply", [False, True])
def test_a_connection_can_be_dropped(emulator: Emulator, wire: Wire, after_apply: bool) -> None:
    emulator.inject(Fault("create", drop=True, after_apply=after_apply))

    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        wire.create("price")

    assert ("price" in emulator.state.endpoints) is after_apply
    assert [(seen.operation, seen.status) for seen in emulator.state.requests] == [("create", None)]
    assert wire.send("GET", ENDPOINTS).status == 200


def test_a_fault_can_have_a_body_of_its_own(emulator: Emulator, wire: Wire) -> None:
    emulator.inject(Fault("get", status=502, body="<html>no</html>"), Fault("get", body=b"{", content_type="text/x"))

    proxy = wire.send("GET", f"{ENDPOINTS}/price")
    broken = wire.send("GET", f"{ENDPOINTS}/price")

    assert (proxy.status, proxy.body) == (502, b"<html>no</html>")
    assert proxy.headers["content-type"].startswith("text/html")
    assert (broken.status, broken.body) == (200, b"{")


def test_a_delay_alone_changes_nothing_else(emulator: Emulator, wire: Wire) -> None:
    emulator.inject(Fault("list", delay=0.01))

    assert wire.send("GET", ENDPOINTS).json == {"endpoints": []}


def test_the_token_endpoint_can_fail_too(emulator: Emulator, wire: Wire) -> None:
    emulator.inject(Fault("oauth_token", status=500))

    assert wire.send("POST", "/oidc/v1/token", b"").status == 500


def test_a_fault_for_an_unknown_operation_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'lisst'.*list"):
        Emulator(faults=[Fault("lisst", status=500)])


def test_a_fault_of_the_future_does_not_wait_forever(emulator: Emulator, wire: Wire) -> None:
    emulator.inject(Fault("list", status=500, skip=1), Fault("list", status=409))

    assert [wire.send("GET", ENDPOINTS).status for _ in range(3)] == [409, 500, 200]


def test_an_emulator_in_another_process_is_controlled_over_http(wire: Wire) -> None:
    injected = wire.send("POST", "/_emulator/faults", {"operation": "list", "status": 500, "times": None})
    hit = wire.send("GET", ENDPOINTS)
    wire.send("DELETE", "/_emulator/faults")
    cleared = wire.send("GET", ENDPOINTS)
    wrong = wire.send("POST", "/_emulator/faults", {"operation": "list", "sttus": 500})
    unknown = wire.send("POST", "/_emulator/faults", {"operation": "lisst"})

    assert [injected.status, hit.status, cleared.status] == [200, 500, 200]
    assert wrong.refusal == unknown.refusal == (400, "INVALID_PARAMETER_VALUE")
    assert "sttus" in wrong.json["message"]


def test_updates_are_canceled_and_everything_forgotten_over_http() -> None:
    with Emulator(deploy_seconds=10, clock=ManualClock()) as emulator:
        wire = Wire(emulator)
        wire.create("price")

        canceled = wire.send("POST", "/_emulator/serving-endpoints/price/cancel-update")
        again = wire.send("POST", "/_emulator/serving-endpoints/price/cancel-update")
        wire.send("POST", "/_emulator/reset")
        left = wire.send("GET", ENDPOINTS).json

    assert canceled.json["state"] == {"ready": "NOT_READY", "config_update": "UPDATE_CANCELED"}
    assert again.refusal == (400, "INVALID_STATE")
    assert left == {"endpoints": []}
