"""Carries a call out: credentials, request, verdict, and what follows a failure.

Written once, for blocking and asynchronous clients: nothing is awaited here but the IO, the credentials
and other flows.
"""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING, Any, TypeVar, cast

from .errors import BrickserveError, from_redirect, from_response
from .logs import log_answer
from .progress import Progress
from .retry_after import retry_after

if TYPE_CHECKING:
    from collections.abc import Callable

    from .calls import CallLike
    from .context import Context
    from .io import HttpResponse
    from .progress import Target

    Accepts = Callable[[HttpResponse], bool]

T = TypeVar("T")


async def execute(
    call: CallLike[T], context: Context, target: Target | None = None, accepts: Accepts | None = None
) -> T:
    """Carry `call` out and return its decoded answer.

    `accepts` may take an answer for a result though its status is none of a success.
    """
    return cast("T", await carry_out(Progress(call, context, target, accepts=accepts)))


async def carry_out(progress: Progress) -> Any:
    """Send the call until it is answered, or until there is no more to be done."""
    context = progress.context
    while True:
        auth = await progress.credentials.headers(context.io, progress.tally.deadline)
        try:
            response = await _attempt(progress, auth)
            value = progress.call.operation.decode(response)
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


async def _attempt(progress: Progress, auth: dict[str, str]) -> HttpResponse:
    """Send the request once; an answer that is not a success is raised as an error."""
    context, operation = progress.context, progress.call.operation
    io = context.io
    if delay := context.pace.delay(io.monotonic()):
        await io.sleep(delay)
    request = progress.next_request(auth)
    response = await io.send(request, progress.attempt_deadline(), context.max_bytes(operation.idempotence))
    progress.response = response
    status = response.status
    log_answer(
        *(operation.method, operation.path, status, io.monotonic() - progress.begun),
        *(progress.tally.sent, response.headers),
    )
    if 200 <= status < 300 or (progress.accepts is not None and progress.accepts(response)):
        return response
    raise _refusal(progress, response)


def _refusal(progress: Progress, response: HttpResponse) -> BrickserveError:
    operation = progress.call.operation
    method, template, url = operation.method, operation.path, progress.url
    if response.status < 400:
        return from_redirect(response.status, response.headers, method=method, path_template=template, url=url)
    secrets = (*progress.credentials.secrets(), *progress.context.config.secrets())
    error = from_response(
        *(response.status, response.headers, response.body),
        method=method,
        path_template=template,
        url=url,
        secrets=secrets,
    )
    error.retry_after = retry_after(response.headers, time)
    return error
