"""The emulator as an object: a server on a socket of its own, in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any, Self

from .._api import document
from . import lifecycle
from .app import Application
from .clock import Clock
from .connections import Connection, Connections, echo
from .faults import Fault
from .settings import Model, Settings
from .spec import Spec
from .state import Workspace
from .tokens import TokenBook
from .web import Config, H11Protocol, Server

_DEFAULT_TOKEN = "dapi-emulator"
_STOP_SECONDS = 10
_LAST_TURNS = 10
"""Turns of the event loop that a connection needs at the most to appear, or to be closed."""


class Emulator:
    """A model serving service on this machine, with a workspace of its own.

    Use it as a context manager, or call `start()` and `stop()`. Everything is kept in memory: an emulator that
    is started again has it still, a new one starts empty.

    >>> entity = ServedEntityInput(entity_name="main.shop.price", entity_version="1")
    >>> config = EndpointCoreConfigInput("price", served_entities=[entity])
    >>> with Emulator(models={"main.shop.price": lambda rows: [row["area"] * 3 for row in rows]}) as e:
    ...     with WorkspaceClient(host=e.url, token=e.token, auth_type="pat") as w:
    ...         endpoint = w.serving_endpoints.create_and_wait("price", config=config)
    ...         w.serving_endpoints.query("price", dataframe_records=[{"area": 14}]).predictions
    [42]

    `stream_delay` is how many seconds pass between the events of a stream. With it, a test sees what its program
    does while an answer is on its way, or when that takes too long:

    >>> with Emulator(stream_delay=60) as e, WorkspaceClient(host=e.url, token=e.token, auth_type="pat") as w:
    ...     entity = ServedEntityInput(entity_name="system.ai.assistant", entity_version="1")
    ...     config = EndpointCoreConfigInput("assistant", served_entities=[entity])
    ...     endpoint = w.serving_endpoints.create_and_wait("assistant", config=config)
    ...     hasty = w.serving_endpoints.with_options(deadline=0.2)
    ...     try:
    ...         print(hasty.query("assistant", messages=messages, stream=True).final())
    ...     except TimeoutError:
    ...         print("too slow")
    too slow
    """

    def __init__(
        self,
        *,
        models: Mapping[str, Model] | None = None,
        connections: Mapping[str, Connection] | None = None,
        faults: Iterable[Fault] = (),
        tokens: str | Iterable[str] = (),
        clients: Mapping[str, str] | None = None,
        deploy_seconds: float = 0.0,
        stream_delay: float = 0.0,
        token_seconds: float = 3600.0,
        embedding_dimension: int = 1024,
        workspace_queries: bool = True,
        clock: Clock = time.monotonic,
        host: str = "127.0.0.1",
        port: int = 0,
        spec: dict[str, Any] | None = None,
    ) -> None:
        if not 0 <= port <= 65535:
            raise ValueError(f"port must be a number from 0 to 65535, not {port}")
        accepted = (tokens,) if isinstance(tokens, str) else tuple(tokens)
        self.settings = Settings(
            deploy_seconds, stream_delay, token_seconds, embedding_dimension, accepted, clients, workspace_queries
        )
        self.models: dict[str, Model] = dict(models or {})
        """The models to serve, by the name of the entity or external model; more can be added at any time."""

        self.connections: Connections = {"echo": echo, **(connections or {})}
        """The connections of `http_request`, by name."""

        self.state = Workspace(self.settings, clock, self.models)
        """The workspace: its endpoints, and the requests seen so far."""

        self._tokens = TokenBook(self.settings, clock)
        self._app = Application(Spec(spec or document.load()), self.state, self._tokens, self.connections)
        self._app.faults.add(faults)
        self._address = (host, port)
        self._server: _Server | None = None
        self._url: str | None = None

    @property
    def url(self) -> str:
        """Where the emulator listens."""
        if self._url is None:
            raise RuntimeError("The emulator is not running: use `with Emulator() as e:` or call start().")
        return self._url

    @property
    def token(self) -> str:
        """A personal token that the emulator accepts; the token exchange takes OAuth tokens only."""
        return self.settings.tokens[0] if self.settings.tokens else _DEFAULT_TOKEN

    @property
    def client_id(self) -> str:
        """The ID of an OAuth client that the emulator accepts."""
        return next(iter(self.settings.clients or {"emulator-client": ""}))

    @property
    def client_secret(self) -> str:
        """The secret of that client."""
        return (self.settings.clients or {}).get(self.client_id, "emulator-secret")

    def start(self) -> Self:
        """Listen, and return when requests are answered."""
        if self._server is not None:
            raise RuntimeError("The emulator is already running.")
        host, port = self._address
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family)
        # Inherited by every accepted connection: headers and body of an answer leave in two writes.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
        server = _Server(self._app, listener)
        server.start()
        self._server = server
        self._url = f"http://{shown}:{listener.getsockname()[1]}"
        return self

    def stop(self) -> None:
        """Close every connection and stop listening."""
        if self._server is not None:
            self._server.stop()
            self._server = self._url = None

    def wait(self) -> None:
        """Return when the emulator has been stopped."""
        if self._server is not None:
            self._server.thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def inject(self, *faults: Fault) -> None:
        """Let these faults happen, after those that are still waiting."""
        self._app.faults.add(faults)

    def clear_faults(self) -> None:
        """Forget the faults that have not happened."""
        self._app.faults.clear()

    def cancel_update(self, name: str) -> None:
        """Cancel the update of an endpoint, which the service offers in its user interface only."""
        with self.state.lock:
            lifecycle.cancel(self.state, self.state.find(name))

    def revoke_tokens(self) -> None:
        """Make every OAuth token issued so far invalid."""
        self._tokens.revoke_issued()

    def reset(self) -> None:
        """Forget every endpoint, request and fault."""
        self._app.faults.clear()
        self.state.reset()


class _Server:
    """uvicorn in a thread."""

    def __init__(self, app: Application, listener: socket.socket) -> None:
        config = Config(
            app,
            http=_Connection,
            ws="none",
            lifespan="off",
            # The program that the emulator is part of decides what is logged where.
            log_config=None,
            log_level="error",
            access_log=False,
        )
        self._server = _Signalling(config)
        self._listener = listener
        self.thread = threading.Thread(target=self._run, name="brickserve-emulator", daemon=True)

    def start(self) -> None:
        self.thread.start()
        self._server.ready.wait()
        if not self._server.started:
            raise RuntimeError("The emulator could not start: see the traceback of its thread.")

    def stop(self) -> None:
        self._server.leave()
        self.thread.join(_STOP_SECONDS)

    def _run(self) -> None:
        try:
            self._server.run([self._listener])
        finally:
            self._server.ready.set()
            self._listener.close()


class _Signalling(Server):  # type: ignore[misc, unused-ignore]  # where uvicorn is not installed
    """A server that says when it has started, and stops without waiting for anybody."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._leaving = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def leave(self) -> None:
        """Stop, from another thread."""
        self.should_exit = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._leaving.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then let the waiting thread go on."""
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self.ready.set()

    async def main_loop(self) -> None:
        """Run until somebody stops the server; uvicorn's own loop notices up to a tenth of a second later."""
        tick = 0
        while not await self.on_tick(tick):
            tick = (tick + 1) % 10
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._leaving.wait(), 0.1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close every connection at once: streams that are still being sent are cut off."""
        loop = asyncio.get_running_loop()
        for listener in sockets or ():
            # The event loops of Windows cannot do this.
            with contextlib.suppress(NotImplementedError):
                loop.remove_reader(listener)
        # asyncio loses a connection whose server is closed between its acceptance and its first turn.
        await self._disconnect_all()
        for server in self.servers:
            server.close()
        for task in self.server_state.tasks:
            task.cancel()
        await self._disconnect_all()

    async def _disconnect_all(self) -> None:
        for _ in range(_LAST_TURNS):
            for connection in list(self.server_state.connections):
                connection.transport.abort()
            await asyncio.sleep(0)


class _Connection(H11Protocol):  # type: ignore[misc, unused-ignore]  # where uvicorn is not installed
    """A connection that the application can close."""

    app_state: dict[str, Any]

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override, unused-ignore]  # as in uvicorn
        """Put the means to close the connection where the application finds it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "cut": transport.close}
