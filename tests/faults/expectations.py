"""What has to happen, restated from the reliability document alone: nothing here knows the client.

One table: the class of an operation and the phase of a failure give the plan. The rest of the module spells
a plan out as requests, side effects, sleeps and the error, for a fault that strikes once and for one that lasts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .faults import Fault, Moment, Phase
from .messages import Answer
from .operations import Subject, result_kind

MAX_ATTEMPTS = 4
LONGEST_RETRY_AFTER = 120.0


class Plan(StrEnum):
    """What follows a failed attempt."""

    RETRY = "send it again after a pause"
    NEVER = "raise"
    RECONCILE = "look what is there, then decide"
    REFRESH = "renew the token once, send once more"
    RESULT = "there is no failure"


R, I, N, Q, X, T = "read", "idempotent", "create", "inference", "external", "token"  # noqa: E741  the document's letters

MATRIX: dict[Phase, dict[str, Plan]] = {
    Phase.NOT_SENT: dict.fromkeys((R, I, N, Q, X, T), Plan.RETRY),
    Phase.UNTRUSTED: dict.fromkeys((R, I, N, Q, X, T), Plan.NEVER),
    Phase.REJECTED: {
        **dict.fromkeys((R, I, N, Q, T), Plan.RETRY),
        X: Plan.NEVER,
    },
    Phase.AMBIGUOUS: {
        **dict.fromkeys((R, T), Plan.RETRY),
        **dict.fromkeys((I, N), Plan.RECONCILE),
        **dict.fromkeys((Q, X), Plan.NEVER),
    },
    Phase.UNAUTHORIZED: {**dict.fromkeys((R, I, N, Q, X), Plan.REFRESH), T: Plan.NEVER},
    Phase.FINAL: dict.fromkeys((R, I, N, Q, X, T), Plan.NEVER),
    Phase.UNDECODABLE: {
        **dict.fromkeys((R, Q, X, T), Plan.NEVER),
        **dict.fromkeys((I, N), Plan.RECONCILE),
    },
    Phase.REDIRECTED: dict.fromkeys((R, I, N, Q, X, T), Plan.NEVER),
    Phase.FINE: dict.fromkeys((R, I, N, Q, X, T), Plan.RESULT),
}

CLASSES = {
    304: "BrickserveError",
    400: "BadRequest",
    401: "Unauthenticated",
    403: "PermissionDenied",
    404: "NotFound",
    409: "ResourceConflict",
    429: "TooManyRequests",
    500: "InternalError",
    503: "TemporarilyUnavailable",
    504: "DeadlineExceeded",
}
"""The class that a status stands for; any other error status is a `DatabricksError`."""


@dataclass(frozen=True)
class Expected:
    """What one cell of the matrix demands."""

    requests: str
    """A pattern of the requests that reach the server: `o` is the operation's own, `g` a look at the resource."""
    applied: tuple[int, int]
    """How often the operation may have been carried out: least and most."""
    error: str | None
    """The class of the error, or None for a result."""
    sleeps: tuple[int, int]
    """How many sleeps are asked for: least and most."""
    maybe_applied: bool = False
    """What the error says of its side effects."""


def plan_of(subject: Subject, fault: Fault, *, oauth: bool = False) -> Plan:
    """Return the plan for a fault in an operation."""
    plan = MATRIX[fault.phase][subject.kind]
    if plan is Plan.REFRESH and not oauth:
        return Plan.NEVER
    if fault.floor > LONGEST_RETRY_AFTER:
        return Plan.NEVER
    if fault.phase is Phase.UNDECODABLE and fault.failure is None and _will_do(fault, subject):
        return Plan.RESULT
    if plan is Plan.RECONCILE and subject.operation.reconcile is None:
        return Plan.RETRY
    return plan


def once(subject: Subject, fault: Fault, *, oauth: bool = False) -> Expected:
    """Return what follows a fault that strikes the first request only."""
    plan = plan_of(subject, fault, oauth=oauth)
    reached = "" if fault.moment is Moment.CONNECT else "o"
    hit = int(fault.applied)
    match plan:
        case Plan.RESULT:
            return Expected("o", (1, 1), None, (0, 0))
        case Plan.NEVER:
            return Expected(reached, (hit, hit), error_of(fault), (0, 0), _open(subject, fault))
        case Plan.REFRESH:
            return Expected("oo", (1, 1), None, (0, 0))
        case Plan.RETRY:
            return Expected(f"{reached}o", (1 + hit, 1 + hit), None, (1, 1))
        case Plan.RECONCILE if subject.kind == N:
            return Expected("og" if fault.applied else "ogo", (1, 1), None, (1, 2))
        case Plan.RECONCILE:
            # An idempotent call may be sent again even when the look has shown that it was applied.
            return Expected("ogo?" if fault.applied else "ogo", (1, 2), None, (1, 2))


def lasting(subject: Subject, fault: Fault, *, oauth: bool = False) -> Expected:
    """Return what follows a fault that strikes every request."""
    plan = plan_of(subject, fault, oauth=oauth)
    reached = 0 if fault.moment is Moment.CONNECT else MAX_ATTEMPTS
    hits = MAX_ATTEMPTS if fault.applied else 0
    match plan:
        case Plan.REFRESH:
            return Expected("oo", (0, 0), "AuthError", (0, 0))
        case Plan.RETRY:
            error, open_ended = error_of(fault), _open(subject, fault)
            return Expected(f"o{{{reached}}}", (min(hits, reached), hits), error, (3, 3), open_ended)
        case Plan.RECONCILE if subject.kind == N:
            return Expected("og{1,3}", (min(hits, 1), min(hits, 1)), error_of(fault), (1, 3), True)
        case Plan.RECONCILE if fault.body_only and subject.operation.method == "DELETE":
            # The look is broken as well, but its status arrives: 404, and that is what was asked for.
            return Expected("og", (1, 1), None, (1, 1))
        case Plan.RECONCILE:
            return Expected("o[og]{1,3}", (min(hits, 1), hits), error_of(fault), (1, 3), True)
        case _:
            return once(subject, fault, oauth=oauth)


def _will_do(fault: Fault, subject: Subject) -> bool:
    """Tell whether a body that is no resource is what the operation promises: any text, or nothing at all."""
    kind = result_kind(subject.operation)
    empty = fault.answer is not None and not fault.answer(Answer()).body
    return kind == "bytes" or (kind == "nothing" and empty)


def error_of(fault: Fault) -> str:
    """Return the class of the error that a fault ends in."""
    if fault.failure is not None:
        return fault.failure
    if fault.phase is Phase.UNDECODABLE:
        return "DecodeError"
    if fault.phase is Phase.REDIRECTED:
        return "RedirectError"
    assert fault.answer is not None
    return CLASSES.get(fault.answer(Answer()).status, "DatabricksError")


def _open(subject: Subject, fault: Fault) -> bool:
    """Tell whether the error has to say that the call may have been applied."""
    return subject.kind != R and fault.phase in (Phase.AMBIGUOUS, Phase.UNDECODABLE)
