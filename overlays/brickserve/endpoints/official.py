"""Carries calls out through the official SDK: its session, its credentials and its retries."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from .._api import jsontext
from ..calling.context import Context
from ..config import Config
from ..errors import TransportError
from ..executors import BlockingExecutor
from ..io import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..auth.token import Token
    from ..io import IO, HttpRequest, HttpStream

HEADERS = ("content-type", "served-model-name", "x-request-id", "mcp-session-id")
"""The headers of an answer that are asked for: the SDK gives those that are named and no others."""
KEPT = frozenset({"Accept", "Content-Type"})
"""The headers of a request that are the operation's own."""


def official_executor(client: Any) -> BlockingExecutor:
    """Return an executor over a `databricks.sdk.WorkspaceClient`.

    A call is made once: the SDK has retries of its own.
    """
    api = getattr(client, "api_client", None)
    if not callable(getattr(api, "do", None)) or not hasattr(client, "config"):
        raise TypeError(f"from_databricks takes a databricks.sdk.WorkspaceClient, not {type(client).__name__}")
    signs_itself: Any = _SignedThere()
    config = Config(host=client.config.host, credentials=signs_itself)
    return BlockingExecutor(Context(config, OfficialIO(api, config.host)).with_options(max_attempts=1))


class OfficialIO:
    """Sends requests with `ApiClient.do` of the official SDK."""

    def __init__(self, api: Any, host: str) -> None:
        self._api = api
        self._host = host

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        """Send the request; the SDK's own limits of time apply, and its errors become answers again."""
        try:
            found = self._do(request)
            with found["contents"] as contents:
                body: bytes = contents.read()
        except Exception as error:
            return _refused(error)
        return HttpResponse(200, _headers(found), body)

    async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> HttpStream:
        """Send the request and return once the headers are there; the SDK limits the time of each read."""
        try:
            found = self._do(request)
        except Exception as error:
            refused = _refused(error)
            return OfficialStream(refused.status, refused.headers, BytesIO(refused.body), deadline)
        contents: Any = found["contents"]
        # Left alone, the SDK hands on a megabyte at a time. None stands for the server's own chunks; where there
        # are none it would stand for the whole body.
        chunked = "chunked" in (found.get("transfer-encoding") or "").lower()
        contents.set_chunk_size(None if chunked else 1)
        return OfficialStream(200, _headers(found), contents, deadline)

    def _do(self, request: HttpRequest) -> dict[str, Any]:
        path, _, query = request.url.removeprefix(self._host).partition("?")
        from urllib.parse import parse_qsl

        found: dict[str, Any] = self._api.do(
            *(request.method, path),
            query=dict(parse_qsl(query, keep_blank_values=True)) or None,
            headers={name: value for name, value in request.headers.items() if name in KEPT},
            data=request.body,
            raw=True,
            response_headers=[*HEADERS, "transfer-encoding"],
        )
        return found

    async def sleep(self, seconds: float) -> None:
        """Return after `seconds`."""
        sleep(seconds)

    def monotonic(self) -> float:
        """Return seconds on a clock that never goes back."""
        return monotonic()

    def random(self) -> float:
        """Return a number from 0 up to, not including, 1."""
        from random import random

        return random()


class OfficialStream:
    """A body that the SDK hands on as it arrives."""

    def __init__(self, status: int, headers: Mapping[str, str], contents: Any, deadline: float | None) -> None:
        self.status = status
        self.headers = headers
        self._contents = contents
        self._deadline = deadline
        self._parts: Iterator[bytes] = iter(contents.__enter__())

    async def read(self) -> bytes:
        """Return what has arrived, waiting for the first byte; the deadline does not end that wait, but the next."""
        if self._deadline is not None and monotonic() >= self._deadline:
            raise TransportError("the deadline passed before the stream ended")
        try:
            return next(self._parts, b"")
        except Exception as error:
            raise TransportError(f"the official SDK's stream broke: {type(error).__name__}") from error

    async def finish(self) -> None:
        """Drop the connection: whether the body has ended could only be found out by waiting."""
        self._contents.close()

    async def close(self) -> None:
        """Drop the connection."""
        self._contents.close()


class _SignedThere:
    """Stands for credentials that are put on requests further on."""

    auth_type = "databricks-sdk"

    async def headers(self, io: IO, deadline: float | None) -> dict[str, str]:
        return {}

    async def token(self, io: IO, deadline: float | None) -> Token:
        from ..auth.credentials import no_token

        raise no_token(self.auth_type)

    def invalidate(self, headers: Mapping[str, str]) -> bool:
        return False

    def secrets(self) -> tuple[str, ...]:
        return ()


def _headers(found: Mapping[str, Any]) -> dict[str, str]:
    return {name: found[name] for name in HEADERS if found.get(name)}


def _refused(error: Exception) -> HttpResponse:
    """Return the answer that an error of the SDK was made from; other errors go on as what they are."""
    official: Any = import_module("databricks.sdk.errors.platform")
    if not isinstance(error, import_module("databricks.sdk.errors").DatabricksError):
        raise TransportError(f"the official SDK got no answer: {type(error).__name__}") from error
    status = next((code for code, kind in official.STATUS_CODE_MAPPING.items() if isinstance(error, kind)), 400)
    document = {"error_code": getattr(error, "error_code", None), "message": str(error)}
    return HttpResponse(status, {"content-type": "application/json"}, jsontext.dumps(document))
