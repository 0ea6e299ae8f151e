"""A call from its first attempt to its result or its error, over a scripted IO and clock."""

from __future__ import annotations

import logging
import sys
import threading
import types
from typing import Any

import pytest

from brickserve import errors
from brickserve._api import models, operations
from brickserve.calling.context import Context
from brickserve.calling.flows import execute
from brickserve.config import Config
from brickserve.drivers.runner import run
from brickserve.errors import (
    AmbiguousOutcome,
    AuthError,
    CallDeadlineExceeded,
    Cancelled,
    ConnectError,
    DecodeError,
    ReadTimeout,
    TLSError,
    TruncatedResponse,
)
from brickserve.executors import BlockingExecutor
from brickserve.io import HttpRequest, HttpResponse

from .clients import CREATE, DELETE, ENDPOINT, GET, HOST, PUT, QUERY, carry_out, context_over
from .scripted import ScriptedIO, answer

OK = answer(200, ENDPOINT)
TAKEN = answer(400, {"error_code": "RESOURCE_ALREADY_EXISTS", "message": "taken"})
MISSING = answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "not there"})
OURS = answer(200, {**ENDPOINT, "description": "finds fraud"})
THEIRS = answer(200, {**ENDPOINT, "description": "something else"})


def methods(io: ScriptedIO) -> list[str]:
    return [request.method for request in io.requests]


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


def test_an_interrupted_create_finds_what_it_made() -> None:
    io = ScriptedIO(answer(503), OURS)

    assert carry_out(CREATE, io).description == "finds fraud"
    assert methods(io) == ["POST", "GET"]


def test_an_interrupted_create_that_made_nothing_is_repeated_once() -> None:
    io = ScriptedIO(TruncatedResponse("cut"), MISSING, OK)

    assert carry_out(CREATE, io).name == "fraud"
    assert methods(io) == ["POST", "GET", "POST"]


def test_a_create_does_not_take_another_endpoint_for_its_own() -> None:
    io = ScriptedIO(answer(503), THEIRS)

    with pytest.raises(AmbiguousOutcome):
        carry_out(CREATE, io)

    assert methods(io) == ["POST", "GET"]


LIMITED = operations.create("fraud", rate_limits=[models.RateLimit(1, models.RateLimitRenewalPeriod.MINUTE)])
OLD = "Tue, 14 Nov 2023 22:13:20 GMT", 1_700_000_000


def _seen(created: float | None, **more: Any) -> HttpResponse:
    """Return an endpoint as an answer dated `OLD` shows it: without rate limits."""
    stamp = {} if created is None else {"creation_timestamp": int(created * 1000)}
    return answer(200, {"name": "fraud", **stamp, **more}, date=OLD[0])


def test_a_create_takes_what_appeared_during_the_call_for_its_own() -> None:
    io = ScriptedIO(answer(503), _seen(OLD[1]))
    io.takes = 3.0

    assert carry_out(LIMITED, io).name == "fraud"


@pytest.mark.parametrize(
    "seen",
    [_seen(OLD[1] - 60), _seen(None), answer(200, {"name": "fraud", "creation_timestamp": OLD[1] * 1000})],
    ids=["older than the call", "of unknown age", "nobody says what time it is"],
)
def test_a_create_never_adopts_what_may_have_been_there_before(seen: HttpResponse) -> None:
    with pytest.raises(AmbiguousOutcome) as caught:
        carry_out(LIMITED, ScriptedIO(answer(503), seen))

    assert caught.value.maybe_applied is True


def test_a_create_is_not_repeated_twice() -> None:
    io = ScriptedIO(answer(503), MISSING, answer(503), MISSING)

    with pytest.raises(AmbiguousOutcome):
        carry_out(CREATE, io)

    assert methods(io) == ["POST", "GET", "POST", "GET"]


def test_a_name_taken_after_an_interrupted_create_is_looked_up() -> None:
    io = ScriptedIO(ReadTimeout("late"), MISSING, TAKEN, OURS)

    assert carry_out(CREATE, io).description == "finds fraud"


def test_a_name_taken_at_first_is_simply_taken() -> None:
    io = ScriptedIO(ConnectError("refused"), TAKEN)

    with pytest.raises(errors.ResourceAlreadyExists) as caught:
        carry_out(CREATE, io)

    assert caught.value.maybe_applied is False
    assert not isinstance(caught.value, AmbiguousOutcome)


def test_a_create_whose_answer_cannot_be_read_is_looked_up() -> None:
    io = ScriptedIO(HttpResponse(200, {}, b"{"), OURS)

    assert carry_out(CREATE, io).name == "fraud"


def test_an_interrupted_create_says_so_when_it_cannot_look() -> None:
    io = ScriptedIO(answer(503), answer(403))

    with pytest.raises(errors.TemporarilyUnavailable) as caught:
        carry_out(CREATE, io)

    assert isinstance(caught.value, AmbiguousOutcome)
    assert isinstance(caught.value.__cause__, errors.PermissionDenied)
    assert [attempt.status for attempt in caught.value.attempts] == [503, 403]


