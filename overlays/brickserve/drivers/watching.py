"""What an exchange waits for, waited for by an event loop: its turn in the pool, and its socket."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..network.connections import Guard
    from ..network.http1 import Wait
    from ..network.pools import Pool


def can_watch(loop: asyncio.AbstractEventLoop) -> bool:
    """Tell whether the loop can watch sockets, which the default one of Windows cannot."""
    return type(loop).add_reader is not asyncio.AbstractEventLoop.add_reader


async def turn(loop: asyncio.AbstractEventLoop, pool: Pool, guard: Guard) -> None:
    """Return when the pool has a connection to lend."""
    if pool.admit():
        return
    come = loop.create_future()
    with pool.queued(partial(_come, loop, come)):
        while not come.done():
            await asyncio.wait((come,), timeout=guard.slice())


async def ready(loop: asyncio.AbstractEventLoop, wait: Wait) -> None:
    """Return when the socket can go on, or when it is time to ask again."""
    come = loop.create_future()
    watch, forget = (loop.add_writer, loop.remove_writer) if wait.writing else (loop.add_reader, loop.remove_reader)
    watch(wait.fileno, _set, come)
    timer = loop.call_later(wait.seconds, _set, come)
    try:
        await come
    finally:
        timer.cancel()
        forget(wait.fileno)


def _come(loop: asyncio.AbstractEventLoop, come: asyncio.Future[None]) -> None:
    """Wake the loop up, from whichever thread."""
    try:
        loop.call_soon_threadsafe(_set, come)
    except RuntimeError:
        # The loop is closed; whoever waited in it leaves the queue when it is collected.
        return


def _set(come: asyncio.Future[None]) -> None:
    if not come.done():
        come.set_result(None)
