"""Tokens for the data plane: the control plane's token, traded for one that is good for an endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ..errors.calls import AuthError, ConfigError
from ..settings.hosts import checked_endpoint
from .discovery import ENDPOINT
from .endpoint import TIMEOUT, request_token
from .renewal import Renewal, bearer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..io import IO
    from .credentials import Credentials
    from .token import Token

JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
MOST = 256
"""How many endpoints' tokens are kept."""


class DataPlaneDetails(Protocol):
    """What an endpoint says of its data plane; `models.DataPlaneInfo` is one."""

    @property
    def authorization_details(self) -> str | None:
        """What the token has to be good for, as JSON."""
        ...

    @property
    def endpoint_url(self) -> str | None:
        """Where queries go."""
        ...


class DataPlaneTokens:
    """Trades and keeps one token for each endpoint."""

    def __init__(
        self, credentials: Credentials, host: str, *, allow_http: bool = False, timeout: float = TIMEOUT
    ) -> None:
        self._credentials = credentials
        self._url = host + ENDPOINT
        self._allow_http = allow_http
        self._timeout = timeout
        self._renewals: dict[tuple[str, str], Renewal] = {}

    async def token(self, io: IO, deadline: float | None, details: DataPlaneDetails) -> Token:
        """Return a token for the endpoint that `details` describe."""
        return await self._renewal(details).token(io, deadline)

    async def headers(self, io: IO, deadline: float | None, details: DataPlaneDetails) -> dict[str, str]:
        """Return the headers for one query."""
        return {"Authorization": (await self.token(io, deadline, details)).authorization}

    def invalidate(self, headers: Mapping[str, str]) -> bool:
        """Drop the token in `headers`, whichever endpoint it is for."""
        refused = bearer(headers)
        for renewal in list(self._renewals.values()):
            renewal.invalidate(refused)
        return True

    def secrets(self) -> tuple[str, ...]:
        """Return every token in use, and what they were traded for."""
        held = (renewal.current for renewal in list(self._renewals.values()))
        return (*self._credentials.secrets(), *(token.access_token for token in held if token))

    def _renewal(self, details: DataPlaneDetails) -> Renewal:
        url, wanted = details.endpoint_url, details.authorization_details
        if not url or not wanted:
            raise ConfigError("the endpoint has no data plane: it gives no endpoint_url with authorization_details")
        key = (checked_endpoint(url, allow_http=self._allow_http), wanted)
        renewal = self._renewals.get(key)
        if renewal is None:
            if len(self._renewals) >= MOST:
                self._renewals.clear()
            exchange = _Exchange(self._credentials, self._url, wanted, self._timeout)
            renewal = self._renewals.setdefault(key, Renewal(exchange.fetch))
        return renewal


class _Exchange:
    def __init__(self, credentials: Credentials, url: str, details: str, timeout: float) -> None:
        self._credentials = credentials
        self._url = url
        self._details = details
        self._timeout = timeout

    async def fetch(self, io: IO, deadline: float | None, attempts: int) -> Token:
        offer = await self._credentials.token(io, deadline)
        try:
            return await self._trade(io, deadline, attempts, offer)
        except AuthError as error:
            # 401 says that the token offered in exchange is no good any more.
            if error.status != 401 or not self._credentials.invalidate({"Authorization": offer.authorization}):
                raise
        return await self._trade(io, deadline, attempts, await self._credentials.token(io, deadline))

    async def _trade(self, io: IO, deadline: float | None, attempts: int, offer: Token) -> Token:
        form = {
            "grant_type": JWT_BEARER,
            "authorization_details": self._details,
            "assertion": offer.access_token,
        }
        return await request_token(
            io,
            deadline,
            self._url,
            form,
            secrets=self._credentials.secrets(),
            attempts=attempts,
            timeout=self._timeout,
        )
