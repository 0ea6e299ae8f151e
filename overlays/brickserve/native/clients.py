"""pyreqwest's clients, one for each origin, with everything turned off that this library decides itself."""

from __future__ import annotations

from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..errors import ClientClosed
from ..network.pools import MAX_IDLE_SECONDS
from ..network.proxies import proxy_for
from ..network.transport import ORIGINS, POOL_SIZE
from ..network.urls import split
from .names import ClientBuilder, ProxyBuilder

if TYPE_CHECKING:
    from ..config import Config
    from .names import Client

CONNECT_SECONDS = 10.0
"""Shorter than an attempt, so that a connection that does not come about is known for what it is."""
CONNECT_SHARE = 0.8
"""The same for short attempts, as a share of them."""
PEM_END = b"-----END CERTIFICATE-----"


class Clients:
    """Lends the client of an origin."""

    def __init__(self, config: Config) -> None:
        self._size = config.max_connections_per_pool or POOL_SIZE
        self._most = config.max_connection_pools or ORIGINS
        self._verify = not config.skip_verify
        attempt = config.http_timeout_seconds
        self._connect = CONNECT_SECONDS if attempt is None else min(CONNECT_SECONDS, CONNECT_SHARE * attempt)
        self._clients: dict[str, Client] = {}
        self._lock = Lock()
        self._closed = False

    def get(self, url: str) -> Client:
        """Return the client for the origin of `url`."""
        origin, _ = split(url)
        return self._clients.get(origin) or self._added(origin)

    def close(self) -> None:
        """Let go of every client, and with it of its idle connections."""
        with self._lock:
            self._closed = True
            self._clients.clear()

    def _added(self, origin: str) -> Client:
        with self._lock:
            if self._closed:
                raise ClientClosed("the client is closed")
            if origin not in self._clients:
                if len(self._clients) >= self._most:
                    self._clients.pop(next(iter(self._clients)))
                self._clients[origin] = self._made(origin)
            return self._clients[origin]

    def _made(self, origin: str) -> Client:
        parts = urlsplit(origin)
        builder = (
            ClientBuilder()
            .user_agent("brickserve")
            .http1_only()
            .follow_redirects(False)
            .referer(False)
            # Bodies are unpacked here, where what comes out of them is counted.
            .gzip(False)
            .deflate(False)
            .brotli(False)
            .zstd(False)
            # The environment's proxies are read here, by one set of rules for every transport.
            .no_proxy()
            .max_connections(self._size)
            .pool_max_idle_per_host(self._size)
            .pool_idle_timeout(timedelta(seconds=MAX_IDLE_SECONDS))
            .connect_timeout(timedelta(seconds=self._connect))
            .http1_allow_obsolete_multiline_headers_in_responses(True)
        )
        if parts.scheme == "https":
            builder = _secured(builder, verify=self._verify)
        proxy = proxy_for(parts.scheme, parts.hostname or "")
        if proxy is not None:
            through = ProxyBuilder.all(f"{proxy.scheme}://{proxy.authority}")
            for credentials in proxy.headers.values():
                through = through.custom_http_auth(credentials)
            builder = builder.proxy(through)
        return builder.build()


def _secured(builder: ClientBuilder, *, verify: bool) -> ClientBuilder:
    builder = builder.min_tls_version("TLSv1.2")
    if not verify:
        return builder.danger_accept_invalid_certs(True)
    for certificate in _certifi():
        builder = builder.add_root_certificate_pem(certificate)
    return builder


def _certifi() -> list[bytes]:
    """Return certifi's certificates, which the environment's own take the place of."""
    from ..network.tls import certifi_file

    file = certifi_file()
    if file is None:
        return []
    with open(file, "rb") as pem:
        return [certificate + PEM_END for certificate in pem.read().split(PEM_END)[:-1]]
