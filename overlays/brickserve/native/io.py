"""The IO of asynchronous clients that were asked to use pyreqwest: Rust moves the bytes, our rules stay.

What pyreqwest would do in another way goes over the library's own transport: URLs that it would rewrite,
headers that it cannot send as they are, https with a `ca_bundle` (it would trust the system besides), and
everything in a forked child. Three things remain different, and are why nobody gets it without asking:

- A request that is cancelled while its headers are awaited is abandoned at once, but its connection stays open
  until the answer comes or the request's own time is over. Cancelled later, the connection closes at once.
- A deadline that passes before the connection is there counts as one that passed after the request was sent.
- Answers may have 100 headers, not 128; one that is not ASCII is left out, and there is no reason phrase.
"""

from __future__ import annotations

from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from ..drivers.asyncio_io import AsyncioIO
from ..errors import ConnectError
from ..io import HttpResponse
from ..network.transport import LONGEST_REQUEST
from .clients import Clients
from .failures import failed, host_of
from .names import Url
from .stream import ReqwestStream, watched

if TYPE_CHECKING:
    from ..config import Config
    from ..io import HttpRequest, HttpStream
    from .names import StreamRequest

T = TypeVar("T")


class ReqwestIO(AsyncioIO):
    """Carries out what flows wait for, by way of pyreqwest where that keeps to the rules."""

    def __init__(self, config: Config) -> None:
        self._clients = Clients(config)
        self._only_http = config.ca_bundle is not None and not config.skip_verify
        self._usable = True
        super().__init__(config)

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        """Send the request and read the whole answer."""
        native = self._built(request, deadline)
        if native is None:
            return await super().send(request, deadline, limit)
        stream = await self._headers(native, request, None)
        try:
            body = await stream.read_all(limit)
        finally:
            await stream.close()
        return HttpResponse(stream.status, stream.headers, body)

    async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> HttpStream:
        """Send the request and return once the headers are there."""
        native = self._built(request, deadline)
        if native is None:
            return await super().open(request, deadline, idle)
        return await self._headers(native, request, idle)

    def close(self) -> None:
        """Close every idle connection; later requests fail."""
        self._clients.close()
        super().close()

    def after_fork(self) -> None:
        """Use pyreqwest no more: its threads do not exist in a child."""
        super().after_fork()
        self._usable = False

    def _built(self, request: HttpRequest, deadline: float | None) -> StreamRequest | None:
        """Return the request as pyreqwest sends it, or None if it would send it in another way."""
        url, headers = request.url, request.headers
        text = "".join(headers.values())
        if not self._usable or (self._only_http and url.startswith("https:")):
            return None
        if not (text.isascii() and text.isprintable()):
            return None
        left = LONGEST_REQUEST if deadline is None else deadline - monotonic()
        if left <= 0:
            raise ConnectError(f"no connection to {host_of(request)} in time", host=host_of(request))
        try:
            parsed = Url(url)
            if str(parsed) != url:
                return None
            builder = self._clients.get(url).request(request.method, parsed).headers(headers)
            if request.body is None and request.method in ("POST", "PUT", "PATCH"):
                builder = builder.header("Content-Length", "0")
        except ValueError:
            # Not raised: it quotes what it could not read.
            return None
        if request.body is not None:
            builder = builder.body_bytes(request.body)
        # Without a buffer, headers and every piece are handed over as they arrive.
        return builder.streamed_read_buffer_limit(0).timeout(timedelta(seconds=left)).build_streamed()

    async def _headers(self, native: StreamRequest, request: HttpRequest, idle: float | None) -> ReqwestStream:
        """Send the request and return its answer as a stream."""
        try:
            answer = await watched(native.__aenter__(), request.cancel, idle)
        except Exception as error:
            made = failed(error, host_of(request))
        else:
            return ReqwestStream(native, answer, request, idle)
        raise made from made.__cause__
