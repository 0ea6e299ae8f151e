"""How answers of every kind become errors, and that no error shows a credential."""

from __future__ import annotations

import base64
import json
import pickle
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brickserve import errors
from brickserve.errors import details

SECRET = "s3cr3t/with+signs=and-more"
STATUSES = st.sampled_from([400, 401, 403, 404, 405, 409, 418, 429, 499, 500, 501, 502, 503, 504, 520, 599])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
CODES = st.sampled_from([*errors.ERROR_CODE_MAPPING, "FEATURE_DISABLED", "", "nonsense"])
ERROR_BODIES = st.fixed_dictionaries(
    {},
    optional={
        "error_code": CODES | JSON,
        "message": JSON,
        "error": JSON,
        "detail": JSON,
        "status": JSON,
        "scimType": JSON,
        "details": JSON | st.lists(st.dictionaries(st.sampled_from(["@type", "type", "self", "d"]), JSON)),
        "request_id": JSON,
    },
).map(lambda document: json.dumps(document).encode())


# From answers to errors


@given(STATUSES, st.binary(max_size=400) | ERROR_BODIES | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_body_keeps_the_class_that_its_status_implies(status: int, body: bytes) -> None:
    error = errors.from_response(status, {}, body, method="GET", path_template="/x", url="https://h/x?q=1")

    assert isinstance(error, errors.STATUS_CODE_MAPPING.get(status, errors.DatabricksError))
    assert len(str(error)) <= 500
    assert str(error).isprintable()
    assert len(error.body_excerpt.encode()) <= 2048
    assert pickle.loads(pickle.dumps(error)).__dict__ == error.__dict__
    error.get_error_details()
    error.get_error_info()


@pytest.mark.parametrize(("code", "kind"), errors.ERROR_CODE_MAPPING.items())
def test_the_code_says_more_than_the_status(code: str, kind: type[errors.DatabricksError]) -> None:
    error = errors.from_response(400, {}, json.dumps({"error_code": code, "message": "m"}).encode())

    assert isinstance(error, kind)
    assert isinstance(error, errors.BadRequest)
    assert type(error).__name__ == kind.__name__
    assert error.error_code == code


@pytest.mark.parametrize(
    ("body", "message", "code"),
    [
        (b'{"error_code":"E","message":"m"}', "m", "E"),
        (b'{"error":"api 1.2 text"}', "api 1.2 text", None),
        (b'{"error":{"message":"inner","code":"rate_limited"}}', "inner", "rate_limited"),
        (b'{"error_code":403,"message":"n"}', "n", "403"),
        (b'{"message":{"error":{"message":"deep"}}}', "deep", None),
        (b'{"detail":"null","status":"500"}', "SCIM API Internal Error", "SCIM_500"),
        (b"PERMISSION_DENIED: not yours", "not yours", "PERMISSION_DENIED"),
        (b"<html><head><title>Bad &amp; ugly</title></head></html>", "Bad & ugly", None),
        (b"<html><body><pre>upstream <b>gone</b></pre></body></html>", "upstream gone", None),
        (b"plain words", "plain words", None),
        (b"", "Conflict", None),
        (b"null", "Conflict", None),
        (b"[1,2]", "Conflict", None),
        (b"{}", "Conflict", None),
        (b'{"message":7,"error_code":[]}', "Conflict", None),
        (b"\xff\xfe\x00", "\ufffd\ufffd\x00", None),
        (b"<p>no title</p>", "Conflict", None),
    ],
)
def test_a_message_and_a_code_are_found_in_every_form(body: bytes, message: str, code: str | None) -> None:
    error = errors.from_response(409, {}, body)

    assert (error.message, error.error_code) == (message, code)


def test_an_answer_of_unusual_depth_or_length_is_still_an_error_of_its_class() -> None:
    for body in (
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"message":' + b"9" * 5000 + b"}",
        b'"' + b"x" * 600_000,
    ):
        assert isinstance(errors.from_response(404, {}, body), errors.NotFound)


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ({"x-request-id": "h1"}, b"{}", "h1"),
        ({"X-Request-Id": "h2"}, b"{}", "h2"),
        ({"x-databricks-request-id": "h3"}, b"{}", "h3"),
        ({}, b'{"details":[{"@type":"type.googleapis.com/google.rpc.RequestInfo","request_id":"d1"}]}', "d1"),
        ({}, b'{"request_id":"b1"}', "b1"),
        ({"x-request-id": "a\x1b[0m" + "b" * 500}, b"{}", "a?[0m" + "b" * 120 + "..."),
        ({}, b"{}", None),
    ],
)
def test_the_request_id_is_found_wherever_the_server_puts_it(
    headers: dict[str, str], body: bytes, expected: str | None
) -> None:
    assert errors.from_response(500, headers, body).request_id == expected


