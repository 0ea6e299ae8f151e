# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Services of Ovens.

Each method sends the request that the function of its name in `operations` builds; what it takes and does stands there.
"""

from __future__ import annotations

from . import blocking, operations, waiters


class OvensAPI(blocking.WaitingService):
    """The operations tagged Ovens."""

    WAITERS = waiters.ALL
    """What the methods of this class can wait for, by name."""

    get = blocking.method(operations.get)
    heat = blocking.starts(operations.heat, waiters.OVEN_HOT, "name", creates=True)
    reheat = blocking.starts(operations.reheat, waiters.OVEN_HOT, "name", answers=False)
