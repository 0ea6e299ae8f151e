"""How far an attempt came that failed."""

from __future__ import annotations

from ..errors import BrickserveError, DatabricksError, DecodeError, TransportError
from .retries import AMBIGUOUS, FINAL, phase_of_status


def phase_of(error: BrickserveError, idempotence: str) -> str:
    """Return the phase in which an attempt ended with `error`."""
    if isinstance(error, TransportError):
        return error.phase
    if isinstance(error, DecodeError) and idempotence in ("idempotent", "create"):
        # It was carried out, but with what result has to be looked up.
        return AMBIGUOUS
    if isinstance(error, DatabricksError) and error.status is not None:
        return phase_of_status(error.status, error.retry_after is not None)
    return FINAL
