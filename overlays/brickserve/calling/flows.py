"""Carries a call out: credentials, request, verdict, and what follows a failure.

Written once, for blocking and asynchronous clients: nothing is awaited here but the IO, the credentials
and other flows.
"""

from __future__ import annotations

from contextlib import suppress
from time import time
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from ..errors import BrickserveError, CallDeadlineExceeded, TransportError, from_redirect, from_response
from ..io import MAX_ERROR_BODY, HttpResponse
from ..logs import log_answer
from .progress import Progress
from .retry_after import retry_after

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from ..io import HttpStream
    from .calls import CallLike
    from .context import Context
    from .progress import Target

    Accepts = Callable[[HttpResponse], bool]
    Attempt = Callable[[Progress, dict[str, str]], Awaitable[Any]]

T = TypeVar("T")


async def execute(
    call: CallLike[T],
    context: Context,
    target: Target | None = None,
    accepts: Accepts | None = None,
    begun: float | None = None,
) -> T:
    """Carry `call` out and return its decoded answer.

    `accepts` may take an answer for a result though its status is none of a success. The deadline counts from
    `begun`, if the caller had something to do before.
    """
    return cast("T", await carry_out(Progress(call, context, target, accepts=accepts, begun=begun)))


async def open_stream(
    call: CallLike[Any], context: Context, target: Target | None = None, begun: float | None = None
) -> Opened:
    """Carry `call` out up to the headers of its answer, and ask for that answer as a stream of events.

    Nothing is sent again once the headers have arrived.
    """
    progress = Progress(call, context, target, begun=begun)
    http: HttpStream = await carry_out(progress, _open)
    return Opened(http, progress)


class Opened(NamedTuple):
    """A streamed answer, and the call that it belongs to."""

    http: HttpStream
    progress: Progress


async def carry_out(progress: Progress, attempt: Attempt | None = None) -> Any:
    """Send the call until it is answered, or until there is no more to be done."""
    context = progress.context
    while True:
        auth = await _credentials(progress)
        try:
            value = await (attempt or _send)(progress, auth)
        except BrickserveError as error:
            failed = error
        else:
            context.budget.give_back(progress.tally.cost)
            return value
        # Loaded when the first call fails: most programs never need it.
        from .recovery import recover

        settled = await recover(progress, failed, carry_out)
        if settled is not None:
            return settled.value


async def _send(progress: Progress, auth: dict[str, str]) -> Any:
    """Send the request once and return the decoded answer; one that is not a success is raised as an error."""
    context, operation = progress.context, progress.call.operation
    await _keep_pace(progress)
    request = progress.next_request(auth)
    deadline = progress.attempt_deadline()
    response = await context.io.send(request, deadline, context.max_bytes(operation.idempotence))
    progress.response = response
    _log(progress, response.status, response.headers)
    if 200 <= response.status < 300 or (progress.accepts is not None and progress.accepts(response)):
        return operation.decode(response)
    raise _refusal(progress, response)


async def _open(progress: Progress, auth: dict[str, str]) -> HttpStream:
    """Send the request once and return the answer when it is a success and its body begins."""
    context = progress.context
    await _keep_pace(progress)
    request = progress.next_request(auth)
    request.headers["Accept"] = "text/event-stream"
    idle = context.attempt_seconds(progress.call.operation.idempotence)
    http = await context.io.open(request, progress.tally.deadline, idle)
    _log(progress, http.status, http.headers)
    if 200 <= http.status < 300:
        return http
    body = bytearray()
    try:
        # The status has said already what counts.
        with suppress(TransportError):
            while len(body) < MAX_ERROR_BODY and (part := await http.read()):
                body += part
    finally:
        await http.close()
    response = HttpResponse(http.status, http.headers, bytes(body))
    progress.response = response
    raise _refusal(progress, response)


async def _credentials(progress: Progress) -> dict[str, str]:
    """Return the credential headers of the next attempt."""
    try:
        return await progress.credentials.headers(progress.context.io, progress.tally.deadline)
    except BrickserveError as error:
        # It says nothing of the attempt before, if there was one.
        error.maybe_applied = error.maybe_applied or progress.uncertain
        raise


async def _keep_pace(progress: Progress) -> None:
    pace, io = progress.context.pace, progress.context.io
    if pace.is_free:
        return
    delay = pace.delay(io.monotonic(), progress.remaining)
    if delay is None:
        raise CallDeadlineExceeded("the deadline leaves no time for what rate_limit asks to wait")
    if delay:
        await io.sleep(delay)


def _log(progress: Progress, status: int, headers: Mapping[str, str]) -> None:
    operation = progress.call.operation
    seconds = progress.context.io.monotonic() - progress.begun
    template, attempt = operation.path, progress.tally.sent
    log_answer(operation.method, template, status, seconds, attempt, headers, progress.secrets)


def _refusal(progress: Progress, response: HttpResponse) -> BrickserveError:
    operation = progress.call.operation
    method, template, url = operation.method, operation.path, progress.url
    if response.status < 400:
        return from_redirect(
            *(response.status, response.headers),
            method=method,
            path_template=template,
            url=url,
            secrets=progress.secrets(),
        )
    error = from_response(
        *(response.status, response.headers, response.body),
        method=method,
        path_template=template,
        url=url,
        secrets=progress.secrets(),
    )
    error.retry_after = retry_after(response.headers, time)
    read_failure = getattr(operation, "read_failure", None)
    if read_failure is not None:
        error.document = read_failure(response)
    return error
