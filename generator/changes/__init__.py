"""Compares two versions of an API, as the users of the generated packages see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..naming.history import Past, settle
from .classes import class_changes
from .operations import operation_changes
from .others import other_changes
from .renames import renamed_classes
from .side import Side
from .waiters import waiter_changes

if TYPE_CHECKING:
    from ..load import Document
    from ..naming.kept import Names
    from .change import Change


def compare(before: Document, after: Document, kept: Names | None = None) -> list[Change]:
    """Return all changes between two documents without defects, the later one generated over the earlier one.

    `kept` are the names in the package of the earlier one that its document alone would give to something else.
    """
    past = Past(before, kept)
    return differences(Side(before, past.api), Side(after, settle(after, past).api))


def differences(old: Side, new: Side) -> list[Change]:
    """Return all changes between two versions of an API: breaking ones first."""
    renamed = renamed_classes(old, new)
    parts = (operation_changes, class_changes, waiter_changes, other_changes)
    found = dict.fromkeys(change for part in parts for change in part(old, new, renamed))
    return sorted(found, key=lambda change: not change.impact.is_breaking)
