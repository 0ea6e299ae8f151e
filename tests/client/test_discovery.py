"""Where the client secret may go: the token endpoint is looked up and never taken on trust."""

from __future__ import annotations

from typing import Any

import pytest

from brickserve.errors import (
    AuthError,
    BrickserveError,
    CallDeadlineExceeded,
    ConnectError,
    ReadTimeout,
)
from brickserve.io import HttpResponse
from tests.client.principals import ENDPOINT, HOST, PAGE, SECRET, bearer, granted, principal
from tests.client.scripted import ScriptedIO, answer


def refused(*answers: Any, deadline: float | None = None, io: ScriptedIO | None = None) -> BrickserveError:
    with pytest.raises(BrickserveError) as caught:
        bearer(principal(), io or ScriptedIO(*answers), deadline)
    assert SECRET not in str(caught.value) + repr(vars(caught.value))
    return caught.value


# Finding the endpoint


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://example.cloud.databricks.com/oidc/v1/token",
        "https://evil.test/oidc/v1/token",
        "https://example.cloud.databricks.com.evil.test/t",
        "https://example.cloud.databricks.com@evil.test/t",
        "https://evil.test/?example.cloud.databricks.com",
        "https://example.cloud.databricks.com:8443/oidc/v1/token",
        "https://u:p@example.cloud.databricks.com/oidc/v1/token",
        "http://127.0.0.1:9/token",
        "file:///etc/passwd",
        "//evil.test/x",
        "https://evil\u3002databricks.com/",
        "https://a b/",
    ],
)
def test_the_secret_goes_nowhere_but_to_the_host_itself(endpoint: str) -> None:
    io = ScriptedIO(answer(200, {"token_endpoint": endpoint}))

    error = refused(io=io)

    assert isinstance(error, AuthError)
    assert (error.code or "").endswith("_token_endpoint")
    assert len(io.requests) == 1


@pytest.mark.parametrize(
    ("host", "endpoint", "allowed"),
    [
        (HOST, "https://accounts.cloud.databricks.com/oidc/accounts/a/v1/token", ()),
        ("https://adb-1.2.azuredatabricks.net", "https://accounts.azuredatabricks.net/oidc/v1/token", ()),
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765/oidc/v1/token", ()),
        ("https://own.test", "https://sso.test/token", ("sso.test",)),
        ("https://own.test", "https://sso.test:8443/token", ("https://sso.test:8443",)),
    ],
)
def test_an_endpoint_of_the_platform_or_of_the_caller_s_list_is_trusted(
    host: str, endpoint: str, allowed: tuple[str, ...]
) -> None:
    io = ScriptedIO(answer(200, {"token_endpoint": endpoint}), granted())

    assert bearer(principal(host, allowed=allowed), io) == "Bearer t1"
    assert io.requests[1].url == endpoint


def test_a_loopback_host_does_not_trust_its_neighbours() -> None:
    io = ScriptedIO(answer(200, {"token_endpoint": "http://127.0.0.1:1/token"}))

    with pytest.raises(AuthError):
        bearer(principal("http://127.0.0.1:8765"), io)


def test_a_host_without_the_page_is_probably_the_wrong_host() -> None:
    error = refused(answer(404))

    assert isinstance(error, AuthError)
    assert "is it the URL of a workspace?" in str(error)


@pytest.mark.parametrize("page", [answer(200, []), answer(200, {}), answer(200, {"token_endpoint": 1}), answer(302)])
def test_a_page_that_names_no_endpoint_is_an_auth_error(page: HttpResponse) -> None:
    error = refused(page)

    assert isinstance(error, AuthError)
    assert error.code == "no_discovery"


def test_a_page_that_is_out_of_order_does_not_stop_the_token() -> None:
    io = ScriptedIO(answer(503), ReadTimeout("silence"), granted(expires_in=10), PAGE, granted("t2"))
    credentials = principal()

    assert bearer(credentials, io) == "Bearer t1"
    assert io.requests[2].url == ENDPOINT

    io.now += 60
    assert bearer(credentials, io) == "Bearer t2"
    assert len(io.requests) == 5


def test_a_host_that_cannot_be_reached_is_asked_twice_for_its_page() -> None:
    io = ScriptedIO(ConnectError("refused"), ConnectError("refused"))

    assert isinstance(refused(io=io), ConnectError)
    assert io.deadlines == [1005.0, 1005.0]


def test_the_page_is_not_looked_up_for_every_token() -> None:
    io = ScriptedIO(PAGE, granted("t1"), granted("t2"))
    credentials = principal()
    bearer(credentials, io)

    io.now += 3300

    assert bearer(credentials, io) == "Bearer t2"
    assert [request.method for request in io.requests] == ["GET", "POST", "POST"]


@pytest.mark.parametrize("status", [429, 500])
def test_a_page_that_fails_once_is_asked_again(status: int) -> None:
    io = ScriptedIO(answer(status), PAGE, granted())

    assert bearer(principal(), io) == "Bearer t1"
    assert len(io.requests) == 3


def test_a_page_that_takes_the_caller_s_whole_time_is_the_caller_s_deadline() -> None:
    io = ScriptedIO(ReadTimeout("silence"))
    io.takes = 3.0

    assert isinstance(refused(io=io, deadline=io.now + 3), CallDeadlineExceeded)
