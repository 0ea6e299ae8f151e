# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Where Access is served, and what its calls need."""

from __future__ import annotations

from .schemes import Scheme, Server

SERVERS: tuple[Server, ...] = (
    Server("https://{region}.example.com/v{version}", {"region": "eu", "version": "1"}),
    Server("https://example.org"),
)
"""Where the API is served: the first of them unless something else is asked for."""

SCHEMES: dict[str, Scheme] = {
    "key": Scheme("apiKey", place="header", name="X-Key"),
    "asked": Scheme("apiKey", place="query", name="api key"),
    "session": Scheme("apiKey", place="cookie", name="sid"),
    "basic": Scheme("http", scheme="basic"),
    "token": Scheme("http", scheme="bearer"),
    "login": Scheme("oauth2", token_url="https://example.com/token"),
    "oidc": Scheme("openIdConnect", url="https://example.com/.well-known/openid-configuration"),
}
"""The ways in which a call proves whose it is, by their names."""

SECURITY: tuple[dict[str, tuple[str, ...]], ...] = ({"key": ()}, {"basic": (), "session": ()})
"""What a call needs unless its operation says something else: any one of these sets of schemes, with their scopes."""
