# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Requests of Names: what every function builds, without I/O, the method of its name sends.

The functions say what those methods take, do and return.
"""

from __future__ import annotations

from .bodies import json_value, no_body
from .typed import List
from .wire import Call, Operation

_LIST = Operation("list", "GET", "/lists/{class}", json_value(List[int]))


def list(class_: str, *, x_trace_id: str | None = None, ids: List[int]) -> Call[List[int]]:
    """Ends with a "quote"

    Returns:
        Numbers.
    """
    return Call(_LIST, path={"class": class_}, query={"ids": ids}, headers={"X-Trace-Id": x_trace_id})


_MODELS_ = Operation(
    "Models", "POST", "/lists/{class}", no_body, accept=None, content_type="application/json", required=("self",)
)


def models_(class_: str, self_: str, *, class__: str | None = None, foo_bar: str | None = None) -> Call[None]:
    """Send `POST /lists/{class}`."""
    return Call(_MODELS_, path={"class": class_}, body={"self": self_, "class": class__, "fooBar": foo_bar})
