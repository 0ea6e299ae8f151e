"""32 queries in flight in one event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from .local import local_server
from .measuring import Row, Section, Settings, Spread
from .peers import openai_client, peer
from .queries import HEADERS, NAME, PATH, QUESTION, SHARED

IN_FLIGHT = 32

Run = Callable[[str, int], Awaitable[float]]


def bench(settings: Settings) -> Section:
    """Compare the asynchronous client with AsyncOpenAI, by queries a second."""
    section = Section(f"{IN_FLIGHT} in flight", remark="Wall clock; one event loop, one client.")
    runs: dict[str, Run] = {"openai": _openai, "brickserve": _brickserve, "httpx": _httpx, "aiohttp": _aiohttp}
    present = {name: run for name, run in runs.items() if name == "brickserve" or peer(name)}
    rates: dict[str, list[float]] = {name: [] for name in present}
    with local_server() as url:
        for turn in range(3 if settings.quick else 7):
            for name, run in present.items():
                rate = asyncio.run(_timed(run, url, settings.times(1000)))
                if turn:
                    rates[name].append(rate)
    base = next(iter(present))
    section.rows = [Row("queries per second", base, Spread.of(rates[base]), unit="1/s")]
    for name in list(present)[1:]:
        spread = Spread.of([mine / other for mine, other in zip(rates[name], rates[base], strict=True)])
        goal = 6.0 if name == "brickserve" else None
        note = SHARED if goal else ""
        section.rows.append(Row("queries per second", name, spread, goal, at_least=True, unit=f"× {base}", note=note))
    section.rows += [Row("queries per second", name, note="not installed") for name in runs if name not in present]
    return section


async def _timed(run: Run, url: str, total: int) -> float:
    return await run(url, total)


async def _openai(url: str, total: int) -> float:
    async with openai_client(url, asynchronous=True) as client:
        return await _rate(lambda: client.chat.completions.create(model=NAME, messages=QUESTION["messages"]), total)


async def _brickserve(url: str, total: int) -> float:
    from brickserve import AsyncWorkspaceClient
    from brickserve.service.serving import ChatMessage, ChatMessageRole

    messages = [ChatMessage(role=ChatMessageRole.USER, content="How fast are you?")]
    async with AsyncWorkspaceClient(host=url, token="bench", max_connections_per_pool=IN_FLIGHT) as client:
        return await _rate(lambda: client.serving_endpoints.query(NAME, messages=messages), total)


async def _httpx(url: str, total: int) -> float:
    async with peer("httpx").AsyncClient(base_url=url, headers=HEADERS) as client:

        async def query() -> object:
            return (await client.post(PATH, json=QUESTION)).json()["choices"][0]["message"]["content"]

        return await _rate(query, total)


async def _aiohttp(url: str, total: int) -> float:
    async with peer("aiohttp").ClientSession(url, headers=HEADERS) as session:

        async def query() -> object:
            async with session.post(PATH, json=QUESTION) as answer:
                return (await answer.json())["choices"][0]["message"]["content"]

        return await _rate(query, total)


async def _rate(query: Callable[[], Awaitable[Any]], total: int) -> float:
    async def many() -> None:
        for _ in range(total // IN_FLIGHT):
            await query()

    await asyncio.gather(*(query() for _ in range(IN_FLIGHT)))
    start = time.perf_counter()
    await asyncio.gather(*(many() for _ in range(IN_FLIGHT)))
    return total // IN_FLIGHT * IN_FLIGHT / (time.perf_counter() - start)