NOT_NOTHING = [b"<html>sign in</html>", b"null", b"[]", b'"ok"', b'{"error_code": "INTERNAL_ERROR"}', b'{"a": NaN}']


@pytest.mark.parametrize("body", [b"", b"{}", b' {"newer": 1}'])
def test_a_deletion_that_says_nothing_wrong_is_done(body: bytes) -> None:
    carry_out(DELETE, io := ScriptedIO(HttpResponse(200, {}, body)))

    assert methods(io) == ["DELETE"]


@pytest.mark.parametrize("body", NOT_NOTHING)
def test_a_deletion_that_is_answered_by_something_else_is_looked_up(body: bytes) -> None:
    odd = HttpResponse(200, {"content-type": "text/html"}, body)
    carry_out(DELETE, gone := ScriptedIO(odd, MISSING))
    carry_out(DELETE, there := ScriptedIO(odd, OK, answer(200, {})))

    assert (methods(gone), methods(there)) == (["DELETE", "GET"], ["DELETE", "GET", "DELETE"])
    with pytest.raises(DecodeError) as caught:
        carry_out(DELETE, ScriptedIO(odd, OK, odd, OK))
    assert caught.value.content_type == "text/html"
    assert caught.value.maybe_applied is True


@pytest.mark.parametrize("rest", [[MISSING], [OK, MISSING], [OK, answer(200, {})]])
def test_an_interrupted_delete_ends_with_the_endpoint_gone(rest: list[HttpResponse]) -> None:
    io = ScriptedIO(answer(503), *rest)

    assert carry_out(DELETE, io) is None
    assert io.answers == []


def test_deleting_what_does_not_exist_is_an_error() -> None:
    with pytest.raises(errors.ResourceDoesNotExist):
        carry_out(DELETE, ScriptedIO(ConnectError("refused"), MISSING))


def test_an_interrupted_write_is_repeated_after_a_look() -> None:
    io = ScriptedIO(answer(502), OK, answer(200, {}))

    carry_out(PUT, io)

    assert methods(io) == ["PUT", "GET", "PUT"]


class Renewing:
    """Credentials that are better after they were refused."""

    auth_type = "oauth-m2m"

    def __init__(self) -> None:
        self.generation = 1

    async def headers(self, io: Any, deadline: float | None) -> dict[str, str]:
        return {"Authorization": f"Bearer token-{self.generation}"}

    async def token(self, io: Any, deadline: float | None) -> Any:
        raise AssertionError("no token is asked for")

    def invalidate(self, headers: Any) -> bool:
        self.generation += 1
        return True

    def secrets(self) -> tuple[str, ...]:
        return ()


def test_a_refused_token_is_renewed_once() -> None:
    io = ScriptedIO(answer(401), OK)
    context = context_over(io)
    context.credentials = Renewing()

    run(execute(GET, context))

    assert [request.headers["Authorization"] for request in io.requests] == ["Bearer token-1", "Bearer token-2"]
    assert io.sleeps == []


def test_what_a_first_call_loads_counts_towards_its_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    io = ScriptedIO(OK)
    flows = sys.modules["brickserve.calling.flows"]

    class Slow(types.ModuleType):
        """Stands for a package that takes two seconds to load."""

        def __getattr__(self, name: str) -> Any:
            io.now += 2.0 * (name == "execute")
            return getattr(flows, name)

    monkeypatch.setitem(sys.modules, "brickserve.calling.flows", Slow("brickserve.calling.flows"))
    BlockingExecutor(context_over(io).with_options(deadline=5)).execute(GET)

    assert io.now == 1002.0
    assert io.deadlines == [1005.0]


def test_a_token_refused_at_the_last_attempt_ends_the_call_and_is_not_used_again() -> None:
    io = ScriptedIO(answer(500), answer(500), answer(500), answer(401), OK)
    context = context_over(io)
    context.credentials = Renewing()

    with pytest.raises(errors.Unauthenticated) as caught:
        run(execute(GET, context))
    assert [attempt.status for attempt in caught.value.attempts] == [500, 500, 500, 401]

    run(execute(GET, context))
    assert [request.headers["Authorization"] for request in io.requests[3:]] == ["Bearer token-1", "Bearer token-2"]


@pytest.mark.parametrize("said", [None, 'Bearer error="invalid_token"', 'Bearer realm="a", x="', "\x00," * 5000])
def test_what_www_authenticate_says_decides_nothing(said: str | None) -> None:
    headers = {} if said is None else {"www-authenticate": said}
    io = ScriptedIO(HttpResponse(401, headers, b"{}"), OK)
    context = context_over(io)
    context.credentials = Renewing()

    assert run(execute(GET, context)).name == "fraud"
    with pytest.raises(errors.Unauthenticated) as caught:
        carry_out(GET, ScriptedIO(HttpResponse(401, headers, b"{}")))
    assert "realm" not in str(caught.value)


