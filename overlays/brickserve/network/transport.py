"""Moves requests and answers over connections that urllib3 opens, one pool per origin, with nothing else done.

No retries, no redirects, no cookies, no `.netrc`. Time is bounded for every single step, sizes are counted
after decompression, and every failure is a `TransportError` that tells whether anything was sent.
"""

from __future__ import annotations

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from weakref import finalize

from urllib3.connection import ProxyConfig
from urllib3.util import parse_url

from ..errors import ClientClosed
from ..forks import renew_after_fork
from .connections import Guard, PlainDialler, SecureDialler
from .exchange import Exchange, Route
from .failures import broken
from .pools import Pool
from .proxies import Proxy, proxy_for
from .streamed import Body
from .tls import context
from .urls import split

if TYPE_CHECKING:
    import ssl

    from ..config import Config
    from ..io import HttpRequest, HttpResponse
    from .connections import Connection

POOL_SIZE = 32
"""Connections to one origin, and so the number of requests that are in flight at a time."""
ORIGINS = 64
"""Origins to which connections are kept; the oldest one is forgotten for a new one."""
LONGEST_REQUEST = 3600.0
"""Bounds a request whose caller sets no deadline."""


class Transport:
    """Sends requests; for any number of threads."""

    def __init__(
        self,
        *,
        pool_size: int = POOL_SIZE,
        origins: int = ORIGINS,
        ca_bundle: str | None = None,
        verify: bool = True,
    ) -> None:
        self._pool_size = pool_size
        self._origins = origins
        self._ca_bundle = ca_bundle
        self._verify = verify
        self._context: ssl.SSLContext | None = None
        self._routes: dict[str, Route] = {}
        self._lock = Lock()
        self._closed = False
        renew_after_fork(self)
        # Sockets of a client that nobody closes are closed with it, not reported as forgotten.
        finalize(self, _close, self._routes)

    def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        """Send the request and return the complete answer before `deadline`, a time of `time.monotonic`."""
        return self._begun(request, deadline).whole(limit)

    def open(self, request: HttpRequest, deadline: float | None, idle: float) -> Body:
        """Send the request and return the answer, whose body may pause for `idle` seconds at a time."""
        until = monotonic() + idle
        exchange = self._begun(request, until if deadline is None else min(until, deadline))
        answer = exchange.answer()
        route = exchange.route
        try:
            return Body(request, exchange.connection, answer, route.host, route.pool, deadline, idle)
        except Exception as error:
            exchange.drop()
            raise broken(error, route.host) from error

    def exchange(self, request: HttpRequest, deadline: float | None, *, waits: bool) -> Exchange:
        """Return the exchange of a request that has no connection yet, and waits for nothing unless it `waits`."""
        origin, target = split(request.url)
        until = monotonic() + LONGEST_REQUEST if deadline is None else deadline
        guard = Guard(until, request.cancel, waits=waits)
        return Exchange(self._routes.get(origin) or self._route(origin), request, target, guard)

    def close(self) -> None:
        """Close every connection; later requests fail."""
        self._closed = True
        with self._lock:
            _close(self._routes)

    def after_fork(self) -> None:
        """Leave the parent's connections to the parent."""
        for route in self._routes.values():
            route.pool.abandon()
        self._lock = Lock()
        self._parents = dict(self._routes)
        self._routes.clear()

    def _begun(self, request: HttpRequest, deadline: float | None) -> Exchange:
        exchange = self.exchange(request, deadline, waits=True)
        if not exchange.wait():
            exchange.connect()
        return exchange

    def _route(self, origin: str) -> Route:
        with self._lock:
            if self._closed:
                raise ClientClosed("the client is closed")
            route = self._routes.get(origin)
            if route is None:
                if len(self._routes) >= self._origins:
                    self._routes.pop(next(iter(self._routes))).pool.close()
                route = self._routes[origin] = self._new_route(origin)
            return route

    def _new_route(self, origin: str) -> Route:
        parts = urlsplit(origin)
        scheme, host = parts.scheme, parts.hostname or ""
        port = parts.port or (443 if scheme == "https" else 80)
        proxy = proxy_for(scheme, host)

        def secure(owner: Connection) -> SecureDialler:
            return self._secure(owner, host, port, proxy)

        def plain(owner: Connection) -> PlainDialler:
            dialler = PlainDialler(host, port) if proxy is None else PlainDialler(proxy.host, proxy.port)
            dialler.owner = owner
            return dialler

        pool = Pool(secure if scheme == "https" else plain, self._pool_size)
        forwarding = scheme == "http" and proxy is not None
        return Route(host, parts.netloc, pool, proxy.headers if proxy and forwarding else {}, forwarding)

    def _secure(self, owner: Connection, host: str, port: int, proxy: Proxy | None) -> SecureDialler:
        if self._context is None:
            # Two threads may both make one at the start; that is cheaper than a lock on every connection.
            self._context = context(self._ca_bundle, verify=self._verify)
        if proxy is None:
            dialler = SecureDialler(host, port, ssl_context=self._context)
        else:
            dialler = SecureDialler(
                *(proxy.host, proxy.port),
                ssl_context=self._context,
                proxy=parse_url(f"{proxy.scheme}://{proxy.authority}"),
                proxy_config=ProxyConfig(self._context, False, None, None),
            )
            dialler.set_tunnel(host, port, headers=proxy.headers, scheme=proxy.scheme)
        dialler.owner = owner
        return dialler


def for_config(config: Config) -> Transport:
    """Return the transport that a configuration asks for."""
    return Transport(
        pool_size=config.max_connections_per_pool or POOL_SIZE,
        origins=config.max_connection_pools or ORIGINS,
        ca_bundle=config.ca_bundle,
        verify=not config.skip_verify,
    )


def _close(routes: dict[str, Route]) -> None:
    while routes:
        routes.popitem()[1].pool.close()
