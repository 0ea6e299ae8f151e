"""The retry table, the backoff, Retry-After and the budget: pure decisions."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brickserve.calling.budget import RetryBudget
from brickserve.calling.deadlines import NEVER, after, remaining, sooner
from brickserve.calling.pacing import Pace
from brickserve.calling.redirects import followed
from brickserve.calling.retries import (
    AMBIGUOUS,
    CONNECT,
    FINAL,
    REJECTED,
    Decision,
    Failure,
    backoff,
    decide,
    phase_of_status,
)
from brickserve.calling.retry_after import http_date, retry_after

NOON = 784_111_777.0
"""Sun, 06 Nov 1994 08:49:37 GMT, the date that the standard itself uses."""


def half() -> float:
    return 0.5


@pytest.mark.parametrize(
    ("kind", "connect", "rejected", "ambiguous"),
    [
        ("read", "retry", "retry", "retry"),
        ("idempotent", "retry", "retry", "reconcile"),
        ("create", "retry", "retry", "reconcile"),
        ("inference", "retry", "retry", "give up"),
        ("external", "retry", "give up", "give up"),
        ("token", "retry", "retry", "retry"),
        ("something new", "give up", "give up", "give up"),
    ],
)
def test_the_kind_of_operation_and_the_phase_decide(kind: str, connect: str, rejected: str, ambiguous: str) -> None:
    actions = [decide(Failure(kind, phase, 1), 4, half).action for phase in (CONNECT, REJECTED, AMBIGUOUS, FINAL)]

    assert actions == [connect, rejected, ambiguous, "give up"]


@pytest.mark.parametrize(("kind", "action"), [("inference", "retry"), ("external", "give up"), ("create", "reconcile")])
def test_only_a_query_is_sent_twice_at_the_callers_wish(kind: str, action: str) -> None:
    failure = Failure(kind, AMBIGUOUS, 1, retry_ambiguous=True)

    assert decide(failure, 4, half).action == action


@pytest.mark.parametrize("failure", [Failure("read", AMBIGUOUS, 4), Failure("read", CONNECT, 1, permanent=True)])
def test_nothing_is_repeated_after_the_last_attempt_or_in_vain(failure: Failure) -> None:
    assert decide(failure, 4, half) == Decision("give up")


@pytest.mark.parametrize(
    ("status", "waits", "phase"),
    [
        (429, False, "rejected"),
        (503, True, "rejected"),
        (503, False, "ambiguous"),
        (500, True, "ambiguous"),
        (502, False, "ambiguous"),
        (504, False, "ambiguous"),
        (520, False, "ambiguous"),
        (501, False, "final"),
        (404, True, "final"),
        (408, False, "final"),
    ],
)
def test_a_status_tells_how_far_the_request_came(status: int, waits: bool, phase: str) -> None:
    assert phase_of_status(status, waits) == phase


def test_the_ceiling_of_the_backoff_doubles_up_to_eight_seconds() -> None:
    assert [backoff(attempts, lambda: 1.0) for attempts in range(1, 8)] == [0.5, 1, 2, 4, 8, 8, 8]


@given(st.integers(1, 10**6), st.floats(0, 1, exclude_max=True))
def test_the_backoff_stays_between_zero_and_eight_seconds(attempts: int, drawn: float) -> None:
    assert 0 <= backoff(attempts, lambda: drawn) <= 8


def test_a_decision_pauses_only_if_it_says_so() -> None:
    assert [Decision("retry").sleep, Decision("retry", 2.5).sleep] == [0.0, 2.5]


def test_retry_after_is_the_least_that_is_slept() -> None:
    assert decide(Failure("read", REJECTED, 1, retry_after=7.0), 4, half) == Decision("retry", 7.0)
    assert decide(Failure("read", REJECTED, 4, retry_after=0.0), 5, half) == Decision("retry", 2.0)


@pytest.mark.parametrize(("wish", "left"), [(121.0, 1e9), (3.0, 2.0), (None, 0.2)])
def test_what_does_not_fit_is_not_waited_for(wish: float | None, left: float) -> None:
    assert decide(Failure("read", REJECTED, 1, retry_after=wish, remaining=left), 4, half) == Decision("give up")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": " 2.5 "}, 2.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Sun, 06 Nov 1994 08:50:07 GMT"}, 30.0),
        ({"retry-after": "Sunday, 06-Nov-94 08:50:07 GMT"}, 30.0),
        ({"retry-after": "Sun Nov  6 08:50:07 1994"}, 30.0),
        ({"retry-after": "Sun, 06 Nov 1994 08:00:00 GMT"}, 0.0),
        ({"retry-after": "Tue, 01 Jan 2030 00:00:05 GMT", "date": "Tue, 01 Jan 2030 00:00:00 GMT"}, 5.0),
        ({"retry-after": "1000000000000000"}, 1e15),
        ({}, None),
    ],
)
def test_retry_after_is_read_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, lambda: NOON) == seconds


@pytest.mark.parametrize(
    "text",
    ["", "-1", "nan", "inf", "1e3", "1000000000000001", "soon", "٣", "1 2", "0x10", "Sun, 99 Nov 1994 08:49:37 GMT"],
)
def test_retry_after_that_means_nothing_is_ignored(text: str) -> None:
    assert retry_after({"retry-after": text}, lambda: NOON) is None


def test_a_date_has_no_more_than_64_characters_and_all_of_them_are_ascii() -> None:
    noon = "Sun, 06 Nov 1994 08:49:37 GMT"

    assert http_date(f"{noon:>64}") == NOON
    assert http_date(f"{noon:>65}") is None
    assert http_date(f"{noon} (\N{SNOWMAN})") is None


@given(st.dictionaries(st.sampled_from(["retry-after", "retry-after-ms", "date"]), st.text(max_size=40)), st.randoms())
def test_no_header_makes_a_client_sleep_for_longer_than_two_minutes(headers: dict[str, str], random: Any) -> None:
    wish = retry_after(headers, lambda: NOON)
    decision = decide(Failure("read", REJECTED, 1, retry_after=wish), 4, random.random)

    assert 0 <= decision.sleep <= 120


def test_the_budget_bounds_the_retries_of_an_outage() -> None:
    budget = RetryBudget()

    granted = sum(budget.take(14) for _ in range(1000))

    assert granted == 35
    assert budget.available == 10


def test_a_success_gives_back_what_its_retries_took() -> None:
    budget = RetryBudget()
    budget.take(14)
    budget.take(5)

    budget.give_back(19)
    budget.give_back(0)

    assert budget.available == 500


def test_the_budget_stays_within_its_bounds_under_threads() -> None:
    budget = RetryBudget()
    seen: list[int] = []

    def spend() -> None:
        for number in range(500):
            if budget.take(14):
                seen.append(budget.available)
                budget.give_back(14 if number % 2 else 0)

    threads = [threading.Thread(target=spend) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 0 <= min(seen) <= max(seen) <= 500
    assert 0 <= budget.available <= 500


def test_a_rate_limit_spreads_requests() -> None:
    pace = Pace(10)

    assert [pace.delay(100.0, NEVER) for _ in range(4)] == [
        0,
        pytest.approx(0.1),
        pytest.approx(0.2),
        pytest.approx(0.3),
    ]
    assert pace.delay(101.0, NEVER) == 0
    assert Pace(None).delay(0, 0.0) == 0


def test_a_request_that_will_not_wait_as_long_keeps_no_moment() -> None:
    pace = Pace(10)
    pace.delay(100.0, NEVER)

    assert [pace.delay(100.0, 0.05) for _ in range(3)] == [None] * 3
    assert pace.delay(100.0, NEVER) == pytest.approx(0.1)


def test_deadlines_without_a_limit_never_come() -> None:
    assert after(5.0, None) is None
    assert after(5.0, 2.0) == 7.0
    assert sooner(None, 3.0) == 3.0
    assert sooner(4.0, None) == 4.0
    assert sooner(4.0, 3.0) == 3.0
    assert remaining(None, 9.0) == float("inf")
    assert remaining(8.0, 9.0) == 0.0


@pytest.mark.parametrize(
    ("status", "location", "target"),
    [
        (307, "/b?c=d#e", "https://h.example/b?c=d"),
        (308, "https://h.example/b", "https://h.example/b"),
        (302, "/b", None),
        (307, "https://other.example/b", None),
        (307, "http://h.example/b", None),
        (307, "https://h.example:444/b", None),
        (307, "//other.example/b", None),
        (307, "https://h.example@other.example/", None),
        (307, "/b\\c", None),
        (307, "https://[", None),
        (307, None, None),
    ],
)
def test_only_a_redirect_within_the_origin_is_followed(status: int, location: str | None, target: str | None) -> None:
    assert followed(status, "read", "https://h.example/a", location) == target
    assert followed(status, "inference", "https://h.example/a", location) is None
