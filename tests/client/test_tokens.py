"""The token endpoint: how it is asked, what is repeated, and what its answers mean."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest

from brickserve.drivers.runner import run
from brickserve.errors import (
    Attempt,
    AuthError,
    BrickserveError,
    CallDeadlineExceeded,
    Cancelled,
    ConnectError,
    ReadTimeout,
    TLSError,
    Unauthenticated,
)
from brickserve.io import HttpResponse
from tests.client.principals import ENDPOINT, HOST, PAGE, SECRET, bearer, granted, principal
from tests.client.scripted import ScriptedIO, answer


def refused(*answers: Any, deadline: float | None = None, io: ScriptedIO | None = None) -> BrickserveError:
    with pytest.raises(BrickserveError) as caught:
        bearer(principal(), io or ScriptedIO(*answers), deadline)
    assert SECRET not in str(caught.value) + repr(vars(caught.value))
    return caught.value


# Asking for a token


def test_a_token_is_asked_for_as_the_official_sdk_asks() -> None:
    io = ScriptedIO(PAGE, granted())

    assert bearer(principal(), io) == "Bearer t1"

    page, token = io.requests
    assert (page.method, page.url) == ("GET", f"{HOST}/oidc/.well-known/oauth-authorization-server")
    assert "Authorization" not in page.headers
    assert (token.method, token.url) == ("POST", ENDPOINT)
    basic = base64.b64encode(f"client-id:{SECRET}".encode()).decode()
    assert token.headers["Authorization"] == f"Basic {basic}"
    assert token.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert dict(parse_qsl((token.body or b"").decode())) == {
        "grant_type": "client_credentials",
        "scope": "all-apis",
    }


def test_scopes_details_and_group_are_part_of_the_question() -> None:
    io = ScriptedIO(PAGE, granted())

    bearer(principal(scopes=["a", "b"], authorization_details="[1]", group_id="g"), io)

    assert dict(parse_qsl((io.requests[1].body or b"").decode())) == {
        "grant_type": "client_credentials",
        "scope": "a b",
        "authorization_details": "[1]",
        "assume_group": "g",
    }


def test_the_page_is_looked_up_once_and_the_token_is_kept() -> None:
    io = ScriptedIO(PAGE, granted())
    credentials = principal()

    assert {bearer(credentials, io) for _ in range(5)} == {"Bearer t1"}
    assert len(io.requests) == 2


@pytest.mark.parametrize("kind", [None, "bearer", "Bearer", "BEARER"])
def test_the_kind_of_token_is_written_in_one_way(kind: str | None) -> None:
    assert bearer(principal(), ScriptedIO(PAGE, granted(token_type=kind))) == "Bearer t1"


def test_an_answer_without_a_content_type_is_read_all_the_same() -> None:
    io = ScriptedIO(PAGE, HttpResponse(200, {}, b'{"access_token":"t","expires_in":"3600"}'))

    assert bearer(principal(), io) == "Bearer t"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "answered without a token"),
        (b"<html>login</html>", "answered without a token"),
        (b"[1]", "answered without a token"),
        (b'{"token_type":"Bearer"}', "answered without a token"),
        (b'{"access_token":""}', "access_token is empty"),
        (b'{"access_token":7}', "access_token must be a string"),
        (b'{"access_token":"a\\r\\nX: y"}', "access_token contains a line break"),
        (b'{"access_token":"a","token_type":"DPoP"}', "token_type is DPoP, not Bearer"),
        (b'{"access_token":"a","token_type":"a b"}', "token_type is not a word"),
        (b'{"access_token":"a","token_type":{"a":1}}', "token_type is not a word"),
        (b"[" * 100_000, "answered without a token"),
    ],
)
def test_a_success_without_a_usable_token_is_an_auth_error(body: bytes, message: str) -> None:
    io = ScriptedIO(PAGE, HttpResponse(200, {}, body))

    error = refused(io=io)
    assert isinstance(error, AuthError)
    assert (error.code, error.status) == ("invalid_response", 200)
    assert message in str(error)
    assert len(io.requests) == 2


def test_a_refusal_carries_the_server_s_code_and_description_without_the_secret() -> None:
    said = {"error": "invalid_client", "error_description": f"no such client\n{SECRET}"}
    io = ScriptedIO(PAGE, answer(401, said, x_request_id="r-1"))

    error = refused(io=io)

    assert isinstance(error, AuthError)
    assert isinstance(error, Unauthenticated)
    assert (error.code, error.description, error.status) == ("invalid_client", "no such client ***", 401)
    assert str(error) == (
        "no token: invalid_client: no such client *** [401 invalid_client, POST /oidc/v1/token, request id r-1]"
    )
    assert [attempt.status for attempt in error.attempts] == [401]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_of_the_token_endpoint_is_never_followed(status: int) -> None:
    io = ScriptedIO(PAGE, answer(status, None, location="https://evil.test/token"))

    error = refused(io=io)

    assert isinstance(error, AuthError)
    assert error.code == "redirect"
    assert len(io.requests) == 2


def test_a_token_in_a_refusal_is_not_used() -> None:
    error = refused(PAGE, answer(400, {"access_token": "t", "error": "invalid_scope"}))

    assert isinstance(error, AuthError)
    assert (error.code, error.status) == ("invalid_scope", 400)


def test_a_token_in_a_redirect_is_not_used() -> None:
    assert refused(PAGE, answer(300, {"access_token": "t"})).status == 300


def test_a_token_tells_when_it_expires() -> None:
    token = run(principal().token(ScriptedIO(PAGE, granted(expires_in=7200)), None))

    assert token.expiry is not None
    assert timedelta(minutes=119) < token.expiry - datetime.now(UTC) <= timedelta(minutes=120)
    assert token.lifetime == 7200


# Repeating


@pytest.mark.parametrize(
    "fault",
    [
        answer(500, {"error_code": "X"}),
        HttpResponse(502, {}, b"<html>"),
        answer(503),
        answer(504),
        answer(429),
        ConnectError("no"),
        ReadTimeout("silence"),
    ],
)
def test_a_fault_of_the_token_endpoint_is_survived(fault: Any) -> None:
    io = ScriptedIO(PAGE, fault, granted())

    assert bearer(principal(), io) == "Bearer t1"
    assert io.sleeps == [0.25]


def test_four_requests_are_the_most_for_one_token() -> None:
    io = ScriptedIO(PAGE, *[answer(503) for _ in range(9)])

    error = refused(io=io)

    assert isinstance(error, AuthError)
    assert error.status == 503
    assert io.sleeps == [0.25, 0.5, 1.0]


def test_every_attempt_is_told_of() -> None:
    io = ScriptedIO(PAGE, ConnectError("no"), ReadTimeout("silence"), answer(429), answer(503))
    io.takes = 0.5

    assert refused(io=io).attempts == (
        Attempt("connect", None, 0.5, 0.25),
        Attempt("ambiguous", None, 0.5, 0.5),
        Attempt("rejected", 429, 0.5, 1.0),
        Attempt("ambiguous", 503, 0.5, 0.0),
    )


def test_the_last_failure_of_the_line_is_the_error() -> None:
    error = refused(PAGE, *[ReadTimeout("silence") for _ in range(4)])

    assert isinstance(error, ReadTimeout)
    assert len(error.attempts) == 4


def test_an_untrusted_certificate_is_never_tried_again() -> None:
    io = ScriptedIO(PAGE, TLSError("not trusted"))

    assert isinstance(refused(io=io), TLSError)
    assert len(io.requests) == 2


def test_retry_after_is_a_floor() -> None:
    io = ScriptedIO(PAGE, answer(429, None, retry_after="7"), granted())

    bearer(principal(), io)

    assert len(io.sleeps) == 1
    assert io.sleeps[0] >= 7.0


def test_a_longer_wait_than_is_sensible_is_left_to_the_caller() -> None:
    io = ScriptedIO(PAGE, answer(429, None, retry_after="121"))

    error = refused(io=io)

    assert (error.retry_after, io.sleeps) == (121.0, [])


def test_no_sleep_crosses_the_deadline() -> None:
    io = ScriptedIO(PAGE, answer(503, None, retry_after="5"))

    error = refused(io=io, deadline=io.now + 4)

    assert isinstance(error, AuthError)
    assert io.sleeps == []


def test_a_deadline_that_passes_while_waiting_for_the_token_is_the_caller_s() -> None:
    io = ScriptedIO(PAGE, ReadTimeout("silence"))
    io.takes = 6.0

    error = refused(io=io, deadline=io.now + 10)

    assert isinstance(error, CallDeadlineExceeded)
    assert isinstance(error, TimeoutError)


def test_every_attempt_has_an_end_of_its_own() -> None:
    io = ScriptedIO(PAGE, granted())

    bearer(principal(timeout=7.0), io)

    assert io.deadlines == [1005.0, 1007.0]


def test_a_cancelled_call_ends_at_once() -> None:
    io = ScriptedIO(PAGE, Cancelled("enough"))

    with pytest.raises(Cancelled):
        bearer(principal(), io)
    assert len(io.requests) == 2
