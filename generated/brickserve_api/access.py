# Generated from spec/serving.yaml (2.0.0) by `make generate`. Do not edit.
"""Where Databricks Model Serving is served, and what its calls need."""

from __future__ import annotations

from .schemes import Scheme, Server

SERVERS: tuple[Server, ...] = (Server("https://{host}", {"host": "example.cloud.databricks.com"}),)
"""Where the API is served: the first of them unless something else is asked for."""

SCHEMES: dict[str, Scheme] = {
    "bearer": Scheme("http", scheme="bearer"),
    "oauth2": Scheme("oauth2", token_url="/oidc/v1/token"),
}
"""The ways in which a call proves whose it is, by their names."""

SECURITY: tuple[dict[str, tuple[str, ...]], ...] = ({"bearer": ()}, {"oauth2": ("all-apis",)})
"""What a call needs unless its operation says something else: any one of these sets of schemes, with their scopes."""
