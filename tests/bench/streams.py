"""Server-sent events: what one costs, and how long the first one takes to arrive."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable

from .local import local_server, port_of
from .measuring import Row, Section, Settings, Spread, compared, interleaved
from .peers import brickserve_client, openai_client, peer
from .queries import HEADERS, NAME, PATH, QUESTION
from .server import EVENTS

FORMS = {"slow-chunk": "chunked", "slow-close": "ended by the connection's end", "slow-gzipd": "gzip"}


def bench(settings: Settings) -> Section:
    """Measure the CPU time of an event, and the delay of a first event that stands alone for a while."""
    section = Section(
        "Streams",
        remark=f"CPU time of the client's process for one of {EVENTS} events, connection set-up shared out; "
        "wall clock for the delay, from the server's sending to the client's use of the first event.",
    )
    with local_server() as url:
        section.rows += _cost(url, settings)
        section.rows += _delays(url, settings)
    return section


def _cost(url: str, settings: Settings) -> list[Row]:
    candidates: dict[str, Callable[[], object]] = {}
    if peer("openai"):
        candidates["openai"] = _openai(url)
    candidates["brickserve"] = _brickserve(url)
    candidates["read1 and json.loads (floor)"] = _bare(url)
    taken = interleaved(candidates, settings.rounds, settings.times(5), time.process_time)
    each = {name: [seconds / EVENTS for seconds in values] for name, values in taken.items()}
    base = next(iter(candidates))
    return compared("CPU of an event", each, base, {"brickserve": 0.11}, unit=f"× {base}")


def _openai(url: str) -> Callable[[], object]:
    client = openai_client(url)

    def read() -> object:
        stream = client.chat.completions.create(model=NAME, messages=QUESTION["messages"], stream=True)
        return sum(len(event.choices[0].delta.content) for event in stream)

    return read


def _brickserve(url: str) -> Callable[[], object]:
    from brickserve.service.serving import ChatMessage, ChatMessageRole

    endpoints = brickserve_client(url).serving_endpoints
    messages = [ChatMessage(role=ChatMessageRole.USER, content="How fast are you?")]

    def read() -> object:
        total = 0
        for event in endpoints.query(NAME, messages=messages, stream=True):
            total += len(event.choices[0].delta.content)
        return total

    return read


def _bare(url: str) -> Callable[[], object]:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(url))
    body = json.dumps(QUESTION | {"stream": True}).encode()

    def read() -> object:
        connection.request("POST", PATH, body=body, headers=HEADERS)
        response = connection.getresponse()
        total, rest = 0, b""
        while data := response.read1(65536):
            *events, rest = (rest + data).split(b"\n\n")
            for event in events:
                if event != b"data: [DONE]":
                    total += len(json.loads(event[6:])["choices"][0]["delta"]["content"])
        return total

    return read


def _delays(url: str, settings: Settings) -> list[Row]:
    rows = []
    for model, form in FORMS.items():
        for name, first in _firsts(url).items():
            goal = 1.0 if name == "brickserve" else None
            try:
                delays = [first(model) * 1e3 for _ in range(3 if settings.quick else 9)]
            except Exception as error:  # A bench reports what a peer cannot do.
                rows.append(Row(f"first event, {form}", name, note=f"failed: {type(error).__name__}"))
            else:
                rows.append(Row(f"first event, {form}", name, Spread.of(delays[1:]), goal, unit="ms"))
    return rows


def _firsts(url: str) -> dict[str, Callable[[str], float]]:
    endpoints = brickserve_client(url).serving_endpoints

    def ours(model: str) -> float:
        from brickserve.service.serving import ChatMessage

        with endpoints.query(model, messages=[ChatMessage(content="?")], stream=True) as stream:
            sent = next(stream).id
            return time.monotonic() - float(sent or "nan")

    firsts: dict[str, Callable[[str], float]] = {"brickserve": ours}
    if peer("openai"):
        client = openai_client(url)

        def theirs(model: str) -> float:
            with client.chat.completions.create(model=model, messages=QUESTION["messages"], stream=True) as stream:
                sent = next(iter(stream)).id
                return time.monotonic() - float(sent)

        firsts["openai"] = theirs
    return firsts
