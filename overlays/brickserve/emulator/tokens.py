"""The bearer tokens that the emulator accepts: any, a chosen few, and those that it issued itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from .clock import Clock
from .problems import Problem
from .settings import Settings

_ISSUED = "emulator-oauth-"
_PERSONAL = "dapi"
DEFAULT_USER = "user@example.com"


@dataclass(frozen=True)
class Issued:
    """A token that the emulator issued."""

    subject: str
    expires: float
    endpoint_id: str | None
    """The endpoint that a data-plane token is for; None for a token of the workspace."""


class TokenBook:
    """Issues tokens and tells whose a token is."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._issued: dict[str, Issued] = {}

    def issue(self, subject: str, endpoint_id: str | None = None) -> str:
        """Return a new token for `subject`."""
        token = _ISSUED + secrets.token_urlsafe(24)
        self._issued[token] = Issued(subject, self._clock() + self._settings.token_seconds, endpoint_id)
        return token

    def revoke_issued(self) -> None:
        """Make every token issued so far invalid."""
        self._issued.clear()

    def workspace_caller(self, header: str | None) -> str:
        """Return who calls the workspace with this Authorization header."""
        token = _bearer(header)
        if token.startswith(_ISSUED):
            issued = self._valid(token)
            if issued.endpoint_id is not None:
                raise _forbidden("A data-plane token is only good for its endpoint.")
            return issued.subject
        if self._settings.tokens and token not in self._settings.tokens:
            raise _forbidden("Invalid access token.")
        return DEFAULT_USER

    def data_plane_caller(self, header: str | None, endpoint_id: str) -> str:
        """Return who calls an endpoint on the data plane with this Authorization header."""
        token = _bearer(header)
        if not token.startswith(_ISSUED):
            raise _unauthenticated("The data plane takes only tokens from the token exchange.")
        issued = self._valid(token)
        if issued.endpoint_id != endpoint_id:
            raise _forbidden("The token was not issued for this endpoint.")
        return issued.subject

    def assertion_subject(self, token: str) -> str | None:
        """Return whose workspace token is being exchanged; None if it cannot be exchanged."""
        # The platform exchanges OAuth tokens only, never personal access tokens.
        if not token or token.startswith(_PERSONAL):
            return None
        try:
            return self.workspace_caller(f"Bearer {token}")
        except Problem:
            return None

    def _valid(self, token: str) -> Issued:
        issued = self._issued.get(token)
        if issued is None or issued.expires <= self._clock():
            raise _unauthenticated("The access token has expired or was revoked.")
        return issued


def _bearer(header: str | None) -> str:
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _unauthenticated("Credential was not sent or was of an unsupported type for this API.")
    return token.strip()


def _unauthenticated(message: str) -> Problem:
    # The platform's front door puts the status where other answers have an error code.
    return Problem(401, "401", message, headers={"WWW-Authenticate": 'Bearer realm="emulator"'})


def _forbidden(message: str) -> Problem:
    return Problem(403, "403", message)
