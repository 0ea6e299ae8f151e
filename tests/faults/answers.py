"""Complete answers that are not the hoped-for one: errors, wrong bodies, redirects."""

from __future__ import annotations

from .faults import Fault, Phase, instead
from .messages import JSON, Answer, error_answer

HTML = b"<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>"
BODIES: dict[str, tuple[str, bytes]] = {
    "JSON": (JSON, b'{"error_code":"INTERNAL_ERROR","message":"broken"}'),
    "HTML": ("text/html", HTML),
    "empty": (JSON, b""),
}


def body_answer(status: int, body: bytes, content_type: str = JSON) -> Answer:
    """Return an answer with exactly this body."""
    return Answer(status, body, (("Content-Type", content_type),))


def _server_errors() -> tuple[Fault, ...]:
    return tuple(
        Fault(
            f"{status} {kind}{' after apply' if applied else ''}",
            Phase.AMBIGUOUS,
            applied=applied,
            answer=instead(body_answer(status, body, content_type)),
        )
        for status in (500, 502, 503, 504)
        for kind, (content_type, body) in BODIES.items()
        for applied in (False, True)
    )


FINAL_BODIES: dict[str, bytes] = {
    "a list": b'["INVALID_PARAMETER_VALUE"]',
    "null": b"null",
    "empty": b"",
    "HTML": HTML,
    "not UTF-8": b"\xff\xfe\xfa broken \x80",
    "an object as message": b'{"error_code":"BAD_REQUEST","message":{"message":{"a":[1]}}}',
    "details with colliding keys": b'{"message":"m","details":[{"@type":"t","self":1,"type":2,"args":[3]}]}',
    "words that ask for a retry": b'{"error_code":"BAD_REQUEST","message":"Rate limit exceeded, please retry"}',
    "a number as code": b'{"error_code":503,"message":"TEMPORARILY_UNAVAILABLE"}',
}
STATUSES = {
    400: "INVALID_PARAMETER_VALUE",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    409: "RESOURCE_CONFLICT",
    413: "REQUEST_TOO_LARGE",
    422: "UNPROCESSABLE_ENTITY",
}

FINAL = (
    Fault("304 that nobody asked for", Phase.FINAL, answer=instead(Answer(304))),
    *(Fault(str(status), Phase.FINAL, answer=instead(error_answer(status, code))) for status, code in STATUSES.items()),
    *(
        Fault(f"400 with {kind}", Phase.FINAL, answer=instead(body_answer(400, body)))
        for kind, body in FINAL_BODIES.items()
    ),
)

UNAUTHORIZED = (
    Fault("401", Phase.UNAUTHORIZED, answer=instead(error_answer(401, "UNAUTHENTICATED"))),
    Fault("401 HTML", Phase.UNAUTHORIZED, answer=instead(body_answer(401, HTML, "text/html"))),
)

AMBIGUOUS_STATUSES = (
    *_server_errors(),
    Fault(
        "503 with a Retry-After that means nothing, after apply",
        Phase.AMBIGUOUS,
        applied=True,
        answer=instead(error_answer(503, "TEMPORARILY_UNAVAILABLE").with_headers(("Retry-After", "soon"))),
    ),
    Fault(
        "500 whose text promises that nothing happened, after apply",
        Phase.AMBIGUOUS,
        applied=True,
        answer=instead(error_answer(500, "INTERNAL_ERROR", "Request was not processed, please retry")),
    ),
)

WRONG_BODIES: dict[str, bytes] = {
    "HTML": HTML,
    "an empty body": b"",
    "null": b"null",
    "a list": b"[]",
    "a string": b'"ok"',
    "a number": b"3",
    "half a document": b'{"name": "fra',
    "two documents": b"{} {}",
    "invalid UTF-8": b'{"name": "\xff\xfe"}',
    "UTF-16": '{"name": "x"}'.encode("utf-16"),
    "NaN": b'{"name": NaN}',
    "Infinity": b'{"x": -Infinity}',
    "129 levels": b'{"x":' * 129 + b"1" + b"}" * 129,
    "100,000 levels": b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "an unclosed 100,000 levels": b"[" * 100_000,
    "5,000 digits": b'{"x": ' + b"9" * 5000 + b"}",
    "an error object": b'{"error_code":"INTERNAL_ERROR","message":"not really"}',
}
"""Bodies of a 200 that no operation with a JSON result may take for a result."""

UNDECODABLE = (
    *(
        Fault(f"200 with {kind}", Phase.UNDECODABLE, applied=True, answer=instead(body_answer(200, body)))
        for kind, body in WRONG_BODIES.items()
    ),
    Fault("204 without a body", Phase.UNDECODABLE, applied=True, answer=instead(Answer(204))),
    Fault("205 without a body", Phase.UNDECODABLE, applied=True, answer=instead(Answer(205))),
    Fault(
        "200 with HTML that calls itself HTML",
        Phase.UNDECODABLE,
        applied=True,
        answer=instead(body_answer(200, HTML, "text/html")),
    ),
)


def redirect(status: int, location: str | None, name: str) -> Fault:
    """Return the fault of an answer that points elsewhere."""
    headers = () if location is None else (("Location", location),)
    return Fault(f"{status} {name}", Phase.REDIRECTED, answer=instead(Answer(status, b"", headers)))


ELSEWHERE = "https://elsewhere.example/api"
REDIRECTS = (
    *(redirect(status, ELSEWHERE, "to another origin") for status in (301, 302, 303, 307, 308)),
    *(redirect(status, "/api/2.0/elsewhere", "on the same origin") for status in (301, 302, 303)),
    redirect(307, "http://workspace.example/api", "to plain http"),
    redirect(307, "ftp://workspace.example/api", "to another scheme"),
    redirect(307, "//elsewhere.example/api", "to another host without a scheme"),
    redirect(308, None, "to nowhere"),
    redirect(308, "http://[", "to something that is not a URL"),
    redirect(300, None, "with choices"),
)
"""Redirects that nobody follows."""
