"""From whatever bytes a server answers with to the error that says what happened; pure and total."""

from __future__ import annotations

from ..guards import is_array, is_object
from ..redaction import MAX_SCANNED, Redactor
from .base import BrickserveError, DatabricksError, one_line, scim_message
from .calls import RedirectError, StreamError
from .combined import both, combined
from .platform import ERROR_CODE_MAPPING, STATUS_CODE_MAPPING
from .private_link import private_link_error

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

MAX_PARSED = 1 << 18
"""Longer error bodies are not read as JSON: no service explains itself in 256 kB."""
MAX_DETAILS = 64
REQUEST_ID_HEADERS = ("x-request-id", "x-databricks-request-id", "request-id")
REQUEST_INFO = "type.googleapis.com/google.rpc.RequestInfo"
CODE_LENGTH = 100
MESSAGE_KEYS = ("message", "error", "detail", "description")


def from_response(
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    *,
    method: str | None = None,
    path_template: str | None = None,
    url: str | None = None,
    secrets: Iterable[str] = (),
) -> DatabricksError:
    """Return the error that an answer stands for; any body is understood as far as it goes."""
    redactor = Redactor(secrets)
    facts = _facts(_document(body)) or _text_facts(body)
    error = _error(status, facts, redactor)
    error.status = status
    error.method = method
    error.path_template = path_template
    error.url = without_query(url)
    error.request_id = request_id(headers, facts, redactor)
    error.body_excerpt = redactor.excerpt(body)
    return error


def from_stream_event(data: str, *, secrets: Iterable[str] = ()) -> StreamError:
    """Return the error that an event inside a stream reports."""
    redactor = Redactor(secrets)
    body = data.encode("utf-8", "replace")
    facts = _facts(_document(body)) or _text_facts(body)
    code = facts.get("error_code")
    status = int(code) if code and code.isascii() and code.isdecimal() and len(code) == 3 else 0
    error = combined(StreamError, _error(status, facts, redactor))
    error.body_excerpt = redactor.excerpt(body)
    error.request_id = request_id({}, facts, redactor)
    return error


def from_redirect(
    status: int,
    headers: Mapping[str, str],
    *,
    method: str | None = None,
    path_template: str | None = None,
    url: str | None = None,
    secrets: Iterable[str] = (),
) -> BrickserveError:
    """Return the error for a redirect that is not followed; only the target's origin is kept."""
    location = _header(headers, "location") or ""
    target = origin(location, url)
    where = target or "an address that is not a URL"
    error: BrickserveError = private_link_error(location) or RedirectError(
        f"the server redirects to {where} ({status}), which is not followed; is the host right?",
        status=status,
        location=target,
    )
    error.method = method
    error.path_template = path_template
    error.url = without_query(url)
    error.request_id = request_id(headers, None, Redactor(secrets))
    return error


def request_id(
    headers: Mapping[str, str], facts: Mapping[str, Any] | None = None, redactor: Redactor | None = None
) -> str | None:
    """Return the server's name for the request: from its headers, else from the error it wrote."""
    known = facts or {}
    candidates: list[Any] = [_header(headers, name) for name in REQUEST_ID_HEADERS]
    entries = [entry for entry in known.get("details") or () if is_object(entry)]
    candidates += [entry.get("request_id") for entry in entries if entry.get("@type") == REQUEST_INFO]
    candidates.append(known.get("request_id"))
    found = next((text for text in candidates if isinstance(text, str) and text.strip()), None)
    return one_line((redactor or Redactor()).text(found), 128) if found else None


def without_query(url: str | None) -> str | None:
    """Return `url` without user, query and fragment."""
    if url is None:
        return None
    plain = url.partition("#")[0].partition("?")[0]
    scheme, separator, rest = plain.partition("://")
    if not separator:
        return plain
    authority, slash, path = rest.partition("/")
    return f"{scheme}://{authority.rpartition('@')[2]}{slash}{path}"


