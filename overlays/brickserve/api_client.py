"""Requests to any path of the workspace's REST API, for what has no method of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._api import jsontext, wire
from .errors import DecodeError
from .guards import is_array, is_mapping, is_object
from .settings.values import HEADER_NAME, header_value
from .written import encoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Self, Unpack

    from .call_options import Options
    from .config import Config
    from .executors import AsyncExecutor, BlockingExecutor

IDEMPOTENCE = {"GET": "read", "HEAD": "read", "OPTIONS": "read", "PUT": "idempotent", "DELETE": "idempotent"}
"""What HTTP promises of its methods; any other may do its work again when it is repeated."""


def any_call(
    method: str,
    path: str,
    *,
    query: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    body: Any = None,
    raw: bool = False,
    response_headers: Sequence[str] | None = None,
) -> wire.Call[Any]:
    """Return the call for a request put together by hand."""
    verb = _method(method)
    operation: wire.Operation[Any] = wire.Operation(
        *("do", verb, _path(path)),
        decode=_Reader(raw, response_headers or ()),
        idempotence=IDEMPOTENCE.get(verb, "inference"),
        accept="application/json",
        content_type="application/json" if body is not None else None,
    )
    call = wire.Call(operation, query=dict(_flat(query or {})))
    for name, value in (headers or {}).items():
        call.headers[_name(name)] = header_value(value, f"headers[{name!r}]")
    if body is not None:
        call.body = encoded("body", body)
    return call


class ApiClient:
    """Sends requests with the client's credentials, retries and limits."""

    def __init__(self, executor: BlockingExecutor) -> None:
        self._executor = executor

    @property
    def config(self) -> Config:
        """The configuration of the client."""
        return self._executor.context.config

    def do(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
        raw: bool = False,
        response_headers: Sequence[str] | None = None,
    ) -> Any:
        """Send a request and return the JSON of its answer; `{}` when there is none.

        With `raw`, the answer is `{"contents": a binary file}`. `response_headers` names headers that are
        added to a JSON object or to the raw answer. A GET, PUT or DELETE may be repeated after a failure;
        anything else is not, unless the service turned it away before it did anything.
        """
        return self._executor.execute(
            any_call(
                *(method, path),
                query=query,
                headers=headers,
                body=body,
                raw=raw,
                response_headers=response_headers,
            )
        )

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy whose calls have other options."""
        return type(self)(self._executor.with_options(**changes))


class AsyncApiClient:
    """Sends requests with the client's credentials, retries and limits, as coroutines."""

    def __init__(self, executor: AsyncExecutor) -> None:
        self._executor = executor

    @property
    def config(self) -> Config:
        """The configuration of the client."""
        return self._executor.context.config

    async def do(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
        raw: bool = False,
        response_headers: Sequence[str] | None = None,
    ) -> Any:
        """Send a request and return the JSON of its answer; `{}` when there is none.

        With `raw`, the answer is `{"contents": a binary file}`. `response_headers` names headers that are
        added to a JSON object or to the raw answer. A GET, PUT or DELETE may be repeated after a failure;
        anything else is not, unless the service turned it away before it did anything.
        """
        return await self._executor.execute(
            any_call(
                *(method, path),
                query=query,
                headers=headers,
                body=body,
                raw=raw,
                response_headers=response_headers,
            )
        )

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy whose calls have other options."""
        return type(self)(self._executor.with_options(**changes))


class _Reader:
    """Decodes whatever comes."""

    def __init__(self, raw: bool, headers: Sequence[str]) -> None:
        self._raw = raw
        self._headers = headers

    def __call__(self, response: wire.Response) -> Any:
        wanted = {name: response.headers.get(name.lower().replace("_", "-")) for name in self._headers}
        if self._raw:
            from io import BytesIO

            return {**wanted, "contents": BytesIO(response.body)}
        if not response.body:
            return wanted
        document = jsontext.loads(response.body, content_type=response.headers.get("content-type"))
        if document is None:
            return wanted
        if is_object(document):
            return {**wanted, **document}
        if is_array(document):
            return document
        raise DecodeError(json_path="$", expected="an object or an array", got=type(document).__name__)


def _method(method: object) -> str:
    if not isinstance(method, str) or not method.isascii() or not method.isalpha():
        raise ValueError("method must be the name of an HTTP method")
    return method.upper()


def _path(path: object) -> str:
    if not isinstance(path, str):
        raise TypeError(f"path must be a string, not {type(path).__name__}")
    if not path.startswith("/") or any(character in path for character in "?#\\") or not path.isascii():
        raise ValueError("path must begin with / and hold no query, fragment, backslash or unencoded character")
    if any(character <= " " or character == "\x7f" for character in path):
        raise ValueError("path contains a space or a control character; percent-encode it")
    return path


def _name(name: object) -> str:
    if not isinstance(name, str) or not name or not HEADER_NAME.issuperset(name):
        raise ValueError("headers: a name is not a token of RFC 9110")
    return name


def _flat(query: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield parameters; those of a nested object are joined with dots, as the platform reads them."""
    for name, value in query.items():
        if is_mapping(value):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
