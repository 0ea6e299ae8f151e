"""What is known of a call while it is being carried out."""

from __future__ import annotations

from os import urandom
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..errors import (
    Attempt,
    BrickserveError,
    CallDeadlineExceeded,
    DecodeError,
    PoolTimeout,
    TransportError,
    as_ambiguous,
)
from ..errors.responses import without_query
from ..io import HttpRequest
from .context import canonical
from .deadlines import after, remaining, sooner
from .retries import AMBIGUOUS, FINAL, HARMLESS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..auth.credentials import Credentials
    from ..io import HttpResponse
    from .calls import CallLike
    from .context import Context

E = TypeVar("E", bound=BrickserveError)


class Target(NamedTuple):
    """Where a call goes, and as whom, when that is not the workspace with the client's credentials."""

    url: str
    credentials: Credentials


class Tally:
    """What counts for a call and for everything that is asked on its behalf."""

    __slots__ = ("attempts", "begun", "cost", "deadline", "id", "sent")

    def __init__(self, begun: float, seconds: float | None) -> None:
        self.begun = begun
        """When the call began."""
        self.deadline = after(begun, seconds)
        self.sent = 0
        self.attempts: list[Attempt] = []
        self.cost = 0
        """What the call has taken from the retry budget."""
        self.id = urandom(8).hex()
        """Names the call; every attempt carries it."""


class Progress:
    """The state of one call."""

    __slots__ = (
        "_fixed",
        "accepts",
        "auth",
        "begun",
        "call",
        "context",
        "credentials",
        "redirects",
        "refreshed",
        "resent",
        "response",
        "tally",
        "uncertain",
        "url",
    )

    def __init__(
        self,
        call: CallLike[Any],
        context: Context,
        target: Target | None = None,
        *,
        tally: Tally | None = None,
        accepts: Callable[[HttpResponse], bool] | None = None,
        begun: float | None = None,
    ) -> None:
        self.call = call
        self.context = context
        self.credentials = context.credentials if target is None else target.credentials
        self.url = context.host + call.path if target is None else target.url
        if call.query:
            self.url += ("&" if "?" in self.url else "?") + _query_text(call)
        self.accepts = accepts
        self.begun = context.io.monotonic()
        """When the latest attempt began; before the first one, when the call was prepared."""
        self.tally = tally or Tally(self.begun if begun is None else begun, context.options.deadline)
        self._fixed: dict[str, str] | None = None
        self.auth: dict[str, str] = {}
        """The credential headers of the latest attempt."""
        self.redirects = 0
        self.refreshed = False
        """True once the credentials were renewed because the service refused them."""
        self.uncertain = False
        """True once an attempt may have been carried out without its answer arriving."""
        self.resent = False
        """True once a create was repeated after a look that found nothing."""
        self.response: HttpResponse | None = None
        """The successful answer, as it came."""

    @property
    def attempts_left(self) -> int:
        """How many more requests may be sent."""
        return self.context.max_attempts - self.tally.sent

    @property
    def remaining(self) -> float:
        """The seconds until the call's deadline."""
        return remaining(self.tally.deadline, self.context.io.monotonic())

    def secrets(self) -> tuple[str, ...]:
        """Return the credentials in use, which must be blanked in everything that a server says."""
        return (*self.credentials.secrets(), *self.context.config.secrets())

    def next_request(self, auth: dict[str, str]) -> HttpRequest:
        """Return the request of the next attempt."""
        call, tally = self.call, self.tally
        if self._fixed is None:
            self._fixed = {
                **self.context.headers,
                **{canonical(name): value for name, value in call.headers.items()},
                "X-Brickserve-Invocation-Id": tally.id,
            }
        tally.sent += 1
        self.auth = auth
        self.begun = self.context.io.monotonic()
        headers = {**self._fixed, "X-Brickserve-Attempt": f"{tally.sent}; max={self.context.max_attempts}"}
        for name, value in auth.items():
            headers[canonical(name)] = value
        return HttpRequest(call.operation.method, self.url, headers, call.body)

    def attempt_deadline(self) -> float | None:
        """Return when the latest attempt has to be over."""
        seconds = self.context.attempt_seconds(self.call.operation.idempotence)
        return sooner(self.tally.deadline, self.begun + seconds)

    def record(self, phase: str, status: int | None) -> Attempt:
        """Note how the latest attempt failed."""
        attempt = Attempt(phase, status, self.context.io.monotonic() - self.begun)
        self.tally.attempts.append(attempt)
        return attempt

    def failure(self, error: BrickserveError, phase: str) -> BrickserveError:
        """Return the error that ends the call, with everything that is known of it."""
        operation = self.call.operation
        ended = error
        if isinstance(error, TransportError) and not self.remaining:
            busy = f": {error.message}" if isinstance(error, PoolTimeout) else ""
            ended = CallDeadlineExceeded(f"the deadline passed before the call was answered{busy}")
            ended.__cause__ = error
        if operation.idempotence not in HARMLESS:
            if phase == AMBIGUOUS or (self.uncertain and phase != FINAL):
                ended = as_ambiguous(ended)
            elif self.uncertain or isinstance(error, DecodeError):
                # A refusal says nothing of an earlier attempt; and what cannot be read was answered with 200.
                ended.maybe_applied = True
        return self.located(ended)

    def located(self, error: E) -> E:
        """Add to the error what is known of the call."""
        operation = self.call.operation
        error.method = operation.method
        error.path_template = operation.path
        error.url = without_query(self.url)
        error.attempts = tuple(self.tally.attempts)
        return error


def _query_text(call: CallLike[Any]) -> str:
    """Return the encoded query, in the styles that the call's package knows of."""
    text: str | None = getattr(call, "query_string", None)
    if text is None:
        # A package of another generator has no styles.
        from urllib.parse import urlencode

        text = urlencode(call.query)
    return text