def origin(location: str, base: str | None) -> str | None:
    """Return scheme, host and port of `location` as seen from `base`, or None if it has none."""
    from urllib.parse import urljoin, urlsplit

    try:
        target = urlsplit(urljoin(base or "", location))
        port = f":{target.port}" if target.port else ""
    except ValueError:
        return None
    if not target.scheme or not target.hostname:
        return None
    return one_line(f"{target.scheme}://{target.hostname}{port}", 200)


def _error(status: int, facts: dict[str, Any], redactor: Redactor) -> DatabricksError:
    by_status = STATUS_CODE_MAPPING.get(status, DatabricksError)
    by_code = ERROR_CODE_MAPPING.get(facts.get("error_code") or "", by_status)
    # The code says more than the status and comes first; whoever catches by status still gets it.
    kind = both(by_code, by_status)
    code = facts.get("error_code")
    return kind(
        redactor.text(facts.get("message") or "") or _phrase(status),
        error_code=redactor.text(code) if code else None,
        details=redactor.json(facts.get("details") or []),
    )


def _document(body: bytes) -> Any:
    if not body or len(body) > MAX_PARSED:
        return None
    import json

    try:
        # NaN and its like are not JSON, and would make an error unequal to its own copy.
        return json.loads(body.decode("utf-8", "replace"), parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None


def _facts(document: Any) -> dict[str, Any]:
    """Read the platform's form, and those of API 1.2, SCIM and OpenAI."""
    if not is_object(document):
        return {}
    inner = document.get("error")
    nested: dict[str, Any] = inner if is_object(inner) else {}
    message = _text(nested or inner) or _text(document.get("message")) or ""
    code = _code(document.get("error_code")) or _code(nested.get("error_code")) or _code(nested.get("code"))
    detail = document.get("detail")
    if isinstance(detail, str) and detail:
        kind = document.get("scimType")
        message = scim_message(detail, kind if isinstance(kind, str) else None)
        code = f"SCIM_{_code(document.get('status'))}"
    details = document.get("details", nested.get("details"))
    return {
        "message": message,
        "error_code": code,
        "details": details[:MAX_DETAILS] if is_array(details) else [],
        "request_id": document.get("request_id"),
    }


def _text_facts(body: bytes) -> dict[str, Any]:
    """Read `CODE: message` and the title of an HTML page."""
    import re

    text = body[:MAX_SCANNED].decode("utf-8", "replace").strip()
    coded = re.match(r"([A-Z][A-Z_]{2,99}): (.*)", text)
    if coded:
        return {"error_code": coded[1], "message": coded[2]}
    for tag in ("pre", "title"):
        page = re.search(rf"<{tag}\b[^>]{{0,200}}>(.{{0,2000}}?)</{tag}>", text, re.DOTALL | re.IGNORECASE)
        if page and page[1].strip():
            from html import unescape

            return {"message": unescape(re.sub(r"<[^>]{0,200}>", "", page[1])).strip()}
    # Neither JSON nor a page: the text is the message unless it is JSON of another shape, or markup.
    return {"message": "" if text[:1] in ("", "<", "[", "{", '"') or text == "null" else text}


def _text(value: Any) -> str:
    """Return a message; where the server put an object instead, the message inside it."""
    for _ in range(8):
        if isinstance(value, str):
            return value
        if not is_object(value):
            return ""
        value = next((value[key] for key in MESSAGE_KEYS if key in value), None)
    return ""


def _code(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9:
        return str(value)
    return one_line(value, CODE_LENGTH) if isinstance(value, str) and value.strip() else None


def _phrase(status: int) -> str:
    from http import HTTPStatus

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "request failed"


def _header(headers: Mapping[str, str], name: str) -> str | None:
    value = headers.get(name)
    if value is not None:
        return value
    return next((text for key, text in headers.items() if key.lower() == name), None)
