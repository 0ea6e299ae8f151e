"""Errors of waits: long-running operations that failed or took too long."""

from __future__ import annotations

from .base import BrickserveError


class OperationFailed(BrickserveError, RuntimeError):
    """A long-running operation ended without reaching its goal."""


class OperationTimeout(BrickserveError, RuntimeError, TimeoutError):
    """A long-running operation did not reach its goal in time."""


class _WaitOutcome(BrickserveError):
    def __init__(
        self,
        message: str = "",
        *,
        reason: str | None = None,
        last: object = None,
        history: tuple[object, ...] = (),
    ) -> None:
        super().__init__(message)
        if reason is not None:
            self.reason = reason
        self.last = last
        """The resource as it was last seen, or None."""
        self.history = history
        """What the polls saw, oldest first."""

    reason: str = "failed"
    """Why the wait ended, such as `failed`, `deleted`, `superseded`, `unreachable` or `timeout`."""


class WaiterError(_WaitOutcome, OperationFailed):
    """A wait that cannot succeed any more."""


class WaitTimeout(_WaitOutcome, OperationTimeout):
    """A wait that was given up when its time was over; the operation itself may still finish."""

    reason = "timeout"
