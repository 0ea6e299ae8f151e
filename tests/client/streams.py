"""Streams whose bodies are scripted."""

from __future__ import annotations

import json
from typing import Any

from brickserve.endpoints.queries import QueryStream
from brickserve.endpoints.sync import ServingEndpointsExt
from brickserve.executors import BlockingExecutor
from brickserve.io import HttpRequest

from .clients import context_over
from .scripted import ScriptedIO

SSE = "text/event-stream; charset=utf-8"


def chunk(text: str, **more: Any) -> bytes:
    document = {"id": "c", "choices": [{"index": 0, "delta": {"content": text}}], **more}
    return f"data: {json.dumps(document)}\n\n".encode()


DONE = b"data: [DONE]\n\n"


class Stream:
    """A scripted body."""

    def __init__(self, *parts: bytes | Exception, status: int = 200, kind: str = SSE, **headers: str) -> None:
        self.status = status
        self.headers = {"content-type": kind, **headers}
        self.parts = list(parts)
        self.finished = False
        self.closed = False

    async def read(self) -> bytes:
        part = self.parts.pop(0) if self.parts else b""
        if isinstance(part, Exception):
            raise part
        return part

    async def finish(self) -> None:
        self.finished = True

    async def close(self) -> None:
        self.closed = True


class StreamingIO(ScriptedIO):
    """Opens scripted streams."""

    def __init__(self, *streams: Stream | Exception) -> None:
        super().__init__()
        self.streams = list(streams)
        self.idle: list[float] = []

    async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> Any:
        self.requests.append(request)
        self.deadlines.append(deadline)
        self.idle.append(idle)
        stream = self.streams.pop(0)
        if isinstance(stream, Exception):
            raise stream
        return stream


def query(*streams: Stream | Exception, **changes: Any) -> tuple[QueryStream, StreamingIO]:
    io = StreamingIO(*streams)
    service = ServingEndpointsExt(BlockingExecutor(context_over(io).with_options(**changes)))
    return service.query("chat", messages=[], stream=True), io
