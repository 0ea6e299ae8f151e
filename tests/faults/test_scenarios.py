"""Single scenarios of the reliability document that need more than one fault to tell; its ids are in brackets."""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections.abc import Iterator

import pytest

from brickserve.calling.context import Context
from brickserve.errors import (
    AmbiguousOutcome,
    BrickserveError,
    RedirectError,
    ResourceAlreadyExists,
    TooManyRequests,
)
from brickserve.executors import BlockingExecutor

from .answers import redirect
from .catalogue import fault
from .faults import Fault, Phase
from .operations import SUBJECTS, subject
from .rejections import FORMS, throttled
from .runs import carry_out, pat
from .scripted import ScriptedIO
from .world import World

READS = [each for each in SUBJECTS if each.kind == "read"]
WRITES = [each for each in SUBJECTS if each.kind != "read"]
LOST = ["RST after apply", "503 JSON after apply", "500 HTML after apply", "no answer, after apply"]


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("name", ["query", "query_served_model"])
def test_an_ambiguous_query_is_sent_again_only_if_the_caller_allows_it(name: str, lost: str) -> None:
    """[A3b, A13, C503Q, C500Q, J2, J3]"""
    refused, allowed = (carry_out(subject(name), fault(lost), retry_ambiguous=consent) for consent in (False, True))

    assert (refused.requests, refused.applied) == ("o", 1)
    assert isinstance(refused.error, AmbiguousOutcome)
    assert (allowed.requests, allowed.applied, allowed.error) == ("oo", 2, None)


def test_an_external_call_is_never_sent_again_even_if_the_caller_allows_it_for_queries() -> None:
    run = carry_out(subject("http_request"), fault("RST after apply"), retry_ambiguous=True)

    assert (run.requests, run.applied) == ("o", 1)


@pytest.mark.parametrize("lost", LOST)
def test_a_create_returns_what_was_created_although_its_answer_was_lost(lost: str) -> None:
    """[A3, C503P]"""
    run = carry_out(subject("create"), fault(lost))

    # It looks; it does not send the creation again to see what that one says.
    assert (run.requests, run.applied) == ("og", 1)
    assert run.result.name == "fraud"
    assert run.result.pending_config.served_entities[0].name == "m"


def test_a_create_does_not_adopt_what_somebody_else_made() -> None:
    world = World(populated=False)
    foreign = fault("RST before apply")
    world.endpoint = {"name": "fraud", "config": {"served_entities": [{"name": "other", "entity_name": "x.y.z"}]}}

    run = carry_out(subject("create"), foreign, world=world)

    assert run.requests == "og"
    assert isinstance(run.error, AmbiguousOutcome)


def test_a_create_that_seems_absent_and_then_exists_is_adopted() -> None:
    run = carry_out(subject("create"), fault("RST after apply"), fault("404"))

    assert run.requests == "ogog"
    assert (run.applied, run.result.name) == (1, "fraud")


def test_a_create_of_what_exists_is_refused_without_a_look() -> None:
    run = carry_out(subject("create"), world=World())

    assert (run.requests, run.applied) == ("o", 0)
    assert isinstance(run.error, ResourceAlreadyExists)
    assert not run.error.maybe_applied


@pytest.mark.parametrize("lost", LOST)
def test_a_deletion_succeeds_although_its_answer_was_lost(lost: str) -> None:
    """[C503D, C504D]"""
    run = carry_out(subject("delete"), fault(lost))

    assert (run.applied, run.error, run.world.endpoint) == (1, None, None)


def test_the_last_error_is_the_one_that_is_raised_with_the_story_of_all() -> None:
    run = carry_out(subject("get"), fault("RST after apply"), fault("500 HTML"), fault("502 empty"), fault("429"))

    assert isinstance(run.error, TooManyRequests)
    assert [attempt.status for attempt in run.error.attempts] == [None, 500, 502, 429]
    assert [attempt.sleep for attempt in run.error.attempts] == [*run.io.sleeps, 0]


def test_no_sleep_crosses_the_deadline() -> None:
    run = carry_out(subject("get"), lasting=fault("429, Retry-After: 2"), deadline=5)

    assert isinstance(run.error, TooManyRequests)
    assert 1 <= len(run.io.sleeps) <= 2
    assert run.seconds < 5


def test_a_wish_that_does_not_fit_into_the_deadline_is_refused_at_once() -> None:
    run = carry_out(subject("get"), fault("429, Retry-After: 120"), deadline=60)

    assert isinstance(run.error, TooManyRequests)
    assert (run.io.sleeps, run.error.retry_after) == ([], 120)


