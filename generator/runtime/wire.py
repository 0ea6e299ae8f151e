"""What an operation puts on the wire, built without any I/O, and the seam to whoever carries it out."""

from __future__ import annotations

from .codec import encode_arguments
from .typed import Any, Generic, Protocol, TypeVar

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

    from .codec import Model
    from .waiting import Origin, Waiter

T = TypeVar("T")

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


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

    def __init__(
        self,
        id: str,
        method: str,
        path: str,
        *,
        decode: Callable[[Response], T],
        idempotence: str,
        accept: str | None = None,
        content_type: str | None = None,
        required: tuple[str, ...] = (),
        stream: Stream | None = None,
        reconcile: Callable[[Mapping[str, Any]], Call[Any]] | None = None,
    ) -> None:
        self.id = id
        self.method = method
        self.path = path
        self.decode = decode
        self.idempotence = idempotence
        """What a repetition does: read, idempotent, create, inference, external or token."""
        self.accept = accept
        self.content_type = content_type
        self.required = required
        """Names of the body's arguments that must not be None."""
        self.stream = stream
        """How the answer comes piece by piece, for operations that can stream."""
        self.reconcile = reconcile
        """Given the call's arguments, the call that reads back what this operation wrote."""

    def __repr__(self) -> str:
        return f"<Operation {self.id}: {self.method} {self.path}>"


class Call(Generic[T]):
    """One request of an operation: everything that is known before the first byte is sent."""

    __slots__ = ("arguments", "body", "headers", "operation", "path", "query")

    def __init__(
        self,
        operation: Operation[T],
        *,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> None:
        self.operation = operation
        self.arguments: Mapping[str, Any] = {**(path or {}), **(query or {}), **(body or {})}
        """The arguments by the names that the specification gives them."""
        self.path = expand_path(operation, path) if path else operation.path
        """The path with every argument in place as one percent-encoded segment."""
        self.query = query_pairs(query) if query else ()
        """The query string as decoded name-value pairs."""
        self.headers = request_headers(operation, headers)
        """The headers that belong to the operation, without credentials."""
        self.body = encode_arguments(operation.id, body, operation.required) if body is not None else None
        """The encoded body, or None."""

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


def expand_path(operation: Operation[Any], arguments: Mapping[str, str]) -> str:
    """Put the arguments into the operation's path; none of them can add, remove or leave a segment."""
    path = operation.path
    for name, value in arguments.items():
        path = path.replace("{" + name + "}", path_segment(name, value))
    return path


def path_segment(name: str, value: str) -> str:
    """Encode `value` as exactly one segment of a path (RFC 3986, section 3.3)."""
    if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without a type checker
        raise TypeError(f"{name} must be a string, not {type(value).__name__}")
    if value in ("", ".", ".."):
        raise ValueError(f"{name} must not be {value!r}: it would change the request's path")
    if _UNRESERVED.issuperset(value):
        return str.__str__(value)
    from urllib.parse import quote

    try:
        return quote(value, safe="")
    except UnicodeEncodeError:
        raise ValueError(f"{name} contains a lone surrogate, which has no UTF-8 form") from None


def integer_segment(name: str, value: int) -> str:
    """Write a whole number as a segment of a path."""
    if not isinstance(value, int) or isinstance(value, bool):  # pyright: ignore[reportUnnecessaryIsInstance]  # as above
        raise TypeError(f"{name} must be an integer, not {type(value).__name__}")
    return str(int(value))


def query_pairs(query: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Flatten query arguments: None is left out, a list repeats its name."""
    pairs: list[tuple[str, str]] = []
    for name, value in query.items():
        values: Any = value
        if not isinstance(value, (list, tuple)):
            values = (value,)
        pairs.extend((name, _text(item)) for item in values if item is not None)
    return tuple(pairs)


def request_headers(operation: Operation[Any], arguments: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the operation's own headers and those given as arguments."""
    headers: dict[str, str] = {}
    if operation.accept:
        headers["Accept"] = operation.accept
    if operation.content_type:
        headers["Content-Type"] = operation.content_type
    for name, value in (arguments or {}).items():
        if value is not None:
            headers[name] = header_value(name, _text(value))
    return headers


def header_value(name: str, value: str) -> str:
    """Return `value` if it can stand in a header; the error never shows it."""
    if any(character in value for character in "\r\n\0"):
        raise ValueError(f"{name} contains a line break or NUL, which a header must not carry")
    if not value.isascii():
        try:
            value.encode("latin-1")
        except UnicodeEncodeError:
            raise ValueError(f"{name} contains characters outside latin-1") from None
    return value


def _text(value: Any) -> str:
    if value is True:
        return "true"
    if value is False:
        return "false"
    return str(value)
