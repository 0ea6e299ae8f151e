"""What an operation knows and what its calls put on the wire."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from brickserve.io import HttpResponse
from brickserve_api import operations, payloads, wire

FACTS: dict[str, Any] = {
    "required": ("a",),
    "nullable": ("b",),
    "styles": {("query", "c"): "form"},
    "failures": {"4XX": str},
    "security": ({"bearer": ()},),
    "servers": ("https://other.example",),
    "encodings": {"x/y": payloads.sends_form()},
    "optional_body": {"kind": "hint"},
    "accept": "a/b",
    "content_type": "c/d",
    "stream": wire.Stream("stream", dict),  # type: ignore[arg-type]  # any type stands for the event's
    "reconcile": operations.get,
}


def operation(**facts: Any) -> Any:
    return wire.Operation("x", "POST", "/x", decode=lambda response: response.body, idempotence="create", **facts)


@pytest.mark.parametrize(
    ("method", "idempotence"),
    [
        ("GET", "read"),
        ("HEAD", "read"),
        ("PUT", "idempotent"),
        ("DELETE", "idempotent"),
        ("PATCH", "idempotent"),
        ("POST", "create"),
    ],
)
def test_an_operation_is_repeated_as_is_usual_for_its_method(method: str, idempotence: str) -> None:
    assert wire.Operation("x", method, "/x", lambda response: None).idempotence == idempotence
    assert wire.Operation("x", method, "/x", lambda response: None, idempotence="token").idempotence == "token"


def test_an_operation_asks_for_json_unless_it_says_otherwise() -> None:
    assert operation().accept == "application/json"
    assert wire.Call(operation(accept=None)).headers == {}


def test_an_operation_keeps_every_fact_that_it_is_given() -> None:
    made, plain = operation(**FACTS), operation()

    assert {name: getattr(made, name) for name in FACTS} == FACTS
    assert (made.id, made.method, made.path, made.idempotence) == ("x", "POST", "/x", "create")
    assert made.decode(HttpResponse(200, {}, b"y")) == b"y"
    assert (plain.required, plain.nullable, plain.styles, plain.failures) == ((), (), {}, {})
    assert (plain.security, plain.servers, plain.stream, plain.reconcile) == (None, (), None, None)


def test_a_failed_answer_is_read_in_its_documented_form_if_it_has_one() -> None:
    answer = HttpResponse(404, {"content-type": "application/json"}, b'"gone"')

    assert operation(failures={"4XX": str}).read_failure(answer) == "gone"
    assert operation(failures={"5XX": str}).read_failure(answer) is None
    assert operation().read_failure(answer) is None


def test_a_call_writes_its_query_and_its_cookies() -> None:
    call = wire.Call(operation(accept=None), query={"a": "1 2"}, cookies={"session": "x y", "none": None})
    plain = wire.Call(operation(accept=None), cookies={"none": None})

    assert (call.query_string, call.headers) == ("a=1+2", {"Cookie": "session=x%20y"})
    assert (plain.query_string, plain.headers, plain.body) == ("", {}, None)


def test_a_call_knows_its_arguments_by_name() -> None:
    made = wire.Operation("x", "POST", "/x/{a}", decode=lambda response: None, idempotence="create")
    call = wire.Call(made, path={"a": "1"}, query={"b": "2"}, body={"c": 3})

    assert call.arguments == {"a": "1", "b": "2", "c": 3}
    assert (call.path, call.query, call.body) == ("/x/1", (("b", "2"),), b'{"c":3}')


def test_of_two_arguments_with_one_name_a_call_knows_that_of_its_url() -> None:
    made = wire.Operation("x", "PUT", "/x/{a}", decode=lambda response: None)
    call = wire.Call(made, path={"a": "1"}, headers={"d": "4"}, cookies={"e": "5"}, body={"a": None, "c": 3})

    assert call.arguments == {"a": "1", "c": 3, "d": "4", "e": "5"}


@pytest.mark.parametrize(
    ("written", "content_type", "body"),
    [((b"payload", "text/x"), "text/x", b"payload"), (None, None, None)],
    ids=["a body", "no body"],
)
def test_a_body_that_is_written_in_another_way_brings_its_own_type(written: Any, content_type: Any, body: Any) -> None:
    made = operation(content_type="application/json", encode=lambda operation, arguments: written)
    call = wire.Call(made, body={})

    assert (call.headers.get("Content-Type"), call.body) == (content_type, body)


def test_a_bodys_argument_that_must_be_given_is_asked_for_by_name() -> None:
    with pytest.raises(TypeError, match="amount"):
        wire.Call(operation(required=("amount",)), body={"amount": None})


@pytest.mark.parametrize("protocol", [wire.WaitingExecutor, wire.AsyncWaitingExecutor])
def test_a_wait_shows_nothing_unless_asked_for(protocol: Any) -> None:
    parameters = inspect.signature(protocol.wait).parameters

    assert parameters["progress"].default is False
    assert parameters["callback"].default is parameters["origin"].default is None


def test_a_body_that_may_be_left_out_is_sent_with_what_stands_in_any_case_or_not_at_all() -> None:
    hint = operation(content_type="application/json", optional_body={"kind": "hint"}, required=("voice",), accept=None)

    given, left_out = wire.Call(hint, body={"voice": "low"}), wire.Call(hint, body={"voice": None})

    assert (given.body, given.headers) == (b'{"kind":"hint","voice":"low"}', {"Content-Type": "application/json"})
    assert (left_out.body, left_out.headers) == (None, {})
    with pytest.raises(TypeError, match="voice is required unless"):
        wire.Call(hint, body={"voice": None, "pitch": 1})


@pytest.mark.parametrize(
    ("chosen", "body"),
    [
        (None, b'{"a":1}'),
        ("application/x-www-form-urlencoded", b"a=1"),
        ("Application/X-WWW-Form-Urlencoded ; charset=utf-8", b"a=1"),
    ],
)
def test_a_body_is_written_as_the_content_type_says_that_is_chosen(chosen: str | None, body: bytes) -> None:
    form = "application/x-www-form-urlencoded"
    facts = operation(content_type="application/json", encodings={form: payloads.sends_form()})

    call = wire.Call(facts, headers={"Content-Type": chosen}, body={"a": 1})

    assert (call.body, call.headers["Content-Type"]) == (body, chosen or "application/json")


@pytest.mark.parametrize(
    ("chosen", "written", "sent"),
    [
        (None, "multipart/form-data; boundary=x", "multipart/form-data; boundary=x"),
        ("multipart/mixed", "multipart/form-data; boundary=x", "multipart/form-data; boundary=x"),
        ("image/png", "image/*", "image/png"),
        (None, "image/*", "image/*"),
    ],
)
def test_a_content_type_that_is_chosen_is_sent_but_for_boundaries(chosen: str | None, written: str, sent: str) -> None:
    facts = operation(content_type="image/*", encode=lambda operation, body: (b"!", written))

    call = wire.Call(facts, headers={"Content-Type": chosen}, body={"a": 1})

    assert (call.body, call.headers["Content-Type"]) == (b"!", sent)


def test_an_encoder_that_has_nothing_to_send_sends_no_content_type() -> None:
    call = wire.Call(operation(content_type="a/b", encode=lambda operation, body: None, accept=None), body={"a": None})

    assert (call.body, call.headers) == (None, {})


def test_none_is_null_where_it_has_a_meaning_and_left_out_elsewhere() -> None:
    facts = operation(content_type="application/json", nullable=("owner",), required=("name",))

    assert wire.Call(facts, body={"name": "a", "owner": None, "note": None}).body == b'{"name":"a","owner":null}'
    assert wire.Call(facts, body={"name": "a", "owner": "b"}).body == b'{"name":"a","owner":"b"}'
    with pytest.raises(TypeError, match="name is required"):
        wire.Call(facts, body={"name": None, "owner": None})
