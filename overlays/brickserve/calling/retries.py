"""Whether and when a failed attempt is repeated: a table, and nothing that does I/O.

Only the kind of the operation and how far the request came decide; the text of an answer never does.

                 nothing sent   turned away   unknown outcome
    read         retry          retry         retry
    idempotent   retry          retry         reconcile: look, then repeat if need be
    create       retry          retry         reconcile
    inference    retry          retry         never, unless the caller allows it
    external     retry          never         never
    token        retry          retry         retry
"""

from __future__ import annotations

from .deadlines import NEVER

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    class RetryPolicy(Protocol):
        """Decides what follows a failed attempt."""

        def __call__(self, failure: Failure, max_attempts: int, random: Callable[[], float]) -> Decision:
            """Return what to do, and after how many seconds."""
            ...


MAX_ATTEMPTS = 4
LONGEST_BACKOFF = 8.0
LONGEST_RETRY_AFTER = 120.0
"""A server that asks for more gets no retry; the caller is told and can decide."""

CONNECT = "connect"
"""Nothing was sent."""
REJECTED = "rejected"
"""The server turned the request away before it did anything."""
AMBIGUOUS = "ambiguous"
"""The server may have acted."""
FINAL = "final"
"""The answer settles the call."""

RETRY = "retry"
RECONCILE = "reconcile"
GIVE_UP = "give up"

_MATRIX: dict[str, dict[str, str]] = {
    "read": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: RETRY},
    "idempotent": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: RECONCILE},
    "create": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: RECONCILE},
    "inference": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: GIVE_UP},
    # A 429 may be the third party's own answer, given after it did something.
    "external": {CONNECT: RETRY, REJECTED: GIVE_UP, AMBIGUOUS: GIVE_UP},
    "token": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: RETRY},
}
HARMLESS = frozenset({"read", "token"})
"""Operations that change nothing, so that nobody needs to know whether they were carried out."""


class Failure:
    """What a decision is based on."""

    __slots__ = ("attempts", "idempotence", "permanent", "phase", "remaining", "retry_after", "retry_ambiguous")

    def __init__(
        self,
        idempotence: str,
        phase: str,
        attempts: int,
        *,
        retry_after: float | None = None,
        remaining: float = NEVER,
        permanent: bool = False,
        retry_ambiguous: bool = False,
    ) -> None:
        self.idempotence = idempotence
        self.phase = phase
        self.attempts = attempts
        """How many requests the call has sent, this one included."""
        self.retry_after = retry_after
        self.remaining = remaining
        """Seconds until the call's deadline."""
        self.permanent = permanent
        """True if the same attempt would fail in the same way, as for an untrusted certificate."""
        self.retry_ambiguous = retry_ambiguous
        """True if the caller would rather have a query carried out twice than not at all."""


class Decision:
    """What follows a failed attempt."""

    __slots__ = ("action", "sleep")

    def __init__(self, action: str, sleep: float = 0.0) -> None:
        self.action = action
        self.sleep = sleep

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decision) and (self.action, self.sleep) == (other.action, other.sleep)

    __hash__ = None  # type: ignore[assignment]  # compared in tests only

    def __repr__(self) -> str:
        return f"Decision({self.action!r}, {self.sleep})"


def phase_of_status(status: int, asks_to_wait: bool) -> str:
    """Return how far a request came that was answered with an error status."""
    if status == 429 or (status == 503 and asks_to_wait):
        return REJECTED
    # 501 and 505 say that the request can never work; 520 to 530 are gateways that lost their server.
    if status in (500, 502, 503, 504) or 520 <= status <= 530:
        return AMBIGUOUS
    return FINAL


def decide(failure: Failure, max_attempts: int, random: Callable[[], float]) -> Decision:
    """Apply the table, the number of attempts, Retry-After and the deadline."""
    if failure.permanent or failure.attempts >= max_attempts:
        return Decision(GIVE_UP)
    action = _MATRIX.get(failure.idempotence, {}).get(failure.phase, GIVE_UP)
    if failure.retry_ambiguous and failure.idempotence == "inference" and failure.phase == AMBIGUOUS:
        action = RETRY
    if action is GIVE_UP:
        return Decision(GIVE_UP)
    sleep = backoff(failure.attempts, random)
    if failure.retry_after is not None:
        if failure.retry_after > LONGEST_RETRY_AFTER:
            return Decision(GIVE_UP)
        sleep = max(sleep, failure.retry_after)
    # No sleep crosses the deadline: there would be no time left for the attempt it is for.
    return Decision(action, sleep) if sleep < failure.remaining else Decision(GIVE_UP)


def backoff(attempts: int, random: Callable[[], float]) -> float:
    """Return the pause after `attempts` failed attempts: full jitter under a ceiling that doubles."""
    return random() * min(LONGEST_BACKOFF, 0.5 * 2.0 ** min(attempts - 1, 10))
