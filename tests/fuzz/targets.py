"""What is fuzzed: each target takes any bytes, and raises only when a promise is broken."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from brickserve.calling.retries import FINAL, Failure, decide
from brickserve.calling.retry_after import retry_after
from brickserve.errors import ConfigError, DecodeError
from brickserve.errors.responses import from_response, from_stream_event
from brickserve.network.http1 import Answer, Ended, NotHttp, NotYet, Source, Wait
from brickserve.redaction import Redactor
from brickserve.settings.profiles import parse
from brickserve_api import jsontext, models

from . import sse

T = TypeVar("T")

SECRET = "dapi-canary-0123456789"


def server_sent_events(data: bytes) -> None:
    """Any bytes in any two pieces give the events of the reference decoder."""
    cut = data[0] % (len(data) + 1) if data else 0
    chunks = [data[:cut], data[cut:]]
    assert sse.outcome_of(chunks, 1 << 20) == sse.expected(data, 1 << 20)
    assert sse.outcome_of([data[at : at + 1] for at in range(len(data))], 64) == sse.expected(data, 64)


def json_text(data: bytes) -> None:
    """Any bytes are JSON within the limits, or a DecodeError; what is read can be written and read again."""
    try:
        value = jsontext.loads(data)
    except DecodeError:
        return
    assert jsontext.loads(jsontext.dumps(value)) == value
    path, endpoint = "", None
    try:
        endpoint = models.ServingEndpointDetailed.from_json(data)
    except DecodeError as error:
        path = error.json_path or ""
    if endpoint is None:
        assert path.startswith("$")
        return
    assert jsontext.loads(endpoint.to_json()) == value


def error_body(data: bytes) -> None:
    """Any body keeps the class of its status, in one printable line without the secret."""
    body = data.replace(b"SECRET", SECRET.encode())
    for status, name in ((404, "NotFound"), (429, "TooManyRequests"), (500, "InternalError")):
        error = from_response(status, {}, body, secrets=(SECRET,))
        assert name in {kind.__name__ for kind in type(error).__mro__}
        assert len(str(error)) <= 500
        assert str(error).isprintable()
        assert SECRET not in f"{error!r} {vars(error)!r}"
    from_stream_event(body.decode("utf-8", "replace"), secrets=(SECRET,))


def retry_after_header(data: bytes) -> None:
    """Any header is ignored or gives a finite wish, and no sleep is longer than two minutes."""
    first, _, rest = data.decode("latin-1").partition("\n")
    second, _, third = rest.partition("\n")
    headers = {"retry-after": first, "retry-after-ms": second, "date": third}
    for chosen in (headers, {"retry-after": first}, {"retry-after": first, "date": third}):
        wish = retry_after(chosen, lambda: 1.7e9)
        assert wish is None or (math.isfinite(wish) and wish >= 0)
        decision = decide(Failure("read", "rejected", 1, retry_after=wish), 4, lambda: 0.5)
        assert 0 <= decision.sleep <= 120
    assert decide(Failure("read", FINAL, 1), 4, lambda: 0.5).sleep == 0


def profile_file(data: bytes) -> None:
    """Any text is read, or refused with file and line and without its values."""
    text = data.decode("utf-8", "replace").replace("SECRET", SECRET)
    shown = "file:"
    try:
        parse(text, "file")
    except ConfigError as error:
        shown = f"{error} {error.__cause__!r} {error.__context__!r}"
    assert shown.startswith("file:")
    assert SECRET not in shown


def http_answer(data: bytes) -> None:
    """Any bytes are an answer or an error of the parser, however they are cut, and nothing hangs."""
    singles = [data[at : at + 1] for at in range(len(data))]
    whole = _answer([data])
    assert whole == _answer(singles)
    assert whole == _answer([pause_or_byte for byte in singles for pause_or_byte in (None, byte)])


def _answer(pieces: Sequence[bytes | None]) -> tuple[object, ...]:
    """Return what an answer is that arrives in pieces; None is a pause."""
    left: Iterator[bytes | None] = iter([piece for piece in pieces if piece != b""])

    def receive(size: int) -> bytes:
        piece = next(left, b"")
        if piece is None:
            raise NotYet(Wait(0, False, 0.0))
        return piece

    source = Source(receive)
    body = b""
    try:
        answer = _after_pauses(lambda: Answer(source, "GET"))
        while part := _after_pauses(answer.read):
            body += part
    except (Ended, NotHttp) as error:
        # How much of a body arrives before it breaks depends on the packets; that it breaks does not.
        return (type(error).__name__,)
    return answer.status, answer.reason, answer.headers, body, answer.reusable


def _after_pauses(call: Callable[[], T]) -> T:
    while True:
        try:
            return call()
        except NotYet:
            continue


def redaction(data: bytes) -> None:
    """No text shows the secret, in whatever form and nesting it comes."""
    text = data.decode("utf-8", "replace").replace("SECRET", SECRET)
    redactor = Redactor((SECRET,))
    assert SECRET not in redactor.text(text)
    assert SECRET not in redactor.excerpt(text.encode())
    nested: object = text
    for _ in range(40):
        nested = {"key": [nested], text[:20]: text}
    assert SECRET not in repr(redactor.json(nested))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "sse": server_sent_events,
    "json": json_text,
    "error_body": error_body,
    "retry_after": retry_after_header,
    "profile": profile_file,
    "http1": http_answer,
    "redaction": redaction,
}
