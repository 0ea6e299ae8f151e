"""An answer of pyreqwest whose body is still arriving, held to the limits that hold everywhere."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from ..errors import BrickserveError
from ..io import MAX_ERROR_BODY
from ..network.bodies import too_large
from ..network.codings import decode, decoders
from ..network.connections import SLICE
from ..network.http1 import MAX_HEAD, NotHttp
from ..network.streamed import FINISH_SECONDS
from .failures import failed, host_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable
    from threading import Event

    from ..io import HttpRequest
    from .names import Bytes, Response, StreamRequest

T = TypeVar("T")


async def watched(work: Awaitable[T], cancel: Event | None, seconds: float | None = None) -> T:
    """Return what `work` returns; raise TimeoutError after `seconds`, or as soon as `cancel` is set."""
    if seconds is not None:
        async with asyncio.timeout(seconds):
            return await watched(work, cancel)
    if cancel is None:
        return await work

    async def awaited() -> T:
        return await work

    task = asyncio.ensure_future(awaited())
    try:
        while not task.done():
            if cancel.is_set():
                raise TimeoutError("the request was cancelled")
            await asyncio.wait((task,), timeout=SLICE)
        return task.result()
    finally:
        if task.cancel():
            # A body can only be left when nobody is reading it any more.
            await asyncio.wait((task,))


class ReqwestStream:
    """A body that is read as it arrives; its connection is used again once all of it was read."""

    def __init__(self, native: StreamRequest, answer: Response, request: HttpRequest, idle: float | None) -> None:
        self._native: StreamRequest | None = native
        self._reader = answer.body_reader
        self._request = request
        self._idle = idle
        self._scope: asyncio.Timeout | None = None
        """Bounds the read that is going on."""
        try:
            self.status = answer.status
            self.headers = _checked(self.status, _joined(answer))
            self._chain = decoders(self.headers.get("content-encoding", ""))
            self._left = self._announced()
            """How many bytes are still to come, if the headers say so."""
        except ValueError as error:
            self._drop()
            raise failed(error, host_of(request)) from error

    async def read(self) -> bytes:
        """Return what has arrived, waiting for the first byte up to the idle time; nothing at the end."""
        while data := await self._piece():
            try:
                plain = b"".join(decode(self._chain, data))
            except ValueError as error:
                self._drop()
                raise failed(error, host_of(self._request)) from error
            # A piece of a compressed body may hold no whole byte of the plain one.
            if plain:
                return plain
        return b""

    async def read_all(self, limit: int) -> bytes:
        """Return the whole body; that of an error as far as it arrives, for its status has said what counts."""
        failure = self.status >= 400
        if not failure and self._left is not None and self._left > limit:
            raise too_large(limit)
        parts: list[bytes] = []
        size = 0
        try:
            async for part in self._parts():
                parts.append(part)
                size += len(part)
                if size > (MAX_ERROR_BODY if failure else limit):
                    raise too_large(limit)
        except BrickserveError:
            if not failure:
                raise
        return parts[0] if len(parts) == 1 else b"".join(parts)

    async def finish(self) -> None:
        """Keep the connection if the body ends at once, as it does after its last event; else drop it."""
        self._idle = FINISH_SECONDS
        try:
            await self.read()
        except BrickserveError:
            return
        finally:
            self._drop()

    async def close(self) -> None:
        """Drop the connection unless the body was read to its end."""
        if self._scope is None:
            self._drop()
        else:
            # Whoever is reading has to stop first, and then drops it.
            self._scope.reschedule(asyncio.get_running_loop().time())

    async def _parts(self) -> AsyncIterator[bytes]:
        while data := await self._piece():
            if not self._chain:
                yield data
                continue
            try:
                for part in decode(self._chain, data):
                    yield part
            except ValueError as error:
                raise failed(error, host_of(self._request)) from error

    async def _piece(self) -> bytes:
        """Return the next bytes off the wire; at the end, nothing."""
        if self._native is None:
            return b""
        try:
            # The end that can only follow is not waited for: every wait is a detour over another thread.
            data = b"" if self._left == 0 else bytes(await self._next() or b"")
            if data:
                if self._left is not None:
                    self._left -= len(data)
                return data
            for decoder in self._chain:
                decoder.finish()
        except Exception as error:
            self._drop()
            made = failed(error, host_of(self._request))
        except BaseException:
            self._drop()
            raise
        else:
            self._native = None
            return b""
        raise made from made.__cause__

    async def _next(self) -> Bytes | None:
        chunk = watched(self._reader.read_chunk(), self._request.cancel)
        if self._idle is None:
            return await chunk
        try:
            async with asyncio.timeout(self._idle) as self._scope:
                return await chunk
        finally:
            self._scope = None

    def _announced(self) -> int | None:
        if self._request.method == "HEAD" or self.status in (204, 304):
            return 0
        text = self.headers.get("content-length", "")
        return int(text) if text.isdigit() and "transfer-encoding" not in self.headers else None

    def __del__(self) -> None:
        if getattr(self, "_native", None) is not None:
            self._drop()

    def _drop(self) -> None:
        native, self._native = self._native, None
        if native is not None:
            drop(native)


def drop(native: StreamRequest) -> None:
    """Close the connection of an answer that was not read to its end."""
    leaving = native.__aexit__(None, None, None)
    try:
        # It only leaves word and does not wait for anything.
        leaving.send(None)
    except StopIteration:
        return
    leaving.close()


def _joined(answer: Response) -> dict[str, str]:
    """Return the headers; a repeated one is joined with commas, one that is not ASCII left out."""
    try:
        found = answer.headers.dict_multi_value()
    except ValueError:
        found = {name: values for name in set(answer.headers) if (values := _readable(answer, name))}
    return {name: value if isinstance(value, str) else ", ".join(value) for name, value in found.items()}


def _readable(answer: Response, name: str) -> list[str]:
    try:
        return list(answer.get_header_all(name))
    except ValueError:
        return []


def _checked(status: int, headers: dict[str, str]) -> dict[str, str]:
    if status < 200:
        raise NotHttp("the server switches to another protocol")
    if headers.get("transfer-encoding", "chunked").strip().lower() != "chunked":
        raise NotHttp("a transfer coding that was not asked for")
    if sum(map(len, headers)) + sum(map(len, headers.values())) > MAX_HEAD:
        raise NotHttp("too many headers")
    return headers
