"""32 queries in flight in one event loop."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Literal

from .local import local_server
from .measuring import Row, Section, Settings, Spread, compared
from .peers import openai_client, peer
from .queries import HEADERS, NAME, PATH, QUESTION, official

IN_FLIGHT = 32
OWN, NATIVE, BARE, OPENAI = "brickserve", "brickserve, pyreqwest", "bare pyreqwest", "openai"
SDK = "databricks-sdk, one at a time"
GOALS = {OWN: 6.0, NATIVE: 18.0}


def bench(settings: Settings) -> Section:
    """Compare the asynchronous client with AsyncOpenAI, by queries a second and by CPU time."""
    section = Section(f"{IN_FLIGHT} in flight", remark="Wall clock and CPU time; one event loop, one client.")
    rates, costs = _measured(_candidates(), settings)
    if OPENAI not in rates:
        section.rows = [Row("queries per second", name, Spread.of(rates[name]), unit="1/s") for name in rates]
        return section
    section.rows = [Row("queries per second", OPENAI, Spread.of(rates[OPENAI]), unit="1/s")]
    for name in list(rates)[1:]:
        spread = Spread.of([ours / theirs for ours, theirs in zip(rates[name], rates[OPENAI], strict=True)])
        row = Row("queries per second", name, spread, GOALS.get(name), at_least=True, unit="× openai")
        section.rows.append(row)
    if SDK in costs:
        notes = {NATIVE: "the blocking client's figure is under 'One query'"}
        section.rows += compared("CPU of a query", costs, SDK, {NATIVE: 0.16}, notes=notes)
    return section


def _candidates() -> dict[str, Callable[[str, int], Awaitable[float]]]:
    candidates: dict[str, Callable[[str, int], Awaitable[float]]] = {}
    if peer("openai"):
        candidates[OPENAI] = _openai
    candidates[OWN] = partial(_brickserve, transport="own")
    if peer("pyreqwest"):
        candidates[NATIVE] = partial(_brickserve, transport="pyreqwest")
        candidates[BARE] = _pyreqwest
    return candidates


def _measured(
    candidates: dict[str, Callable[[str, int], Awaitable[float]]], settings: Settings
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return queries a second and CPU seconds of a query, round by round."""
    rates: dict[str, list[float]] = {name: [] for name in candidates}
    costs: dict[str, list[float]] = {name: [] for name in candidates}
    total = settings.times(1000)
    with local_server() as url:
        one = official(url) if peer("databricks.sdk") else None
        for turn in range(3 if settings.quick else 7):
            for name, candidate in candidates.items():
                begun = time.process_time()
                rate = asyncio.run(candidate(url, total))
                if turn:
                    rates[name].append(rate)
                    costs[name].append((time.process_time() - begun) / (total + IN_FLIGHT))
            if one is not None:
                begun = time.process_time()
                for _ in range(total // 4):
                    one()
                if turn:
                    costs.setdefault(SDK, []).append((time.process_time() - begun) / (total // 4))
    return rates, costs


async def _openai(url: str, total: int) -> float:
    async with openai_client(url, asynchronous=True) as client:
        return await _rate(lambda: client.chat.completions.create(model=NAME, messages=QUESTION["messages"]), total)


async def _brickserve(url: str, total: int, transport: Literal["own", "pyreqwest"]) -> float:
    from brickserve import AsyncWorkspaceClient
    from brickserve.service.serving import ChatMessage, ChatMessageRole

    messages = [ChatMessage(role=ChatMessageRole.USER, content="How fast are you?")]
    async with AsyncWorkspaceClient(
        host=url, token="bench", max_connections_per_pool=IN_FLIGHT, transport=transport
    ) as client:
        return await _rate(lambda: client.serving_endpoints.query(NAME, messages=messages), total)


async def _pyreqwest(url: str, total: int) -> float:
    from pyreqwest.client import ClientBuilder

    async with ClientBuilder().build() as client:

        async def query() -> object:
            request = client.post(url + PATH).headers(HEADERS).body_bytes(json.dumps(QUESTION).encode())
            answer = await request.build().send()
            return json.loads(bytes(await answer.bytes()))["choices"][0]["message"]["content"]

        return await _rate(query, total)


async def _rate(query: Callable[[], Awaitable[Any]], total: int) -> float:
    async def many() -> None:
        for _ in range(total // IN_FLIGHT):
            await query()

    await asyncio.gather(*(query() for _ in range(IN_FLIGHT)))
    start = time.perf_counter()
    await asyncio.gather(*(many() for _ in range(IN_FLIGHT)))
    return total // IN_FLIGHT * IN_FLIGHT / (time.perf_counter() - start)
