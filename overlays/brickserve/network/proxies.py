"""Which proxy leads to a URL: the environment's word, and never for this machine itself."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from ..errors import ConfigError
from ..settings.hosts import is_loopback


class Proxy(NamedTuple):
    """A proxy, with its credentials as the header that carries them."""

    scheme: str
    host: str
    port: int
    headers: dict[str, str]

    @property
    def authority(self) -> str:
        """Host and port as a URL has them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def __repr__(self) -> str:
        return f"Proxy({self.scheme}://{self.authority})"


def proxy_for(scheme: str, host: str) -> Proxy | None:
    """Return the proxy that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY name for `host`, if any."""
    if is_loopback(host) or not _any_configured():
        return None
    from urllib.request import getproxies, proxy_bypass

    configured = getproxies()
    url = configured.get(scheme) or configured.get("all")
    if not url or proxy_bypass(host):
        return None
    return parse(url, f"{scheme}_proxy")


def parse(url: str, source: str) -> Proxy:
    """Read a proxy's URL; an error never shows it, since it may hold a password."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise ConfigError(f"{source} is not a URL") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(f"{source} must be an http:// or https:// URL")
    return Proxy(parts.scheme, parts.hostname, port, _authorization(parts))


def _authorization(parts: SplitResult) -> dict[str, str]:
    if not parts.username:
        return {}
    from base64 import b64encode

    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Proxy-Authorization": "Basic " + b64encode(pair.encode()).decode()}


def _any_configured() -> bool:
    # macOS and Windows also keep proxies in the system's settings.
    return sys.platform in ("darwin", "win32") or any(name.lower().endswith("_proxy") for name in os.environ)
