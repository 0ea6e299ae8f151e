"""How often and how long a wait polls, to the last poll on either side."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

from brickserve._api import waiting
from brickserve.calling.versions import IN_EFFECT, NOT_YET, OURS, REPLACED, whose
from brickserve.calling.waiters import LAST_POLL
from brickserve.endpoints.sync import ServingEndpointsExt
from brickserve.errors import Cancelled, ConnectError, NotFound, WaiterError, WaitTimeout
from brickserve.executors import BlockingExecutor

from .clients import context_over
from .scripted import ScriptedIO
from .test_waiters import CREATED, MISSING, at, poll, version


def test_a_wait_that_never_reached_the_service_ends_after_six_polls() -> None:
    io = ScriptedIO(*[ConnectError("refused")] * 30)

    with pytest.raises(WaiterError, match="6 times in a row"):
        poll(io)

    assert len(io.requests) == 24


@pytest.mark.parametrize(
    ("answers", "origin", "error"),
    [([MISSING] * 20, CREATED, NotFound), ([version("NOT_UPDATING", 3)] * 20, waiting.Origin(version=4), WaiterError)],
    ids=["an endpoint appears", "an update appears"],
)
def test_what_does_not_appear_within_ten_seconds_does_not_appear(answers: Any, origin: Any, error: Any) -> None:
    io = ScriptedIO(*answers, random=0.0)

    with pytest.raises(error):
        poll(io, origin=origin)

    assert io.sleeps == pytest.approx([0.8, 1.2, 1.8, 2.7, 4.05])


@pytest.mark.parametrize(
    ("own", "pending", "current", "fate"),
    [
        (None, 5, 4, OURS),
        (4, None, None, OURS),
        (4, 4, 3, OURS),
        (4, None, 4, OURS),
        (4, 5, 4, IN_EFFECT),
        (4, 3, 4, IN_EFFECT),
        (4, 5, 3, REPLACED),
        (4, 5, None, REPLACED),
        (4, None, 5, REPLACED),
        (4, 3, 2, NOT_YET),
        (4, 3, None, NOT_YET),
        (4, None, 3, NOT_YET),
    ],
)
def test_numbers_tell_whose_update_a_poll_shows(own: Any, pending: Any, current: Any, fate: str) -> None:
    assert whose(own, pending, current) == fate


def test_a_poll_has_no_more_time_than_the_options_give_a_call() -> None:
    io = ScriptedIO(at("NOT_UPDATING"))

    poll(io, 20, deadline=3)

    assert io.deadlines == [1003.0]


def test_a_deadline_bounds_each_call_of_a_wait_and_the_timeout_bounds_the_wait() -> None:
    io = ScriptedIO(*[at("IN_PROGRESS")] * 30)
    careful = ServingEndpointsExt(BlockingExecutor(context_over(io))).with_options(deadline=3)

    with pytest.raises(WaitTimeout, match="after 1 min"):
        careful.update_config_and_wait("fraud", timeout=timedelta(seconds=60))

    assert io.now == pytest.approx(1060)
    looks = [1000.0 + sum(io.sleeps[:count]) for count in range(len(io.sleeps))]
    assert io.deadlines == pytest.approx([1003.0, *[look + 3 for look in looks], 1060 + LAST_POLL])


def test_a_wait_cancelled_at_its_last_poll_was_cancelled() -> None:
    cancel = threading.Event()
    cancel.set()

    with pytest.raises(Cancelled):
        poll(ScriptedIO(), 0, cancel=cancel)


def test_the_history_of_a_wait_is_kept_in_milliseconds() -> None:
    io = ScriptedIO(at("UPDATE_FAILED"))
    io.takes = 0.12345

    with pytest.raises(WaiterError) as caught:
        poll(io)

    assert caught.value.history == ((0.123, "UPDATE_FAILED"),)
