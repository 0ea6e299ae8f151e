# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Requests of Nested: what every function builds, without I/O, the method of its name sends.

The functions say what those methods take, do and return.
"""

from __future__ import annotations

from . import models
from .bodies import no_body
from .wire import Call, Operation

_KEEP = Operation("keep", "PUT", "/animals", no_body, accept=None, content_type="application/json")


def keep(*, size: models.AnimalSize | None = None, breed: str | None = None) -> Call[None]:
    """Send `PUT /animals`."""
    return Call(_KEEP, body={"size": size, "breed": breed})


_FEED = Operation("feed", "POST", "/animals", no_body, accept=None, content_type="application/json")


def feed(*, food: models.FeedRequestFood | None = None) -> Call[None]:
    """Send `POST /animals`."""
    return Call(_FEED, body={"food": food})
