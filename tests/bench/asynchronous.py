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
NATIVE, BARE, SDK = "brickserve, pyreqwest", "bare pyreqwest", "databricks-sdk, one at a time"
PACKAGES = {NATIVE: "pyreqwest", BARE: "pyreqwest"}
"""What a candidate needs, where that is not its name."""
GOALS = {"brickserve": 6.0, NATIVE: 18.0}
NOTES = {
    NATIVE: "the row of bare pyreqwest is its ceiling, before anything is built or decoded",
}

Run = Callable[[str, int], Awaitable[float]]


def bench(settings: Settings) -> Section:
    """Compare the asynchronous client with AsyncOpenAI, by queries a second and by CPU time."""
    section = Section(f"{IN_FLIGHT} in flight", remark="Wall clock and CPU time; one event loop, one client.")
    runs = _runs()
    present = {name: run for name, run in runs.items() if name == "brickserve" or peer(PACKAGES.get(name, name))}
    rates, costs = _measured(present, settings)
    base = next(iter(present))
    section.rows = [Row("queries per second", base, Spread.of(rates[base]), unit="1/s")]
    for name in list(present)[1:]:
        spread = Spread.of([mine / other for mine, other in zip(rates[name], rates[base], strict=True)])
        goal = GOALS.get(name)
        note = NOTES.get(name, "")
        section.rows.append(Row("queries per second", name, spread, goal, at_least=True, unit=f"× {base}", note=note))
    section.rows += [Row("queries per second", name, note="not installed") for name in runs if name not in present]
    if SDK in costs:
        notes = {NATIVE: "an event loop costs this much; the blocking client, without pyreqwest, is under 'One query'"}
        section.rows += compared("CPU of a query", costs, SDK, {NATIVE: 0.16}, notes=notes)
    return section


def _runs() -> dict[str, Run]:
    return {
        "openai": _openai,
        "brickserve": partial(_brickserve, transport="own"),
        NATIVE: partial(_brickserve, transport="pyreqwest"),
        BARE: _pyreqwest,
        "httpx": _httpx,
        "aiohttp": _aiohttp,
    }


def _measured(runs: dict[str, Run], settings: Settings) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return queries a second and CPU seconds of a query, round by round."""
    rates: dict[str, list[float]] = {name: [] for name in runs}
    costs: dict[str, list[float]] = {name: [] for name in runs}
    total = settings.times(1000)
    with local_server() as url:
        one = official(url) if peer("databricks.sdk") else None
        for turn in range(3 if settings.quick else 7):
            for name, run in runs.items():
                begun = time.process_time()
                rate = asyncio.run(_timed(run, url, total))
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


async def _timed(run: Run, url: str, total: int) -> float:
    return await run(url, total)


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
