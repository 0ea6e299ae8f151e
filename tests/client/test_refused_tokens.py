"""A token that the service refuses is renewed once, and never used again; over a scripted IO."""

from __future__ import annotations

from typing import Any

import pytest

from brickserve import errors
from brickserve.calling.flows import execute
from brickserve.drivers.runner import run
from brickserve.errors import (
    AuthError,
)
from brickserve.io import HttpResponse

from .clients import GET, OK, QUERY, carry_out, context_over
from .scripted import ScriptedIO, answer


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
