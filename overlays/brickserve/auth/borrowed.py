"""Credentials that other code provides: a callable, or the official SDK with all its ways to sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors.base import BrickserveError
from ..errors.calls import AuthError
from ..redaction import secrets_in
from ..settings.values import header_value, headers
from .credentials import away, no_token
from .token import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..io import IO


class CallableCredentials:
    """Calls a function for the headers of every request."""

    def __init__(
        self,
        function: Callable[[], Any],
        *,
        auth_type: str = "custom",
        token: Callable[[], Any] | None = None,
    ) -> None:
        self.auth_type = auth_type
        self._function = function
        self._token = token
        self._last: tuple[str, ...] = ()

    async def headers(self, io: IO, deadline: float | None) -> dict[str, str]:
        """Return what the function returns, checked for what a header cannot carry."""
        checked = headers(await self._ask(io, self._function), "credentials")
        self._last = secrets_in(checked)
        return checked

    async def token(self, io: IO, deadline: float | None) -> Token:
        """Return the source's OAuth token, if it has a way to give one."""
        if self._token is None:
            raise no_token(self.auth_type)
        given = await self._ask(io, self._token)
        text = header_value(getattr(given, "access_token", None), "the access_token of credentials")
        self._last = (*self._last[:8], text)
        return Token(text, getattr(given, "token_type", None), expiry=getattr(given, "expiry", None))

    def invalidate(self, headers: Mapping[str, str]) -> bool:
        """Return False: the source was asked for this very request, and renews on its own."""
        return False

    def secrets(self) -> tuple[str, ...]:
        """Return what the headers of the latest request held."""
        return self._last

    async def _ask(self, io: IO, function: Callable[[], Any]) -> Any:
        try:
            return await away(io, function)
        except BrickserveError:
            raise
        except Exception as error:
            # Its text is left to the traceback: what it quotes is not known here.
            raise AuthError(
                f"the credentials source raised {type(error).__name__}", code="credentials_failed"
            ) from error


class OfficialCredentials(CallableCredentials):
    """Asks a `databricks.sdk.core.Config`, which signs in and renews by itself."""

    def __init__(self, source: Any) -> None:
        super().__init__(source.authenticate, token=getattr(source, "oauth_token", None))
        kind = getattr(source, "auth_type", None)
        self.auth_type = kind if isinstance(kind, str) and kind else "custom"


class StrategyCredentials(CallableCredentials):
    """Asks a credentials strategy in the form of the official SDK; it is set up at the first request."""

    def __init__(self, strategy: Callable[[Any], Any], config: Any) -> None:
        kind = getattr(strategy, "auth_type", None)
        name = kind() if callable(kind) else kind
        super().__init__(self._headers, auth_type=name if isinstance(name, str) and name else "custom")
        self._strategy = strategy
        self._config = config
        self._provider: Callable[[], Any] | None = None

    def _headers(self) -> Any:
        if self._provider is None:
            self._provider = self._strategy(self._config)
        if not callable(self._provider):
            raise AuthError(f"the {self.auth_type} strategy finds no credentials here", code="not_configured")
        return self._provider()
