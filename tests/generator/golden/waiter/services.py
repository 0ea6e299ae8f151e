# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Services of Ovens."""

from __future__ import annotations

from . import operations, waiters
from .waiting import Wait

TYPE_CHECKING = False

if TYPE_CHECKING:
    from . import models
    from .wire import WaitingExecutor


class OvensAPI:
    """The operations tagged Ovens."""

    WAITERS = waiters.ALL
    """What the methods of this class can wait for, by name."""

    def __init__(self, executor: WaitingExecutor) -> None:
        self._executor = executor

    def get(self, name: str) -> models.Oven:
        """Fetch an oven.

        Args:
            name: The oven's name.

        Returns:
            Oven: The oven.
        """
        return self._executor.execute(operations.get(name))

    def heat(self, name: str) -> Wait[models.Oven]:
        """Heat an oven.

        Args:
            name: The oven's name.

        Returns:
            A handle on the operation under way: `result()` waits for its end; `response` is
            this call's answer. The oven.
        """
        answer = self._executor.execute(operations.heat(name))
        return Wait(self._executor, waiters.OVEN_HOT, {"name": name}, answer, creates=True)

    def reheat(self, name: str) -> Wait[models.Oven]:
        """Heat an oven again.

        Args:
            name: The oven's name.

        Returns:
            A handle on the operation under way: `result()` waits for its end.
        """
        self._executor.execute(operations.reheat(name))
        return Wait(self._executor, waiters.OVEN_HOT, {"name": name})
