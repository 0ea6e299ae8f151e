"""A personal access token: the same header for every request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..redaction import Secret
from .credentials import no_token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..io import IO
    from .token import Token


class PersonalAccessToken:
    """Authenticates with a token that does not change."""

    auth_type = "pat"

    def __init__(self, token: str) -> None:
        self._token = Secret(token)

    async def headers(self, io: IO, deadline: float | None) -> dict[str, str]:
        """Return the header for one request."""
        return {"Authorization": f"Bearer {self._token.reveal()}"}

    async def token(self, io: IO, deadline: float | None) -> Token:
        """Raise `ConfigError`: the data plane takes no personal access token."""
        raise no_token(self.auth_type)

    def invalidate(self, headers: Mapping[str, str]) -> bool:
        """Return False: there is no other token to try."""
        return False

    def secrets(self) -> tuple[str, ...]:
        """Return the token."""
        return (self._token.reveal(),)
