"""Queries that go straight to a route-optimized endpoint, past the workspace's front door."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from .._api import operations
from ..auth.data_plane import DataPlaneTokens
from ..calling.deadlines import after
from ..calling.flights import Flight
from ..calling.flows import execute, open_stream
from ..calling.progress import Target
from ..drivers.runner import run
from ..errors import AuthError, BrickserveError, ConfigError, InvalidState
from ..executors import AsyncExecutor, BlockingExecutor
from ..streams.events import Decodable, EventSource

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping
    from typing import Self, Unpack

    from .._api import models
    from ..auth.token import Token
    from ..call_options import Options
    from ..calling.calls import CallLike
    from ..calling.context import Context
    from ..executors import Accepts
    from ..io import IO

MOST_REMEMBERED = 10_000
"""How many endpoints without a host of their own, and how many look-ups, are remembered."""

T = TypeVar("T")
M = TypeVar("M", bound=Decodable)
R = TypeVar("R")

if TYPE_CHECKING:
    Carry = Callable[[CallLike[Any], Context, Target | None], Awaitable[R]]
    """How a call is carried out: `execute`, or `open_stream`."""


class EndpointCredentials:
    """Authenticates with a token that is good for one endpoint."""

    auth_type = "data-plane"

    def __init__(self, tokens: DataPlaneTokens, details: models.DataPlaneInfo) -> None:
        self._tokens = tokens
        self._details = details

    async def headers(self, io: IO, deadline: float | None) -> dict[str, str]:
        """Return the headers for one query."""
        return await self._tokens.headers(io, deadline, self._details)

    async def token(self, io: IO, deadline: float | None) -> Token:
        """Return the endpoint's token."""
        return await self._tokens.token(io, deadline, self._details)

    def invalidate(self, headers: Mapping[str, str]) -> bool:
        """Drop the token that the endpoint refused."""
        return self._tokens.invalidate(headers)

    def secrets(self) -> tuple[str, ...]:
        """Return what must not be shown."""
        return self._tokens.secrets()


class DataPlane:
    """What is known of endpoints' own hosts; shared by a client and its copies."""

    def __init__(self, context: Context) -> None:
        self._tokens = DataPlaneTokens(context.credentials, context.host, allow_http=bool(context.config.allow_http))
        self._known: dict[str, models.DataPlaneInfo] = {}
        self._without: set[str] = set()
        self._flights: dict[str, Flight] = {}

    async def direct(self, call: CallLike[Any], context: Context, carry: Carry[R]) -> R:
        """Carry a query out at the host of the endpoint that it names, its look-up out of the same deadline."""
        if "served_model_name" in call.arguments:
            raise ValueError("served_model_name: an endpoint's own host takes queries to the endpoint only")
        begun = context.io.monotonic()
        name: str = call.arguments["name"]
        details = self._known.get(name) or await self._look_up(name, context)
        target = Target(details.endpoint_url or "", EndpointCredentials(self._tokens, details))
        return await self._minding(name, carry(call, _rest(context, begun), target))

    async def has(self, name: str, context: Context) -> bool:
        """Tell whether the endpoint has a host that takes these credentials; asked once, until a query fails there."""
        if name in self._known:
            return True
        if name in self._without or not await _has_oauth(context):
            return False
        try:
            await self._look_up(name, context)
        except InvalidState:
            if len(self._without) < MOST_REMEMBERED:
                self._without.add(name)
            return False
        return True

    async def preferred(self, call: CallLike[Any], context: Context, carry: Carry[R]) -> R:
        """Carry a call out: at the endpoint's own host if it is a query and there is such a host."""
        if not _is_query(call):
            return await carry(call, context, None)
        name: str = call.arguments["name"]
        begun = context.io.monotonic()
        own = await self.has(name, context)
        rest = _rest(context, begun)
        if own:
            return await self.direct(call, rest, carry)
        return await self._minding(name, carry(call, rest, None))

    async def _minding(self, name: str, query: Awaitable[R]) -> R:
        """Await a query; if it fails, forget what is known of the endpoint."""
        try:
            return await query
        except BrickserveError:
            # An endpoint that was made anew has another host, or none; the next query looks it up again.
            self._known.pop(name, None)
            self._without.discard(name)
            raise

    async def _look_up(self, name: str, context: Context) -> models.DataPlaneInfo:
        """Return where the endpoint takes queries; of many who ask at once, one sends a request."""
        if len(self._flights) >= MOST_REMEMBERED:
            self._flights.clear()
        flight = self._flights.setdefault(name, Flight(f"the host of endpoint {name!r}"))
        begun = context.io.monotonic()
        return await flight.share(
            *(context.io, after(begun, context.options.deadline)),
            held=lambda: self._known.get(name),
            fetch=lambda: self._ask(name, context, begun),
            attempts=context.max_attempts,
        )

    async def _ask(self, name: str, context: Context, begun: float) -> models.DataPlaneInfo:
        endpoint = await execute(operations.get(name), context, begun=begun)
        info = endpoint.data_plane_info
        details = info.query_info if info is not None else None
        if details is None or not details.endpoint_url:
            raise InvalidState(f"endpoint {name!r} has no host of its own: create it with route_optimized=True")
        self._known[name] = details
        return details


