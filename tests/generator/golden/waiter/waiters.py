# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""What can be waited for: where a resource's state stands, and what each state means."""

from __future__ import annotations

from datetime import timedelta

from . import models, operations
from .typed import Any
from .waiting import Waiter

OVEN_HOT: Waiter[models.Oven] = Waiter(
    "oven_hot",
    method="wait_oven_hot",
    poll=operations.get,
    state="state.heat",
    success=("HOT",),
    failure=("BROKEN",),
    retry=("COLD", "WARM"),
    messages=("parts[].message",),
    version="program.number",
    pending_version="next_program.number",
    timeout=timedelta(seconds=90),
)
"""Polls an oven until it is hot."""

ALL: dict[str, Waiter[Any]] = {"oven_hot": OVEN_HOT}
"""Every waiter by its name."""
