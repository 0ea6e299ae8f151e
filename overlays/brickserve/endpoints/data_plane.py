"""Queries that go straight to a route-optimized endpoint, past the workspace's front door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .._api import operations
from ..auth.data_plane import DataPlaneTokens
from ..calling.deadlines import after
from ..calling.flows import execute, open_stream
from ..calling.progress import Target
from ..drivers.runner import run
from ..errors import AuthError, BrickserveError, ConfigError, InvalidState
from ..executors import AsyncExecutor, BlockingExecutor
from ..streams.events import Decodable, EventSource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    from .._api import models
    from ..auth.token import Token
    from ..call_options import Options
    from ..calling.calls import CallLike
    from ..calling.context import Context
    from ..calling.flows import Opened
    from ..executors import Accepts
    from ..io import IO

MOST_REMEMBERED = 10_000
"""How many endpoints without a host of their own are remembered."""

T = TypeVar("T")
M = TypeVar("M", bound=Decodable)


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

    async def query(self, call: CallLike[T], context: Context, accepts: Accepts | None = None) -> T:
        """Send a query to the host of the endpoint that it names."""
        name, context, target = await self._aimed(call, context)
        try:
            return await execute(call, context, target, accepts)
        except BrickserveError:
            self._forget(name)
            raise

    async def open(self, call: CallLike[Any], context: Context) -> Opened:
        """Send a query to the host of the endpoint that it names, and return its answer as a stream."""
        name, context, target = await self._aimed(call, context)
        try:
            return await open_stream(call, context, target)
        except BrickserveError:
            self._forget(name)
            raise

    async def _aimed(self, call: CallLike[Any], context: Context) -> tuple[str, Context, Target]:
        """Find out where the query goes, out of the same deadline."""
        if "served_model_name" in call.arguments:
            raise ValueError("served_model_name: an endpoint's own host takes queries to the endpoint only")
        begun = context.io.monotonic()
        name: str = call.arguments["name"]
        details = self._known.get(name) or await self._look_up(name, context)
        context = _rest(context, begun)
        return name, context, Target(details.endpoint_url or "", EndpointCredentials(self._tokens, details))

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

    async def prefer(self, call: CallLike[T], context: Context, accepts: Accepts | None = None) -> T:
        """Carry a call out: at the endpoint's own host if it is a query and there is such a host."""
        if not _is_query(call):
            return await execute(call, context, accepts=accepts)
        name: str = call.arguments["name"]
        begun = context.io.monotonic()
        own = await self.has(name, context)
        rest = _rest(context, begun)
        if own:
            return await self.query(call, rest, accepts)
        try:
            return await execute(call, rest, accepts=accepts)
        except BrickserveError:
            self._forget(name)
            raise

    async def prefer_open(self, call: CallLike[Any], context: Context) -> Opened:
        """Send a call and return its answer as a stream, from the host that `prefer` would choose."""
        if not _is_query(call):
            return await open_stream(call, context)
        begun = context.io.monotonic()
        own = await self.has(call.arguments["name"], context)
        rest = _rest(context, begun)
        if own:
            return await self.open(call, rest)
        try:
            return await open_stream(call, rest)
        except BrickserveError:
            self._forget(call.arguments["name"])
            raise

    def _forget(self, name: str) -> None:
        # An endpoint that was made anew has another host, or none; the next query looks it up again.
        self._known.pop(name, None)
        self._without.discard(name)

    async def _look_up(self, name: str, context: Context) -> models.DataPlaneInfo:
        endpoint = await execute(operations.get(name), context)
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
        return run(self._plane.query(call, self.context, accepts))

    def open(self, call: CallLike[Any], event: type[M], done: str | None) -> EventSource[M]:
        """Send the query and return its answer as a source of events."""
        return EventSource(run(self._plane.open(call, self.context)), event, done)

    def with_options(self, **changes: Unpack[Options]) -> DataPlaneExecutor:
        """Return a copy with other call options."""
        return DataPlaneExecutor(self.context.with_options(**changes), self._plane)


class AsyncDataPlaneExecutor(AsyncExecutor):
    """Carries out queries at the endpoints' own hosts, as coroutines."""

    def __init__(self, context: Context, plane: DataPlane | None = None) -> None:
        super().__init__(context)
        self._plane = plane or DataPlane(context)

    async def execute(self, call: CallLike[T], /, *, accepts: Accepts | None = None) -> T:
        """Send the query and return the decoded answer."""
        return await self._plane.query(call, self.context, accepts)

    async def open(self, call: CallLike[Any], event: type[M], done: str | None) -> EventSource[M]:
        """Send the query and return its answer as a source of events."""
        return EventSource(await self._plane.open(call, self.context), event, done)

    def with_options(self, **changes: Unpack[Options]) -> AsyncDataPlaneExecutor:
        """Return a copy with other call options."""
        return AsyncDataPlaneExecutor(self.context.with_options(**changes), self._plane)


class PreferringExecutor(DataPlaneExecutor):
    """Carries out queries at the endpoints' own hosts where there are such, and everything else as usual."""

    def execute(self, call: CallLike[T], /, *, accepts: Accepts | None = None) -> T:
        """Send the call and return the decoded answer."""
        return run(self._plane.prefer(call, self.context, accepts))

    def open(self, call: CallLike[Any], event: type[M], done: str | None) -> EventSource[M]:
        """Send the call and return its answer as a source of events."""
        return EventSource(run(self._plane.prefer_open(call, self.context)), event, done)

    def with_options(self, **changes: Unpack[Options]) -> PreferringExecutor:
        """Return a copy with other call options."""
        return PreferringExecutor(self.context.with_options(**changes), self._plane)


class AsyncPreferringExecutor(AsyncDataPlaneExecutor):
    """Carries out queries at the endpoints' own hosts where there are such, as coroutines."""

    async def execute(self, call: CallLike[T], /, *, accepts: Accepts | None = None) -> T:
        """Send the call and return the decoded answer."""
        return await self._plane.prefer(call, self.context, accepts)

    async def open(self, call: CallLike[Any], event: type[M], done: str | None) -> EventSource[M]:
        """Send the call and return its answer as a source of events."""
        return EventSource(await self._plane.prefer_open(call, self.context), event, done)

    def with_options(self, **changes: Unpack[Options]) -> AsyncPreferringExecutor:
        """Return a copy with other call options."""
        return AsyncPreferringExecutor(self.context.with_options(**changes), self._plane)