def test_an_error_tells_what_a_support_ticket_needs() -> None:
    error = errors.from_response(
        404,
        {"x-request-id": "r-9"},
        b'{"error_code":"RESOURCE_DOES_NOT_EXIST","message":"no endpoint fraud"}',
        method="GET",
        path_template="/api/2.0/serving-endpoints/{name}",
        url="https://user:pw@host.test/api/2.0/serving-endpoints/fraud?a=b#c",
    )

    assert str(error) == (
        "no endpoint fraud [404 RESOURCE_DOES_NOT_EXIST, GET /api/2.0/serving-endpoints/{name}, request id r-9]"
    )
    assert error.url == "https://host.test/api/2.0/serving-endpoints/fraud"


def test_the_official_shape_of_details_is_kept() -> None:
    entry = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "QUOTA",
        "domain": "serving",
        "metadata": {"limit": "5"},
    }
    error = errors.from_response(429, {}, json.dumps({"details": [entry, "odd", {"self": 1, "type": 2}]}).encode())

    assert [detail.reason for detail in error.get_error_info()] == ["QUOTA"]
    assert error.get_error_details().error_info == details.ErrorInfo("QUOTA", "serving", {"limit": "5"})
    assert len(error.details) == 2


@pytest.mark.parametrize(
    ("entry", "name", "expected"),
    [
        ({"@type": "RetryInfo", "retry_delay": "3.5s"}, "retry_info", details.RetryInfo(3.5)),
        ({"@type": "RequestInfo", "request_id": "r"}, "request_info", details.RequestInfo("r", "")),
        ({"@type": "DebugInfo", "stack_entries": ["a"]}, "debug_info", details.DebugInfo(["a"], "")),
        (
            {"@type": "QuotaFailure", "violations": [{"subject": "s"}]},
            "quota_failure",
            details.QuotaFailure([details.QuotaFailureViolation("s", "")]),
        ),
        (
            {"@type": "PreconditionFailure", "violations": [{"type": "t"}]},
            "precondition_failure",
            details.PreconditionFailure([details.PreconditionFailureViolation("t", "", "")]),
        ),
        (
            {"@type": "BadRequest", "field_violations": [{"field": "f"}]},
            "bad_request",
            details.BadRequest([details.BadRequestFieldViolation("f", "")]),
        ),
        (
            {"@type": "ResourceInfo", "resource_name": "n"},
            "resource_info",
            details.ResourceInfo("", "n", "", ""),
        ),
        ({"@type": "Help", "links": [{"url": "u"}]}, "help", details.Help([details.HelpLink("", "u")])),
    ],
)
def test_each_kind_of_detail_has_its_type(entry: dict[str, object], name: str, expected: object) -> None:
    entry["@type"] = details.PREFIX + str(entry["@type"])

    assert getattr(details.parse_error_details([entry]), name) == expected


@pytest.mark.parametrize(
    "entry",
    [
        "text",
        {"@type": 7},
        {"@type": details.PREFIX + "Unheard"},
        {"@type": details.PREFIX + "RetryInfo", "retry_delay": "1e3s"},
        {"@type": details.PREFIX + "RetryInfo", "retry_delay": 3},
        {"@type": details.PREFIX + "QuotaFailure", "violations": [1]},
        {"@type": details.PREFIX + "ErrorInfo", "metadata": {"a": 1}},
    ],
)
def test_a_detail_of_another_shape_is_kept_as_it_is(entry: object) -> None:
    assert details.parse_error_details([entry]).unknown_details == [entry]


# Redirects and streams


def test_a_redirect_names_the_origin_it_points_to_and_no_more() -> None:
    error = errors.from_redirect(302, {"location": "https://user:pw@login.test/o?code=abc"}, url="https://h.test/x")

    assert isinstance(error, errors.RedirectError)
    assert error.location == "https://login.test"
    assert "code" not in str(error)
    assert error.status == 302


@pytest.mark.parametrize("location", ["", "http://[", "//", "javascript:alert(1)", "http://h:99999/"])
def test_a_redirect_to_nowhere_is_still_a_redirect_error(location: str) -> None:
    error = errors.from_redirect(307, {"location": location})

    assert isinstance(error, errors.RedirectError)
    assert error.location is None


def test_a_private_link_workspace_explains_itself() -> None:
    error = errors.from_redirect(303, {"Location": "/login.html?error=private-link-validation-error:123"})

    assert isinstance(error, errors.PrivateLinkValidationError)
    assert (error.status, error.error_code) == (403, "PRIVATE_LINK_VALIDATION_ERROR")


