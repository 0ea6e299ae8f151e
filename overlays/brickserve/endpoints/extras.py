"""Fields of a query that the documented arguments do not have, such as those of one provider only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..guards import is_mapping
from ..written import encoded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._api import wire


def with_extra_body(call: wire.Call[Any], arguments: Mapping[str, Any], extra: Mapping[str, Any]) -> None:
    """Add the fields of `extra` to the body of a query; None is sent as `null`.

    Raises `ValueError` for a field that an argument gives already, or that only the argument may give.
    """
    if not is_mapping(extra):
        raise TypeError(f"extra_body must be a dict of fields, not {type(extra).__name__}")
    given = sorted(name for name in extra if arguments.get(name) is not None)
    if given:
        raise ValueError(f"extra_body: {', '.join(given)} is given as an argument already; leave one of them out")
    if "stream" in extra:
        raise ValueError("extra_body: whether to stream decides what query() returns; use the argument stream=")
    if not extra:
        return
    added = encoded("extra_body", dict(extra))
    body = call.body or b"{}"
    # Both are objects without a name in common, so that their texts can be joined as they are.
    call.body = added if body == b"{}" else body[:-1] + b"," + added[1:]
