"""32 queries in flight in one event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from .local import local_server
from .measuring import Row, Section, Settings, Spread
from .peers import openai_client, peer
from .queries import NAME, QUESTION

IN_FLIGHT = 32


def bench(settings: Settings) -> Section:
    """Compare the asynchronous client with AsyncOpenAI, by queries a second."""
    section = Section(f"{IN_FLIGHT} in flight", remark="Wall clock; one event loop, one client.")
    with local_server() as url:
        rates: dict[str, list[float]] = {}
        for turn in range(3 if settings.quick else 7):
            for name, run in (("openai", _openai), ("brickserve", _brickserve)):
                if name == "openai" and not peer("openai"):
                    continue
                rate = asyncio.run(run(url, settings.times(1000)))
                if turn:
                    rates.setdefault(name, []).append(rate)
    if "openai" not in rates:
        section.rows = [Row("queries per second", "brickserve", Spread.of(rates["brickserve"]), unit="1/s")]
        return section
    spread = Spread.of([ours / theirs for ours, theirs in zip(rates["brickserve"], rates["openai"], strict=True)])
    section.rows = [
        Row("queries per second", "openai", Spread.of(rates["openai"]), unit="1/s"),
        Row("queries per second", "brickserve", spread, 6.0, at_least=True, unit="× openai"),
    ]
    return section


async def _openai(url: str, total: int) -> float:
    async with openai_client(url, asynchronous=True) as client:
        return await _rate(lambda: client.chat.completions.create(model=NAME, messages=QUESTION["messages"]), total)


async def _brickserve(url: str, total: int) -> float:
    from brickserve import AsyncWorkspaceClient
    from brickserve.service.serving import ChatMessage, ChatMessageRole

    messages = [ChatMessage(role=ChatMessageRole.USER, content="How fast are you?")]
    async with AsyncWorkspaceClient(host=url, token="bench", max_connections_per_pool=IN_FLIGHT) as client:
        return await _rate(lambda: client.serving_endpoints.query(NAME, messages=messages), total)


async def _rate(query: Callable[[], Awaitable[Any]], total: int) -> float:
    async def many() -> None:
        for _ in range(total // IN_FLIGHT):
            await query()

    await asyncio.gather(*(query() for _ in range(IN_FLIGHT)))
    start = time.perf_counter()
    await asyncio.gather(*(many() for _ in range(IN_FLIGHT)))
    return total // IN_FLIGHT * IN_FLIGHT / (time.perf_counter() - start)
