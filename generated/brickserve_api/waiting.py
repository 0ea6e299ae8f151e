"""Long-running operations: the state they aim for, as data, and the handle that waits for it."""

from __future__ import annotations

from datetime import timedelta

from .typed import Any, Generic, TypeVar

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .wire import AsyncWaitingExecutor, Call, WaitingExecutor

T = TypeVar("T")


class Waiter(Generic[T]):
    """What to poll, where its state stands, and what each state means."""

    # No __slots__: pyright takes a slot that holds a function for a method, and then no longer sees that
    # this class has the shape that executors ask for.

    def __init__(
        self,
        name: str,
        *,
        method: str,
        poll: Callable[..., Call[T]],
        state: str,
        success: tuple[str, ...],
        failure: tuple[str, ...],
        retry: tuple[str, ...],
        messages: tuple[str, ...] = (),
        version: str = "",
        pending_version: str = "",
        timeout: timedelta,
    ) -> None:
        self.name = name
        self.method = method
        """The service method that waits with this waiter."""
        self.poll = poll
        """Builds the call that reads the resource, from the wait's arguments."""
        self.state = state
        """Where the state stands in the resource, such as `state.config_update`."""
        self.success = success
        self.failure = failure
        self.retry = retry
        self.messages = messages
        """Where explanations of a failure stand, such as `config.parts[].state.message`."""
        self.version = version
        """Where the number of what is in effect stands; empty if nothing is numbered."""
        self.pending_version = pending_version
        """Where the number of what is under way stands."""
        self.timeout = timeout

    def versions(self, resource: T) -> tuple[int | None, int | None]:
        """Return the numbers of what is under way and of what is in effect, as far as the resource shows them."""
        document: Any = resource
        if self.version and self.pending_version:
            document = document.as_dict()
            return _number_at(document, self.pending_version), _number_at(document, self.version)
        return None, None

    def __repr__(self) -> str:
        return f"<Waiter {self.name}>"


def _number_at(document: Any, path: str) -> int | None:
    found: Any = document
    for step in path.split("."):
        fields: Any = found
        found = fields.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) else None


class Origin:
    """What is known of the operation that a wait follows."""

    __slots__ = ("creates", "version")

    def __init__(self, *, creates: bool = False, version: int | None = None) -> None:
        self.creates = creates
        """Whether the operation made the resource, which may take a moment to appear."""
        self.version = version
        """The number of what the operation set off, which tells it from what others set off later."""

    def __repr__(self) -> str:
        return f"Origin(creates={self.creates}, version={self.version})"


class _Handle(Generic[T]):
    """What both kinds of wait know."""

    def __init__(
        self, waiter: Waiter[T], arguments: Mapping[str, str], response: T | None, origin: Origin | None, creates: bool
    ) -> None:
        self.response = response
        """The answer of the call that started the operation; None on a wait restored from a token."""
        self._waiter = waiter
        self._arguments = dict(arguments)
        self._known = origin
        self._creates = creates

    def bind(self) -> dict[str, str]:
        """Return the arguments of every poll, such as the resource's name."""
        return self._arguments

    def __getattr__(self, name: str) -> str:
        if not name.startswith("_") and name in self._arguments:
            return self._arguments[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._waiter.name} {self._arguments}>"

    def to_token(self) -> dict[str, Any]:
        """Return what another process needs to go on waiting; it is JSON and holds no secret."""
        token: dict[str, Any] = {"waiter": self._waiter.name, "arguments": dict(self._arguments)}
        origin = self._origin()
        if origin.creates:
            token["creates"] = True
        if origin.version is not None:
            token["version"] = origin.version
        return token

    def _origin(self) -> Origin:
        if self._known is None:
            pending = None if self.response is None else self._waiter.versions(self.response)[0]
            self._known = Origin(creates=self._creates, version=pending)
        return self._known


def _limit(waiter: Waiter[Any], timeout: timedelta | None) -> timedelta:
    return waiter.timeout if timeout is None else timeout


def _restored(service: Any, token: Mapping[str, Any]) -> tuple[Any, Waiter[Any], dict[str, str], None, Origin]:
    try:
        waiter = service.WAITERS[token["waiter"]]
        arguments = {str(key): str(value) for key, value in token["arguments"].items()}
        version = token.get("version")
        origin = Origin(creates=bool(token.get("creates")), version=None if version is None else int(version))
        return service._executor, waiter, arguments, None, origin
    except (KeyError, TypeError, AttributeError, ValueError):
        raise ValueError("token: not a token of a wait on this service") from None


class Wait(_Handle[T]):
    """A handle on an operation that the service is still carrying out."""

    def __init__(
        self,
        executor: WaitingExecutor,
        waiter: Waiter[T],
        arguments: Mapping[str, str],
        response: T | None = None,
        origin: Origin | None = None,
        *,
        creates: bool = False,
    ) -> None:
        super().__init__(waiter, arguments, response, origin, creates)
        self._executor = executor

    @classmethod
    def from_token(cls, service: Any, token: Mapping[str, Any]) -> Wait[Any]:
        """Go on with the wait that `to_token` described, through `service`."""
        return cls(*_restored(service, token))

    def result(
        self,
        timeout: timedelta | None = None,
        callback: Callable[[T], None] | None = None,
        *,
        progress: bool = False,
    ) -> T:
        """Wait until the goal is reached and return the resource; `callback` sees every poll, `progress` shows it.

        `timeout` bounds the whole wait; a limit that the service was given for its calls bounds each poll.
        """
        return self._executor.wait(
            self._waiter,
            self._arguments,
            timeout=_limit(self._waiter, timeout),
            callback=callback,
            progress=progress,
            origin=self._origin(),
        )


class AsyncWait(_Handle[T]):
    """A handle on an operation that the service is still carrying out, for coroutines."""

    def __init__(
        self,
        executor: AsyncWaitingExecutor,
        waiter: Waiter[T],
        arguments: Mapping[str, str],
        response: T | None = None,
        origin: Origin | None = None,
        *,
        creates: bool = False,
    ) -> None:
        super().__init__(waiter, arguments, response, origin, creates)
        self._executor = executor

    @classmethod
    def from_token(cls, service: Any, token: Mapping[str, Any]) -> AsyncWait[Any]:
        """Go on with the wait that `to_token` described, through `service`."""
        return cls(*_restored(service, token))

    async def result(
        self,
        timeout: timedelta | None = None,
        callback: Callable[[T], None] | None = None,
        *,
        progress: bool = False,
    ) -> T:
        """Wait until the goal is reached and return the resource; `callback` sees every poll, `progress` shows it.

        `timeout` bounds the whole wait; a limit that the service was given for its calls bounds each poll.
        """
        return await self._executor.wait(
            self._waiter,
            self._arguments,
            timeout=_limit(self._waiter, timeout),
            callback=callback,
            progress=progress,
            origin=self._origin(),
        )
