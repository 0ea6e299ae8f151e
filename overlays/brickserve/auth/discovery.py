"""Where a host's token endpoint is: asked once, in bounded time, and never taken on trust."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..errors.calls import CONNECT, AuthError, CallDeadlineExceeded, TLSError, TransportError
from ..errors.platform import Cancelled
from ..guards import is_object
from ..io import HttpRequest
from ..settings.hosts import checked_token_endpoint

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..io import IO, HttpResponse

PAGE = "/oidc/.well-known/oauth-authorization-server"
ENDPOINT = "/oidc/v1/token"
"""Where the platform's token endpoint is on every workspace."""
PATIENCE = 5.0
"""The longest time that one look at the page may take."""
TRIES = 2
MAX_PAGE = 1 << 20
TOO_LATE = "the deadline passed while a token was being fetched"


class Discovery:
    """Finds the token endpoint of a host."""

    def __init__(self, host: str, page: str | None = None, allowed: Collection[str] = ()) -> None:
        self._host = host
        self._page = page or host + PAGE
        self._allowed = allowed
        self._found: str | None = None

    async def token_endpoint(self, io: IO, deadline: float | None) -> str:
        """Return the token endpoint's URL, which a client secret may be sent to."""
        if self._found is not None:
            return self._found
        response = await self._page_answer(io, deadline)
        if response is None:
            # The page is out of order for now. The endpoint stands at the same place on every workspace,
            # and the next token looks for the page again.
            return self._host + ENDPOINT
        self._found = checked_token_endpoint(self._read(response), self._host, self._allowed)
        return self._found

    async def _page_answer(self, io: IO, deadline: float | None) -> HttpResponse | None:
        request = HttpRequest("GET", self._page, {"Accept": "application/json"}, None)
        for attempt in range(TRIES):
            limit = io.monotonic() + PATIENCE
            bound = limit if deadline is None else min(limit, deadline)
            try:
                response = await io.send(request, bound, MAX_PAGE)
            except (Cancelled, TLSError):
                raise
            except TransportError as error:
                if deadline is not None and io.monotonic() >= deadline:
                    raise CallDeadlineExceeded(TOO_LATE) from error
                if attempt + 1 == TRIES and error.phase == CONNECT:
                    raise
            else:
                if response.status != 429 and response.status < 500:
                    return response
        return None

    def _read(self, response: HttpResponse) -> str:
        if response.status != 200:
            raise AuthError(
                f"{self._host} has no OAuth sign-in page ({response.status}); is it the URL of a workspace?",
                code="no_discovery",
            )
        try:
            document: Any = json.loads(response.body)
        except (ValueError, RecursionError):
            document = None
        endpoint = document.get("token_endpoint") if is_object(document) else None
        if not isinstance(endpoint, str):
            raise AuthError(f"the OAuth page of {self._host} names no token endpoint", code="no_discovery")
        return endpoint
