"""A write whose answer was lost is looked up: found, repeated once, or reported as unknown; over a scripted IO."""

from __future__ import annotations

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
    ConnectError,
    DecodeError,
    ReadTimeout,
    TruncatedResponse,
)
from brickserve.io import HttpResponse

from .clients import CREATE, DELETE, ENDPOINT, HOST, OK, PUT, carry_out
from .scripted import ScriptedIO, answer

TAKEN = answer(400, {"error_code": "RESOURCE_ALREADY_EXISTS", "message": "taken"})


MISSING = answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "not there"})


OURS = answer(200, {**ENDPOINT, "description": "finds fraud"})


THEIRS = answer(200, {**ENDPOINT, "description": "something else"})


def methods(io: ScriptedIO) -> list[str]:
    return [request.method for request in io.requests]


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
