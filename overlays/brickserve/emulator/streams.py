"""Answers as server-sent events: `data: {…}` for each chunk and `data: [DONE]` at the end."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Iterable

from .calls import Call
from .problems import Problem
from .values import Object
from .web import Receive, Response, Scope, Send, iterate_in_threadpool


class EventStream(Response):  # type: ignore[misc, unused-ignore]  # where starlette is not installed
    """An answer that is sent event by event, until the caller has had enough."""

    def __init__(self, call: Call, items: Iterable[Object], *, blocking: bool = False) -> None:
        super().__init__(media_type="text/event-stream", headers={"Cache-Control": "no-cache"})
        # The length is not known beforehand.
        del self.headers["content-length"]
        self._call = call
        # Only a model of the caller's own may keep the server waiting for its next item.
        self._items = iterate_in_threadpool(items) if blocking else _unblocked(items)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events; a caller who leaves ends it at once."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        self._call.workspace.open_streams += 1
        gone = asyncio.ensure_future(disconnected(receive))
        sending = asyncio.ensure_future(self._send_events(send))
        try:
            await asyncio.wait({gone, sending}, return_when=asyncio.FIRST_COMPLETED)
            if sending.done() and sending.result() is False:
                # The connection was cut; the server must see that before the handler returns.
                await gone
        finally:
            self._call.workspace.open_streams -= 1
            for task in (gone, sending):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

    async def _send_events(self, send: Send) -> bool:
        async with contextlib.aclosing(self._events()) as events:
            async for event in events:
                if event is None:
                    self._call.cut()
                    return False
                await send({"type": "http.response.body", "body": event.encode(), "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return True

    async def _events(self) -> AsyncGenerator[str | None]:
        fault, delay, sent = self._call.fault, self._call.workspace.settings.stream_delay, 0
        limit = fault.after_events if fault else None
        try:
            async for item in self._items:
                if sent == limit:
                    break
                if sent and delay:
                    await asyncio.sleep(delay)
                yield _event(json.dumps(item, allow_nan=False))
                sent += 1
        except Exception as error:
            # The status has been sent: all that is left is to say so in the stream.
            yield self._error(Problem(500, "INTERNAL_ERROR", f"The model raised {error!r}"))
            return
        if fault is None or limit is None:
            yield _event("[DONE]")
        else:
            yield None if fault.drop else self._error(fault.problem())

    def _error(self, problem: Problem) -> str:
        return _event(json.dumps(problem.document(self._call.request_id)))


async def disconnected(receive: Receive) -> None:
    """Return when the caller has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _unblocked(items: Iterable[Object]) -> AsyncGenerator[Object]:
    for item in items:
        yield item
        # Other requests get their turn between two events.
        await asyncio.sleep(0)


def _event(data: str) -> str:
    return f"data: {data}\n\n"
