"""A call from its first attempt to its result or its error, over a scripted IO."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from brickserve import errors
from brickserve.calling.flows import execute
from brickserve.drivers.runner import run
from brickserve.errors import (
    AmbiguousOutcome,
    ConnectError,
    DecodeError,
    ReadTimeout,
    TLSError,
    TruncatedResponse,
)
from brickserve.io import HttpResponse

from .clients import CREATE, DELETE, GET, HOST, OK, PUT, QUERY, carry_out, context_over
from .scripted import ScriptedIO, answer


def test_a_call_sends_one_request_and_returns_the_model() -> None:
    io = ScriptedIO(OK)

    endpoint = carry_out(GET, io)

    (request,) = io.requests
    assert endpoint.name == "fraud"
    assert (request.method, request.url) == ("GET", f"{HOST}/api/2.0/serving-endpoints/fraud")
    assert request.headers["Authorization"] == "Bearer dapi-secret"
    assert request.headers["Accept"] == "application/json"
    assert request.headers["User-Agent"].startswith("unknown/0.0.0 brickserve/")
    assert request.body is None
    assert io.sleeps == []


def test_every_header_has_one_spelling_and_credentials_win() -> None:
    io = ScriptedIO(OK)
    context = context_over(io, workspace_id="42").with_options(
        headers={"authorization": "Basic eA==", "x-trace": "1", "ACCEPT": "text/html"}
    )

    run(execute(GET, context))

    headers = io.requests[0].headers
    assert headers["Authorization"] == "Bearer dapi-secret"
    assert headers["Accept"] == "application/json"
    assert headers["X-Trace"] == "1"
    assert headers["X-Databricks-Workspace-Id"] == "42"
    assert len({name.lower() for name in headers}) == len(headers)


@pytest.mark.parametrize("name", ["Host", "content-length", "Transfer-Encoding", "connection"])
def test_headers_that_frame_a_message_cannot_be_given(name: str) -> None:
    with pytest.raises(errors.ConfigError, match="set by the transport"):
        carry_out(GET, ScriptedIO(OK), headers={name: "1"})


@pytest.mark.parametrize("fault", [answer(500), answer(502), answer(503), answer(504), TruncatedResponse("cut")])
def test_a_read_survives_a_passing_fault(fault: Any) -> None:
    io = ScriptedIO(fault, OK)

    assert carry_out(GET, io).name == "fraud"
    assert len(io.requests) == 2
    assert io.sleeps == [0.25]


def test_attempts_of_one_call_share_an_id_and_are_numbered() -> None:
    io = ScriptedIO(answer(500), OK, OK)

    carry_out(GET, io)
    carry_out(GET, io)

    ids = [request.headers["X-Brickserve-Invocation-Id"] for request in io.requests]
    assert ids[0] == ids[1] != ids[2]
    assert [request.headers["X-Brickserve-Attempt"] for request in io.requests] == ["1; max=4", "2; max=4", "1; max=4"]


def test_the_last_error_is_raised_with_all_attempts() -> None:
    io = ScriptedIO(
        answer(500), ConnectError("refused"), answer(503), answer(429, {"message": "slow"}, retry_after="1")
    )

    with pytest.raises(errors.TooManyRequests) as caught:
        carry_out(GET, io)

    assert [(attempt.phase, attempt.status) for attempt in caught.value.attempts] == [
        ("ambiguous", 500),
        ("connect", None),
        ("ambiguous", 503),
        ("rejected", 429),
    ]
    assert caught.value.retry_after == 1.0
    assert caught.value.path_template == "/api/2.0/serving-endpoints/{name}"
    assert caught.value.url == f"{HOST}/api/2.0/serving-endpoints/fraud"
    assert caught.value.maybe_applied is False


@pytest.mark.parametrize(
    "fault", [answer(500), answer(503), answer(504), TruncatedResponse("cut"), ReadTimeout("late")]
)
def test_a_query_that_may_have_been_carried_out_is_sent_once(fault: Any) -> None:
    io = ScriptedIO(fault)

    with pytest.raises(AmbiguousOutcome) as caught:
        carry_out(QUERY, io)

    assert len(io.requests) == 1
    assert caught.value.maybe_applied is True


def test_an_ambiguous_failure_is_also_what_caused_it() -> None:
    with pytest.raises(errors.TemporarilyUnavailable) as caught:
        carry_out(QUERY, ScriptedIO(answer(503, {"message": "later"})))

    assert isinstance(caught.value, AmbiguousOutcome)
    assert caught.value.status == 503


def test_a_query_is_repeated_when_the_service_turned_it_away() -> None:
    io = ScriptedIO(answer(429), answer(503, retry_after="2"), ConnectError("refused"), answer(200, {"id": "a"}))

    assert carry_out(QUERY, io).id == "a"
    assert io.sleeps == [0.25, 2.0, 1.0]


def test_a_query_is_repeated_blindly_only_at_the_callers_wish() -> None:
    io = ScriptedIO(answer(500), answer(200, {"id": "a"}))

    assert carry_out(QUERY, io, retry_ambiguous=True).id == "a"


def test_an_answer_to_a_query_that_cannot_be_read_says_that_it_was_carried_out() -> None:
    with pytest.raises(DecodeError) as caught:
        carry_out(QUERY, ScriptedIO(HttpResponse(200, {}, b"<html>")))

    assert caught.value.maybe_applied is True
    assert caught.value.method == "POST"


def test_one_attempt_means_one_request() -> None:
    for call in (GET, CREATE, DELETE, PUT, QUERY):
        io = ScriptedIO(answer(503))

        with pytest.raises(errors.TemporarilyUnavailable):
            carry_out(call, io, max_attempts=1)

        assert len(io.requests) == 1


def test_a_certificate_that_is_not_trusted_is_not_tried_again() -> None:
    io = ScriptedIO(TLSError("not trusted"))

    with pytest.raises(TLSError):
        carry_out(GET, io)

    assert len(io.requests) == 1


def test_a_read_follows_redirects_within_its_origin_three_times() -> None:
    io = ScriptedIO(*[answer(307, location=f"/{letter}") for letter in "abcd"])

    with pytest.raises(errors.RedirectError):
        carry_out(GET, io)

    assert [request.url.removeprefix(HOST) for request in io.requests] == [
        "/api/2.0/serving-endpoints/fraud",
        "/a",
        "/b",
        "/c",
    ]


def test_a_redirect_elsewhere_is_an_error_that_names_the_origin() -> None:
    io = ScriptedIO(answer(307, location="https://evil.example/x?y"))

    with pytest.raises(errors.RedirectError) as caught:
        carry_out(QUERY, io)

    assert caught.value.location == "https://evil.example"
    assert len(io.requests) == 1


def test_a_call_logs_what_helps_and_nothing_that_was_said(caplog: pytest.LogCaptureFixture) -> None:
    io = ScriptedIO(ConnectError("refused"), answer(200, {"id": "secret-answer"}, x_request_id="r-7"))

    with caplog.at_level(logging.DEBUG, "brickserve"):
        carry_out(QUERY, io)

    first, second = [record.getMessage() for record in caplog.records]
    assert first.startswith("POST /serving-endpoints/{name}/invocations -> ConnectError in ")
    assert second.endswith("ms (attempt 2, request id r-7)")
    assert "secret" not in caplog.text
    assert "dapi" not in caplog.text


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"<html>", b'{"error_code": "X"}'])
def test_a_success_that_holds_no_resource_is_a_decode_error(body: bytes) -> None:
    with pytest.raises(DecodeError):
        carry_out(GET, ScriptedIO(HttpResponse(200, {}, body)))


def test_an_error_does_not_repeat_the_callers_token() -> None:
    io = ScriptedIO(answer(403, {"message": "token dapi-secret may not do this"}))

    with pytest.raises(errors.PermissionDenied) as caught:
        carry_out(GET, io)

    assert "dapi-secret" not in f"{caught.value} {caught.value!r} {caught.value.body_excerpt}"


def test_a_flow_that_waits_for_something_else_is_a_mistake_of_ours() -> None:
    class Sleepy:
        def __await__(self) -> Any:
            yield

    async def flow() -> None:
        await Sleepy()

    with pytest.raises(RuntimeError, match="other than its io"):
        run(flow())
