"""An OAuth token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..redaction import MASK, Secret

if TYPE_CHECKING:
    from datetime import datetime

EARLY = 40.0
"""Seconds before its expiry from which a token counts as expired: some services refuse it by then."""


class Token:
    """An OAuth token, as the official SDK has it; its representation does not show it."""

    __slots__ = ("_access_token", "_refresh_token", "expiry", "lifetime", "token_type")

    def __init__(
        self,
        access_token: str,
        token_type: str | None = "Bearer",
        refresh_token: str | None = None,
        expiry: datetime | None = None,
        *,
        lifetime: float | None = None,
    ) -> None:
        self._access_token = Secret(access_token)
        self.token_type = token_type
        self._refresh_token = None if refresh_token is None else Secret(refresh_token)
        self.expiry = expiry
        """When it expires, by the wall clock; for information only, the client counts monotonic time."""
        self.lifetime = lifetime
        """How many seconds it was good for when it was issued, or None if the issuer did not say."""

    @property
    def access_token(self) -> str:
        """The token itself."""
        return self._access_token.reveal()

    @property
    def refresh_token(self) -> str | None:
        """The token that a new one can be had for, or None."""
        return None if self._refresh_token is None else self._refresh_token.reveal()

    @property
    def expired(self) -> bool:
        """True when the token is over, or about to be."""
        if self.expiry is None:
            return False
        from datetime import datetime

        return (self.expiry - datetime.now(self.expiry.tzinfo)).total_seconds() < EARLY

    @property
    def valid(self) -> bool:
        """True when there is a token and it has not expired."""
        return bool(self.access_token) and not self.expired

    def as_dict(self) -> dict[str, Any]:
        """Return the token for storage; this shows it."""
        document: dict[str, Any] = {"access_token": self.access_token, "token_type": self.token_type}
        if self.expiry is not None:
            document["expiry"] = self.expiry.isoformat()
        if self.refresh_token is not None:
            document["refresh_token"] = self.refresh_token
        return document

    @property
    def authorization(self) -> str:
        """The value of the Authorization header."""
        return f"{self.token_type or 'Bearer'} {self.access_token}"

    def __repr__(self) -> str:
        return f"Token(access_token={MASK}, token_type={self.token_type!r}, expiry={self.expiry!r})"