def _rest(context: Context, begun: float) -> Context:
    """Return the context with what is left of its deadline."""
    if context.options.deadline is None:
        return context
    spent = context.io.monotonic() - begun
    return context.with_options(deadline=max(context.options.deadline - spent, 0.001)) if spent else context


async def _has_oauth(context: Context) -> bool:
    """Tell whether there is an OAuth token to trade; a personal access token is none."""
    try:
        await context.credentials.token(context.io, after(context.io.monotonic(), context.options.deadline))
    except (AuthError, ConfigError):
        # If the credentials are no good at all, the query itself says so.
        return False
    return True


def _is_query(call: CallLike[Any]) -> bool:
    # Any generated package's calls may come along; the path says what the API is asked for.
    return call.operation.path == "/serving-endpoints/{name}/invocations"


class DataPlaneExecutor(BlockingExecutor):
    """Carries out queries at the endpoints' own hosts."""

    def __init__(self, context: Context, plane: DataPlane | None = None) -> None:
        super().__init__(context)
        self._plane = plane or DataPlane(context)

    def execute(self, call: CallLike[T], /, *, accepts: Accepts | None = None) -> T:
        """Send the query and return the decoded answer."""
        found: T = run(self._way(call, partial(execute, accepts=accepts)))
        return found

    def open(self, call: CallLike[Any], event: type[M], done: str | None) -> EventSource[M]:
        """Send the query and return its answer as a source of events."""
        return EventSource(run(self._way(call, open_stream)), event, done)

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy with other call options."""
        return type(self)(self.context.with_options(**changes), self._plane)

    def _way(self, call: CallLike[Any], carry: Carry[R]) -> Coroutine[Any, Any, R]:
        return self._plane.direct(call, self.context, carry)


class AsyncDataPlaneExecutor(AsyncExecutor):
    """Carries out queries at the endpoints' own hosts, as coroutines."""

    def __init__(self, context: Context, plane: DataPlane | None = None) -> None:
        super().__init__(context)
        self._plane = plane or DataPlane(context)

    async def execute(self, call: CallLike[T], /, *, accepts: Accepts | None = None) -> T:
        """Send the query and return the decoded answer."""
        found: T = await self._way(call, partial(execute, accepts=accepts))
        return found

    async def open(self, call: CallLike[Any], event: type[M], done: str | None) -> EventSource[M]:
        """Send the query and return its answer as a source of events."""
        return EventSource(await self._way(call, open_stream), event, done)

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy with other call options."""
        return type(self)(self.context.with_options(**changes), self._plane)

    def _way(self, call: CallLike[Any], carry: Carry[R]) -> Coroutine[Any, Any, R]:
        return self._plane.direct(call, self.context, carry)


class PreferringExecutor(DataPlaneExecutor):
    """Carries out queries at the endpoints' own hosts where there are such, and everything else as usual."""

    def _way(self, call: CallLike[Any], carry: Carry[R]) -> Coroutine[Any, Any, R]:
        return self._plane.preferred(call, self.context, carry)


class AsyncPreferringExecutor(AsyncDataPlaneExecutor):
    """Carries out queries at the endpoints' own hosts where there are such, as coroutines."""

    def _way(self, call: CallLike[Any], carry: Carry[R]) -> Coroutine[Any, Any, R]:
        return self._plane.preferred(call, self.context, carry)
