# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Pure builders of requests: one function for every operation of Names."""

from __future__ import annotations

from .bodies import json_value, no_body
from .typed import List
from .wire import Call, Operation

_LIST = Operation(
    "list", "GET", "/lists/{class}", decode=json_value(List[int]), idempotence="read", accept="application/json"
)


def list(class_: str, *, x_trace_id: str | None = None, ids: List[int]) -> Call[List[int]]:
    """Ends with a "quote\""""
    return Call(_LIST, path={"class": class_}, query={"ids": ids}, headers={"X-Trace-Id": x_trace_id})


_MODELS_ = Operation(
    "Models",
    "POST",
    "/lists/{class}",
    decode=no_body,
    idempotence="create",
    content_type="application/json",
    required=("self",),
)


def models_(class_: str, self_: str, *, class__: str | None = None, foo_bar: str | None = None) -> Call[None]:
    """Send `POST /lists/{class}`."""
    return Call(_MODELS_, path={"class": class_}, body={"self": self_, "class": class__, "fooBar": foo_bar})
