"""The clients: one object that holds the configuration, the connections and the services."""

from __future__ import annotations

from .config import Config

TYPE_CHECKING = False

if TYPE_CHECKING:
    from types import TracebackType
    from typing import NoReturn, Self, Unpack

    from .api_client import ApiClient, AsyncApiClient
    from .call_options import Options
    from .endpoints.aio import AsyncServingEndpointsDataPlaneExt, AsyncServingEndpointsExt
    from .endpoints.data_plane import DataPlane
    from .endpoints.sync import ServingEndpointsDataPlaneExt, ServingEndpointsExt
    from .executors import AsyncExecutor, BlockingExecutor
    from .settings.option_types import ConfigOptions, OfficialConfig


class WorkspaceClient:
    """Calls the serving API of a workspace.

    Takes every keyword of `Config`, or a `Config` itself. What is not given comes from the environment or a
    profile. Nothing is sent before the first call. Threads may share a client; close it, or use it in a
    `with` statement.

    >>> with WorkspaceClient() as w:
    ...     w.serving_endpoints.exists("fraud")
    True
    """

    def __init__(self, *, config: Config | OfficialConfig | None = None, **options: Unpack[ConfigOptions]) -> None:
        from .calling.context import Context
        from .drivers.blocking import BlockingIO
        from .executors import BlockingExecutor

        self._config = _configured(config, options)
        self._io = BlockingIO(self._config)
        self._planes: dict[str, DataPlane] = {}
        self._executor = BlockingExecutor(Context(self._config, self._io))
        if self._config.prefer_data_plane:
            from .endpoints.data_plane import PreferringExecutor

            self._executor = PreferringExecutor(self._executor.context)

    @property
    def config(self) -> Config:
        """Where the workspace is and who is asking."""
        return self._config

    @property
    def executor(self) -> BlockingExecutor:
        """Carries out the calls of any generated package: `other_api.services.X(w.executor)`."""
        return self._executor

    @property
    def serving_endpoints(self) -> ServingEndpointsExt:
        """Create, change, watch, query and delete model serving endpoints."""
        known: ServingEndpointsExt | None = self.__dict__.get("_serving_endpoints")
        if known is not None:
            return known
        from .endpoints.sync import ServingEndpointsExt

        made = ServingEndpointsExt(self._executor)
        shared: ServingEndpointsExt = self.__dict__.setdefault("_serving_endpoints", made)
        return shared

    @property
    def serving_endpoints_data_plane(self) -> ServingEndpointsDataPlaneExt:
        """Query route-optimized endpoints at their own host."""
        known: ServingEndpointsDataPlaneExt | None = self.__dict__.get("_data_plane")
        if known is not None:
            return known
        from .endpoints.data_plane import DataPlane, DataPlaneExecutor
        from .endpoints.sync import ServingEndpointsDataPlaneExt

        # What is known of endpoints' own hosts is found out once for all copies of the client.
        plane = self._planes.setdefault("", DataPlane(self._executor.context))
        made = ServingEndpointsDataPlaneExt(DataPlaneExecutor(self._executor.context, plane))
        shared: ServingEndpointsDataPlaneExt = self.__dict__.setdefault("_data_plane", made)
        return shared

    @property
    def api_client(self) -> ApiClient:
        """Send requests to any path of the API."""
        from .api_client import ApiClient

        return ApiClient(self._executor)

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy whose calls have other options; it shares connections and credentials.

        `deadline` bounds a call with all its retries: a query, or one look of a wait. How long a wait may
        take altogether is its `timeout`.
        """
        twin = object.__new__(type(self))
        twin._config, twin._io, twin._planes = self._config, self._io, self._planes
        twin._executor = self._executor.with_options(**changes)
        return twin

    def close(self) -> None:
        """Close the connections, those of copies included; what is under way ends as it would, later calls fail."""
        self._io.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(_ADVICE.format(type(self).__name__))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} for {self._config.host} ({self._config.auth_type})>"


class AsyncWorkspaceClient:
    """Calls the serving API of a workspace from coroutines, on asyncio; the twin of `WorkspaceClient`.

    >>> async def main():
    ...     async with AsyncWorkspaceClient() as w:
    ...         return await w.serving_endpoints.exists("fraud")
    >>> asyncio.run(main())
    True
    """

    def __init__(self, *, config: Config | OfficialConfig | None = None, **options: Unpack[ConfigOptions]) -> None:
        from .calling.context import Context
        from .executors import AsyncExecutor
        from .transports import asynchronous_io

        self._config = _configured(config, options)
        self._io = asynchronous_io(self._config)
        self._planes: dict[str, DataPlane] = {}
        self._executor = AsyncExecutor(Context(self._config, self._io))
        if self._config.prefer_data_plane:
            from .endpoints.data_plane import AsyncPreferringExecutor

            self._executor = AsyncPreferringExecutor(self._executor.context)

    @property
    def config(self) -> Config:
        """Where the workspace is and who is asking."""
        return self._config

    @property
    def executor(self) -> AsyncExecutor:
        """Carries out the calls of any generated package: `other_api.aio.AsyncX(w.executor)`."""
        return self._executor

    @property
    def serving_endpoints(self) -> AsyncServingEndpointsExt:
        """Create, change, watch, query and delete model serving endpoints."""
        known: AsyncServingEndpointsExt | None = self.__dict__.get("_serving_endpoints")
        if known is not None:
            return known
        from .endpoints.aio import AsyncServingEndpointsExt

        made = AsyncServingEndpointsExt(self._executor)
        shared: AsyncServingEndpointsExt = self.__dict__.setdefault("_serving_endpoints", made)
        return shared

    @property
    def serving_endpoints_data_plane(self) -> AsyncServingEndpointsDataPlaneExt:
        """Query route-optimized endpoints at their own host."""
        known: AsyncServingEndpointsDataPlaneExt | None = self.__dict__.get("_data_plane")
        if known is not None:
            return known
        from .endpoints.aio import AsyncServingEndpointsDataPlaneExt
        from .endpoints.data_plane import AsyncDataPlaneExecutor, DataPlane

        # What is known of endpoints' own hosts is found out once for all copies of the client.
        plane = self._planes.setdefault("", DataPlane(self._executor.context))
        made = AsyncServingEndpointsDataPlaneExt(AsyncDataPlaneExecutor(self._executor.context, plane))
        shared: AsyncServingEndpointsDataPlaneExt = self.__dict__.setdefault("_data_plane", made)
        return shared

    @property
    def api_client(self) -> AsyncApiClient:
        """Send requests to any path of the API."""
        from .api_client import AsyncApiClient

        return AsyncApiClient(self._executor)

    def with_options(self, **changes: Unpack[Options]) -> Self:
        """Return a copy whose calls have other options; it shares connections and credentials.

        `deadline` bounds a call with all its retries: a query, or one look of a wait. How long a wait may
        take altogether is its `timeout`.
        """
        twin = object.__new__(type(self))
        twin._config, twin._io, twin._planes = self._config, self._io, self._planes
        twin._executor = self._executor.with_options(**changes)
        return twin

    async def close(self) -> None:
        """Close the connections, those of copies included; what is under way ends as it would, later calls fail."""
        self._io.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(_ADVICE.format(type(self).__name__))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} for {self._config.host} ({self._config.auth_type})>"


_ADVICE = "a {} is neither pickled nor copied: it holds credentials and connections. Make one where it is used."


def _configured(config: Config | OfficialConfig | None, options: ConfigOptions) -> Config:
    if config is None:
        return Config(**options)
    given = sorted(name for name, value in options.items() if value is not None)
    if given:
        raise TypeError(f"config holds all options already; leave out {', '.join(given)}")
    if isinstance(config, Config):
        return config.copy()
    # A Config of the official SDK: it signs in, and knows the host.
    return Config(credentials=config)
