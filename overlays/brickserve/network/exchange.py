"""One request and its answer on one connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ..errors import BrickserveError, TransportError
from ..errors.calls import CONNECT
from ..io import HttpResponse
from .bodies import WholeBody
from .failures import broken, unconnected
from .http1 import Answer, NotYet, request_head

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..io import HttpRequest
    from .connections import Connection, Guard
    from .pools import Pool

    T = TypeVar("T")

ONE_PACKET = 1 << 16
"""Up to this size headers and body leave together; copying more costs more than a second write."""


class Route(NamedTuple):
    """How requests reach an origin."""

    host: str
    authority: str
    """Host and port as the Host header names them."""
    pool: Pool
    headers: dict[str, str]
    """What a proxy without a tunnel wants to see in every request."""
    absolute: bool
    """True if the request line has to hold the whole URL, as such a proxy needs it."""


class Exchange:
    """A request on a connection that is lent for it, and goes back once: at the end or at the first failure.

    Where the guard lets nothing wait, `NotYet` interrupts what would have to; the same call later goes on.
    """

    __slots__ = ("_answer", "_body", "_lent", "_target", "_unsent", "connection", "guard", "request", "route")

    connection: Connection

    def __init__(self, route: Route, request: HttpRequest, target: str, guard: Guard) -> None:
        self.route = route
        self.request = request
        self.guard = guard
        self._target = target
        self._unsent: list[bytes | memoryview] | None = None
        """What is left to send; None before the request has been written."""
        self._answer: Answer | None = None
        self._body: WholeBody | None = None
        self._lent = False

    def wait(self) -> bool:
        """Wait for a connection in this thread, and tell whether it is open."""
        return self._borrow(self.route.pool.take(self.guard))

    def start(self) -> bool:
        """Borrow the connection for which the pool has admitted this exchange, and tell whether it is open."""
        return self._borrow(self.route.pool.lend(self.guard))

    def connect(self) -> None:
        """Open the connection."""
        self._take(self._connect)

    def answer(self) -> Answer:
        """Send the request and return the answer as soon as its headers are there."""
        return self._take(self._head)

    def whole(self, limit: int) -> HttpResponse:
        """Send the request and return the complete answer, with up to `limit` bytes of body."""
        return self._take(lambda: self._whole(limit))

    def drop(self) -> None:
        """Give the connection up unless it has been given back."""
        self._give_back(reusable=False)

    def _take(self, step: Callable[[], T]) -> T:
        """Take a step; a failure says what is known of the request's fate."""
        try:
            return step()
        except NotYet:
            raise
        except BaseException as error:
            self.drop()
            if isinstance(error, Exception) and not isinstance(error, BrickserveError):
                raise broken(error, self.route.host) from error
            raise

    def _borrow(self, connection: Connection) -> bool:
        self.connection = connection
        self._lent = True
        self._attach()
        return connection.is_open

    def _attach(self) -> None:
        """Let whoever breaks the request off do so; at once if that has happened."""
        if self.request.abort is not None:
            self.request.abort.attach(self.connection)

    def _connect(self) -> None:
        try:
            self.connection.connect()
        except BrickserveError:
            raise
        except Exception as error:
            raise unconnected(error, self.route.host) from error
        self._attach()

    def _whole(self, limit: int) -> HttpResponse:
        answer = self._answer or self._head()
        if self._body is None:
            self._body = WholeBody(answer)
        if answer.status < 400:
            body, whole = self._body.read(limit), True
        else:
            body, whole = self._body.read_error()
        self._give_back(reusable=whole and answer.reusable)
        return HttpResponse(answer.status, answer.headers, body, answer.reason)

    def _head(self) -> Answer:
        unsent = self._unsent
        if unsent is None:
            unsent = self._unsent = self._written()
        try:
            while unsent:
                sent = self.connection.send(unsent[0])
                if sent == len(unsent[0]):
                    del unsent[0]
                else:
                    unsent[0] = memoryview(unsent[0])[sent:]
        except (BrokenPipeError, ConnectionResetError):
            # A server may refuse before it has read everything; its answer says more than the broken pipe.
            unsent.clear()
        self._answer = Answer(self.connection.source, self.request.method)
        return self._answer

    def _written(self) -> list[bytes | memoryview]:
        """Return the request as it is sent."""
        request, route, target = self.request, self.route, self._target
        if route.absolute:
            target = request.url
            request.headers.update(route.headers)
        self._check_time()
        body = request.body
        length = None if body is None else len(body)
        head = request_head(request.method, route.authority, target, request.headers, length)
        if not body:
            return [head]
        return [head + body] if len(body) <= ONE_PACKET else [head, body]

    def _check_time(self) -> None:
        """Raise an error that says that nothing was sent, if there is no time left to send anything."""
        try:
            self.guard.remaining()
        except TimeoutError as error:
            host = self.route.host
            raise TransportError(f"nothing was sent to {host}: {error}", phase=CONNECT, host=host) from error

    def _give_back(self, *, reusable: bool) -> None:
        if self._lent:
            self._lent = False
            if self.request.abort is not None:
                self.request.abort.detach()
            self.route.pool.give(self.connection, reusable=reusable)
