"""Faults that a caller asks the emulator for."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from .problems import DEFAULT_CODES, Problem
from .web import Response


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong with the requests for one operation."""

    operation: str = "*"
    """An operationId of the specification, or a route of the emulator's own: `oauth_token`. `*` is any."""

    status: int | None = None
    """Status to answer with, in place of the real answer."""

    error_code: str | None = None
    """Error code of that answer; by default the usual one of the status."""

    message: str = "This fault was injected into the emulator."
    """Message of that answer."""

    body: str | bytes | None = None
    """The whole body of that answer, in place of an error object."""

    content_type: str = "text/html"
    """Content type of `body`."""

    times: int | None = 1
    """How many requests it hits; None means all of them."""

    skip: int = 0
    """How many requests it lets pass before that."""

    delay: float = 0.0
    """Real seconds to wait before anything else happens."""

    retry_after: float | str | None = None
    """Value of the Retry-After header."""

    after_apply: bool = False
    """Whether the request is carried out before the fault hides its result."""

    drop: bool = False
    """Whether the connection is closed without an answer."""

    after_events: int | None = None
    """For a stream: how many events arrive before the fault ends it; other answers are not touched."""

    def replaces(self) -> bool:
        """Tell whether the caller gets something else than the real answer."""
        return self.after_events is None and (self.status is not None or self.drop or self.body is not None)

    def problem(self) -> Problem:
        """Return the error that is reported."""
        status = self.status or 500
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        code = self.error_code or DEFAULT_CODES.get(status, "INTERNAL_ERROR")
        return Problem(status, code, self.message, headers=headers)

    def response(self, request_id: str) -> Response:
        """Return the answer that the caller gets."""
        problem = self.problem()
        if self.body is None:
            return problem.response(request_id)
        status = self.status or 200
        return Response(self.body, status, headers=problem.headers, media_type=self.content_type)


class FaultPlan:
    """The faults still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self.operations: frozenset[str] = frozenset()
        """The operations that a fault can name."""

        self._lock = threading.Lock()
        self._waiting: list[_Waiting] = []

    def add(self, faults: Iterable[Fault]) -> None:
        """Add faults; an unknown operation is a `ValueError`."""
        for fault in faults:
            if fault.operation != "*" and fault.operation not in self.operations:
                known = ", ".join(sorted(self.operations))
                raise ValueError(f"Fault(operation={fault.operation!r}): the emulator knows {known}")
            with self._lock:
                self._waiting.append(_Waiting(fault, fault.skip, fault.times))

    def clear(self) -> None:
        """Forget the faults that have not happened."""
        with self._lock:
            self._waiting.clear()

    def take(self, operation: str) -> Fault | None:
        """Return the fault that hits this request, and use it up."""
        with self._lock:
            for waiting in self._waiting:
                if waiting.fault.operation in ("*", operation) and waiting.strike():
                    return waiting.fault
        return None


@dataclass
class _Waiting:
    fault: Fault
    skip: int
    left: int | None

    def strike(self) -> bool:
        if self.left == 0:
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.left is not None:
            self.left -= 1
        return True
