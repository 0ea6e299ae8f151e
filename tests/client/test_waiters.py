"""Waiting for an endpoint, over a scripted IO and clock."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import Any

import pytest

from brickserve import errors
from brickserve._api import waiters, waiting
from brickserve.calling.waiters import wait
from brickserve.drivers.runner import run
from brickserve.endpoints.sync import ServingEndpointsExt
from brickserve.errors import Cancelled, ConnectError, WaiterError, WaitTimeout
from brickserve.executors import BlockingExecutor

from .clients import context_over
from .scripted import Answer, ScriptedIO, answer

UPDATED = waiters.SERVING_ENDPOINT_NOT_UPDATING
CREATED = waiting.Origin(creates=True)
MISSING = answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "not there"})


def at(state: Any, **more: Any) -> Any:
    return answer(200, {"name": "fraud", "state": {"config_update": state}, **more})


def version(state: str, current: int | None, pending: int | None = None) -> Any:
    """Return an answer that shows what is served and what is being prepared, by number."""
    numbers = {"config": current, "pending_config": pending}
    shown = {name: {"config_version": number} for name, number in numbers.items() if number is not None}
    return at(state, **shown)


def poll(
    io: ScriptedIO,
    seconds: float = 1200,
    callback: Any = None,
    origin: waiting.Origin | None = None,
    **changes: Any,
) -> Any:
    context = context_over(io).with_options(**changes)
    limit = timedelta(seconds=seconds)
    flow = wait(UPDATED, {"name": "fraud"}, context, timeout=limit, callback=callback, origin=origin)
    return run(flow)


def test_a_wait_polls_until_the_goal_is_reached() -> None:
    io = ScriptedIO(*[at("IN_PROGRESS")] * 8, at("NOT_UPDATING"))

    endpoint = poll(io)

    assert endpoint.state.config_update == "NOT_UPDATING"
    assert io.sleeps == [1.0, 1.5, 2.25, 3.375, 5.0625, 7.59375, 10.0, 10.0]


@pytest.mark.parametrize(("drawn", "sleeps"), [(0.0, [0.8, 1.2]), (1.0, [1.2, 1.8])])
def test_pauses_stray_by_a_fifth(drawn: float, sleeps: list[float]) -> None:
    io = ScriptedIO(at("IN_PROGRESS"), at("IN_PROGRESS"), at("NOT_UPDATING"), random=drawn)

    poll(io)

    assert io.sleeps == pytest.approx(sleeps)


def test_a_failure_explains_itself_part_by_part() -> None:
    entities = [
        {"name": "fraud-1", "state": {"deployment_state_message": "container crashed"}},
        {"name": "fraud-2", "state": {"deployment_state_message": ""}},
    ]
    io = ScriptedIO(at("IN_PROGRESS"), at("UPDATE_FAILED", pending_config={"served_entities": entities}))

    with pytest.raises(WaiterError, match="fraud-1: container crashed") as caught:
        poll(io)

    assert isinstance(caught.value, errors.OperationFailed)
    assert caught.value.reason == "failed"
    assert caught.value.last.name == "fraud"
    assert caught.value.history == ((0.0, "IN_PROGRESS"), (1.0, "UPDATE_FAILED"))


def test_a_failure_without_a_reason_says_so() -> None:
    with pytest.raises(WaiterError, match="'fraud' ended in UPDATE_CANCELED: the service gives no reason"):
        poll(ScriptedIO(at("UPDATE_CANCELED")))


@pytest.mark.parametrize("state", ["NEW_STATE", None, ""])
def test_an_unknown_state_is_waited_through_with_one_warning(state: Any, caplog: pytest.LogCaptureFixture) -> None:
    io = ScriptedIO(at(state), at(state), at("NOT_UPDATING"))

    with caplog.at_level(logging.WARNING, "brickserve"):
        poll(io)

    assert len(caplog.records) == 1
    assert repr(state) in caplog.text


def test_an_endpoint_without_a_state_is_waited_for() -> None:
    io = ScriptedIO(answer(200, {"name": "fraud"}), answer(200, {"state": None}), at("NOT_UPDATING"))

    assert poll(io).name == "fraud"


def test_passing_faults_do_not_end_a_wait() -> None:
    io = ScriptedIO(*[at("IN_PROGRESS"), *[answer(503)] * 20, at("NOT_UPDATING")])

    assert poll(io).name == "fraud"


def test_six_polls_in_a_row_without_an_answer_end_a_wait() -> None:
    io = ScriptedIO(at("IN_PROGRESS"), *[ConnectError("refused")] * 24)

    with pytest.raises(WaiterError, match="6 times in a row") as caught:
        poll(io)

    assert caught.value.reason == "unreachable"
    assert isinstance(caught.value.__cause__, ConnectError)


def test_an_answer_in_between_starts_the_count_anew() -> None:
    io = ScriptedIO(*([answer(500)] * 4 + [at("IN_PROGRESS")]) * 12, at("NOT_UPDATING"))

    assert poll(io).name == "fraud"


def test_what_is_refused_ends_a_wait_at_once() -> None:
    io = ScriptedIO(at("IN_PROGRESS"), answer(403))

    with pytest.raises(errors.PermissionDenied):
        poll(io)


def test_an_endpoint_that_disappears_was_deleted() -> None:
    with pytest.raises(WaiterError, match="deleted") as caught:
        poll(ScriptedIO(at("IN_PROGRESS"), MISSING))

    assert caught.value.reason == "deleted"


def test_a_new_endpoint_may_take_ten_seconds_to_appear() -> None:
    io = ScriptedIO(MISSING, MISSING, MISSING, at("NOT_UPDATING"))

    assert poll(io, origin=CREATED).name == "fraud"


def test_an_endpoint_that_never_appears_is_not_found() -> None:
    io = ScriptedIO(*[MISSING] * 20)

    with pytest.raises(errors.NotFound):
        poll(io, origin=CREATED)

    assert 10 <= io.now - 1000 <= 20


def test_an_endpoint_that_was_updated_and_is_not_there_was_deleted() -> None:
    with pytest.raises(WaiterError, match="deleted") as caught:
        poll(ScriptedIO(MISSING), origin=waiting.Origin())

    assert caught.value.reason == "deleted"


def test_a_name_that_nobody_uses_is_not_found_at_once() -> None:
    io = ScriptedIO(MISSING)

    with pytest.raises(errors.NotFound):
        poll(io)

    assert io.sleeps == []


def test_a_wait_ends_with_its_timeout_after_a_last_look() -> None:
    io = ScriptedIO(*[at("IN_PROGRESS")] * 5)

    with pytest.raises(
        WaitTimeout, match=r"'fraud' was not NOT_UPDATING after 5 s; last state\.config_update: IN_PROGRESS"
    ) as caught:
        poll(io, 5)

    assert isinstance(caught.value, TimeoutError)
    assert io.now == 1005.0
    assert io.sleeps[-1] == pytest.approx(0.25)
    assert len(caught.value.history) == 5


def test_a_wait_of_no_time_looks_once() -> None:
    io = ScriptedIO(at("NOT_UPDATING"))

    assert poll(io, 0).name == "fraud"
    with pytest.raises(WaitTimeout):
        poll(ScriptedIO(at("IN_PROGRESS")), 0)


def test_a_poll_may_not_outlast_the_wait() -> None:
    io = ScriptedIO(at("IN_PROGRESS"), at("NOT_UPDATING"))

    poll(io, 20)

    assert io.deadlines == [1020.0, 1020.0]


def test_minutes_are_written_as_minutes() -> None:
    with pytest.raises(WaitTimeout, match="after 2 min"):
        poll(ScriptedIO(*[at("IN_PROGRESS")] * 100), 120)


def test_the_callback_sees_every_poll_and_may_stop_the_wait() -> None:
    seen: list[str] = []
    poll(ScriptedIO(at("IN_PROGRESS"), at("NOT_UPDATING")), callback=lambda e: seen.append(e.state.config_update))

    def stop(endpoint: Any) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        poll(ScriptedIO(at("IN_PROGRESS")), callback=stop)
    assert seen == ["IN_PROGRESS", "NOT_UPDATING"]


def test_the_callback_sees_the_failure_too() -> None:
    seen: list[str] = []

    with pytest.raises(WaiterError):
        poll(ScriptedIO(at("UPDATE_FAILED")), callback=lambda e: seen.append(e.state.config_update))

    assert seen == ["UPDATE_FAILED"]


def test_a_wait_can_be_cancelled() -> None:
    cancel = threading.Event()
    answers: list[Answer] = [at("IN_PROGRESS")]

    with pytest.raises(Cancelled):
        poll(ScriptedIO(*answers), callback=lambda endpoint: cancel.set(), cancel=cancel)


def test_a_wait_goes_on_from_its_token() -> None:
    io = ScriptedIO(at("IN_PROGRESS"), at("NOT_UPDATING"))
    service = ServingEndpointsExt(BlockingExecutor(context_over(io)))
    token = service.create("fraud").to_token()

    restored = waiting.Wait.from_token(service, token)

    assert token == {"waiter": "serving_endpoint_not_updating", "arguments": {"name": "fraud"}, "creates": True}
    assert restored.result().name == "fraud"
    assert restored.name == "fraud"


def test_a_timeout_that_is_no_timedelta_is_refused_before_the_first_poll() -> None:
    io = ScriptedIO()
    ours = ServingEndpointsExt(BlockingExecutor(context_over(io)))

    with pytest.raises(TypeError, match=r"timeout must be a datetime\.timedelta, not int"):
        ours.wait_get_serving_endpoint_not_updating("fraud", timeout=300)  # type: ignore[arg-type]  # the mistake

    assert io.requests == []


FOURTH = waiting.Origin(version=4)


@pytest.mark.parametrize(
    "polls",
    [
        [version("IN_PROGRESS", 3, 4), version("NOT_UPDATING", 4)],
        [version("IN_PROGRESS", 3, 4), version("IN_PROGRESS", 4, 5)],
        [version("IN_PROGRESS", 3, 4), version("UPDATE_FAILED", 4, 5)],
        [version("NOT_UPDATING", 3), version("IN_PROGRESS", 3, 4), version("NOT_UPDATING", 4)],
        [version("UPDATE_FAILED", 2, 3), version("NOT_UPDATING", 4)],
        [version("IN_PROGRESS", None, 4), version("NOT_UPDATING", None)],
    ],
    ids=["done", "another begins", "another fails", "a late copy", "a late copy of a failure", "without numbers"],
)
def test_a_wait_ends_when_its_own_update_is_in_effect(polls: list[Any]) -> None:
    io = ScriptedIO(*polls)

    poll(io, origin=FOURTH)

    assert io.answers == []


@pytest.mark.parametrize(
    "last",
    [
        version("IN_PROGRESS", 3, 5),
        version("NOT_UPDATING", 5),
        version("UPDATE_FAILED", 3, 5),
        version("UPDATE_CANCELED", 3, 5),
        version("IN_PROGRESS", 5, 6),
    ],
    ids=["another runs", "another is served", "another failed", "another was canceled", "two others"],
)
def test_another_update_is_not_reported_as_ones_own(last: Any) -> None:
    with pytest.raises(WaiterError, match=r"version 4 of 'fraud' was superseded: there is version [56]") as caught:
        poll(ScriptedIO(version("IN_PROGRESS", 3, 4), last), origin=FOURTH)

    assert caught.value.reason == "superseded"
    assert caught.value.last.name == "fraud"


def test_an_update_that_vanished_is_not_taken_for_done() -> None:
    io = ScriptedIO(version("IN_PROGRESS", 3, 4), *[version("NOT_UPDATING", 3)] * 20)

    with pytest.raises(WaiterError, match="there is version 3 now"):
        poll(io, origin=FOURTH)

    assert 10 <= io.now - 1000 <= 20


def test_a_failure_of_ones_own_update_stays_a_failure() -> None:
    with pytest.raises(WaiterError, match="ended in UPDATE_FAILED") as caught:
        poll(ScriptedIO(version("UPDATE_FAILED", 3, 4)), origin=FOURTH)

    assert caught.value.reason == "failed"


def test_an_update_knows_its_version_and_passes_it_on() -> None:
    io = ScriptedIO(version("IN_PROGRESS", 3, 4), version("NOT_UPDATING", 5), version("NOT_UPDATING", 5))
    service = ServingEndpointsExt(BlockingExecutor(context_over(io)))
    ours = service.update_config("fraud")
    token = ours.to_token()

    assert token == {"waiter": "serving_endpoint_not_updating", "arguments": {"name": "fraud"}, "version": 4}
    for each in (ours, waiting.Wait.from_token(service, token)):
        with pytest.raises(WaiterError, match="superseded"):
            each.result()


@pytest.mark.parametrize("number", ["four", [], {}])
def test_a_token_with_a_version_that_is_none_is_refused(number: Any) -> None:
    service = ServingEndpointsExt(BlockingExecutor(context_over(ScriptedIO())))
    token = {"waiter": "serving_endpoint_not_updating", "arguments": {"name": "fraud"}, "version": number}

    with pytest.raises(ValueError, match="token: not a token"):
        waiting.Wait.from_token(service, token)
