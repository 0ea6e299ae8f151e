"""What follows a failed attempt: a pause, a look at what the server did, fresh credentials, or an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .._api import jsontext
from ..errors import (
    AlreadyExists,
    AuthError,
    BrickserveError,
    Cancelled,
    DecodeError,
    NotFound,
    RedirectError,
    ResourceAlreadyExists,
    combined,
)
from ..io import HttpResponse
from ..logs import log_failure
from ..network.failures import is_permanent
from .budget import RETRY_COST, THROTTLED_COST
from .phases import phase_of
from .progress import Progress
from .reconciling import is_new, reflects
from .redirects import MAX_REDIRECTS, followed
from .retries import AMBIGUOUS, FINAL, GIVE_UP, HARMLESS, RECONCILE, REJECTED, Failure
from .retry_after import http_date

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    CarryOut = Callable[[Progress], Awaitable[Any]]


class Settled(NamedTuple):
    """The result of a call that was found out in another way than by its own answer."""

    value: Any


async def recover(progress: Progress, error: BrickserveError, carry_out: CarryOut) -> Settled | None:
    """Return None when the call is to be sent again, or its result; raise when there is nothing left to do."""
    context, tally = progress.context, progress.tally
    operation = progress.call.operation
    phase = phase_of(error, operation.idempotence)
    attempt = progress.record(phase, error.status)
    if error.status is None:
        log_failure(operation.method, operation.path, type(error).__name__, attempt.elapsed, tally.sent)
    if phase == FINAL:
        return await _after_final(progress, error, carry_out)
    failure = Failure(
        *(operation.idempotence, phase, tally.sent),
        retry_after=error.retry_after,
        remaining=progress.remaining,
        permanent=is_permanent(error) or isinstance(error, Cancelled),
        retry_ambiguous=context.options.retry_ambiguous,
    )
    decision = context.policy(failure, context.max_attempts, context.io.random)
    cost = THROTTLED_COST if phase == REJECTED else RETRY_COST
    if decision.action == GIVE_UP or not context.budget.take(cost):
        raise progress.failure(error, phase)
    tally.cost += cost
    attempt.sleep = decision.sleep
    try:
        await context.io.sleep(decision.sleep)
    except Cancelled as cancelled:
        raise progress.failure(cancelled, phase) from error
    if phase == AMBIGUOUS and operation.idempotence not in HARMLESS:
        progress.uncertain = True
    return await _reconcile(progress, error, carry_out) if decision.action == RECONCILE else None


async def _after_final(progress: Progress, error: BrickserveError, carry_out: CarryOut) -> Settled | None:
    """Deal with answers that are no failures of the line: redirects, refused tokens, traces of an earlier attempt."""
    operation = progress.call.operation
    # A refused token is dropped even after the last attempt, so that the next call does not meet it again.
    renewable = error.status == 401 and not progress.refreshed and progress.credentials.invalidate(progress.auth)
    if progress.attempts_left > 0:
        if isinstance(error, RedirectError) and _redirect(progress):
            return None
        if renewable:
            progress.refreshed = True
            return None
        if progress.uncertain and operation.reconcile is not None and _is_conflict(error):
            return await _reconcile(progress, error, carry_out, conflict=True)
    if error.status == 401 and progress.refreshed:
        raise progress.failure(combined(AuthError, error), FINAL)
    if progress.uncertain and operation.method == "DELETE" and error.status == 404:
        return _deleted(progress, error)
    raise progress.failure(error, FINAL)


def _redirect(progress: Progress) -> bool:
    answer = progress.response
    if answer is None or progress.redirects >= MAX_REDIRECTS:
        return False
    idempotence = progress.call.operation.idempotence
    target = followed(answer.status, idempotence, progress.url, answer.headers.get("location"))
    if target is None:
        return False
    progress.redirects += 1
    progress.url = target
    return True


def _is_conflict(error: BrickserveError) -> bool:
    return error.status == 409 or isinstance(error, (AlreadyExists, ResourceAlreadyExists))


async def _reconcile(
    progress: Progress, error: BrickserveError, carry_out: CarryOut, *, conflict: bool = False
) -> Settled | None:
    """Look at what the server has, and decide whether the call was carried out."""
    build = progress.call.operation.reconcile
    if build is None:
        return _again(progress, error)
    reading = Progress(build(progress.call.arguments), progress.context, tally=progress.tally)
    try:
        found = await carry_out(reading)
    except NotFound:
        return _absent(progress, error)
    except Cancelled as cancelled:
        raise progress.failure(cancelled, AMBIGUOUS) from error
    except BrickserveError as problem:
        raise progress.failure(error, AMBIGUOUS) from problem
    operation = progress.call.operation
    if operation.method != "DELETE":
        adopted = _adopted(progress, reading, found)
        if adopted is not None:
            return adopted
        if conflict or operation.idempotence == "create":
            # Something else has the name, or another change is under way: whose, nobody can tell.
            raise progress.failure(error, AMBIGUOUS)
    return _again(progress, error)


def _absent(progress: Progress, error: BrickserveError) -> Settled | None:
    if progress.call.operation.method == "DELETE":
        return _deleted(progress, error)
    return _again(progress, error)


def _again(progress: Progress, error: BrickserveError) -> Settled | None:
    """Return None, so that the call is sent again, if it may be."""
    creates = progress.call.operation.idempotence == "create"
    if progress.attempts_left <= 0 or (creates and (progress.resent or progress.call.operation.reconcile is None)):
        raise progress.failure(error, AMBIGUOUS)
    progress.resent = True
    return None


def _adopted(progress: Progress, reading: Progress, found: Any) -> Settled | None:
    """Return the resource, in the form of the call's answer, if it is what the call wrote."""
    answer, body = reading.response, progress.call.body
    if answer is None or body is None:
        return None
    try:
        value = progress.call.operation.decode(answer)
        written, resource = jsontext.loads(body), jsontext.loads(answer.body)
    except DecodeError:
        return None
    creates = progress.call.operation.idempotence == "create"
    ours = reflects(written, resource) or (creates and is_new(written, resource, _begun(progress, answer)))
    return Settled(value) if ours and type(value) is type(found) else None


def _begun(progress: Progress, answer: HttpResponse) -> float | None:
    """Return when the call began, on the clock of the service, if an answer that has just arrived tells its time."""
    now = http_date(answer.headers.get("date", ""))
    return None if now is None else now - (progress.context.io.monotonic() - progress.tally.begun)


def _deleted(progress: Progress, error: BrickserveError) -> Settled:
    """Return the result of a deletion of which only the effect is known."""
    try:
        return Settled(progress.call.operation.decode(HttpResponse(200, {}, b"")))
    except DecodeError:
        raise progress.failure(error, FINAL) from None