def test_one_id_names_a_call_and_every_attempt_has_its_number() -> None:
    first, second = (carry_out(subject("get"), fault("429"), fault("500 JSON")) for _ in "ab")

    ids = [{request.header("x-brickserve-invocation-id") for request in run.io.requests} for run in (first, second)]
    numbers = [request.header("x-brickserve-attempt") for request in first.io.requests]
    assert [len(found) for found in ids] == [1, 1]
    assert ids[0] != ids[1]
    assert numbers == ["1; max=4", "2; max=4", "3; max=4"]


@pytest.mark.parametrize("status", [307, 308])
@pytest.mark.parametrize("each", READS, ids=str)
def test_a_read_follows_a_redirect_within_its_origin(each: object, status: int) -> None:
    """[F0-F6]"""
    target = subject(str(each)).call().path + "?moved=1"

    run = carry_out(subject(str(each)), redirect(status, target, "moved"))

    assert [request.target for request in run.io.requests] == [target.partition("?")[0], target]
    assert run.error is None


@pytest.mark.parametrize("each", WRITES, ids=str)
def test_a_write_follows_no_redirect(each: object) -> None:
    run = carry_out(subject(str(each)), redirect(307, subject(str(each)).call().path + "?moved=1", "moved"))

    assert (run.requests, run.applied) == ("o", 0)
    assert isinstance(run.error, RedirectError)


def test_a_loop_of_redirects_ends() -> None:
    run = carry_out(subject("get"), lasting=redirect(308, subject("get").call().path, "in a circle"))

    assert 2 <= len(run.requests) <= 4
    assert isinstance(run.error, RedirectError)


@pytest.fixture
def tokyo() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("tokyo")
@pytest.mark.parametrize("form", [form for form in FORMS if "date" in form])
def test_dates_mean_the_same_in_every_time_zone(form: str) -> None:
    floor, headers = FORMS[form]
    for shuffled in (headers, tuple(reversed(headers))):
        again = Fault("dated", Phase.REJECTED, answer=lambda honest, h=shuffled: throttled(429, h))

        run = carry_out(subject("get"), again)

        assert floor <= run.io.sleeps[0] <= floor + 0.5


def test_an_outage_is_not_multiplied_by_retries() -> None:
    io = ScriptedIO(World(), lasting=fault("503 HTML"))
    executor = BlockingExecutor(Context(pat(), io))

    for _ in range(1000):
        with pytest.raises(BrickserveError):
            executor.execute(subject("get").call())

    assert len(io.requests) / 1000 <= 1.1


def test_the_retry_budget_stays_within_its_bounds_under_threads() -> None:
    context = Context(pat(), ScriptedIO(World()))
    seen: list[int] = []

    def live(seed: int) -> None:
        dice = random.Random(seed)
        for _ in range(300):
            faults = [fault("503 HTML")] * dice.choice([0, 0, 1, 4])
            twin = Context(pat(), ScriptedIO(World(), *faults, seed=seed), budget=context.budget)
            with contextlib.suppress(BrickserveError):
                BlockingExecutor(twin).execute(subject("get").call())
            seen.append(context.budget.available)

    threads = [threading.Thread(target=live, args=(seed,)) for seed in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(seen) == 3000
    assert min(seen) >= 0
    assert max(seen) <= 500
    assert min(seen) < 500


def test_pauses_are_spread_evenly_over_their_range() -> None:
    for number, ceiling in enumerate((0.5, 1.0, 2.0)):
        pauses = sorted(
            carry_out(subject("get"), lasting=fault("500 JSON"), seed=seed).io.sleeps[number] for seed in range(400)
        )

        # The Kolmogorov-Smirnov distance to the uniform distribution; beyond 1.63/sqrt(n) with a chance of 1 %.
        distance = max(abs(pause / ceiling - (rank + 0.5) / 400) for rank, pause in enumerate(pauses))
        assert distance < 1.63 / 400**0.5


def test_clients_that_fail_together_do_not_come_back_together() -> None:
    moments = [
        sum(run.io.sleeps[: number + 1])
        for run in (carry_out(subject("get"), lasting=fault("500 JSON"), seed=seed) for seed in range(64))
        for number in range(3)
    ]
    bins = [int(moment * 10) for moment in moments]

    assert max(bins.count(each) for each in bins) <= 0.15 * len(bins)
