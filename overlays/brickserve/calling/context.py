"""What a client and its services share, and what `with_options` gives each copy of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..call_options import CallOptions
from ..drivers.cancelling import CancellableIO
from ..errors import ConfigError
from .budget import RetryBudget
from .pacing import Pace
from .retries import MAX_ATTEMPTS, decide

if TYPE_CHECKING:
    from typing import Unpack

    from ..auth.credentials import Credentials
    from ..call_options import Options
    from ..config import Config
    from ..io import IO
    from .retries import RetryPolicy

CONTROL_SECONDS = 60.0
"""How long one attempt may take, unless the configuration says otherwise."""
QUERY_SECONDS = 300.0
"""The same for queries: the service lets a model work for up to 297 s."""
CONTROL_BYTES = 16 * 2**20
QUERY_BYTES = 64 * 2**20
SLOW = frozenset({"inference", "external"})
"""Kinds of operations whose answers somebody's model or service makes."""
OUR_OWN = frozenset({"Host", "Content-Length", "Transfer-Encoding", "Connection", "Accept-Encoding"})
"""Headers that say how a message is framed: only the transport knows."""


class Context:
    """Everything that a call needs besides itself."""

    __slots__ = ("_headers", "budget", "config", "credentials", "host", "io", "options", "pace", "plain_io", "policy")

    def __init__(
        self,
        config: Config,
        io: IO,
        options: CallOptions | None = None,
        *,
        credentials: Credentials | None = None,
        budget: RetryBudget | None = None,
        pace: Pace | None = None,
        policy: RetryPolicy = decide,
    ) -> None:
        self.config = config
        self.host = config.host
        self.credentials: Credentials = credentials or config.credentials
        self.options = options or CallOptions.of_config(config)
        self.plain_io = io
        cancel = self.options.cancel
        self.io: IO = io if cancel is None else CancellableIO(io, cancel)
        self.budget = budget or RetryBudget()
        self.pace = pace or Pace(config.rate_limit)
        self.policy = policy
        self._headers: dict[str, str] | None = None

    def with_options(self, **changes: Unpack[Options]) -> Context:
        """Return a copy with other options, which shares connections, credentials and the retry budget."""
        return Context(
            self.config,
            self.plain_io,
            self.options.changed(changes),
            credentials=self.credentials,
            budget=self.budget,
            pace=self.pace,
            policy=self.policy,
        )

    @property
    def max_attempts(self) -> int:
        """How many requests a call may send."""
        return self.options.max_attempts or MAX_ATTEMPTS

    @property
    def headers(self) -> dict[str, str]:
        """The headers of every request, without credentials; put together at the first one."""
        if self._headers is None:
            own = {"Accept": "*/*", "Accept-Encoding": "gzip", "User-Agent": self.config.user_agent}
            if self.config.workspace_id:
                own["X-Databricks-Workspace-Id"] = self.config.workspace_id
            self._headers = {**own, **_allowed(self.options.headers)}
        return self._headers

    def attempt_seconds(self, idempotence: str) -> float:
        """Return how long one attempt may take."""
        return self.config.http_timeout_seconds or (QUERY_SECONDS if idempotence in SLOW else CONTROL_SECONDS)

    def max_bytes(self, idempotence: str) -> int:
        """Return how long an answer may be."""
        return self.options.max_response_bytes or (QUERY_BYTES if idempotence in SLOW else CONTROL_BYTES)


_canonical: dict[str, str] = {}


def canonical(name: str) -> str:
    """Return the usual spelling of a header's name, so that one header never has two entries."""
    known = _canonical.get(name)
    if known is None:
        known = "-".join(part.capitalize() for part in name.split("-"))
        if len(_canonical) < 1000:
            _canonical[name] = known
    return known


def _allowed(headers: dict[str, str]) -> dict[str, str]:
    clean = {canonical(name): value for name, value in headers.items()}
    for name in OUR_OWN.intersection(clean):
        raise ConfigError(f"headers: {name} is set by the transport and cannot be given")
    return clean
