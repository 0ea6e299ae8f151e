"""Changes as text for people and as JSON for tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .change import Change


def text(changes: list[Change]) -> str:
    """Return a line for every change, and a last one that counts them."""
    if not changes:
        return "no changes of the API"
    breaking = sum(change.impact.is_breaking for change in changes)
    count = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
    return "\n".join([*map(_line, changes), f"{count} of the API, {breaking or 'none'} breaking"])


def _line(change: Change) -> str:
    line, column = change.located()
    verdict = f"breaking for {change.impact.broken}" if change.impact.is_breaking else "compatible"
    return f"{change.document.path}:{line}:{column}: {verdict}[{change.kind}]: {change.subject} {change.message}"


def records(changes: list[Change]) -> list[dict[str, Any]]:
    """Return the changes as JSON values."""
    return [_record(change) for change in changes]


def _record(change: Change) -> dict[str, Any]:
    line, column = change.located()
    return {
        "kind": change.kind,
        "subject": change.subject,
        "message": change.message,
        "breaking": change.impact.is_breaking,
        "callers": change.impact.callers,
        "readers": change.impact.readers,
        "path": change.document.path,
        "line": line,
        "column": column,
    }
