"""The error tree is the official one, and answers become the same classes, messages and codes."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests
from databricks.sdk import errors as official
from databricks.sdk.errors.parser import _Parser

from brickserve import errors

CLASSES = [kind for kind in vars(official).values() if isinstance(kind, type) and issubclass(kind, BaseException)]
CODES = [*official.platform.ERROR_CODE_MAPPING, "FEATURE_DISABLED"]
STATUSES = [400, 401, 403, 404, 405, 409, 418, 429, 499, 500, 501, 502, 503, 504]


def theirs(status: int, body: bytes, headers: dict[str, str] | None = None) -> Any:
    response = requests.Response()
    response.status_code, response._content = status, body
    response.reason = requests.status_codes._codes[status][0] if status in requests.status_codes._codes else ""
    response.headers.update(headers or {})
    response.request = requests.Request("GET", "https://host.test/x").prepare()
    response.url = "https://host.test/x"
    return _Parser().get_api_error(response)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_official_class_is_here_with_the_same_relations(kind: type[BaseException]) -> None:
    ours = getattr(errors, kind.__name__)

    for other in CLASSES:
        assert issubclass(ours, getattr(errors, other.__name__)) >= issubclass(kind, other)
    for base in (OSError, RuntimeError, TimeoutError):
        assert issubclass(ours, base) >= issubclass(kind, base)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("code", CODES)
def test_status_and_code_lead_to_the_same_class(status: int, code: str) -> None:
    body = json.dumps({"error_code": code, "message": "what went wrong"}).encode()

    expected, error = theirs(status, body), errors.from_response(status, {}, body)

    assert type(error).__name__ == type(expected).__name__
    assert (error.message, error.error_code) == (str(expected), expected.error_code)
    assert error.args == expected.args


@pytest.mark.parametrize(
    "body",
    [
        b'{"error":"api 1.2"}',
        b'{"detail":"no such user","status":"404","scimType":"invalidValue"}',
        b'{"error_code":"E","message":"m","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo",'
        b'"reason":"R","domain":"d","metadata":{"a":"b"}}]}',
        b"PERMISSION_DENIED: not yours",
    ],
)
def test_other_forms_of_an_error_say_the_same(body: bytes) -> None:
    expected, error = theirs(404, body), errors.from_response(404, {}, body)

    assert (error.message, error.error_code) == (str(expected), expected.error_code)
    assert [vars(detail).get("reason") for detail in error.get_error_info()] == [
        detail.reason for detail in expected.get_error_info()
    ]
    assert repr(error.get_error_details()) == repr(expected.get_error_details())
