"""What is logged of a request: enough to find it again, and nothing of what it says."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from .errors.responses import request_id
from .redaction import Redactor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LOGGER = logging.getLogger("brickserve")


def log_answer(
    method: str,
    template: str,
    status: int,
    seconds: float,
    attempt: int,
    headers: Mapping[str, str],
    secrets: Callable[[], tuple[str, ...]],
) -> None:
    """Log an answer: method, path template, status, time, attempt and the server's request id."""
    if LOGGER.isEnabledFor(logging.DEBUG):
        # The id is the server's text, and a server may repeat anything that it was sent.
        named = request_id(headers, None, Redactor(secrets())) or "none"
        LOGGER.debug(
            "%s %s -> %d in %.0f ms (attempt %d, request id %s)",
            *(method, template, status, seconds * 1000, attempt, named),
        )


def log_failure(method: str, template: str, failure: str, seconds: float, attempt: int) -> None:
    """Log an attempt without an answer: the same, with the kind of failure."""
    if LOGGER.isEnabledFor(logging.DEBUG):
        LOGGER.debug("%s %s -> %s in %.0f ms (attempt %d)", method, template, failure, seconds * 1000, attempt)
