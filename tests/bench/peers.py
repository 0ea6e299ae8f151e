"""The libraries that brickserve is compared to; each one may be missing."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Any


def peer(name: str) -> Any:
    """Return a module, or None when it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        return None


def official_client(url: str, pool: int = 20) -> Any:
    """Return the official SDK's client for a local server."""
    logging.getLogger("databricks").setLevel(logging.CRITICAL)
    sdk = import_module("databricks.sdk")
    settings = import_module("databricks.sdk.core").Config(
        host=url, token="bench", auth_type="pat", max_connections_per_pool=pool, max_connection_pools=pool
    )
    return sdk.WorkspaceClient(config=settings)


def openai_client(url: str, *, asynchronous: bool = False) -> Any:
    """Return the client of the openai package for a local server."""
    openai = import_module("openai")
    kind = openai.AsyncOpenAI if asynchronous else openai.OpenAI
    return kind(base_url=f"{url}/serving-endpoints", api_key="bench", max_retries=0)


def brickserve_client(url: str, **options: Any) -> Any:
    """Return brickserve's client for a local server."""
    from brickserve import WorkspaceClient

    return WorkspaceClient(host=url, token="bench", **options)
