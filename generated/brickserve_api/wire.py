"""What an operation puts on the wire, built without any I/O, and the seam to whoever carries it out."""

from __future__ import annotations

from .codec import encode_arguments
from .parameters import expand_path, query_pairs, request_headers
from .typed import Any, Generic, Protocol, TypeVar

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta
    from typing import TypeAlias

    from .codec import Model
    from .waiting import Origin, Waiter

    Encode: TypeAlias = Callable[["Operation[Any]", Mapping[str, Any]], tuple[bytes, str] | None]

T = TypeVar("T")


def usual_idempotence(method: str) -> str:
    """Return what a repetition does unless something else is known of the operation."""
    return {"POST": "create", "PUT": "idempotent", "PATCH": "idempotent", "DELETE": "idempotent"}.get(method, "read")


class Response(Protocol):
    """A complete answer, as `Operation.decode` reads it."""

    @property
    def status(self) -> int:
        """The HTTP status code."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The response headers, with lower-case names."""
        ...

    @property
    def body(self) -> bytes:
        """The whole body, decompressed."""
        ...


class Stream:
    """The other form of an operation's answer: server-sent events, asked for with an argument."""

    __slots__ = ("done", "event", "parameter")

    def __init__(self, parameter: str, event: type[Model], *, done: str | None = None) -> None:
        self.parameter = parameter
        """The argument that asks for events when it is True."""
        self.event = event
        """What the data of every event is."""
        self.done = done
        """The data of the event that ends the stream; None when the end of the body ends it."""


class Operation(Generic[T]):
    """The constant facts of one operation of the API."""

    # No __slots__: pyright takes a slot that holds a function for a method, and then no longer sees that
    # this class has the shape that executors ask for.

    required: tuple[str, ...]
    """Names of the body's arguments that must not be None."""
    nullable: tuple[str, ...]
    """Names of the body's arguments that must be given, and of which None is sent as `null`."""
    encodings: Mapping[str, Encode]
    """How the body's arguments are written as other content types, where a call chooses one of these."""
    optional_body: Mapping[str, Any] | None
    """What a body has in any case, where a call without any of the body's arguments sends none."""
    styles: Mapping[tuple[str, str], str]
    """How some parameters are written, by their places and names: see `styles`."""
    failures: Mapping[str, Any]
    """What the bodies of failed answers are, by status: `404`, `4XX` or `default`."""
    security: tuple[Mapping[str, tuple[str, ...]], ...] | None
    """Sets of schemes, any one of which its calls need, where that is not what `access` says of all calls."""
    servers: tuple[str, ...]
    """Where it is served, where that is not where `access` says that the API is."""

    def __init__(
        self,
        id: str,
        method: str,
        path: str,
        decode: Callable[[Response], T],
        *,
        idempotence: str | None = None,
        accept: str | None = "application/json",
        content_type: str | None = None,
        encode: Encode | None = None,
        encodings: Mapping[str, Encode] | None = None,
        required: tuple[str, ...] = (),
        nullable: tuple[str, ...] = (),
        optional_body: Mapping[str, Any] | None = None,
        styles: Mapping[tuple[str, str], str] | None = None,
        failures: Mapping[str, Any] | None = None,
        security: tuple[Mapping[str, tuple[str, ...]], ...] | None = None,
        servers: tuple[str, ...] = (),
        stream: Stream | None = None,
        reconcile: Callable[[Mapping[str, Any]], Call[Any]] | None = None,
    ) -> None:
        self.id = id
        self.method = method
        self.path = path
        self.decode = decode
        self.idempotence = idempotence or usual_idempotence(method)
        """What a repetition does: read, idempotent, create, inference, external or token."""
        self.accept = accept
        self.content_type = content_type
        self.encode = encode
        """How the body's arguments are written; None stands for one JSON object."""
        self.encodings = encodings or {}
        self.required = required
        self.nullable = nullable
        self.optional_body = optional_body
        self.styles = styles or {}
        self.failures = failures or {}
        self.security = security
        self.servers = servers
        self.stream = stream
        """How the answer comes piece by piece, for operations that can stream."""
        self.reconcile = reconcile
        """Given the call's arguments, the call that reads back what this operation wrote."""

    def read_failure(self, response: Response) -> Any:
        """Return what a failed answer tells in the documented form, or None when it has none."""
        from .bodykinds import read_failure

        return read_failure(self.failures, response) if self.failures else None

    def __repr__(self) -> str:
        return f"<Operation {self.id}: {self.method} {self.path}>"


