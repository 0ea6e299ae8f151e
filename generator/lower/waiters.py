"""Waiters: data about long-running operations, ready for generated code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import ir, names

if TYPE_CHECKING:
    from ..load import Document

DEFAULT_SECONDS = 1200


def lower_waiter(document: Document, key: str, operations: dict[str, ir.Operation], constant: str) -> ir.Waiter:
    """Return the waiter that `x-waiters` describes under `key`."""
    source = document.root["x-waiters"][key]
    poll = operations[source["operation"]]
    assert poll.result.type is not None
    return ir.Waiter(
        name=key,
        constant=constant,
        doc=str(source.get("description", "")),
        method=source.get("method", f"wait_{names.snake(key)}{constant[len(names.constant_name(key)) :]}"),
        poll=poll.name,
        bind=tuple(source.get("bind", ())),
        state=source["state"],
        success=tuple(source.get("success", ())),
        failure=tuple(source.get("failure", ())),
        retry=tuple(source.get("retry", ())),
        messages=tuple(source.get("messages", ())),
        version=source.get("version", ""),
        pending_version=source.get("pending_version", ""),
        seconds=int(source.get("timeout", DEFAULT_SECONDS)),
        type=poll.result.type,
    )
