"""What follows a failed attempt, in the less usual cases."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from brickserve.calling.budget import CAPACITY
from brickserve.calling.flows import execute
from brickserve.calling.retries import RETRY, Decision, Failure
from brickserve.drivers.runner import run
from brickserve.errors import (
    AmbiguousOutcome,
    AuthError,
    BrickserveError,
    Cancelled,
    DecodeError,
    PermissionDenied,
    TruncatedResponse,
)
from brickserve.io import HttpResponse
from brickserve_api import bodykinds, models, operations, wire

from .clients import CREATE, ENDPOINT, GET, carry_out, context_over
from .scripted import ScriptedIO, answer

GONE = answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "gone"})


def methods(io: ScriptedIO) -> list[str]:
    return [request.method for request in io.requests]


def read_back(arguments: Any) -> Any:
    return operations.get("fraud")


def test_a_call_that_succeeds_in_the_end_leaves_the_retry_budget_as_it_was() -> None:
    io = ScriptedIO(answer(500), answer(429), answer(200, ENDPOINT))
    context = context_over(io)

    run(execute(GET, context))

    assert context.budget.available == CAPACITY


def test_a_create_cancelled_in_its_pause_may_have_been_carried_out() -> None:
    cancel = threading.Event()

    def fail(request: Any) -> HttpResponse:
        cancel.set()
        return answer(503, {"message": "later"})

    io = ScriptedIO(fail)
    with pytest.raises(Cancelled) as caught:
        carry_out(CREATE, io, cancel=cancel)

    assert isinstance(caught.value, AmbiguousOutcome)
    assert caught.value.maybe_applied is True
    assert [attempt.status for attempt in caught.value.attempts] == [503]


def test_a_create_cancelled_while_it_looks_for_what_it_made_is_cancelled() -> None:
    cancel = threading.Event()

    def cancelled(request: Any) -> HttpResponse:
        cancel.set()
        return answer(503, {"message": "later"})

    with pytest.raises(Cancelled) as caught:
        carry_out(CREATE, ScriptedIO(answer(503, {"message": "later"}), cancelled), cancel=cancel)

    assert isinstance(caught.value, AmbiguousOutcome)
    assert caught.value.maybe_applied is True


@pytest.mark.parametrize(
    ("answers", "ambiguous"),
    [([answer(429)] * 2, True), ([answer(403)], False)],
    ids=["turned away", "refused"],
)
def test_a_create_of_unknown_outcome_stays_one_unless_a_refusal_settles_it(answers: Any, ambiguous: bool) -> None:
    with pytest.raises(BrickserveError) as caught:
        carry_out(CREATE, ScriptedIO(TruncatedResponse("cut"), GONE, *answers))

    assert isinstance(caught.value, AmbiguousOutcome) is ambiguous
    assert caught.value.maybe_applied is True


class Renewable:
    """Credentials that can always be renewed."""

    auth_type = "oauth-m2m"

    async def headers(self, io: Any, deadline: float | None) -> dict[str, str]:
        return {"Authorization": "Bearer a-token"}

    def invalidate(self, headers: Any) -> bool:
        return True

    def secrets(self) -> tuple[str, ...]:
        return ()


def test_a_refusal_after_a_renewal_is_no_failure_to_sign_in() -> None:
    context = context_over(ScriptedIO(answer(401), answer(403, {"message": "not yours"})))
    context.credentials = Renewable()  # type: ignore[assignment]  # nothing here asks for a token

    with pytest.raises(PermissionDenied) as caught:
        run(execute(GET, context))

    assert not isinstance(caught.value, AuthError)


def test_a_create_without_a_body_is_not_taken_for_what_is_found_there() -> None:
    create = wire.Operation("x", "POST", "/x", decode=read_anything, idempotence="create", reconcile=read_back)
    io = ScriptedIO(TruncatedResponse("cut"), answer(200, ENDPOINT))

    with pytest.raises(AmbiguousOutcome):
        carry_out(wire.Call(create), io)

    assert methods(io) == ["POST", "GET"]


def read_anything(response: Any) -> Any:
    return response.body


def test_what_is_gone_after_an_interrupted_deletion_was_deleted_with_status_200() -> None:
    decode: Any = bodykinds.by_status({"201": lambda response: "made", "200": lambda response: "deleted"})
    operation = wire.Operation("x", "DELETE", "/x", decode=decode, idempotence="idempotent", reconcile=read_back)

    assert carry_out(wire.Call(operation), ScriptedIO(TruncatedResponse("cut"), GONE)) == "deleted"


def test_a_deletion_whose_lost_answer_said_something_fails_and_is_not_repeated() -> None:
    def decode(response: Any) -> Any:
        raise DecodeError("nothing to read")

    operation = wire.Operation("x", "DELETE", "/x", decode=decode, idempotence="idempotent", reconcile=read_back)
    io = ScriptedIO(TruncatedResponse("cut"), GONE, answer(200, {}))

    with pytest.raises(TruncatedResponse) as caught:
        carry_out(wire.Call(operation), io)

    assert caught.value.maybe_applied is True
    assert methods(io) == ["DELETE", "GET"]


def test_a_change_that_conflicts_with_what_is_there_is_not_sent_again() -> None:
    def at_once(failure: Failure, max_attempts: int, random: Any) -> Decision:
        return Decision(RETRY)

    limits = [models.RateLimit(1, models.RateLimitRenewalPeriod.MINUTE)]
    io = ScriptedIO(TruncatedResponse("cut"), answer(409, {"message": "busy"}), answer(200, ENDPOINT))
    context = context_over(io)
    context.policy = at_once

    with pytest.raises(AmbiguousOutcome) as caught:
        run(execute(operations.put("fraud", rate_limits=limits), context))

    assert caught.value.status == 409
    assert methods(io) == ["PUT", "PUT", "GET"]