class Call(Generic[T]):
    """One request of an operation: everything that is known before the first byte is sent."""

    __slots__ = ("arguments", "body", "headers", "operation", "path", "query")

    def __init__(
        self,
        operation: Operation[T],
        *,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
        cookies: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> None:
        self.operation = operation
        self.arguments: Mapping[str, Any] = {
            **(cookies or {}),
            **(headers or {}),
            **(body or {}),
            **(query or {}),
            **(path or {}),
        }
        """The arguments by the names that the specification gives them; of two with one name, that of the URL."""
        self.path = expand_path(operation, path) if path else operation.path
        """The path with every argument in place as one percent-encoded segment."""
        self.query = query_pairs(query, operation.styles) if query else ()
        """The query string as decoded name-value pairs."""
        self.headers = request_headers(operation, headers)
        """The headers that belong to the operation, without credentials."""
        self.body = self._encoded(body) if body is not None else None
        """The encoded body, or None."""
        if cookies:
            from .styles import cookie_header

            if text := cookie_header(cookies, operation.styles):
                self.headers["Cookie"] = text

    @property
    def query_string(self) -> str:
        """The query as it stands behind the question mark of the URL."""
        if not self.query:
            return ""
        from .styles import query_string

        return query_string(self.query)

    def _encoded(self, body: Mapping[str, Any]) -> bytes | None:
        operation = self.operation
        if operation.optional_body is not None:
            from .payloads import completed

            body = completed(operation, body, operation.optional_body)
            if not body:
                self.headers.pop("Content-Type", None)
                return None
        encode = operation.encode
        if operation.encodings:
            encode = operation.encodings.get(self.headers["Content-Type"].split(";")[0].strip().lower(), encode)
        if encode is None:
            return encode_arguments(operation.id, body, operation.required, operation.nullable)
        payload = encode(operation, body)
        if payload is None:
            self.headers.pop("Content-Type", None)
            return None
        # A boundary belongs to the very body that it divides, so that no caller can choose it.
        is_chosen = self.headers.get("Content-Type") != operation.content_type and "boundary=" not in payload[1]
        if not is_chosen:
            self.headers["Content-Type"] = payload[1]
        return payload[0]

    def __repr__(self) -> str:
        return f"<Call {self.operation.id}: {self.operation.method} {self.operation.path}>"


class Executor(Protocol):
    """Carries out calls and blocks until each one is answered."""

    def execute(self, call: Call[T], /) -> T:
        """Send the call and return the decoded answer."""
        ...


class WaitingExecutor(Executor, Protocol):
    """An executor that can also poll until a waiter's goal is reached."""

    def wait(
        self,
        waiter: Waiter[T],
        arguments: Mapping[str, str],
        /,
        *,
        timeout: timedelta,
        callback: Callable[[T], None] | None = None,
        progress: bool = False,
        origin: Origin | None = None,
    ) -> T:
        """Poll until the waiter succeeds, fails or `timeout` has passed.

        `progress` asks to show the way there; `origin` is the operation that the wait follows.
        """
        ...


class AsyncExecutor(Protocol):
    """Carries out calls as coroutines."""

    async def execute(self, call: Call[T], /) -> T:
        """Send the call and return the decoded answer."""
        ...


class AsyncWaitingExecutor(AsyncExecutor, Protocol):
    """An asynchronous executor that can also poll until a waiter's goal is reached."""

    async def wait(
        self,
        waiter: Waiter[T],
        arguments: Mapping[str, str],
        /,
        *,
        timeout: timedelta,
        callback: Callable[[T], None] | None = None,
        progress: bool = False,
        origin: Origin | None = None,
    ) -> T:
        """Poll until the waiter succeeds, fails or `timeout` has passed.

        `progress` asks to show the way there; `origin` is the operation that the wait follows.
        """
        ...