def test_an_error_inside_a_stream_is_of_its_code_s_class() -> None:
    error = errors.from_stream_event('{"error_code":"RESOURCE_EXHAUSTED","message":"slow down"}')

    assert isinstance(error, errors.StreamError)
    assert isinstance(error, errors.ResourceExhausted)
    assert error.message == "slow down"
    assert pickle.loads(pickle.dumps(error)).__dict__ == error.__dict__


def test_an_openai_error_inside_a_stream_is_of_its_status_class() -> None:
    error = errors.from_stream_event('{"error":{"code":429,"message":"slow down"}}')

    assert isinstance(error, errors.StreamError)
    assert isinstance(error, errors.TooManyRequests)


@given(st.text())
def test_any_text_inside_a_stream_makes_a_stream_error(data: str) -> None:
    assert isinstance(errors.from_stream_event(data), errors.StreamError)


# Secrets


@pytest.mark.parametrize(
    "echo",
    [
        SECRET,
        f"Bearer {SECRET}",
        quote(SECRET),
        quote(SECRET, safe=""),
        base64.b64encode(SECRET.encode()).decode(),
        SECRET.replace("/", "\\/"),
    ],
)
@pytest.mark.parametrize("form", ["message", "detail", "key", "html", "text", "header"])
def test_a_credential_that_the_server_echoes_is_blanked_in_every_form(echo: str, form: str) -> None:
    documents = {
        "message": json.dumps({"message": f"bad {echo} here"}),
        "detail": json.dumps({"details": [{"metadata": {"x": [echo]}, "reason": echo}], "error_code": echo}),
        "key": json.dumps({"details": [{echo: 1}]}),
        "html": f"<title>{echo}</title>",
        "text": f"said {echo}",
        "header": "{}",
    }
    error = errors.from_response(
        401, {"x-request-id": echo}, documents[form].encode(), secrets=[SECRET, f"Bearer {SECRET}"]
    )

    shown = repr(error) + str(error) + repr(vars(error)) + str([vars(entry) for entry in error.details])
    assert echo not in shown
    assert SECRET not in shown


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("got Bearer abcdefghij0123456789", "got Bearer ***"),
        ("token dapi0123456789abcdef0123456789abcdef-2 is old", "token *** is old"),
        ("jwt eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl end", "jwt *** end"),
        ('{"client_secret": "abc", "name": "n"}', '{"client_secret": "***", "name": "n"}'),
        ('{"openai_api_key_plaintext":"x\\"y"}', '{"openai_api_key_plaintext":"***"}'),
        ("basic authentication is not supported", "basic authentication is not supported"),
        ("bearer token missing", "bearer token missing"),
    ],
)
def test_what_looks_like_a_credential_is_blanked_and_words_are_not(text: str, clean: str) -> None:
    assert errors.from_response(400, {}, json.dumps({"message": text}).encode()).message == clean


def test_what_is_no_text_is_left_as_it_is() -> None:
    entry = {"a": 1, "b": [True, None, 2.5], "max_tokens": 7, "token": "x"}

    error = errors.from_response(400, {}, json.dumps({"details": [entry]}).encode())

    assert error.details[0].others == {**entry, "token": "***"}


def test_what_is_nested_beyond_all_measure_is_blanked() -> None:
    deep: object = SECRET
    for _ in range(40):
        deep = [deep]

    error = errors.from_response(400, {}, json.dumps({"details": [{"a": deep}]}).encode())

    assert SECRET not in str(error.details[0].others)


def test_a_short_secret_is_blanked_as_a_word_only() -> None:
    error = errors.from_response(400, {}, b'{"message":"abcd is not in abcdef"}', secrets=["abcd", "a"])

    assert error.message == "*** is not in abcdef"


def test_a_secret_that_the_cut_goes_through_is_not_shown_in_part() -> None:
    body = ("x" * 2030 + SECRET * 100).encode()

    error = errors.from_response(500, {}, body, secrets=[SECRET])

    assert "s3cr3t" not in error.body_excerpt


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=8, max_size=30), JSON)
def test_a_planted_secret_is_found_at_any_depth(secret: str, document: object) -> None:
    planted = {
        "message": [document, {"deep": [secret]}],
        "details": [{"a": {"b": secret}}],
        "error": f"<{secret}>",
    }

    error = errors.from_response(400, {}, json.dumps(planted).encode(), secrets=[secret])

    assert error.message == "<***>"
    assert error.details[0].others == {"a": {"b": "***"}}
