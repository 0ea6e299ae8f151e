"""OAuth for machines: a service principal's id and secret, traded for tokens (RFC 6749, section 4.4)."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from ..redaction import Secret
from .discovery import Discovery
from .endpoint import TIMEOUT, request_token
from .renewal import Renewal, bearer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..io import IO
    from .token import Token

DEFAULT_SCOPES = ("all-apis",)


class ClientCredentials:
    """Authenticates as a service principal with tokens that are renewed ahead of their expiry."""

    auth_type = "oauth-m2m"

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        discovery: Discovery,
        *,
        scopes: Sequence[str] = DEFAULT_SCOPES,
        authorization_details: str | None = None,
        group_id: str | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self._discovery = discovery
        self._client_secret = Secret(client_secret)
        pair = f"{client_id}:{client_secret}".encode("latin-1")
        self._basic = Secret(b64encode(pair).decode("ascii"))
        self._form = {"grant_type": "client_credentials", "scope": " ".join(scopes)}
        if authorization_details:
            self._form["authorization_details"] = authorization_details
        if group_id:
            self._form["assume_group"] = group_id
        self._timeout = timeout
        self._renewal = Renewal(self._fetch)

    async def headers(self, io: IO, deadline: float | None) -> dict[str, str]:
        """Return the header for one request, after fetching a token if there is none."""
        return {"Authorization": (await self._renewal.token(io, deadline)).authorization}

    async def token(self, io: IO, deadline: float | None) -> Token:
        """Return the current token, after fetching one if there is none."""
        return await self._renewal.token(io, deadline)

    def invalidate(self, headers: Mapping[str, str]) -> bool:
        """Drop the token in `headers` unless a newer one has taken its place already."""
        return self._renewal.invalidate(bearer(headers))

    def secrets(self) -> tuple[str, ...]:
        """Return the client secret, its header form, and the current token."""
        current = self._renewal.current
        own = (self._client_secret.reveal(), self._basic.reveal())
        return own if current is None else (*own, current.access_token)

    async def _fetch(self, io: IO, deadline: float | None, attempts: int) -> Token:
        return await request_token(
            io,
            deadline,
            await self._discovery.token_endpoint(io, deadline),
            self._form,
            headers={"Authorization": f"Basic {self._basic.reveal()}"},
            secrets=self.secrets(),
            attempts=attempts,
            timeout=self._timeout,
        )
