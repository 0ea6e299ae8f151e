"""What a handle on a running operation knows and passes on, without any request."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from brickserve._api import models, waiters, waiting
from brickserve.endpoints.sync import ServingEndpointsExt

WAITER: Any = waiters.SERVING_ENDPOINT_NOT_UPDATING
NAME = {"name": "fraud"}
PENDING = models.ServingEndpointDetailed.from_dict({"name": "fraud", "pending_config": {"config_version": 4}})


class Noting:
    """Returns what it was asked to wait for."""

    WAITERS = waiters.ALL

    @property
    def _executor(self) -> Noting:
        return self

    def wait(self, waiter: Any, arguments: Any, /, **others: Any) -> Any:
        return {"waiter": waiter, "arguments": arguments, **others}


class AsyncNoting(Noting):
    """The same for coroutines."""

    async def wait(self, waiter: Any, arguments: Any, /, **others: Any) -> Any:
        return super().wait(waiter, arguments, **others)


def handles(*arguments: Any, **others: Any) -> list[Any]:
    return [waiting.Wait(Noting(), *arguments, **others), waiting.AsyncWait(AsyncNoting(), *arguments, **others)]  # type: ignore[arg-type]  # they stand for executors


def asked_for(handle: Any, *arguments: Any, **others: Any) -> dict[str, Any]:
    """Return what the handle asks its executor for."""
    asked: Any = handle.result(*arguments, **others)
    return asyncio.run(asked) if isinstance(handle, waiting.AsyncWait) else asked


def test_a_wait_is_quiet_and_as_long_as_its_waiter_says() -> None:
    for handle in handles(WAITER, NAME):
        asked = asked_for(handle)
        origin = asked.pop("origin")

        assert asked == {
            "waiter": WAITER,
            "arguments": NAME,
            "timeout": WAITER.timeout,
            "callback": None,
            "progress": False,
        }
        assert (origin.creates, origin.version) == (False, None)


def test_a_wait_passes_on_what_it_is_given() -> None:
    for handle in handles(WAITER, NAME, PENDING, creates=True):
        asked = asked_for(handle, timedelta(0), print, progress=True)

        assert (asked["timeout"], asked["callback"], asked["progress"]) == (timedelta(0), print, True)
        assert (asked["origin"].creates, asked["origin"].version) == (True, 4)
        assert handle.response is PENDING


def test_an_origin_that_is_known_is_not_asked_for() -> None:
    known = waiting.Origin(version=7)

    for handle in handles(WAITER, NAME, PENDING, known):
        assert asked_for(handle)["origin"] is known


def test_a_wait_gives_its_arguments_by_name_and_all_together() -> None:
    for handle in handles(WAITER, {"name": "fraud", "_private": "x"}):
        assert handle.name == "fraud"
        assert handle.bind() == {"name": "fraud", "_private": "x"}
        assert not hasattr(handle, "size")
        assert not hasattr(handle, "_private")
        with pytest.raises(AttributeError, match="Wait' object has no attribute 'size'"):
            handle.size  # noqa: B018  # reading it is the mistake


@pytest.mark.parametrize("kind", [waiting.Wait, waiting.AsyncWait])
@pytest.mark.parametrize("version", [None, 4])
@pytest.mark.parametrize("creates", [True, False])
def test_a_token_restores_the_wait_that_it_came_from(kind: Any, version: int | None, creates: bool) -> None:
    service = AsyncNoting() if kind is waiting.AsyncWait else Noting()
    origin = waiting.Origin(creates=creates, version=version)
    token = kind(service, WAITER, NAME, None, origin).to_token()

    restored = kind.from_token(service, token)

    assert type(restored) is kind
    assert restored.response is None
    assert restored.to_token() == token
    asked = asked_for(restored)
    assert (asked["waiter"], asked["arguments"]) == (WAITER, NAME)
    assert (asked["origin"].creates, asked["origin"].version) == (creates, version)


@pytest.mark.parametrize("token", [{}, {"waiter": "another", "arguments": {}}, {"waiter": WAITER.name, "arguments": 7}])
def test_what_is_no_token_is_refused(token: dict[str, Any]) -> None:
    for kind in (waiting.Wait, waiting.AsyncWait):
        with pytest.raises(ValueError, match="token: not a token of a wait on this service"):
            kind.from_token(Noting(), token)


def test_a_handle_shows_what_it_waits_for() -> None:
    shown = [repr(handle) for handle in handles(WAITER, NAME)]

    assert shown == [f"<{kind} serving_endpoint_not_updating {NAME}>" for kind in ("Wait", "AsyncWait")]
    assert repr(WAITER) == "<Waiter serving_endpoint_not_updating>"
    assert repr(waiting.Origin(creates=True, version=4)) == "Origin(creates=True, version=4)"
    assert repr(waiting.Origin()) == "Origin(creates=False, version=None)"


def test_a_waiter_names_the_service_method_that_waits_with_it() -> None:
    for waiter in waiters.ALL.values():
        assert callable(getattr(ServingEndpointsExt, waiter.method))


def test_numbers_count_only_where_both_places_are_known() -> None:
    states: Any = {"success": (), "failure": (), "retry": ()}
    for places in ({"version": "a"}, {"pending_version": "a"}):
        waiter: Any = waiting.Waiter(
            "w", method="m", poll=WAITER.poll, state="s", timeout=timedelta(1), **states, **places
        )

        assert waiter.versions(Numbered()) == (None, None)


class Numbered:
    def as_dict(self) -> dict[str, Any]:
        return {"a": 1}
