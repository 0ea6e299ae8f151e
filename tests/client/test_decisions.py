"""The edges of small decisions: the last value on this side, and the first one on the other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from brickserve._api import models, operations, waiters, waiting
from brickserve.calling.budget import CAPACITY, RETRY_COST, THROTTLED_COST, RetryBudget
from brickserve.calling.flows import execute
from brickserve.calling.reconciling import agree
from brickserve.calling.redirects import followed
from brickserve.calling.retries import (
    AMBIGUOUS,
    FINAL,
    GIVE_UP,
    REJECTED,
    RETRY,
    Decision,
    Failure,
    decide,
    phase_of_status,
)
from brickserve.calling.waiters import wait
from brickserve.drivers.runner import run
from brickserve.errors import (
    ConnectError,
    DatabricksError,
    NotFound,
    TruncatedResponse,
    WaiterError,
    WaitTimeout,
)
from brickserve.redaction import MASK, MAX_DEPTH, MAX_EXCERPT, MAX_SCANNED, Redactor, names_secret, secrets_in
from brickserve_api import parameters, wire

from .clients import CREATE, ENDPOINT, GET, carry_out, context_over
from .scripted import ScriptedIO, answer

SECRET = "dapi-secret/with+signs"


@pytest.mark.parametrize(
    ("status", "phase"),
    [(499, FINAL), (501, FINAL), (505, FINAL), (519, FINAL), (520, AMBIGUOUS), (530, AMBIGUOUS), (531, FINAL)],
)
def test_the_statuses_of_lost_gateways_have_ends(status: int, phase: str) -> None:
    assert phase_of_status(status, False) == phase


@pytest.mark.parametrize(
    ("status", "waits", "phase"), [(503, True, REJECTED), (503, False, AMBIGUOUS), (500, True, AMBIGUOUS)]
)
def test_only_a_503_that_asks_to_wait_was_turned_away(status: int, waits: bool, phase: str) -> None:
    assert phase_of_status(status, waits) == phase


@pytest.mark.parametrize(("remaining", "action"), [(1.0, GIVE_UP), (1.001, RETRY)])
def test_a_sleep_that_would_take_all_of_the_time_is_not_begun(remaining: float, action: str) -> None:
    failure = Failure("read", REJECTED, 1, retry_after=1.0, remaining=remaining)

    assert decide(failure, 4, lambda: 0.0).action == action


@pytest.mark.parametrize(("wish", "action"), [(120.0, RETRY), (120.001, GIVE_UP)])
def test_two_minutes_are_the_longest_wish(wish: float, action: str) -> None:
    assert decide(Failure("read", REJECTED, 1, retry_after=wish), 4, lambda: 0.0).action == action


def test_decisions_are_equal_when_both_parts_are() -> None:
    assert Decision(RETRY, 1.0) == Decision(RETRY, 1.0)
    assert Decision(RETRY, 1.0) != Decision(RETRY, 2.0)
    assert Decision(RETRY) != Decision(GIVE_UP)
    assert Decision(RETRY) != RETRY


def test_a_budget_can_be_spent_to_the_last_token() -> None:
    budget = RetryBudget(14)

    assert budget.take(14)
    assert budget.available == 0
    assert not budget.take(1)
    budget.give_back(0)
    assert budget.available == 1
    budget.give_back(100)
    assert budget.available == 14


@pytest.mark.parametrize("location", ["/a b", "/a\\b", "/a\x7f", "/é", "", None, "http://["])
def test_a_location_that_is_no_clean_address_is_not_followed(location: str | None) -> None:
    assert followed(307, "read", "https://w.example/x", location) is None


@pytest.mark.parametrize(("status", "cost"), [(429, THROTTLED_COST), (500, RETRY_COST)])
def test_a_retry_costs_the_budget_by_what_it_costs_the_server(status: int, cost: int) -> None:
    io = ScriptedIO(*[answer(status)] * 4)
    context = context_over(io)

    with pytest.raises(DatabricksError):
        run(execute(GET, context))

    assert (RETRY_COST, THROTTLED_COST, CAPACITY) == (14, 5, 500)
    assert context.budget.available == CAPACITY - 3 * cost


def test_a_location_loses_its_fragment_only() -> None:
    assert followed(308, "read", "https://w.example/x", "/y?a=!#part") == "https://w.example/y?a=!"


def at(state: str) -> Any:
    return answer(200, {"name": "fraud", "state": {"config_update": state}})


CREATED = waiting.Origin(creates=True)


def poll(io: ScriptedIO, seconds: float, origin: waiting.Origin = CREATED) -> Any:
    waiter = waiters.SERVING_ENDPOINT_NOT_UPDATING
    return run(wait(waiter, {"name": "fraud"}, context_over(io), timeout=timedelta(seconds=seconds), origin=origin))


def test_an_endpoint_is_missed_after_exactly_ten_seconds() -> None:
    missing = answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "not there"})
    io = ScriptedIO(*[missing] * 20)

    with pytest.raises(NotFound):
        poll(io, 600)

    # Without jitter: 1 + 1.5 + 2.25 + 3.375 seconds are not enough, and the next pause is.
    assert io.sleeps == [1.0, 1.5, 2.25, 3.375, 5.0625]


def test_a_last_poll_has_two_seconds() -> None:
    io = ScriptedIO(at("NOT_UPDATING"))

    poll(io, 0)

    assert io.deadlines == [1002.0]


def test_a_time_out_keeps_the_problem_of_the_last_poll_only() -> None:
    broken = [ConnectError("refused")] * 4
    first = ScriptedIO(at("IN_PROGRESS"), *broken)
    with pytest.raises(WaitTimeout) as caught:
        poll(first, 2)
    assert isinstance(caught.value.__cause__, ConnectError)

    second = ScriptedIO(*broken, *[at("IN_PROGRESS")] * 9)
    with pytest.raises(WaitTimeout) as caught:
        poll(second, 8)
    assert caught.value.__cause__ is None
    assert caught.value.last.name == "fraud"


@pytest.mark.parametrize(
    ("seconds", "words"), [(60, "1 min"), (59, "59 s"), (90, "90 s"), (120, "2 min"), (0.5, "0.5 s")]
)
def test_a_time_out_tells_how_long_it_was(seconds: float, words: str) -> None:
    with pytest.raises(WaitTimeout, match=f"after {words};"):
        poll(ScriptedIO(*[at("IN_PROGRESS")] * 30), seconds)


def test_an_update_stays_invisible_for_no_longer_than_the_wait() -> None:
    before = answer(200, {"name": "fraud", "state": {"config_update": "NOT_UPDATING"}, "config": {"config_version": 3}})
    with pytest.raises(WaiterError) as caught:
        poll(ScriptedIO(before, before), 1, waiting.Origin(version=4))

    assert caught.value.reason == "superseded"


def test_an_endpoint_that_never_appears_is_not_found_when_the_wait_is_over() -> None:
    missing = answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "not there"})

    with pytest.raises(NotFound):
        poll(ScriptedIO(missing, missing), 1)


@pytest.mark.parametrize(("written", "found"), [({"a": 1}, "xyz"), ("xyz", {"a": 1}), ([1], "1"), ("1", [1])])
def test_values_of_two_kinds_do_not_agree(written: Any, found: Any) -> None:
    assert not agree(written, found)


def test_the_last_attempt_may_repeat_a_creation() -> None:
    missing = answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "none"})
    io = ScriptedIO(TruncatedResponse("cut"), missing, answer(200, ENDPOINT))

    assert carry_out(CREATE, io, max_attempts=3).name == "fraud"


def test_six_unreachable_polls_say_why() -> None:
    with pytest.raises(WaiterError) as caught:
        poll(ScriptedIO(*[ConnectError("refused")] * 30), 1200)

    assert caught.value.reason == "unreachable"
    assert isinstance(caught.value.__cause__, ConnectError)


@pytest.mark.parametrize("secret", ["1234", "abcdefg"])
def test_a_secret_of_four_characters_is_blanked_as_a_word(secret: str) -> None:
    assert Redactor([secret]).text(f"a {secret} b x{secret}") == f"a {MASK} b x{secret}"


def test_shorter_secrets_are_not_looked_for_and_longer_ones_everywhere() -> None:
    assert Redactor(["123", "", "12345678"]).text("123 x12345678x") == f"123 x{MASK}x"


@pytest.mark.parametrize("secret", ['say"so"twice', "a/b/c/d/e/f", "grün-und-blau", "<secret&more>", "a b+c d e f"])
@pytest.mark.parametrize("before", ["", "x", '"'])
def test_a_secret_is_blanked_in_every_way_of_writing_it(secret: str, before: str) -> None:
    import base64
    import html
    import json
    import urllib.parse

    octets = secret.encode()
    forms = [secret, json.dumps(secret)[1:-1], json.dumps(secret)[1:-1].replace("/", "\\/"), html.escape(secret)]
    forms += [urllib.parse.quote(secret), urllib.parse.quote(secret, ""), urllib.parse.quote_plus(secret)]
    forms.append(base64.b64encode(octets).decode())

    for form in forms:
        assert Redactor(["1", secret]).text(f"{before}{form}!") == f"{before}{MASK}!"


def nested(depth: int, value: Any, *, lists: bool) -> Any:
    for _ in range(depth):
        value = [value] if lists else {"k": value}
    return value


@pytest.mark.parametrize("lists", [True, False])
def test_values_are_kept_down_to_the_limit_of_depth(lists: bool) -> None:
    redactor = Redactor([SECRET])

    for depth in (MAX_DEPTH - 1, MAX_DEPTH):
        assert redactor.json(nested(depth, "text", lists=lists)) == nested(depth, "text", lists=lists)
    assert redactor.json(nested(MAX_DEPTH + 1, "text", lists=lists)) == nested(MAX_DEPTH, MASK, lists=lists)
    assert redactor.json(nested(MAX_DEPTH, 7, lists=lists)) == nested(MAX_DEPTH, 7, lists=lists)


def test_no_more_is_scanned_and_kept_than_the_limits_say() -> None:
    redactor = Redactor([SECRET])

    assert (MAX_SCANNED, MAX_EXCERPT, MAX_DEPTH) == (64 * 1024, 2 * 1024, 32)
    assert redactor.text("x" * MAX_SCANNED) == "x" * MAX_SCANNED
    assert redactor.text("x" * (MAX_SCANNED + 1)) == "x" * (MAX_SCANNED - 32)
    assert Redactor().text("x" * (MAX_SCANNED + 1)) == "x" * MAX_SCANNED
    assert redactor.excerpt(b"x" * 5000) == "x" * MAX_EXCERPT
    assert redactor.excerpt("é".encode() * 5000) == "é" * (MAX_EXCERPT // 2)


def test_headers_give_their_values_and_what_follows_the_scheme() -> None:
    assert secrets_in({"Authorization": "Bearer abc", "X-Key": "def"}) == ("Bearer abc", "def", "abc")


@pytest.mark.parametrize(
    ("key", "secret"), [("api_key", True), ("X-Api-Key", True), ("tokens", False), ("TOKEN", True), ("key", False)]
)
def test_names_tell_secrets(key: str, secret: bool) -> None:
    assert names_secret(key) is secret


@pytest.mark.parametrize("value", [True, 1.0, "1", None])
def test_a_segment_that_must_be_a_whole_number_is_nothing_else(value: Any) -> None:
    with pytest.raises(TypeError, match="number must be an integer"):
        parameters.integer_segment("number", value)


def test_numbers_and_queries_are_written_as_http_has_them() -> None:
    assert parameters.integer_segment("number", -7) == "-7"
    assert parameters.query_pairs({"a": [1, None, "x"], "b": None, "c": True, "d": False, "e": ("y",)}) == (
        *(("a", "1"), ("a", "x"), ("c", "true"), ("d", "false"), ("e", "y")),
    )


@pytest.mark.parametrize("value", ["a\rb", "a\nb", "a\0b", "€"])
def test_an_argument_that_is_a_header_carries_no_line_break(value: str) -> None:
    with pytest.raises(ValueError, match="X-Name contains") as caught:
        parameters.header_value("X-Name", value)

    assert value not in str(caught.value)
    assert parameters.header_value("X-Name", "é") == "é"


def test_arguments_become_headers_unless_they_are_none() -> None:
    operation = wire.Operation("x", "GET", "/x", decode=lambda response: None, idempotence="read", accept="a/b")

    assert parameters.request_headers(operation, {"X-A": 1, "X-B": None, "X-C": True}) == {
        "Accept": "a/b",
        "X-A": "1",
        "X-C": "true",
    }
    assert parameters.request_headers(operation, None) == {"Accept": "a/b"}


def test_a_stream_says_what_ends_it() -> None:
    stream = operations.query("fraud").operation.stream

    assert stream is not None
    assert (stream.parameter, stream.event, stream.done) == ("stream", models.QueryEndpointStreamChunk, "[DONE]")


def test_printing_an_operation_names_it() -> None:
    call = operations.get("fraud")

    assert repr(call.operation) == "<Operation get: GET /api/2.0/serving-endpoints/{name}>"
    assert "fraud" not in repr(call)