def test_a_second_refusal_is_an_auth_error() -> None:
    io = ScriptedIO(answer(401), answer(401, {"message": "who?"}))
    context = context_over(io)
    context.credentials = Renewing()

    with pytest.raises(AuthError, match="who"):
        run(execute(QUERY, context))


def test_a_refused_access_token_is_not_tried_again() -> None:
    io = ScriptedIO(answer(401))

    with pytest.raises(errors.Unauthenticated):
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


def test_a_deadline_covers_attempts_and_sleeps() -> None:
    io = ScriptedIO(answer(500), answer(500), answer(500))
    io.takes = 0.4

    with pytest.raises(errors.InternalError):
        carry_out(GET, io, deadline=1.5)

    assert io.deadlines == [1001.5, 1001.5]
    assert io.now - 1000 <= 1.5


def test_a_rate_limit_does_not_wait_across_the_deadline() -> None:
    io = ScriptedIO(OK, OK, OK)
    context = context_over(io, rate_limit=1)
    run(execute(GET, context))
    hurried = context.with_options(deadline=0.5)

    for _ in range(3):
        with pytest.raises(CallDeadlineExceeded, match="rate_limit") as caught:
            run(execute(QUERY, hurried))
        assert (caught.value.maybe_applied, caught.value.method) == (False, "POST")
    run(execute(GET, context))

    assert io.sleeps == [1.0]
    assert len(io.requests) == 2


def test_credentials_that_fail_between_two_attempts_leave_the_doubt() -> None:
    asked: list[int] = []

    def credentials() -> dict[str, str]:
        asked.append(1)
        if len(asked) > 2:
            raise RuntimeError("signed out")
        return {"Authorization": "Bearer x"}

    io = ScriptedIO(answer(503), THEIRS)
    context = Context(Config(host=HOST, credentials=credentials), io)

    with pytest.raises(AuthError) as caught:
        run(execute(PUT, context))

    assert methods(io) == ["PUT", "GET"]
    assert caught.value.maybe_applied


def test_each_attempt_has_a_time_of_its_own() -> None:
    io = ScriptedIO(OK, answer(200, {}))

    carry_out(GET, io)
    carry_out(QUERY, io)

    assert io.deadlines == [1060.0, 1300.0]


def test_a_deadline_that_has_passed_is_told_apart_from_a_slow_server() -> None:
    io = ScriptedIO(ReadTimeout("late"))
    io.takes = 2.0

    with pytest.raises(CallDeadlineExceeded) as caught:
        carry_out(QUERY, io, deadline=2.0)

    assert isinstance(caught.value, TimeoutError)
    assert isinstance(caught.value, AmbiguousOutcome)
    assert isinstance(caught.value.__cause__, ReadTimeout)


def test_a_wish_that_does_not_fit_is_handed_to_the_caller() -> None:
    io = ScriptedIO(answer(429, retry_after="300"))

    with pytest.raises(errors.TooManyRequests) as caught:
        carry_out(GET, io)

    assert caught.value.retry_after == 300.0
    assert io.sleeps == []


def test_a_cancelled_call_sends_nothing() -> None:
    io = ScriptedIO(OK)
    cancel = threading.Event()
    cancel.set()

    with pytest.raises(Cancelled):
        carry_out(GET, io, cancel=cancel)

    assert io.requests == []


def test_cancelling_ends_a_sleep_within_fifty_milliseconds() -> None:
    cancel = threading.Event()

    class Impatient(ScriptedIO):
        async def sleep(self, seconds: float) -> None:
            await super().sleep(seconds)
            if self.now >= 1000.1:
                cancel.set()

    io = Impatient(answer(429, retry_after="100"))

    with pytest.raises(Cancelled):
        carry_out(GET, io, cancel=cancel)

    assert 1000.1 <= io.now <= 1000.15


def test_a_request_cancelled_on_its_way_may_have_been_carried_out() -> None:
    cancel = threading.Event()

    def cut(request: HttpRequest) -> HttpResponse:
        cancel.set()
        raise ReadTimeout("the request was cancelled")

    with pytest.raises(Cancelled) as caught:
        carry_out(QUERY, ScriptedIO(cut), cancel=cancel)

    assert caught.value.maybe_applied is True


def test_the_retry_budget_is_shared_by_all_calls_of_a_client() -> None:
    io = ScriptedIO(*[answer(500)] * 2000)
    context = context_over(io)

    for _ in range(1000):
        with pytest.raises(errors.InternalError):
            run(execute(GET, context.with_options(max_attempts=3)))

    assert len(io.requests) <= 1100


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
