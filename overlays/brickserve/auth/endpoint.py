"""The token endpoint: what is sent, which failures are repeated, and what an answer means."""

from __future__ import annotations

import json
from time import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from ..calling.deadlines import remaining, sooner
from ..calling.retries import FINAL, RETRY, Failure, decide, phase_of_status
from ..calling.retry_after import retry_after
from ..errors.base import Attempt, BrickserveError, ResponseTooLarge, one_line
from ..errors.calls import AuthError, CallDeadlineExceeded, TransportError
from ..errors.platform import Cancelled
from ..errors.responses import request_id, without_query
from ..guards import is_object
from ..io import HttpRequest
from ..redaction import Redactor
from ..settings.values import HEADER_NAME, header_value
from .discovery import TOO_LATE
from .token import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..io import IO, HttpResponse

TIMEOUT = 60.0
"""How many seconds one attempt may take, unless the configuration says otherwise."""
MAX_ANSWER = 1 << 20
"""How long an answer about a token may be."""


async def request_token(
    io: IO,
    deadline: float | None,
    url: str,
    form: Mapping[str, str],
    *,
    headers: Mapping[str, str] | None = None,
    secrets: Iterable[str] = (),
    attempts: int,
    timeout: float = TIMEOUT,
) -> Token:
    """Ask the token endpoint for a token, repeating what is safe to repeat."""
    request = HttpRequest(
        "POST",
        url,
        {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            **(headers or {}),
        },
        urlencode(form).encode(),
    )
    sent: list[Attempt] = []
    while True:
        begun = io.monotonic()
        outcome: HttpResponse | TransportError
        try:
            outcome = await io.send(request, sooner(deadline, begun + timeout), MAX_ANSWER)
        except Cancelled:
            raise
        except ResponseTooLarge as error:
            error.attempts = (*sent, Attempt(FINAL, error.status, io.monotonic() - begun))
            raise
        except TransportError as error:
            outcome = error
        now = io.monotonic()
        failure = _failure(outcome, len(sent) + 1, remaining(deadline, now))
        decision = decide(failure, attempts, io.random)
        status = None if isinstance(outcome, TransportError) else outcome.status
        sent.append(Attempt(failure.phase, status, now - begun, decision.sleep))
        if decision.action != RETRY:
            break
        await io.sleep(decision.sleep)
    try:
        if not isinstance(outcome, TransportError):
            return read_token(outcome, Redactor(secrets), url)
        if not remaining(deadline, io.monotonic()):
            raise CallDeadlineExceeded(TOO_LATE) from outcome
        raise outcome
    except BrickserveError as error:
        error.attempts = tuple(sent)
        raise


def read_token(response: HttpResponse, redactor: Redactor, url: str) -> Token:
    """Return the token in an answer, whatever its content type; else raise `AuthError`."""
    document = _document(response.body)
    if 300 <= response.status < 400:
        raise _located(AuthError("the token endpoint redirects, which is not followed", code="redirect"), response, url)
    if response.status >= 400 or "access_token" not in document:
        raise _located(_refusal(document, redactor), response, url)
    try:
        return _token(document)
    except (TypeError, ValueError) as error:
        trouble = f"the token endpoint's answer is not usable: {error}"
    raise _located(AuthError(trouble, code="invalid_response"), response, url)


def lifetime(value: Any) -> float | None:
    """Read `expires_in`: seconds as a number or as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if 0 < number < float("inf") else None


def _token(document: Mapping[str, Any]) -> Token:
    access_token = header_value(document["access_token"], "access_token").strip()
    kind = document.get("token_type") or "Bearer"
    if not access_token:
        raise ValueError("access_token is empty")
    if not isinstance(kind, str) or not HEADER_NAME.issuperset(kind):
        raise ValueError("token_type is not a word")
    if kind.lower() != "bearer":
        raise ValueError(f"token_type is {one_line(kind, 40)}, not Bearer")
    seconds = lifetime(document.get("expires_in"))
    return Token(access_token, "Bearer", expiry=_expiry(seconds), lifetime=seconds)


def _expiry(seconds: float | None) -> Any:
    from datetime import UTC, datetime, timedelta

    return None if seconds is None else datetime.now(UTC) + timedelta(seconds=min(seconds, 10**9))


def _refusal(document: Mapping[str, Any], redactor: Redactor) -> AuthError:
    def said(*names: str) -> str | None:
        found = next((document[name] for name in names if isinstance(document.get(name), str)), None)
        return one_line(redactor.text(found)) if found else None

    code = said("error", "errorCode", "error_code")
    description = said("error_description", "errorSummary", "message")
    if code or description:
        return AuthError(code=one_line(code, 100) if code else None, description=description)
    return AuthError("the token endpoint answered without a token", code="invalid_response")


def _document(body: bytes) -> dict[str, Any]:
    try:
        document: Any = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return document if is_object(document) else {}


def _located(error: AuthError, response: HttpResponse, url: str) -> AuthError:
    error.status = response.status
    error.method = "POST"
    error.path_template = urlsplit(url).path
    error.url = without_query(url)
    error.request_id = request_id(response.headers)
    error.retry_after = retry_after(response.headers, time)
    return error


def _failure(outcome: HttpResponse | TransportError, sent: int, left: float) -> Failure:
    if isinstance(outcome, TransportError):
        from ..network.failures import is_permanent

        return Failure("token", outcome.phase, sent, remaining=left, permanent=is_permanent(outcome))
    wish = retry_after(outcome.headers, time)
    phase = phase_of_status(outcome.status, wish is not None)
    return Failure("token", phase, sent, retry_after=wish, remaining=left)
