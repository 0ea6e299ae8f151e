"""One query after the other, and 32 threads at once."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from .local import local_server, port_of
from .measuring import Row, Section, Settings, Spread, compared, interleaved
from .peers import brickserve_client, official_client, peer

NAME = "bench"
PATH = f"/serving-endpoints/{NAME}/invocations"
HEADERS = {"Authorization": "Bearer bench", "Content-Type": "application/json", "Accept": "application/json"}
QUESTION = {"messages": [{"role": "user", "content": "How fast are you?"}]}
THREADS = 32
SHARED = "client and server share the cores"


def bench(settings: Settings) -> Section:
    """Measure the client's own CPU time of one query, on a connection that is already open."""
    section = Section(
        "One query",
        remark="CPU time of the client's process for one chat query on an open connection, answers decoded.",
    )
    with local_server() as url:
        candidates = _candidates(url)
        taken = interleaved(candidates, settings.rounds, settings.times(200), time.process_time)
        base = "databricks-sdk" if "databricks-sdk" in candidates else "urllib3 pool"
        section.rows = compared("CPU of a query", taken, base, {"brickserve": 0.35})
        against = {name: taken[name] for name in ("urllib3 pool", "brickserve")}
        section.rows += compared("CPU of a query", against, "urllib3 pool", {"brickserve": 1.2}, unit="× urllib3 pool")[
            1:
        ]
    return section


def _candidates(url: str) -> dict[str, Callable[[], object]]:
    candidates: dict[str, Callable[[], object]] = {}
    if peer("databricks.sdk"):
        candidates["databricks-sdk"] = official(url)
    candidates["brickserve"] = _brickserve(url)
    if peer("pyreqwest"):
        candidates["bare pyreqwest"] = _pyreqwest(url)
    candidates["urllib3 pool"] = _urllib3(url)
    candidates["http.client"] = _http_client(url)
    if peer("httpx"):
        candidates["httpx"] = _httpx(url)
    candidates["raw socket (floor)"] = _raw(url)
    return candidates


def official(url: str, pool: int = 20) -> Callable[[], object]:
    from databricks.sdk.service.serving import ChatMessage, ChatMessageRole

    client = official_client(url, pool)
    endpoints = client.serving_endpoints
    messages = [ChatMessage(role=ChatMessageRole.USER, content="How fast are you?")]
    return lambda: endpoints.query(NAME, messages=messages).choices[0].message.content


def _brickserve(url: str, **options: Any) -> Callable[[], object]:
    from brickserve.service.serving import ChatMessage, ChatMessageRole

    client = brickserve_client(url, **options)
    endpoints = client.serving_endpoints
    messages = [ChatMessage(role=ChatMessageRole.USER, content="How fast are you?")]
    return lambda: endpoints.query(NAME, messages=messages).choices[0].message.content


def _pyreqwest(url: str) -> Callable[[], object]:
    from pyreqwest.client import SyncClientBuilder

    client = SyncClientBuilder().build()

    def query() -> object:
        request = client.post(url + PATH).headers(HEADERS).body_bytes(json.dumps(QUESTION).encode())
        return json.loads(bytes(request.build().send().bytes()))["choices"][0]["message"]["content"]

    return query


def _urllib3(url: str) -> Callable[[], object]:
    import urllib3

    pool = urllib3.HTTPConnectionPool("127.0.0.1", port_of(url), maxsize=THREADS, block=True, retries=False)

    def query() -> object:
        answer = pool.urlopen("POST", PATH, body=json.dumps(QUESTION).encode(), headers=HEADERS, redirect=False)
        return json.loads(answer.data)["choices"][0]["message"]["content"]

    return query


def _http_client(url: str) -> Callable[[], object]:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(url))

    def query() -> object:
        connection.request("POST", PATH, body=json.dumps(QUESTION).encode(), headers=HEADERS)
        return json.loads(connection.getresponse().read())["choices"][0]["message"]["content"]

    return query


def _httpx(url: str) -> Callable[[], object]:
    client = peer("httpx").Client(base_url=url, headers=HEADERS)
    return lambda: client.post(PATH, json=QUESTION).json()["choices"][0]["message"]["content"]


def _raw(url: str) -> Callable[[], object]:
    connection = socket.create_connection(("127.0.0.1", port_of(url)))
    body = json.dumps(QUESTION).encode()
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode()

    def query() -> object:
        connection.sendall(head + body)
        return connection.recv(65536)

    return query


def bench_threads(settings: Settings) -> Section:
    """Measure how many queries a second 32 threads get answered through one client."""
    section = Section(
        "32 threads",
        remark=f"Wall clock; {THREADS} threads share one client. The local server is Python too and shares the cores.",
    )
    with local_server() as url:
        candidates: dict[str, Callable[[], object]] = {
            "brickserve": _brickserve(url, max_connections_per_pool=THREADS),
            "urllib3 pool": _urllib3(url),
        }
        if peer("databricks.sdk"):
            candidates = {"databricks-sdk": official(url, THREADS), **candidates}
        rates: dict[str, list[float]] = {name: [] for name in candidates}
        for turn in range(3 if settings.quick else 7):
            for name, query in candidates.items():
                rate = _rate(query, settings.times(1500))
                if turn:
                    rates[name].append(rate)
    base = next(iter(candidates))
    section.rows.append(Row("queries per second", base, Spread.of(rates[base]), unit="1/s"))
    for name in list(candidates)[1:]:
        spread = Spread.of([mine / other for mine, other in zip(rates[name], rates[base], strict=True)])
        goal = 2.3 if name == "brickserve" else None
        section.rows.append(Row("queries per second", name, spread, goal, at_least=True, note=SHARED if goal else ""))
    return section


def _rate(query: Callable[[], object], total: int) -> float:
    share = total // THREADS
    start = time.perf_counter()
    threads = [threading.Thread(target=lambda: [query() for _ in range(share)]) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return share * THREADS / (time.perf_counter() - start)
