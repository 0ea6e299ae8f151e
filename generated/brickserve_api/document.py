"""The specification that this package was generated from, for tools that read it at run time."""

from __future__ import annotations

from .typed import Any


def load() -> dict[str, Any]:
    """Return the OpenAPI document as plain JSON values, a fresh copy for every call."""
    import json
    from importlib.resources import files

    document: dict[str, Any] = json.loads(files(__package__ or "").joinpath("openapi.json").read_bytes())
    return document
